"""From code in a folder to a detector, with a network of toy size."""

import json
from random import Random

import numpy as np
import pytest
import typer
from typer.testing import CliRunner

from pii.corpus import read_shards
from pii.documents import Document
from pii.samples import read_samples
from pii.synthesis import Grammar, Values

pytest.importorskip("torch")
pytest.importorskip("transformers")
pytest.importorskip("openvino")

from pii.cli import corpus, evaluate, export, pretrain, tokenizer, train
from pii.detection.ensemble import load_ensemble
from pii.encoder.checkpoint import read_manifest
from pii.encoder.detector import EncoderDetector
from pii.training.features import Features

pytestmark = pytest.mark.filterwarnings("ignore")

NETWORK = """
[network]
layers = 2
width = 32
heads = 2
inner = 48
positions = 128
"""
RUN = """
[run]
steps = {steps}
batch = 8
rate = 5.0e-3
warmup = 2
save_every = {save_every}
threads = 2
"""


@pytest.fixture(scope="module")
def app():
    program = typer.Typer()
    for room in (corpus, tokenizer, pretrain, train, evaluate, export):
        room.register(program)
    return program


def call(app, *arguments):
    answer = CliRunner().invoke(app, [str(argument) for argument in arguments])
    assert answer.exit_code == 0, answer.output
    return answer.output


@pytest.fixture(scope="module")
def way(app, tmp_path_factory):
    """The folder in which everything was done, up to the exported model."""
    folder = tmp_path_factory.mktemp("way")
    source = folder / "source"
    source.mkdir()
    grammar, values, draw = Grammar.load(), Values(0), Random(0)
    for number in range(40):
        kinds = draw.choices(grammar.kinds(), k=30)
        lines = [grammar.line(kind, values, draw)[0] for kind in kinds]
        (source / f"{number}.py").write_text("\n".join(lines), encoding="utf-8")
    call(app, "corpus", folder / "corpus", source, "--licence", "MIT")
    call(app, "tokenizer", folder / "corpus", folder / "t.json", "--size", 600)
    call(app, "features", folder / "corpus", folder / "t.json", folder / "code.npz", "--window", 64)
    plan = '[data]\ntokenizer = "t.json"\ntokens = ["code.npz"]\n' + NETWORK
    (folder / "pretrain.toml").write_text(plan + RUN.format(steps=6, save_every=3))
    call(app, "pretrain", folder / "pretrain.toml", folder / "pretrained")
    for name, seed in (("train", 1), ("validation", 2)):
        samples = folder / f"{name}.jsonl"
        call(app, "synthesize", folder / "corpus", samples, "--characters", 30_000, "--seed", seed)
        call(app, "features", samples, folder / "t.json", folder / f"{name}.npz", "--window", 64)
    plan = (
        '[data]\ntokenizer = "t.json"\ntokens = ["train.npz"]\nvalidation = "validation.npz"\n'
        'start = "pretrained/network"\n'
    )
    (folder / "train.toml").write_text(plan + RUN.format(steps=60, save_every=30))
    call(app, "train", folder / "train.toml", folder / "model", "--samples", folder / "train.jsonl")
    call(app, "tune", folder / "model", folder / "validation.jsonl")
    told = call(app, "export", folder / "model")
    assert float(told.rpartition(":")[2]) < 0.1
    return folder


def test_a_run_leaves_a_record_and_a_picture_of_its_loss(way):
    record = json.loads((way / "model/run.json").read_text())
    losses = [entry["loss"] for entry in record["history"] if "loss" in entry]
    assert float(losses[-1]) < float(losses[0])
    assert set(record["data"]) == {"t.json", "train.npz", "validation.npz"}
    assert (way / "model/loss.png").read_bytes().startswith(b"\x89PNG")


def test_both_engines_claim_the_same(way):
    bare = [s.document.marked(()) for s in read_samples(way / "validation.jsonl")][:10]
    found = [
        {(e.start, e.end, e.label) for claims in detector.claims(bare) for e in claims}
        for detector in (
            EncoderDetector.load(way / "model", engine=engine) for engine in ("torch", "openvino")
        )
    ]
    # A claim on the edge between yes and no may fall on either side of it.
    assert len(found[0] ^ found[1]) <= 0.1 * max(1, len(found[0] | found[1]))


def test_the_ensemble_detects_and_is_scored(way, app):
    table = call(app, "evaluate", way / "validation.jsonl", "--detector", way / "model")
    assert "secret characters missed" in table
    [marked] = load_ensemble(way / "model").detect([Document("a", "x = 1\n" * 300)])
    assert marked.id == "a"


def test_a_model_is_not_scored_on_what_it_learned_from(way, app):
    manifest = read_manifest(way / "model")
    samples = [json.loads(line) for line in (way / "validation.jsonl").open()]
    seen = way / "seen.jsonl"
    seen.write_text(json.dumps({**samples[0], "repo": "some/where"}) + "\n")
    type(manifest)(64, 16, repositories=("some/where",)).write(way / "model")
    answer = CliRunner().invoke(app, ["evaluate", str(seen), "--detector", str(way / "model")])
    manifest.write(way / "model")
    assert answer.exit_code == 1
    assert "'some/where'" in answer.output


def test_a_run_that_was_done_is_not_done_again(way, app):
    before = (way / "model/network/model.safetensors").read_bytes()
    call(app, "train", way / "train.toml", way / "model")
    assert (way / "model/network/model.safetensors").read_bytes() == before


def test_pseudo_labels_are_a_detectors_claims_with_invented_values(way, app):
    labelled = way / "pseudo.jsonl"
    told = call(app, "pseudo-label", way / "corpus", labelled, "--detector", "rules")
    samples = list(read_samples(labelled))
    assert f"{len(samples):,} samples" in told
    assert samples
    # No value is one that the corpus holds in that place, but for a chance of few words.
    known = {document.id: document.text for document in read_shards(way / "corpus")}
    fresh = [
        (sample.document.text[e.start : e.end], known[sample.document.id])
        for sample in samples
        for e in sample.document.entities
    ]
    assert fresh
    assert sum(value in text for value, text in fresh) < 0.05 * len(fresh)


def test_features_hold_the_samples_once_more_with_other_values(way, app):
    args = "features", way / "validation.jsonl", way / "t.json", way / "more.npz", "--window", 64
    call(app, *args, "--revalued", 1)
    once, twice = (Features.load(way / f"{name}.npz") for name in ("validation", "more"))
    assert 1.8 < len(twice) / len(once) < 2.2
    assert (twice.ids[: len(once) - 1] == once.ids[:-1]).all()


def test_masking_asks_for_the_masked_tokens_alone(way):
    import torch

    from pii.encoder.tagging import UNKNOWN
    from pii.encoder.tokenizer import MASK, Tokenizer
    from pii.training.pretraining import Masker
    from pii.training.runs import Windows

    vocabulary = Tokenizer.load(way / "t.json")
    windows = Windows(Features.load(way / "code.npz"))
    batch = Masker(vocabulary, 0.3)([windows[number] for number in range(8)])
    asked = batch["labels"] != UNKNOWN
    masked = batch["input_ids"] == vocabulary.id_of(MASK)
    assert 0.2 < float(asked.float().mean()) < 0.4
    assert bool((asked | ~masked).all())
    plain = torch.from_numpy(np.stack([windows[n]["input_ids"].numpy() for n in range(8)]))
    assert bool((batch["input_ids"] == plain)[~asked].all())
    assert bool((batch["labels"] == plain)[asked].all())


def test_pre_training_can_start_from_earlier_weights(way, app):
    plan = (way / "pretrain.toml").read_text()
    start = 'start = "pretrained/network"\n'
    (way / "further.toml").write_text(plan.replace("\n[network]", start + "\n[network]"))
    call(app, "pretrain", way / "further.toml", way / "further")
    losses = [
        json.loads((way / folder / "run.json").read_text())["history"][0]["loss"]
        for folder in ("pretrained", "further")
    ]
    assert float(losses[1]) < float(losses[0])
