"""`pii evaluate`: how good a detector is on samples whose truth is known."""

import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Annotated

import typer

from pii.checkpoints import MANIFEST, read_manifest
from pii.cli.leaving import exit_codes, say
from pii.detector import Detector
from pii.detectors import load_detector
from pii.entities import Entity
from pii.errors import PiiError
from pii.evaluation import Report, Score, judge, report_of
from pii.labels import Label
from pii.policy import Policy
from pii.redaction import hidden_entities
from pii.samples import Sample, read_samples

# How much of a line around an error the file of errors shows.
_CONTEXT = 80


class SeenInTraining(PiiError):
    """Samples come from repositories that the model learned from; a score would mean nothing."""


def register(app: typer.Typer) -> None:
    """Add the command to the program."""
    app.command("evaluate")(evaluate_detector)


def evaluate_detector(
    samples: Annotated[Path, typer.Argument(help="Samples as JSON lines.", metavar="FILE.jsonl")],
    detector: Annotated[
        str, typer.Option(help="A detector's name, or a model folder.", metavar="NAME")
    ] = "auto",
    threshold: Annotated[float, typer.Option(min=0, max=1, metavar="0..1")] = 0.5,
    errors: Annotated[
        Path | None,
        typer.Option(help="Write each error with its context: it holds secrets.", metavar="FILE"),
    ] = None,
    max_missed: Annotated[
        float | None,
        typer.Option(min=0, max=1, help="Exit 1 if more secret characters are missed."),
    ] = None,
) -> None:
    """Print precision, recall and F1 by label and by language, and what is bared or lost."""
    with exit_codes():
        known = list(read_samples(samples))
        _refuse_seen(known, detector)
        hidden = _hidden(known, load_detector(detector), threshold)
        reports = [report_of(s, found) for s, found in zip(known, hidden, strict=True)]
        total = sum(reports, Report())
        for line in (*table_of(total), *_languages_of(known, reports)):
            typer.echo(line)
        if errors is not None:
            _write_errors(errors, known, hidden)
        missed = total.characters.missed_share
        if max_missed is not None and missed > max_missed:
            say(f"{missed:.3f} of the secret characters are missed, more than {max_missed}")
            raise typer.Exit(1)


def table_of(report: Report) -> list[str]:
    """Return a report as lines of text: a row for each label, one for all, and two counts."""
    heads = ("precision", "recall", "f1", "true", "claimed", "overlap-f1")
    rows = [
        *((str(label), report.strict[label], report.overlap[label]) for label in Label),
        ("all", report.total, report.total_overlap),
    ]
    return [
        f"{'':12}" + "".join(f"{head:>11}" for head in heads),
        *(_row(name, strict, overlap) for name, strict, overlap in rows),
        f"secret characters missed: {report.characters.missed_share:.4f}",
        f"characters hidden for nothing in 1,000: {report.characters.excess_per_thousand:.3f}",
    ]


def _row(name: str, strict: Score, overlap: Score) -> str:
    shares = (strict.precision, strict.recall, strict.f1)
    return (
        f"{name:12}"
        + "".join(f"{share:11.3f}" for share in shares)
        + f"{strict.true:11}{strict.predicted:11}{overlap.f1:11.3f}"
    )


def _languages_of(known: Sequence[Sample], reports: Sequence[Report]) -> list[str]:
    """Return a line for each language with anything true in it, the richest first."""
    totals: dict[str, Report] = {}
    for sample, report in zip(known, reports, strict=True):
        language = sample.document.language or "unknown"
        totals[language] = totals.get(language, Report()) + report
    ordered = sorted(totals.items(), key=lambda item: (-item[1].total.true, item[0]))
    return [
        f"{name:24} f1 {report.total.f1:.3f}  true {report.total.true}"
        for name, report in ordered
        if report.total.true
    ]


def _refuse_seen(known: Iterable[Sample], detector: str) -> None:
    """Refuse to score a model on the repositories it learned from.

    Raises:
        SeenInTraining: if there is one; the message names it.
    """
    folder = Path(detector)
    if not (folder / MANIFEST).is_file():
        return
    seen = {s.repository for s in known} & set(read_manifest(folder).repositories)
    if seen:
        raise SeenInTraining(
            f"the model learned from {len(seen)} of these repositories, such as "
            f"{min(seen)!r}; score it on others"
        )


def _hidden(
    known: Sequence[Sample], detector: Detector, threshold: float
) -> list[tuple[Entity, ...]]:
    """Return what a default policy hides in each sample."""
    policy = Policy(threshold=threshold, inline_allow=False)
    bare = [sample.document.marked(()) for sample in known]
    return [hidden_entities(document, policy) for document in detector.detect(bare)]


def _write_errors(
    path: Path, known: Sequence[Sample], hidden: Sequence[tuple[Entity, ...]]
) -> None:
    """Write each error as a JSON line, with some text around it."""
    with path.open("w", encoding="utf-8") as file:
        for sample, found in zip(known, hidden, strict=True):
            verdict = judge(sample, found)
            kinds = (("missed", verdict.missed), ("wrong", verdict.wrong))
            for kind, entity in ((kind, e) for kind, entities in kinds for e in entities):
                text = sample.document.text
                record = {
                    "error": kind,
                    "label": entity.label,
                    "id": sample.document.id,
                    "before": text[max(0, entity.start - _CONTEXT) : entity.start],
                    "value": text[entity.start : entity.end],
                    "behind": text[entity.end : entity.end + _CONTEXT],
                }
                file.write(json.dumps(record, ensure_ascii=False) + "\n")
