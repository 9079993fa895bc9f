"""Reading and writing beside the detector, on a thread of its own.

Unpacking and packing wait for no Python, so they can run while a detector does, on a core that is
free or in the time that a disk, a network or a GPU takes. Two slices are read ahead and one piece
of output waits to be written, so that memory stays bounded.
"""

from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from functools import cache
from types import TracebackType
from typing import Self, TypeVar

Item = TypeVar("Item")
_AHEAD = 2


class BackgroundIO:
    """A thread that reads ahead and writes behind; leaving the block waits for it.

    What goes wrong there is raised here: of reading, when the item is asked for; of writing, with
    the next piece or at the end of the block.
    """

    def __init__(self) -> None:
        self._thread = _thread()
        self._writing: Future[object] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        # The thread does one thing after another: once this is done, all before it is.
        self._thread.submit(int).result()
        if error is None:
            self._wait()

    def ahead(self, items: Iterator[Item]) -> Iterator[Item]:
        """Give items in order, fetching the next ones while one is worked on."""
        coming = deque(self._thread.submit(_next_of, items) for _ in range(_AHEAD))
        while got := coming.popleft().result():
            coming.append(self._thread.submit(_next_of, items))
            yield from got

    def write(self, write: Callable[[], object]) -> None:
        """Let something be written; waits until what came before is."""
        self._wait()
        self._writing = self._thread.submit(write)

    def _wait(self) -> None:
        if self._writing is not None:
            self._writing.result()
            self._writing = None


@cache
def _thread() -> ThreadPoolExecutor:
    """Return the process's thread: one for all shards, for an ended one leaves memory behind."""
    return ThreadPoolExecutor(1)


def _next_of(items: Iterator[Item]) -> tuple[Item, ...]:
    """Return the next item alone, or nothing at the end."""
    for item in items:
        return (item,)
    return ()
