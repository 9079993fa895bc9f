"""`pii export`: a trained network as a file that a CPU runs."""

from pathlib import Path
from typing import Annotated

import typer

from pii.cli.leaving import exit_codes, say


def register(app: typer.Typer) -> None:
    """Add the command to the program."""
    app.command("export")(export_network)


def export_network(
    model: Annotated[Path, typer.Argument(help="A model folder.", metavar="MODEL")],
) -> None:
    """Write the network for a CPU beside its weights, and say how far it is from them."""
    with exit_codes():
        from pii.export import export

        say(f"largest difference of a logit: {export(model):.4f}")
