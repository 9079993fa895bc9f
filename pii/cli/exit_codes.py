"""How a command leaves the house, whatever happened in it.

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
def exit_codes() -> Iterator[None]:
    """Turn every end of a command into an exit code and at most one line on standard error.

    An error that nobody foresaw is told by its kind and place, never by its message or a
    traceback: those may quote what the program is there to hide.

    Raises:
        typer.Exit: always, unless the command comes to its end in peace.
    """
    signal.signal(signal.SIGTERM, _stop)
    try:
        yield from _flushed()
    except PiiError as error:
        say(str(error))
        raise typer.Exit(1) from None
    except BrokenPipeError:
        # What is still buffered goes nowhere, or the interpreter would complain on its way out.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise typer.Exit(141) from None
    except KeyboardInterrupt:
        say("interrupted; no file is half written")
        raise typer.Exit(130) from None
    except (typer.Exit, typer.BadParameter):
        raise
    except Exception as error:
        say(f"internal error: {type(error).__name__} at {_place_of(error.__traceback__)}")
        raise typer.Exit(1) from None


def _flushed() -> Iterator[None]:
    """Let a command run, and have all it printed leave the process while errors can be told."""
    try:
        yield
    except typer.Exit:
        sys.stdout.flush()
        raise
    sys.stdout.flush()


def say(message: str) -> None:
    """Tell something on standard error, which is not data; a closed one is no reason to fail."""
    try:
        sys.stderr.write(f"pii: {message}\n")
    except BrokenPipeError:
        sys.stderr = Path(os.devnull).open("w")  # noqa: SIM115 -- lives as long as the process


def _stop(number: int, frame: FrameType | None) -> None:
    # A second signal must not cut the clearing up short.
    signal.signal(number, signal.SIG_IGN)
    raise SystemExit(128 + number)


def _place_of(traceback: TracebackType | None) -> str:
    """Return file and line of the innermost frame."""
    place = "an unknown place"
    while traceback is not None:
        place = f"{Path(traceback.tb_frame.f_code.co_filename).name}:{traceback.tb_lineno}"
        traceback = traceback.tb_next
    return place
