import json

import pytest
from typer.testing import CliRunner

from pii.cli.main import app
from pii.documents import Document
from pii.entities import Entity
from pii.labels import Label
from pii.samples import Sample, write_samples
from tests.invented import MAIL, PASSWORD

FOUND = f"mail: {MAIL}\n"
MISSED = f"the word of the day is {PASSWORD}\n"
FALSE = f'password = "{PASSWORD}"\n'


@pytest.fixture
def samples(tmp_path):
    path = tmp_path / "samples.jsonl"
    start = MISSED.index(PASSWORD)
    write_samples(
        path,
        [
            Sample(Document("a", FOUND, (Entity(6, 6 + len(MAIL), Label.EMAIL),), "YAML")),
            Sample(Document("b", MISSED, (Entity(start, start + len(PASSWORD), Label.PASSWORD),))),
            Sample(Document("c", FALSE)),
        ],
    )
    return path


def run(*arguments):
    return CliRunner().invoke(app, ["evaluate", *(str(argument) for argument in arguments)])


def test_scores_stand_by_label_and_by_language_and_show_no_value(samples):
    answer = run(samples, "--detector", "rules")
    assert answer.exit_code == 0
    lines = answer.output.splitlines()
    assert lines[1].split()[:6] == ["EMAIL", "1", "1", "1.000", "1.000", "1.000"]
    assert lines[5].split()[:6] == ["PASSWORD", "1", "1", "0.000", "0.000", "0.000"]
    assert any(line.startswith("YAML") and "f1 1.000" in line for line in lines)
    assert any(line.startswith("unknown") for line in lines)
    assert MAIL not in answer.output
    assert PASSWORD not in answer.output


def test_errors_are_written_to_a_file_with_their_surroundings(samples, tmp_path):
    errors = tmp_path / "errors.jsonl"
    run(samples, "--detector", "rules", "--errors", errors)
    missed, wrong = map(json.loads, errors.read_text().splitlines())
    assert "rule" not in missed
    assert (missed["error"], missed["id"], missed["value"]) == ("missed", "b", PASSWORD)
    assert missed["before"] + missed["value"] + missed["after"] == MISSED
    assert (wrong["error"], wrong["id"], wrong["label"]) == ("wrong", "c", "PASSWORD")
    assert wrong["rule"] == "assigned-secret"
    assert "assigned-secret" in wrong["rules"]


@pytest.mark.parametrize(
    ("true", "kind"),
    [
        (Entity(6, 6 + len(MAIL) - 1, Label.EMAIL), "borders"),
        (Entity(6, 6 + len(MAIL), Label.USERNAME), "label"),
    ],
    ids=["borders", "label"],
)
def test_a_find_that_touches_a_true_entity_says_what_is_wrong_with_it(tmp_path, true, kind):
    path, errors = tmp_path / "samples.jsonl", tmp_path / "errors.jsonl"
    write_samples(path, [Sample(Document("a", FOUND, (true,)))])
    run(path, "--detector", "rules", "--errors", errors)
    missed, wrong = map(json.loads, errors.read_text().splitlines())
    assert missed["error"] == "missed"
    assert (wrong["error"], wrong["rule"], wrong["value"]) == (kind, "email-address", MAIL)


def test_rules_are_summed_up_without_a_value(samples, tmp_path):
    target = tmp_path / "figures.json"
    answer = run(samples, "--detector", "rules", "--json", target)
    lines = answer.output.splitlines()
    at = next(n for n, line in enumerate(lines) if line.startswith("rule "))
    assert lines[at].split() == ["rule", "found", "right", "wrong", "borders", "label", "nothing"]
    assert [line.split() for line in lines[at + 1 :]] == [
        ["assigned-secret", "1", "0", "1", "0", "0", "1"],
        ["email-address", "1", "1", "0", "0", "0", "0"],
    ]
    assert json.loads(target.read_text())["rules"] == {
        "assigned-secret": {
            "found": 1, "right": 0, "wrong": 1, "borders": 0, "label": 0, "nothing": 1,
        },
        "email-address": {
            "found": 1, "right": 1, "wrong": 0, "borders": 0, "label": 0, "nothing": 0,
        },
    }  # fmt: skip


def test_missing_more_than_allowed_fails(samples):
    assert run(samples, "--detector", "rules", "--max-missed", "1").exit_code == 0
    answer = run(samples, "--detector", "rules", "--max-missed", "0.1")
    assert answer.exit_code == 1
    assert "more than 0.1" in answer.output


def test_all_figures_are_written_as_numbers(samples, tmp_path):
    target = tmp_path / "figures.json"
    run(samples, "--detector", "rules", "--json", target)
    told = target.read_text()
    record = json.loads(told)
    assert record["strict"]["EMAIL"]["f1"] == 1
    assert record["by_character"]["all"]["true"] == len(MAIL) + len(PASSWORD)
    assert record["confusion"] == {
        "EMAIL": {"EMAIL": 1},
        "PASSWORD": {"nothing": 1},
        "nothing": {"PASSWORD": 1},
    }
    assert record["calibration"]["all"]["claims"] == 2
    assert [point["threshold"] for point in record["operating"]] == [n / 10 for n in range(1, 10)]
    assert record["units"] == 3
    low, high = record["intervals"]["all"]
    assert low < record["strict"]["all"]["f1"] < high
    assert MAIL not in told
    assert PASSWORD not in told


def test_code_that_holds_nobody_shows_what_is_hidden_for_nothing(tmp_path):
    path = tmp_path / "clean.jsonl"
    write_samples(path, [Sample(Document("a", "x = 1\n")), Sample(Document("b", FALSE))])
    answer = run(path, "--detector", "rules", "--max-missed", "0")
    assert answer.exit_code == 0
    share = 1000 * len(PASSWORD) / (6 + len(FALSE))
    assert f"characters hidden for nothing in 1,000: {share:.3f} (0.000-" in answer.output
    assert "secret characters missed: none to miss" in answer.output


def test_a_claim_under_the_threshold_counts_for_calibration_alone(samples, tmp_path):
    target = tmp_path / "figures.json"
    run(samples, "--detector", "rules", "--threshold", "1", "--json", target)
    record = json.loads(target.read_text())
    assert record["strict"]["all"]["claimed"] == 0
    assert record["calibration"]["all"]["claims"] == 2


def test_a_picture_is_drawn(samples, tmp_path):
    pytest.importorskip("matplotlib")
    target = tmp_path / "figures.png"
    assert run(samples, "--detector", "rules", "--plot", target).exit_code == 0
    assert target.read_bytes().startswith(b"\x89PNG")
