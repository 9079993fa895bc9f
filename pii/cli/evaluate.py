"""`pii evaluate`: a detector's scores on annotated samples."""

import json
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Annotated

import typer

from pii.cli.exit_codes import say
from pii.cli.program import examples
from pii.detection.loading import load_detector, model_folder_of
from pii.detection.protocol import Detector
from pii.encoder.checkpoint import read_manifest
from pii.entities import Entity
from pii.errors import PiiError
from pii.evaluation import evaluate, judge
from pii.evaluation.judging import touch
from pii.evaluation.plot import plot as draw
from pii.evaluation.record import record_of
from pii.evaluation.rules import Fault, fault_of
from pii.evaluation.tables import lines_of
from pii.extras import PLOT, require
from pii.redaction.apply import hidden_entities
from pii.redaction.policy import Policy
from pii.samples import Sample, read_samples

# How much of a line around an error the file of errors shows.
_CONTEXT = 80


class SeenInTraining(PiiError):
    """Samples come from repositories that the model was trained on; a score would be too good."""


def register(app: typer.Typer) -> None:
    """Add the command to the program."""
    app.command(
        "evaluate",
        epilog=examples(
            "pii evaluate test.jsonl",
            "pii evaluate test.jsonl --detector model/ --json test.json --plot test.png",
            "pii evaluate test.jsonl --detector rules --max-missed 0.06   # for CI",
        ),
    )(evaluate_detector)


def evaluate_detector(
    samples: Annotated[
        Path,
        typer.Argument(
            help="Annotated samples as JSON lines. Samples without entities measure false "
            "positives.",
            metavar="FILE.jsonl",
        ),
    ],
    detector: Annotated[
        str, typer.Option(help="The name of a detector, or a model folder.", metavar="NAME")
    ] = "auto",
    threshold: Annotated[
        float, typer.Option(min=0, max=1, help="Minimum score.", metavar="0..1")
    ] = 0.5,
    errors: Annotated[
        Path | None,
        typer.Option(
            help="Write each error with its context and its rule here. The file holds secrets.",
            metavar="FILE",
        ),
    ] = None,
    json_file: Annotated[
        Path | None, typer.Option("--json", help="Write all figures here.", metavar="FILE.json")
    ] = None,
    plot: Annotated[
        Path | None,
        typer.Option(
            help="Plot scores, calibration and thresholds here; needs `pii-in-code[train]`.",
            metavar="FILE.png",
        ),
    ] = None,
    max_missed: Annotated[
        float | None,
        typer.Option(
            min=0,
            max=1,
            help="Exit 1 if a larger share of the secret characters is missed.",
            metavar="0..1",
        ),
    ] = None,
) -> None:
    """Score a detector on annotated samples.

    Prints precision, recall and F1 by label with 95% intervals, missed secret characters, false
    positives, confusions, calibration, and for each rule how many of its finds are right.
    """
    if plot is not None:
        require("--plot", PLOT)
    known = list(read_samples(samples))
    _refuse_seen(known, detector)
    claims = _claims(known, load_detector(detector))
    evaluation = evaluate(known, claims, threshold)
    for line in lines_of(evaluation):
        typer.echo(line)
    if errors is not None:
        _write_errors(errors, known, [_above(some, threshold) for some in claims])
    if json_file is not None:
        json_file.write_text(json.dumps(record_of(evaluation), indent=1) + "\n", "utf-8")
    if plot is not None:
        draw(evaluation, plot)
    missed = evaluation.report.characters.missed_share
    if max_missed is not None and missed > max_missed:
        say(f"{missed:.3f} of the secret characters are missed, more than {max_missed}")
        raise typer.Exit(1)


def _refuse_seen(known: Iterable[Sample], detector: str) -> None:
    """Refuse to score a model on repositories that it was trained on.

    Raises:
        SeenInTraining: if there is one; the message names it.
    """
    folder = model_folder_of(detector)
    if folder is None:
        return
    seen = {s.repository for s in known} & set(read_manifest(folder).repositories)
    if seen:
        raise SeenInTraining(
            f"the model was trained on {len(seen)} of these repositories, such as "
            f"{min(seen)!r}; score it on others"
        )


def _claims(known: Sequence[Sample], detector: Detector) -> list[list[Entity]]:
    """Return in each sample the claims that a default policy hides at some threshold."""
    policy = Policy(threshold=0, inline_allow=False)
    bare = [sample.document.marked(()) for sample in known]
    return [
        [claim for claim in document.entities if hidden_entities(document.marked([claim]), policy)]
        for document in detector.detect(bare)
    ]


def _above(claims: Iterable[Entity], threshold: float) -> list[Entity]:
    return [claim for claim in claims if claim.score >= threshold]


def _write_errors(path: Path, known: Sequence[Sample], claims: Sequence[Sequence[Entity]]) -> None:
    """Write each error as a JSON line, with some text around it."""
    with path.open("w", encoding="utf-8") as file:
        for sample, found in zip(known, claims, strict=True):
            for record in _errors(sample, found):
                file.write(json.dumps(record, ensure_ascii=False) + "\n")


def _errors(sample: Sample, claims: Sequence[Entity]) -> Iterator[dict[str, object]]:
    """Yield what was missed, then what was found wrongly, with the rules that claimed it."""
    verdict = judge(sample, claims)
    for entity in verdict.missed:
        yield {"error": "missed", **_in_its_text(sample, entity)}
    for entity in verdict.wrong:
        fault = fault_of(sample, entity)
        yield {
            "error": "wrong" if fault is Fault.NOTHING else fault,
            "rule": entity.rule,
            # Borders may be those of several claims together.
            "rules": sorted({claim.rule for claim in claims if touch(claim, entity)}),
            **_in_its_text(sample, entity),
        }


def _in_its_text(sample: Sample, entity: Entity) -> dict[str, object]:
    text = sample.document.text
    return {
        "label": entity.label,
        "id": sample.document.id,
        "before": text[max(0, entity.start - _CONTEXT) : entity.start],
        "value": text[entity.start : entity.end],
        "after": text[entity.end : entity.end + _CONTEXT],
    }
