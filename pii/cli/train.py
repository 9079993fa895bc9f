"""`pii train` and `pii tune`: learn what personal data looks like, and when to be sure."""

from pathlib import Path
from typing import Annotated

import typer

from pii.cli.leaving import exit_codes, say

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
        from pii.plans import read_plan
        from pii.samples import read_samples
        from pii.training.classifying import train

        target.mkdir(parents=True, exist_ok=True)
        repositories = {s.repository for path in samples or () for s in read_samples(path)}
        train(read_plan(plan), target, sorted(repositories - {""}))
        say(f"model in {target}; choose its thresholds with pii tune")


def tune_thresholds(
    model: Model,
    samples: Annotated[
        Path, typer.Argument(help="Samples that nothing was learned from.", metavar="FILE.jsonl")
    ],
) -> None:
    """Choose, label by label, how sure the model must be, and write that into its manifest."""
    with exit_codes():
        from dataclasses import replace

        from pii.checkpoints import read_manifest
        from pii.inference import EncoderDetector
        from pii.rules import RulesDetector
        from pii.samples import read_samples
        from pii.thresholds import Judged, thresholds_of

        known = list(read_samples(samples))
        bare = [sample.document.marked(()) for sample in known]
        ruled = RulesDetector().detect(bare)
        claimed = EncoderDetector.load(model).claims(bare)
        judged = [
            Judged(sample, document.entities, tuple(claims))
            for sample, document, claims in zip(known, ruled, claimed, strict=True)
        ]
        manifest = replace(
            read_manifest(model),
            thresholds=thresholds_of(judged),
            careful=thresholds_of(judged, beta=2),
        )
        manifest.write(model)
        say(", ".join(f"{label} {value}" for label, value in manifest.thresholds.items()))
