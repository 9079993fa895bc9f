import json

import pytest
import typer
from typer.testing import CliRunner

from pii.cli import evaluate
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
    app = typer.Typer()
    evaluate.register(app)
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


def test_scores_stand_by_label_and_by_language_and_show_no_value(samples):
    answer = run(samples, "--detector", "rules")
    assert answer.exit_code == 0
    lines = answer.output.splitlines()
    assert lines[1].split() == ["EMAIL", "1.000", "1.000", "1.000", "1", "1", "1.000"]
    assert lines[5].split() == ["PASSWORD", "0.000", "0.000", "0.000", "1", "1", "0.000"]
    assert any(line.startswith("YAML") and "f1 1.000" in line for line in lines)
    assert any(line.startswith("unknown") for line in lines)
    assert MAIL not in answer.output
    assert PASSWORD not in answer.output


def test_errors_are_written_to_a_file_with_their_surroundings(samples, tmp_path):
    errors = tmp_path / "errors.jsonl"
    run(samples, "--detector", "rules", "--errors", errors)
    missed, wrong = map(json.loads, errors.read_text().splitlines())
    assert (missed["error"], missed["id"], missed["value"]) == ("missed", "b", PASSWORD)
    assert missed["before"] + missed["value"] + missed["behind"] == MISSED
    assert (wrong["error"], wrong["id"], wrong["label"]) == ("wrong", "c", "PASSWORD")


def test_missing_more_than_allowed_fails(samples):
    assert run(samples, "--detector", "rules", "--max-missed", "1").exit_code == 0
    answer = run(samples, "--detector", "rules", "--max-missed", "0.1")
    assert answer.exit_code == 1
    assert "more than 0.1" in answer.output
