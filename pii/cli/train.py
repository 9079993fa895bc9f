"""`pii train` and `pii tune`: fine-tune a network, calibrate it and choose its thresholds."""

from pathlib import Path
from typing import Annotated

import typer

from pii.cli.exit_codes import say
from pii.cli.program import examples
from pii.labels import Label


def register(app: typer.Typer) -> None:
    """Add the commands to the program."""
    app.command(
        "train",
        epilog=examples(
            "pii plans copy small.toml .", "pii train small.toml model/ --samples train.jsonl"
        ),
    )(train_network)
    app.command(
        "tune",
        epilog=examples(
            "pii tune model/ validation.jsonl",
            "pii tune model/ validation.jsonl --threshold NAME=0.9",
        ),
    )(tune_thresholds)


def train_network(
    plan: Annotated[
        Path, typer.Argument(help="A training plan; see `pii plans`.", metavar="PLAN.toml")
    ],
    target: Annotated[Path, typer.Argument(help="The model folder to write.", metavar="MODEL")],
    samples: Annotated[
        list[Path] | None,
        typer.Option(
            help="The samples behind the plan's features; `pii evaluate` refuses to score the "
            "model on their repositories. May be repeated.",
            metavar="FILE.jsonl",
        ),
    ] = None,
) -> None:
    """Fine-tune a network on samples.

    An unfinished run is continued from its last checkpoint.
    """
    from pii.extras import TRAINING, require
    from pii.training.config import read_plan, require_inputs

    require("pii train", TRAINING)
    config = read_plan(plan)
    require_inputs(config, plan)
    from pii.samples import read_samples
    from pii.training.finetuning import train

    repositories = {s.repository for path in samples or () for s in read_samples(path)}
    target.mkdir(parents=True, exist_ok=True)
    train(config, target, sorted(repositories - {""}), say)
    say(f"model in {target}; choose its thresholds with pii tune")


def tune_thresholds(
    model: Annotated[Path, typer.Argument(help="A model folder.", metavar="MODEL")],
    samples: Annotated[
        Path, typer.Argument(help="Samples that it was not trained on.", metavar="FILE.jsonl")
    ],
    threshold: Annotated[
        list[str] | None,
        typer.Option(
            help="A label's threshold in balanced use, instead of the one chosen here. Samples "
            "hold more entities than whole files do, so the best one there may be higher. May be "
            "repeated.",
            metavar="LABEL=0..1",
        ),
    ] = None,
) -> None:
    """Calibrate a model's scores and choose its thresholds.

    Both are chosen on samples and written to the model's manifest.
    """
    from pii.encoder.checkpoint import needs_of
    from pii.extras import require

    require("pii tune", needs_of(model))
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
        f"{after:.3f} after, on these same samples"
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
    raise typer.BadParameter("needs LABEL=NUMBER, from 0 to 1", param_hint="--threshold")
