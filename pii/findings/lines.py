"""Offsets into lines and columns, and the lines that a redaction touched."""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from pii.redaction.apply import Redaction


class Lines:
    r"""The lines of one text, which end with `\n` and count from 1, as columns do.

    Columns and offsets count code points. The table is built once, so that a long line full of
    entities costs no more than a short one.
    """

    def __init__(self, text: str) -> None:
        self._size = len(text)
        self._starts = [0]
        end = text.find("\n")
        while end >= 0:
            self._starts.append(end + 1)
            end = text.find("\n", end + 1)

    def __len__(self) -> int:
        """Return the number of lines that hold anything."""
        return len(self._starts) - (self._starts[-1] == self._size)

    def line_of(self, offset: int) -> int:
        """Return the number of the line that an offset lies in."""
        return bisect_right(self._starts, offset)

    def place_of(self, offset: int) -> tuple[int, int]:
        """Return the line and the column of an offset."""
        line = self.line_of(offset)
        return line, offset - self._starts[line - 1] + 1

    def start_of(self, line: int) -> int:
        """Return where a line starts; behind the last line, where the text ends."""
        return self._starts[line - 1] if line <= len(self._starts) else self._size


@dataclass(frozen=True, slots=True)
class Change:
    """Neighbouring lines that a redaction touched, whole.

    `line` is the first one's number and `lines` their count in the original; `old` and `new` are
    their offsets there and in the redacted text, half-open; `hidden` are the numbers, from 0 and
    half-open, of the hidden entities in them.
    """

    line: int
    lines: int
    old: tuple[int, int]
    new: tuple[int, int]
    hidden: tuple[int, int]


def changes_of(redaction: Redaction, lines: Lines) -> Iterator[Change]:
    """Give the touched lines from top to bottom; no two changes share a line.

    Where a text changed is known, so the cost is a look-up for each entity; comparing both texts
    would cost their product.

    Args:
        redaction: with its text.
        lines: those of the original text.
    """
    hidden, placed = redaction.hidden, redaction.placed
    first = 0
    while first < len(hidden):
        top = bottom = lines.line_of(hidden[first].start)
        behind = first
        while behind < len(hidden) and lines.line_of(hidden[behind].start) <= bottom:
            bottom = max(bottom, lines.line_of(hidden[behind].end))
            behind += 1
        old = lines.start_of(top), lines.start_of(bottom + 1)
        new = (
            placed[first][0] - (hidden[first].start - old[0]),
            placed[behind - 1][1] + (old[1] - hidden[behind - 1].end),
        )
        yield Change(top, min(bottom, len(lines)) - top + 1, old, new, (first, behind))
        first = behind
