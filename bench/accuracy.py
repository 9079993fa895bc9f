"""Our detectors and others on one set of samples: `python -m bench.accuracy SAMPLES [--model M]`.

All see the same texts and are judged by the same rules (`pii.evaluation`). The others find keys,
passwords and tokens alone, and some tell only the line: so beside strict F1 by label there is one
table that everybody can enter, the lines on which a KEY or PASSWORD begins. Those that are not
installed are left out.
"""

import argparse
import json
import re
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

from bench.peers import credsweeper, detect_secrets, kingfisher
from pii.detector import Detector
from pii.detectors import load_detector
from pii.documents import Document
from pii.entities import Entity
from pii.evaluation import Report, report_of
from pii.labels import Label
from pii.policy import Policy
from pii.redaction import hidden_entities
from pii.samples import Sample, read_samples

# What early pipelines for code data sets matched: mail addresses, IPs, and long mixed strings
# beside a telling word.
_MAIL = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]+(?:\.[\w-]+)*\.[A-Za-z]{2,}(?![\w-])")
_ADDRESS = re.compile(
    r"(?<![\w.])(?:\d{1,3}\.){3}\d{1,3}(?![\w.])|(?<![\w:])(?:[0-9a-fA-F]{1,4}:){7}[0-9a-fA-F]{1,4}"
)
_SECRET = re.compile(
    r"(?i)(?:key|token|secret|auth|pass\w*|pwd)[\w\"']*\s*[:=]+>?\s*[\"']?([\w+/=.~-]{12,})"
)
_SECRETS = {Label.KEY, Label.PASSWORD}


class PatternDetector:
    """The regular expressions above, as a detector."""

    def detect(self, documents: Sequence[Document]) -> list[Document]:
        """Return the documents marked with every match."""
        return [document.marked(_matches(document.text)) for document in documents]


def _matches(text: str) -> Iterator[Entity]:
    for match in _MAIL.finditer(text):
        yield Entity(*match.span(), Label.EMAIL)
    for match in _ADDRESS.finditer(text):
        yield Entity(*match.span(), Label.IP_ADDRESS)
    for match in _SECRET.finditer(text):
        value = match.group(1)
        if any(c.isdigit() for c in value) and any(c.isalpha() for c in value):
            yield Entity(*match.span(1), Label.KEY)


def _hidden(samples: Sequence[Sample], detector: Detector) -> list[tuple[Entity, ...]]:
    """Return what a default policy hides in each sample."""
    policy = Policy(inline_allow=False)
    bare = [sample.document.marked(()) for sample in samples]
    return [hidden_entities(document, policy) for document in detector.detect(bare)]


def _labels_row(name: str, samples: Sequence[Sample], found: Sequence[tuple[Entity, ...]]) -> str:
    report = sum(map(report_of, samples, found), Report())
    scores = "".join(f"{report.strict[label].f1:11.3f}" for label in Label)
    counts = report.characters
    return (
        f"{name:16}{scores}{report.total.f1:8.3f}{counts.missed_share:8.3f}"
        f"{counts.excess_per_thousand:8.2f}"
    )


def _secrets_row(name: str, samples: Sequence[Sample], found: Sequence[set[int]]) -> str:
    """Return how many lines with a secret were found, and how many found lines hold one."""
    right = wanted = findings = 0
    for sample, lines in zip(samples, found, strict=True):
        text = sample.document.text
        true = lines_of(text, (e for e in sample.document.entities if e.label in _SECRETS))
        judged = lines - (lines_of(text, sample.ignored) - true)
        right += len(judged & true)
        wanted += len(true)
        findings += len(judged)
    precision, recall = right / max(1, findings), right / max(1, wanted)
    return f"{name:16}{precision:11.3f}{recall:11.3f}{findings:11}{wanted:11}"


def lines_of(text: str, entities: Iterable[Entity]) -> set[int]:
    """Return the lines on which entities begin, counted from 1.

    A block of many lines is one secret, which most tools tell by its first line.
    """
    return {text.count("\n", 0, entity.start) + 1 for entity in entities}


def _write_texts(samples: Sequence[Sample], names: Sequence[str], folder: Path) -> list[Path]:
    """Write each text to a file of its own, under its own name, for tools that read files."""
    paths = []
    for number, (sample, name) in enumerate(zip(samples, names, strict=True)):
        path = folder / f"{number:05}" / name
        path.parent.mkdir()
        path.write_bytes(sample.document.text.encode("utf-8", "surrogatepass"))
        paths.append(path)
    return paths


def _names(path: Path) -> list[str]:
    """Return the file name of each sample, which tells some tools its language."""
    records = map(json.loads, path.read_text(encoding="utf-8").splitlines())
    return [Path(record.get("path") or "text.txt").name for record in records]


def _ours(model: str) -> dict[str, Callable[[], Detector]]:
    kinds: dict[str, Callable[[], Detector]] = {
        "patterns": PatternDetector,
        "rules": lambda: load_detector("rules"),
    }
    if model:
        from pii.inference import EncoderDetector

        kinds["encoder"] = lambda: EncoderDetector.load(Path(model))
        kinds["ensemble"] = lambda: load_detector(model)
    return kinds


def main() -> None:
    """Print both tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("samples", type=Path)
    parser.add_argument("--model", default="", help="a model folder, for encoder and ensemble")
    chosen = parser.parse_args()
    samples = list(read_samples(chosen.samples))
    found = {name: _hidden(samples, make()) for name, make in _ours(chosen.model).items()}
    heads = "".join(f"{label:>11}" for label in Label)
    print(f"{'strict F1':16}{heads}{'all':>8}{'missed':>8}{'excess':>8}")
    for name, entities in found.items():
        print(_labels_row(name, samples, entities))
    print(f"\n{'lines of secrets':16}{'precision':>11}{'recall':>11}{'findings':>11}{'true':>11}")
    for name, entities in found.items():
        lines = [
            lines_of(sample.document.text, (e for e in some if e.label in _SECRETS))
            for sample, some in zip(samples, entities, strict=True)
        ]
        print(_secrets_row(name, samples, lines))
    with tempfile.TemporaryDirectory() as folder:
        paths = _write_texts(samples, _names(chosen.samples), Path(folder))
        for peer in (credsweeper, detect_secrets, kingfisher):
            lines_found = peer(paths)
            if lines_found is not None:
                print(_secrets_row(peer.__name__, samples, lines_found))


if __name__ == "__main__":
    main()
