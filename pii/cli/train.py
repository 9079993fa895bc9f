"""`pii train` and `pii tune`: learn what personal data looks like, and when to be sure."""

from pathlib import Path
from typing import Annotated

import typer

from pii.cli.exit_codes import exit_codes, say
from pii.labels import Label

Model = Annotated[Path, typer.Argument(help="A model folder.", metavar="MODEL")]


def register(app: typer.Typer) -> None:
    """Add the commands to the program."""
    app.command("train")(train_network)
    app.command("tune")(tune_thresholds)


def train_network(
    plan: Annotated[Path, typer.Argument(help="A training plan.", metavar="PLAN.toml")],
    target: Annotated[Path, typer.Argument(help="The model folder to write.", metavar="MODEL")],
    samples: Annotated[
        list[Path] | None,
        typer.Option(
            help="Samples behind the plan's features; the model is never scored on their "
            "repositories. May be repeated.",
            metavar="FILE.jsonl",
        ),
    ] = None,
) -> None:
    """Fine-tune a network on features; a run that was cut short goes on where it stopped."""
    with exit_codes():
        from pii.samples import read_samples
        from pii.training.config import read_plan
        from pii.training.finetuning import train

        target.mkdir(parents=True, exist_ok=True)
        repositories = {s.repository for path in samples or () for s in read_samples(path)}
        train(read_plan(plan), target, sorted(repositories - {""}))
        say(f"model in {target}; choose its thresholds with pii tune")


def tune_thresholds(
    model: Model,
    samples: Annotated[
        Path, typer.Argument(help="Samples that nothing was learned from.", metavar="FILE.jsonl")
    ],
    threshold: Annotated[
        list[str] | None,
        typer.Option(
            help="A label's balanced threshold, chosen elsewhere: samples are cut where something "
            "is, and plain code holds less. May be repeated.",
            metavar="LABEL=0..1",
        ),
    ] = None,
) -> None:
    """Learn what the model's scores mean and how sure it must be; write that into its manifest."""
    with exit_codes():
        from dataclasses import replace

        from pii.detection.ensemble import plausible
        from pii.encoder.checkpoint import read_manifest
        from pii.encoder.detector import EncoderDetector
        from pii.samples import read_samples
        from pii.training.thresholds import (
            Judged,
            calibration_at,
            temperature_of,
            thresholds_of,
            under,
        )

        known = list(read_samples(samples))
        bare = [sample.document.marked(()) for sample in known]
        manifest = replace(read_manifest(model), temperature=1.0)
        claimed = replace(EncoderDetector.load(model), manifest=manifest).claims(bare)
        judged = [
            Judged(sample, tuple(plausible(sample.document, claims)))
            for sample, claims in zip(known, claimed, strict=True)
        ]
        temperature = temperature_of(judged)
        before, after = (calibration_at(judged, at).error for at in (1.0, temperature))
        judged = under(judged, temperature)
        manifest = replace(
            manifest,
            thresholds={**thresholds_of(judged), **dict(map(_spelled, threshold or ()))},
            careful=thresholds_of(judged, beta=2),
            temperature=temperature,
        )
        manifest.write(model)
        say(
            f"temperature {temperature:.3f}: expected calibration error {before:.3f} before, "
            f"{after:.3f} after, on these very samples"
        )
        say(", ".join(f"{label} {value}" for label, value in manifest.thresholds.items()))


def _spelled(spelled: str) -> tuple[Label, float]:
    """Return the label and number of `LABEL=NUMBER`."""
    label, _, number = spelled.partition("=")
    try:
        value = float(number)
        if 0 <= value <= 1:
            return Label(label), value
    except ValueError:
        pass
    raise typer.BadParameter("needs LABEL=NUMBER, 0 to 1", param_hint="--threshold")
