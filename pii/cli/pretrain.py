"""`pii pretrain`: learn how code goes, from code alone."""

from pathlib import Path
from typing import Annotated

import typer

from pii.cli.exit_codes import exit_codes, say


def register(app: typer.Typer) -> None:
    """Add the command to the program."""
    app.command("pretrain")(pretrain_network)


def pretrain_network(
    plan: Annotated[Path, typer.Argument(help="A training plan.", metavar="PLAN.toml")],
    target: Annotated[Path, typer.Argument(help="The run's folder.", metavar="FOLDER")],
) -> None:
    """Learn to guess masked tokens; a run that was cut short goes on where it stopped.

    The weights lie in FOLDER/network. Several GPUs: torchrun -m pii pretrain PLAN FOLDER.
    """
    with exit_codes():
        from pii.training.config import read_plan
        from pii.training.pretraining import pretrain

        target.mkdir(parents=True, exist_ok=True)
        say(f"weights in {pretrain(read_plan(plan), target)}")
