import json
import subprocess
import sys
from pathlib import Path

import pytest
from pii_annotation.cli import main
from pii_annotation.json_fields import read_lines

from tests.annotation.commands import run
from tests.git import make_repository
from tests.invented import HOST, MAIL

AUTHORS = "".join(f"# Author: Ann Porter {n} <{n}{MAIL}>\nx_{n} = {n}\n" for n in range(3))


@pytest.fixture
def clones(tmp_path):
    folder = tmp_path / "clones"
    for name in ("tools", "site"):
        files = {f"{name}.py": f"# {name}\n{AUTHORS}".encode(), "vendor/x.py": AUTHORS.encode()}
        make_repository(folder / f"octo+{name}", files)
    return folder


@pytest.fixture
def snippets(clones, tmp_path):
    pytest.importorskip("numpy")
    path = tmp_path / "snippets.jsonl"
    run("sample", clones, "-o", path, "--count", 9, "--random-share", 0, "--weight", "email=5")
    return path


def test_the_whole_way_from_clones_to_a_data_set(clones, snippets, tmp_path):
    pytest.importorskip("datasets")
    pytest.importorskip("matplotlib")
    rows = [record.fields for record in read_lines(snippets)]
    assert {row["repo"] for row in rows} <= {"octo/tools", "octo/site"}
    ids = [row["id"] for row in rows]
    assert all(f"=== {name}" in run("show", snippets) for name in ids)

    for annotator, label in (("ann", "EMAIL"), ("bob", "EMAIL:example")):
        marks = tmp_path / f"{annotator}.tsv"
        lines = []
        for row in rows:
            lines.append(f"{row['id']}\tnone")
            for number, line in enumerate(row["text"].split("\n"), start=1):
                if HOST in line:
                    value = line.partition("<")[2].rstrip(">")
                    lines.append(f"{row['id']}\t{number}\t{label}\t{value}")
        marks.write_text("\n".join(lines) + "\n")
        readings = tmp_path / f"{annotator}.jsonl"
        run("import", marks, "--snippets", snippets, "--annotator", annotator, "-o", readings)

    both = [tmp_path / "ann.jsonl", tmp_path / "bob.jsonl"]
    differences = tmp_path / "differences.jsonl"
    table = run("agree", *both, "--snippets", snippets, "--differences", differences)
    assert "| EMAIL | 0.000 | 0.000 | 1.000 |" in table
    assert {record.text("kind") for record in read_lines(differences)} == {"flag"}

    queue, one = tmp_path / "queue.jsonl", tmp_path / "one.jsonl"
    run("adjudicate", *both, "--snippets", snippets, "-o", one, "--queue", queue)
    assert len(list(read_lines(queue))) == len(rows)
    rule = ("--rule", "trusted", "--trusted", "ann")
    run("adjudicate", *both, "--snippets", snippets, "-o", one, *rule)

    published, texts = tmp_path / "gold.jsonl", tmp_path / "texts.jsonl"
    run("standoff", one, "--snippets", snippets, "-o", published)
    assert HOST not in published.read_text()
    run("materialise", published, "--repositories", clones, "-o", texts)
    for before, after in zip(rows, read_lines(texts), strict=True):
        assert after.text("text") == before["text"]
        assert after.number("annotators") == 2

    data_set = tmp_path / "data"
    assert "# Data set of" in run("build", texts, data_set)
    assert (data_set / "report.md").exists()

    sheet = tmp_path / "sheet.md"
    names = ("counts", "agreement", "baseline")
    sheet.write_text("".join(f"<!-- begin {n} -->\n<!-- end {n} -->\n" for n in names))
    readings_options = [part for path in both for part in ("--readings", path)]
    run("datasheet", sheet, "--annotations", published, "--texts", texts, *readings_options)
    assert "ann and bob" in sheet.read_text()


def test_the_same_seed_samples_the_same_bytes(clones, snippets, tmp_path):
    again = tmp_path / "again.jsonl"
    run("sample", clones, "-o", again, "--count", 9, "--random-share", 0, "--weight", "email=5")
    assert again.read_bytes() == snippets.read_bytes()


def test_what_was_sampled_before_is_not_sampled_again(clones, snippets, tmp_path):
    again, excluded = tmp_path / "again.jsonl", tmp_path / "excluded.txt"
    excluded.write_text("OCTO/site\n")
    run("sample", clones, "-o", again, "--known", snippets)
    assert again.read_text() == ""
    run("sample", clones, "-o", again, "--exclude", excluded)
    assert {record.text("repo") for record in read_lines(again)} == {"octo/tools"}


def test_a_refused_line_makes_the_import_fail_and_is_not_quoted(snippets, tmp_path):
    [first, *_] = read_lines(snippets)
    marks, readings = tmp_path / "marks.tsv", tmp_path / "readings.jsonl"
    marks.write_text(f"{first.text('id')}\t1\tNAME\thunter2\n")
    said = run("import", marks, "--snippets", snippets, "-o", readings, code=1)
    assert "line 1: the text in the fourth field does not stand in line 1" in said
    assert "hunter2" not in said
    assert readings.read_text() == ""


def test_a_text_that_cannot_be_proven_makes_rebuilding_fail(clones, tmp_path):
    row = {"id": "a", "repo": "octo/absent", "start_char": 0, "end_char": 3, "entities": []}
    gold = tmp_path / "gold.jsonl"
    gold.write_text(json.dumps(row) + "\n")
    said = run("materialise", gold, "--repositories", clones, "-o", tmp_path / "t.jsonl", code=1)
    assert "1 repository with 1 snippet not available (octo/absent): there is no clone" in said
    assert "0 snippets rebuilt, 1 refused" in said


@pytest.mark.parametrize(
    "arguments",
    [
        ["sample", ".", "-o", "x", "--by", "magic"],
        ["sample", ".", "-o", "x", "--weight", "key"],
        ["adjudicate", "x", "--snippets", "x", "-o", "x", "--rule", "trusted"],
        ["nonsense"],
    ],
)
def test_wrong_usage_has_exit_code_two(arguments):
    run(*arguments, code=2)


def test_an_unknown_trigger_is_wrong_usage(tmp_path):
    run("sample", tmp_path, "-o", tmp_path / "x", "--weight", "planet=1", code=2)


def test_our_own_errors_are_one_line_and_exit_code_one(monkeypatch, capsys, tmp_path):
    monkeypatch.setattr(sys, "argv", ["pii-annotate", "show", str(tmp_path / "absent.jsonl")])
    with pytest.raises(SystemExit) as stop:
        main()
    assert stop.value.code == 1
    assert capsys.readouterr().err == (
        f"pii-annotate: {tmp_path / 'absent.jsonl'}: No such file or directory\n"
    )


def test_the_interface_is_printed_as_xml():
    assert run("interface").startswith("<View>")


def test_nothing_heavy_is_loaded_until_it_is_needed():
    heavy = ("label_studio_sdk", "datasets", "matplotlib", "numpy", "pyarrow", "torch")
    code = (
        f"import pii_annotation.cli, sys; print([name for name in {heavy} if name in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, check=True, cwd=Path(__file__).parents[2]
    )
    assert done.stdout == b"[]\n"
