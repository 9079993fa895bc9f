"""Lines of a body, in groups as they arrive, each held only until it is cut."""

from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass, field

from starlette.types import Receive

from pii_service.ledger import Holding

# Lines that go on together; a body that comes in one piece is not one group for that.
_GROUP = 64
LINES = "lines"


@dataclass(frozen=True, slots=True)
class Line:
    """One line. `data` is None if it was longer than allowed."""

    number: int
    data: bytes | None = field(repr=False)

    def __len__(self) -> int:
        """Return how many bytes are held of it."""
        return len(self.data or b"")


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

    @property
    def held(self) -> int:
        """Return how many bytes of a line that has not ended are held."""
        return len(self._held)

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


async def line_groups(
    receive: Receive, longest: int, holding: Holding
) -> AsyncIterator[list[Line]]:
    """Yield a body's lines, up to 64 at once, as they arrive.

    Args:
        receive: gives the body's parts.
        longest: bytes that a line may have.
        holding: counts the bytes of unfinished and finished lines as `lines`; whoever is done
            with a line takes its length off.

    Raises:
        ConnectionError: if the client leaves before its body ends.
        Refusal: if the client has no room for more.
    """
    cutter = LineCutter(longest)
    more = True
    while more:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise ConnectionError
        more = message.get("more_body", False)
        held, body = cutter.held, message.get("body", b"")
        holding.take(LINES, len(body))
        lines = list(cutter.cut(body))
        if not more:
            lines += cutter.end()
        # Line breaks, blank lines and what is too long are gone already.
        holding.add(LINES, cutter.held + sum(map(len, lines)) - held - len(body))
        for start in range(0, len(lines), _GROUP):
            yield lines[start : start + _GROUP]
