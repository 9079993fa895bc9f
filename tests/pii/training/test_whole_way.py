"""From code in a folder to a detector: the commands of docs/model.md, line by line, at toy size."""

import json
import re
import shlex
import subprocess
from pathlib import Path
from random import Random

import numpy as np
import pytest
from typer.testing import CliRunner

from pii.cli.main import app
from pii.corpus import read_shards
from pii.documents import Document
from pii.samples import Sample, read_samples, write_samples
from pii.synthesis import Grammar, Values
from tests.git import make_repository

pytest.importorskip("torch")
pytest.importorskip("transformers")
pytest.importorskip("openvino")
pytest.importorskip("datasets")
pytest.importorskip("matplotlib")

from pii_annotation.cli import app as annotate_app
from pii_annotation.splits import Split, split_of

from pii.detection.ensemble import load_ensemble
from pii.encoder.checkpoint import read_manifest
from pii.encoder.detector import EncoderDetector
from pii.training.features import Features

pytestmark = [pytest.mark.filterwarnings("ignore"), pytest.mark.slow]

PAGE = Path(__file__).parents[3] / "docs" / "model.md"
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
# What makes a command of the page a matter of seconds.
TINY = {
    "tokenizer": ("--size", "600"),
    "features": ("--window", "64"),
    "synthesize": ("--characters", "30000"),
}
STEPS = {
    "small-pretrain.toml": NETWORK + RUN.format(steps=6, save_every=3),
    "small.toml": RUN.format(steps=60, save_every=30),
}


def commands_of_the_page():
    section = PAGE.read_text().partition("## Training a model\n")[2]
    block = re.search(r"```sh\n(.*?)```", section, re.DOTALL)
    return [line for line in block[1].splitlines() if line and not line.startswith("#")]


def call(*arguments):
    arguments = [str(argument) for argument in arguments]
    answer = CliRunner().invoke(app, arguments)
    assert answer.exit_code == 0, answer.output
    return answer.output


def invented(number, grammar, values, draw):
    """Return lines of the grammar as a document with its entities."""
    text, entities = "", ()
    for kind in draw.choices(grammar.kinds(), k=30):
        line, found = grammar.line(kind, values, draw)
        entities += tuple(entity.moved(len(text)) for entity in found)
        text += f"{line}\n"
    return Document(f"{number}.py", text, entities, "Python")


def repository_in(split, number):
    """Return the name of a repository that belongs to a split."""
    names = (f"octo/{number}-{attempt}" for attempt in range(1_000))
    return next(name for name in names if split_of(name) is split)


def lay_out(folder):
    """Write what the page starts from: code, a repository, annotated samples, licences."""
    grammar, values, draw = Grammar.load(), Values(0), Random(0)
    code = [invented(number, grammar, values, draw) for number in range(40)]
    (folder / "path/to/folder").mkdir(parents=True)
    for document in code[:30]:
        (folder / "path/to/folder" / document.id).write_text(document.text)
    made = {document.id: document.text.encode() for document in code[30:]}
    make_repository(folder / "work", made)
    clone = ("git", "clone", "--quiet", "--bare", "work", "path/to/repository.git")
    subprocess.run(clone, cwd=folder, check=True)
    splits = [Split.TRAIN] * 20 + [Split.VALIDATION] * 12 + [Split.TEST] * 8
    samples = [
        Sample(invented(number, grammar, values, draw), (), repository_in(split, number))
        for number, split in enumerate(splits, start=100)
    ]
    write_samples(folder / "gold.jsonl", samples)
    table = folder / "annotation/gold/repos.tsv"
    table.parent.mkdir(parents=True)
    table.write_text("repo\tlicence\n" + "".join(f"{s.repository}\tMIT\n" for s in samples))


def follow(line):
    """Run one line of the page and return what it printed."""
    words = shlex.split(line, comments=True)
    program = {"pii": app, "pii-annotate": annotate_app}.get(words[0])
    if program is None:
        subprocess.run(line, shell=True, check=True)
        return ""
    answer = CliRunner().invoke(program, [*words[1:], *TINY.get(words[1], ())])
    assert answer.exit_code == 0, f"{line}\n{answer.output}"
    if words[1:3] == ["plans", "copy"]:
        plan = Path(words[4]) / words[3]
        data = re.search(r"\[data\]\n.*?(?=\n\[)", plan.read_text(), re.DOTALL)[0]
        plan.write_text(data + STEPS[words[3]])
    return answer.output


@pytest.fixture(scope="module")
def told():
    """What each command printed, by its line; filled by `way`."""
    return {}


@pytest.fixture(scope="module")
def way(tmp_path_factory, told):
    """The folder in which the page was followed to its end."""
    folder = tmp_path_factory.mktemp("way")
    lay_out(folder)
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        for line in commands_of_the_page():
            # Its clones come from a network; its output is laid out instead.
            if " materialise " not in line:
                told[line] = follow(line)
    return folder


def printed(told, words):
    return next(output for line, output in told.items() if words in line)


def test_every_command_of_the_page_runs_on_what_the_ones_before_it_wrote(way, told):
    assert len(told) == len(commands_of_the_page()) - 1
    assert (way / "model/README.md").read_text().startswith("# Model card: small")
    assert "## Scores: gold test" in (way / "model/README.md").read_text()
    assert (way / "test.png").read_bytes().startswith(b"\x89PNG")


def test_training_reports_lines_of_words(way, told):
    for command in ("pii pretrain", "pii train"):
        lines = printed(told, command).splitlines()
        assert re.fullmatch(r"pii: training [\d,]+ weights on [\d,]+ windows of 64 .*", lines[0])
        assert any(re.fullmatch(r"pii: step 3 of \d+: loss \d+\.\d{4}", line) for line in lines)
        assert not any("{" in line for line in lines)
    assert "validation loss" in printed(told, "pii train")


def test_the_exported_network_says_nearly_what_the_weights_say(way, told):
    assert float(printed(told, "pii export").rpartition(":")[2]) < 0.1


def test_a_run_leaves_a_record_and_a_picture_of_its_loss(way):
    record = json.loads((way / "model/run.json").read_text())
    losses = [entry["loss"] for entry in record["history"] if "loss" in entry]
    assert float(losses[-1]) < float(losses[0])
    assert set(record["data"]) == {
        "tokenizer.json",
        "synthetic.npz",
        "gold-train.npz",
        "gold-validation.npz",
    }
    assert (way / "model/loss.png").read_bytes().startswith(b"\x89PNG")


def test_both_engines_claim_the_same(way):
    bare = [s.document.marked(()) for s in read_samples(way / "gold/jsonl/validation.jsonl")][:10]
    found = [
        {(e.start, e.end, e.label) for claims in detector.claims(bare) for e in claims}
        for detector in (
            EncoderDetector.load(way / "model", engine=engine) for engine in ("torch", "openvino")
        )
    ]
    # A claim on the edge between yes and no may fall on either side of it.
    assert len(found[0] ^ found[1]) <= 0.1 * max(1, len(found[0] | found[1]))


def test_the_ensemble_detects_and_is_scored(way):
    table = call("evaluate", way / "gold/jsonl/validation.jsonl", "--detector", way / "model")
    assert "secret characters missed" in table
    [marked] = load_ensemble(way / "model").detect([Document("a", "x = 1\n" * 300)])
    assert marked.id == "a"


def test_a_model_is_not_scored_on_what_it_learned_from(way):
    manifest = read_manifest(way / "model")
    samples = [json.loads(line) for line in (way / "gold/jsonl/validation.jsonl").open()]
    seen = way / "seen.jsonl"
    seen.write_text(json.dumps({**samples[0], "repo": "some/where"}) + "\n")
    type(manifest)(64, 16, repositories=("some/where",)).write(way / "model")
    answer = CliRunner().invoke(app, ["evaluate", str(seen), "--detector", str(way / "model")])
    manifest.write(way / "model")
    assert answer.exit_code == 1
    assert "'some/where'" in answer.output


def test_a_run_that_was_done_is_not_done_again(way):
    before = (way / "model/network/model.safetensors").read_bytes()
    call("train", way / "small.toml", way / "model")
    assert (way / "model/network/model.safetensors").read_bytes() == before


def test_pseudo_labels_are_a_detectors_claims_with_invented_values(way):
    labelled = way / "pseudo.jsonl"
    told = call("pseudo-label", way / "corpus", labelled, "--detector", "rules")
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


def test_features_hold_the_samples_once_more_with_other_values(way):
    samples, tokenizer = way / "gold/jsonl/validation.jsonl", way / "tokenizer.json"
    call("features", samples, tokenizer, way / "more.npz", "--window", 64, "--revalued", 1)
    once, twice = (Features.load(way / f"{name}.npz") for name in ("gold-validation", "more"))
    assert 1.8 < len(twice) / len(once) < 2.2
    assert (twice.ids[: len(once) - 1] == once.ids[:-1]).all()


def test_masking_asks_for_the_masked_tokens_alone(way):
    import torch

    from pii.encoder.tagging import UNKNOWN
    from pii.encoder.tokenizer import MASK, Tokenizer
    from pii.training.pretraining import Masker
    from pii.training.runs import Windows

    vocabulary = Tokenizer.load(way / "tokenizer.json")
    windows = Windows(Features.load(way / "code.npz"))
    batch = Masker(vocabulary, 0.3)([windows[number] for number in range(8)])
    asked = batch["labels"] != UNKNOWN
    masked = batch["input_ids"] == vocabulary.id_of(MASK)
    assert 0.2 < float(asked.float().mean()) < 0.4
    assert bool((asked | ~masked).all())
    plain = torch.from_numpy(np.stack([windows[n]["input_ids"].numpy() for n in range(8)]))
    assert bool((batch["input_ids"] == plain)[~asked].all())
    assert bool((batch["labels"] == plain)[asked].all())


def test_pre_training_can_start_from_earlier_weights(way):
    plan = (way / "small-pretrain.toml").read_text()
    start = 'start = "pretrained-small/network"\n'
    (way / "further.toml").write_text(plan.replace("\n[network]", start + "\n[network]"))
    call("pretrain", way / "further.toml", way / "further")
    losses = [
        json.loads((way / folder / "run.json").read_text())["history"][0]["loss"]
        for folder in ("pretrained-small", "further")
    ]
    assert float(losses[1]) < float(losses[0])
