"""Lines of a body, in groups as they arrive, each held only until it is cut."""

from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass, field

from starlette.types import Receive

# Lines that go on together; a body that comes in one piece is not one group for that.
_GROUP = 64


@dataclass(frozen=True, slots=True)
class Line:
    """One line. `data` is None if it was longer than allowed."""

    number: int
    data: bytes | None = field(repr=False)


@dataclass
class LineCutter:
    """Cuts chunks into lines; a line that is too long is skipped to its end, not kept."""

    longest: int
    _held: bytearray = field(default_factory=bytearray, init=False, repr=False)
    _skipping: bool = field(default=False, init=False)
    _number: int = field(default=0, init=False)

    def cut(self, chunk: bytes) -> Iterator[Line]:
        """Yield the lines that a chunk completes, blank ones left out."""
        *whole, rest = chunk.split(b"\n")
        for part in whole:
            self._hold(part)
            yield from self._end()
        self._hold(rest)

    def end(self) -> Iterator[Line]:
        """Yield the last line, if no line break ended it."""
        if self._held or self._skipping:
            yield from self._end()

    def _hold(self, part: bytes) -> None:
        if len(self._held) + len(part) > self.longest:
            self._skipping = True
            self._held.clear()
        elif not self._skipping:
            self._held += part

    def _end(self) -> Iterator[Line]:
        self._number += 1
        if self._skipping:
            yield Line(self._number, None)
        elif self._held.strip():
            yield Line(self._number, bytes(self._held))
        self._held.clear()
        self._skipping = False


async def line_groups(receive: Receive, longest: int) -> AsyncIterator[list[Line]]:
    """Yield a body's lines, up to 64 at once, as they arrive.

    Raises:
        ConnectionError: if the client leaves before its body ends.
    """
    cutter = LineCutter(longest)
    more = True
    while more:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise ConnectionError
        more = message.get("more_body", False)
        lines = list(cutter.cut(message.get("body", b"")))
        if not more:
            lines += cutter.end()
        for start in range(0, len(lines), _GROUP):
            yield lines[start : start + _GROUP]
