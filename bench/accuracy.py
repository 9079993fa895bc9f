"""Our detectors and others on one set of samples: `python -m bench.accuracy SAMPLES [--model M]`.

All see the same texts and are judged by the same rules (`pii.evaluation`). The others find keys,
passwords and tokens alone, and some tell only the line: so beside strict F1 by label the table has
columns that everybody can enter, the lines on which a KEY or PASSWORD begins. Those that are not
installed are left out, and named on standard error.
"""

import argparse
import json
import re
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.peers import credsweeper, credsweeper_low, detect_secrets, kingfisher
from pii.detection.loading import load_detector
from pii.detection.protocol import Detector
from pii.documents import Document
from pii.entities import Entity
from pii.evaluation import Report, Score, report_of
from pii.labels import Label
from pii.redaction.apply import hidden_entities
from pii.redaction.policy import Policy
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
_HEADS = (
    "detector",
    *(f"{label} F1" for label in Label),
    "all F1",
    "missed, % of characters",
    "hidden for nothing, per 1,000",
    "secret lines: precision",
    "recall",
    "F1",
    "found",
)


@dataclass(frozen=True, slots=True)
class Row:
    """What one detector did.

    Attributes:
        name: what it is called.
        lines: counts of lines on which a secret begins.
        report: counts of entities and characters; None of a tool that tells lines alone.
    """

    name: str
    lines: Score
    report: Report | None = None


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


def _lines(samples: Sequence[Sample], found: Sequence[set[int]]) -> Score:
    """Count lines with a secret; those of ignored stretches are neither right nor wrong."""
    total = Score()
    for sample, lines in zip(samples, found, strict=True):
        text = sample.document.text
        true = lines_of(text, (e for e in sample.document.entities if e.label in _SECRETS))
        judged = lines - (lines_of(text, sample.ignored) - true)
        total += Score(len(judged & true), len(judged), len(true))
    return total


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
        from pii.encoder.detector import EncoderDetector

        kinds["encoder"] = lambda: EncoderDetector.load(Path(model))
        kinds["ensemble"] = lambda: load_detector(model)
    return kinds


def _rows(path: Path, model: str) -> Iterator[Row]:
    """Yield what each detector does on a file of samples, ours before the others."""
    samples = list(read_samples(path))
    for name, make in _ours(model).items():
        found = _hidden(samples, make())
        lines = [
            lines_of(sample.document.text, (e for e in some if e.label in _SECRETS))
            for sample, some in zip(samples, found, strict=True)
        ]
        yield Row(name, _lines(samples, lines), sum(map(report_of, samples, found), Report()))
    with tempfile.TemporaryDirectory() as folder:
        paths = _write_texts(samples, _names(path), Path(folder))
        for peer in (credsweeper, credsweeper_low, detect_secrets, kingfisher):
            told = peer(paths)
            if told is None:
                print(f"{peer.__name__} is not installed", file=sys.stderr)
            else:
                yield Row(peer.__name__, _lines(samples, told))


def table_of(rows: Sequence[Row]) -> str:
    """Return rows as a table in Markdown, with a dash for what a tool does not tell."""
    lines = [_HEADS, ("---", *("---:" for _ in _HEADS[1:])), *map(_cells, rows)]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)


def _cells(row: Row) -> tuple[str, ...]:
    report, lines = row.report, row.lines
    scores = ["–"] * (len(Label) + 3)
    if report is not None:
        characters = report.characters
        scores = [
            *(f"{report.strict[label].f1:.3f}" for label in Label),
            f"{report.total.f1:.3f}",
            f"{100 * characters.missed_share:.1f}",
            f"{characters.excess_per_thousand:.2f}",
        ]
    found = f"{lines.right} of {lines.true}"
    shares = (f"{share:.3f}" for share in (lines.precision, lines.recall, lines.f1))
    return (row.name, *scores, *shares, found)


def record_of(row: Row) -> dict[str, object]:
    """Return a row as numbers by name."""
    lines, report = row.lines, row.report
    record: dict[str, object] = {
        "detector": row.name,
        "secret_lines": {"right": lines.right, "found": lines.predicted, "true": lines.true},
    }
    if report is not None:
        record["strict_f1"] = {
            **{str(label): report.strict[label].f1 for label in Label},
            "all": report.total.f1,
        }
        record["missed_share"] = report.characters.missed_share
        record["excess_per_thousand"] = report.characters.excess_per_thousand
    return record


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("samples", type=Path)
    parser.add_argument("--model", default="", help="a model folder, for encoder and ensemble")
    parser.add_argument("--json", type=Path, help="write the figures here, too")
    chosen = parser.parse_args()
    rows = list(_rows(chosen.samples, chosen.model))
    print(table_of(rows))
    if chosen.json:
        records = json.dumps([record_of(row) for row in rows], indent=1)
        chosen.json.write_text(records + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
