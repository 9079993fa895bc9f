"""`pii-annotate`: from a heap of code to a labelled data set.

Data goes to files and to standard output, talk to standard error. Exit codes: 0 done, 1 something
was wrong with what was given, 2 wrong usage.
"""

import sys

import typer

from pii.errors import PiiError
from pii_annotation.cli import gold, label_studio, readings, samples

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    # Local variables hold documents.
    pretty_exceptions_show_locals=False,
    help="Sample code, have people mark personal data in it, and build a data set of that.",
)
samples.register(app)
label_studio.register(app)
readings.register(app)
gold.register(app)


def main() -> None:
    """Run the command line; the project's own errors become one line and exit code 1."""
    try:
        app()
    except PiiError as error:
        typer.echo(f"pii-annotate: {error}", err=True)
        sys.exit(1)
