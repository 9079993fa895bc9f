"""Our commands, run in this process."""

import re

from pii_annotation.cli import app
from typer.testing import CliRunner


def run(*arguments: object, code: int = 0) -> str:
    """Run a command, check its exit code, and return what it printed on both streams."""
    result = CliRunner().invoke(app, [str(argument) for argument in arguments])
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    assert result.exit_code == code, result.output
    return result.output


def project_in(output: str) -> int:
    """Return the number of the project that a push reports."""
    found = re.search(r"project ([0-9]+):", output)
    assert found, output
    return int(found[1])
