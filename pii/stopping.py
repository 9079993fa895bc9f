"""Long work that can be stopped between two of its steps.

Whoever wants to stop work gives a *check*: a function that is called between the steps and raises
`Stopped` when the work shall end. It is asked once a block of a text, a match, a claim, a batch of
the encoder: a step is short, however long the text. Without a check nothing is asked.

The check belongs to the thread, or the asyncio task, that opened it, and holds for all that is
called there; work that is handed to another thread or process has none.

    >>> with time_limit(60):
    ...     checkpoint()
"""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TypeAlias

from pii.errors import PiiError

Check: TypeAlias = Callable[[], None]
_CHECK: ContextVar[Check | None] = ContextVar("check", default=None)


class Stopped(PiiError):
    """Work was stopped before its end, because its time was over or nobody waits for it."""


def checkpoint() -> None:
    """Let the work that is under way be stopped here; called between two of its steps.

    Raises:
        Stopped: if it shall end.
    """
    check = _CHECK.get()
    if check is not None:
        check()


@contextmanager
def checked_by(check: Check) -> Iterator[None]:
    """Have a check asked at each checkpoint within; one that was there before is asked first."""
    before = _CHECK.get()

    def both() -> None:
        if before is not None:
            before()
        check()

    token = _CHECK.set(check if before is None else both)
    try:
        yield
    finally:
        _CHECK.reset(token)


@contextmanager
def time_limit(seconds: float) -> Iterator[None]:
    """Stop what is done within at its first checkpoint after so many seconds.

    Raises:
        Stopped: from a checkpoint within.
    """
    end = time.monotonic() + seconds

    def check() -> None:
        if time.monotonic() > end:
            raise Stopped(f"the work was not done within {seconds:g} s")

    with checked_by(check):
        yield
