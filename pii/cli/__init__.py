"""The command `pii`: one module for each job, loaded when it is called."""

from pii.cli.main import main

__all__ = ["main"]
