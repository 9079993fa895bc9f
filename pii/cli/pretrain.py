"""`pii pretrain`: train a network on code alone."""

from pathlib import Path
from typing import Annotated

import typer

from pii.cli.exit_codes import say
from pii.cli.program import examples


def register(app: typer.Typer) -> None:
    """Add the command to the program."""
    app.command(
        "pretrain",
        epilog=examples(
            "pii plans copy small-pretrain.toml .",
            "pii pretrain small-pretrain.toml pretrained-small/",
            "torchrun -m pii pretrain base-pretrain.toml pretrained-base/   # several GPUs",
        ),
    )(pretrain_network)


def pretrain_network(
    plan: Annotated[
        Path, typer.Argument(help="A training plan; see `pii plans`.", metavar="PLAN.toml")
    ],
    target: Annotated[Path, typer.Argument(help="The folder of the run.", metavar="FOLDER")],
) -> None:
    """Pre-train a network on code, without labels.

    It learns to predict masked tokens. The weights are written to FOLDER/network. An unfinished
    run is continued from its last checkpoint.
    """
    from pii.extras import TRAINING, require
    from pii.training.config import read_plan, require_inputs

    require("pii pretrain", TRAINING)
    config = read_plan(plan)
    require_inputs(config, plan)
    from pii.training.pretraining import pretrain

    target.mkdir(parents=True, exist_ok=True)
    say(f"weights in {pretrain(config, target, say)}")
