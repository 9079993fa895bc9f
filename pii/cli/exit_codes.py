"""Exit codes and error output.

Exit codes: 0 done; 1 something could not be done, or was found under `--fail-on-find`; 2 wrong
usage; 130 interrupted; 141 nobody reads the output any more; 143 told to stop.
"""

import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType, TracebackType

import typer

from pii.errors import PiiError


@contextmanager
def exit_codes(program: str = "pii") -> Iterator[None]:
    """Turn every end of a command into an exit code and at most one line on standard error.

    An unexpected error is reported by its type and place, never by its message or a traceback:
    those may quote the text that the program is there to hide. An error of the operating system
    is reported by its path and reason.

    Args:
        program: the name that each line begins with.

    Raises:
        typer.Exit: unless the command ends normally.
    """
    signal.signal(signal.SIGTERM, _stop)
    try:
        yield from _flushed()
    except PiiError as error:
        say(str(error), program)
        raise typer.Exit(1) from None
    except BrokenPipeError:
        # What is still buffered goes nowhere, or the interpreter would complain on its way out.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise typer.Exit(141) from None
    except KeyboardInterrupt:
        say("interrupted; no file is half written", program)
        raise typer.Exit(130) from None
    except (typer.Exit, typer.TyperException):
        raise
    except OSError as error:
        say(_words_of(error), program)
        raise typer.Exit(1) from None
    except Exception as error:
        place = _place_of(error.__traceback__)
        say(f"internal error: {type(error).__name__} at {place}", program)
        raise typer.Exit(1) from None


def _flushed() -> Iterator[None]:
    """Run a command and flush its output while a failure to write can still be reported."""
    try:
        yield
    except typer.Exit:
        sys.stdout.flush()
        raise
    sys.stdout.flush()


def say(message: str, program: str = "pii") -> None:
    """Write a line to standard error; that it is closed is no reason to fail."""
    try:
        sys.stderr.write(f"{program}: {message}\n")
    except BrokenPipeError:
        sys.stderr = Path(os.devnull).open("w")  # noqa: SIM115 -- lives as long as the process


def _stop(number: int, frame: FrameType | None) -> None:
    # A second signal must not interrupt the cleanup.
    signal.signal(number, signal.SIG_IGN)
    raise SystemExit(128 + number)


def _words_of(error: OSError) -> str:
    """Return the path that the system refused, and why."""
    from pii.files.reading import printable, reason_of

    if not isinstance(error.filename, str):
        place = _place_of(error.__traceback__)
        return f"internal error: {type(error).__name__} at {place}: {reason_of(error)}"
    return f"{printable(error.filename)}: {reason_of(error)}"


def _place_of(traceback: TracebackType | None) -> str:
    """Return file and line of the innermost frame."""
    place = "an unknown place"
    while traceback is not None:
        place = f"{Path(traceback.tb_frame.f_code.co_filename).name}:{traceback.tb_lineno}"
        traceback = traceback.tb_next
    return place
