"""Lines of `pii-annotate` on standard error."""

from pii.cli.exit_codes import say as say_as


def say(message: str) -> None:
    """Write a line to standard error, under the program's name."""
    say_as(message, "pii-annotate")
