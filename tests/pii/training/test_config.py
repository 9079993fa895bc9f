import pytest

from pii.errors import UnreadableFile
from pii.training.config import InvalidPlan, packaged_plans, read_plan, require_inputs

GOOD = """
[data]
tokenizer = "t.json"
tokens = ["a.npz", "b.npz"]
[run]
steps = 10
rate = 1
"""


def write(folder, text):
    path = folder / "plan.toml"
    path.write_text(text)
    return path


def test_paths_count_from_the_plans_own_folder(tmp_path):
    plan = read_plan(write(tmp_path, GOOD))
    assert plan.data.tokens == (str(tmp_path / "a.npz"), str(tmp_path / "b.npz"))
    assert plan.data.validation == ""
    assert plan.run.steps == 10


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("[data", "is not TOML at its end: expected"),
        ("[more]\n" + GOOD, "unknown section 'more'"),
        (GOOD + "speed = 3\n", "unknown field 'speed'"),
        (GOOD.replace("steps = 10", 'steps = "10"'), "run.steps: needs a whole number"),
        (GOOD.replace("steps = 10\n", ""), "run: needs steps"),
        (GOOD.replace('["a.npz", "b.npz"]', '"a.npz"'), "data.tokens: needs a list of strings"),
        ("network = 3\n" + GOOD, "network: needs a table"),
    ],
    ids=["syntax", "section", "field", "type", "missing", "list", "table"],
)
def test_a_plan_that_breaks_a_rule_is_refused_by_its_field(tmp_path, text, told):
    with pytest.raises(InvalidPlan, match=told):
        read_plan(write(tmp_path, text))


def test_a_plan_that_is_not_there_is_named(tmp_path):
    with pytest.raises(UnreadableFile, match="nowhere"):
        read_plan(tmp_path / "nowhere.toml")


@pytest.mark.parametrize("path", packaged_plans().values(), ids=lambda path: path.stem)
def test_the_plans_in_the_package_are_good(path):
    assert read_plan(path).run.steps > 0


@pytest.mark.parametrize(
    ("missing", "field", "command"),
    [
        ("t.json", "data.tokenizer", "pii tokenizer"),
        ("b.npz", "data.tokens", "pii features"),
        ("v.npz", "data.validation", "pii features"),
        ("weights", "data.start", "pii pretrain"),
    ],
    ids=["tokenizer", "tokens", "validation", "start"],
)
def test_a_missing_input_is_named_with_its_field_and_the_command_that_writes_it(
    tmp_path, missing, field, command
):
    text = GOOD.replace("[run]", 'validation = "v.npz"\nstart = "weights"\n[run]')
    plan = write(tmp_path, text)
    for name in {"t.json", "a.npz", "b.npz", "v.npz", "weights"} - {missing}:
        (tmp_path / name).touch()
    with pytest.raises(UnreadableFile) as refused:
        require_inputs(read_plan(plan), plan)
    assert str(tmp_path / missing) in str(refused.value)
    assert f"{field} in {plan}" in str(refused.value)
    assert f"`{command}`" in str(refused.value)
    (tmp_path / missing).touch()
    require_inputs(read_plan(plan), plan)
