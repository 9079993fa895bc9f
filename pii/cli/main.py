"""The door itself: which commands there are.

Data goes to standard output, talk to standard error; exit codes: `pii.cli.exit_codes`.
"""

from typing import Annotated

import typer

from pii.cli import batch, corpus, evaluate, export, pretrain, rules, tokenizer, train
from pii.cli import detect as detecting
from pii.cli import redact as redacting

# Plain help: rich's takes longer to load than a small file to redact. Locals stay out of
# tracebacks, for they hold the text.
app = typer.Typer(
    help="Find personal data in source code, and take it out.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    pretty_exceptions_show_locals=False,
)
for _room in (
    detecting,
    redacting,
    rules,
    batch,
    corpus,
    tokenizer,
    pretrain,
    train,
    evaluate,
    export,
):
    _room.register(app)


def _print_version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        typer.echo(f"pii {version('pii-in-code')}")
        raise typer.Exit


@app.callback()
def _program(
    version: Annotated[
        bool,
        typer.Option("--version", is_eager=True, callback=_print_version, help="Print it, leave."),
    ] = False,
) -> None:
    """Find personal data in source code, and take it out."""


def main() -> None:
    """Run the command line and exit."""
    app()
