import json

import pytest
from typer.testing import CliRunner

from pii.cli.main import app
from pii.documents import Document
from pii.encoder.checkpoint import Manifest, read_manifest
from pii.entities import Entity
from pii.evaluation import evaluate
from pii.evaluation.record import record_of
from pii.labels import Label
from pii.samples import Sample

TABLE = {Label.NAME: 0.55, Label.KEY: 0.9}
RUN = {
    "plan": {
        "data": {"start": "pre"},
        "network": {"layers": 4, "width": 256, "heads": 4},
        "run": {"batch": 32},
    },
    "history": [{"loss": 1.0, "step": 100}, {"loss": 0.5, "step": 250}],
    "seconds": 1800,
    "device": "cpu",
    "torch": "2.13.0",
}


def figures():
    samples = [
        Sample(Document(str(n), "by jane", (Entity(3, 7, Label.NAME),)), (), f"repo/{n}")
        for n in range(4)
    ]
    claims = [[Entity(3, 7, Label.NAME, 0.9)], [], [Entity(3, 7, Label.NAME, 0.8)], []]
    return record_of(evaluate(samples, claims, 0.5))


@pytest.fixture
def model(tmp_path):
    folder = tmp_path / "model"
    folder.mkdir()
    manifest = Manifest(256, 32, TABLE, TABLE, ("a/b", "c/d"), {"gold.npz": "ab" * 32})
    manifest.write(folder)
    (folder / "run.json").write_text(json.dumps(RUN))
    (folder / "model.onnx").write_bytes(b"x" * 6_800_000)
    (tmp_path / "gold-test.json").write_text(json.dumps(figures()))
    return folder


def card(model, *arguments):
    return CliRunner().invoke(app, ["card", str(model), *arguments])


def test_the_card_tells_size_training_thresholds_and_scores(model):
    told = card(model, "--evaluation", f"gold test={model.parent / 'gold-test.json'}")
    assert told.exit_code == 0, told.output
    text = (model / "README.md").read_text()
    assert "4 layers of 256" in text
    assert "6.8 MB" in text
    assert "masked tokens" in text
    assert "250 steps, 2 million tokens, 30 minutes on cpu" in text
    assert "2 repositories" in text
    assert "| NAME | 0.55 | 0.55 |" in text
    assert "| NAME | 4 | 1.000 | 0.500 | 0.667 | 0.000 to 1.000 |" in text
    assert "Of the secret characters 50.0% were missed" in text
    assert "`pii evaluate gold-test.jsonl --detector MODEL`" in text


def test_the_figures_stand_in_the_manifest_too(model):
    card(model, "--evaluation", f"regression={model.parent / 'gold-test.json'}")
    scores = read_manifest(model).scores
    assert scores["regression/f1"] == pytest.approx(0.6667)
    assert scores["regression/f1/NAME"] == pytest.approx(0.6667)
    assert scores["regression/missed"] == 0.5


@pytest.mark.parametrize("text", ["", "{}", '{"strict": 1}', "[]"])
def test_a_file_without_figures_is_refused_by_name(model, text):
    (model.parent / "bad.json").write_text(text)
    told = card(model, "--evaluation", f"x={model.parent / 'bad.json'}")
    assert told.exit_code == 1
    assert "bad.json" in told.output
    assert not (model / "README.md").exists()


def test_a_model_that_nobody_exported_is_refused(model):
    (model / "model.onnx").unlink()
    told = card(model)
    assert told.exit_code == 1
    assert "pii export" in told.output
