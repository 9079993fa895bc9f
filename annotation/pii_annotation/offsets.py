"""Where an offset of another tool points in our text.

Tools count code points, UTF-16 units, or characters after CR LF became one; and they spell the
text that they quote in their own ways. Here each way of counting is a table from its offsets to
ours, and a quotation is compared in every known spelling.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import accumulate

CODE_POINTS = "code points"
UTF_16 = "UTF-16 units"
JOINED_LINE_ENDS = "line ends of one character"
_REPLACED = re.compile("[\0\ud800-\udfff]")
_LINE_END = re.compile(r"\r\n|\r|\n")


@dataclass(frozen=True, slots=True)
class Counting:
    """One way to count a text's characters.

    `positions` maps each offset of that way to a code point's offset, -1 inside a character;
    None where both are the same.
    """

    name: str
    length: int
    positions: tuple[int, ...] | None = field(default=None, repr=False)

    def bounds(self, start: int, end: int) -> tuple[int, int] | None:
        """Return half-open bounds in code points, or None if these offsets are no bounds."""
        if not 0 <= start < end <= self.length:
            return None
        if self.positions is None:
            return start, end
        found = self.positions[start], self.positions[end]
        return None if -1 in found else found


def countings(text: str) -> list[Counting]:
    """Return the ways of counting that differ on a text, code points first."""
    ways = [Counting(CODE_POINTS, len(text))]
    if any(character > "\uffff" for character in text):
        ways.append(utf_16(text))
    if "\r\n" in text:
        ways.append(joined_line_ends(text))
    return ways


def utf_16(text: str) -> Counting:
    """Return the counting of UTF-16 units, as JavaScript and old exports have it."""
    positions: list[int] = []
    for position, character in enumerate(text):
        positions += (position, -1) if character > "\uffff" else (position,)
    return Counting(UTF_16, len(positions), (*positions, len(text)))


def joined_line_ends(text: str) -> Counting:
    """Return the counting in which CR LF is one character, as after text mode."""
    pieces = (2 if piece == "\r\n" else 1 for piece in _characters(text))
    positions = tuple(accumulate(pieces, initial=0))
    return Counting(JOINED_LINE_ENDS, len(positions) - 1, positions)


def _characters(text: str) -> Iterator[str]:
    return (found.group() for found in re.finditer(r"\r\n|[\s\S]", text))


def sanitised(text: str) -> str:
    """Return a text with U+FFFD for each NUL and lone surrogate, character for character.

    A browser drops a NUL and so shifts what is marked behind it; a lone surrogate makes some
    servers fail. Length and offsets stay.
    """
    return _REPLACED.sub("\ufffd", text)


def quotes(quoted: str, value: str) -> bool:
    """Say whether a quotation means a value: the same text but for how line ends are written.

    Known spellings: a backslash and an n for each CR and LF, one LF for CR LF, a space for a
    line end; and U+FFFD for what was sanitised.
    """
    if quoted == value:
        return True
    clean = sanitised(value)
    spellings = (
        clean,
        clean.replace("\r", "\\n").replace("\n", "\\n"),
        _LINE_END.sub("\n", clean),
        _LINE_END.sub(" ", clean),
    )
    return quoted in spellings


def only_place(quoted: str, text: str) -> tuple[int, int] | None:
    """Return the bounds of a quotation that stands in a text exactly once, else None."""
    start = text.find(quoted) if quoted.strip() else -1
    if start < 0 or text.find(quoted, start + 1) >= 0:
        return None
    return start, start + len(quoted)


def trimmed(text: str, start: int, end: int) -> tuple[int, int] | None:
    """Return bounds without white space at either border, None if nothing else is there."""
    value = text[start:end]
    inner = value.strip()
    if not inner:
        return None
    first = start + value.index(inner)
    return first, first + len(inner)


def agreeing(
    ways: Iterable[Counting], spans: list[tuple[int, int, str]], text: str
) -> list[Counting]:
    """Return the countings under which every one of these spans quotes what is found there.

    Args:
        ways: the countings to try.
        spans: start, end and quotation.
        text: what they point into.
    """
    return [
        way
        for way in ways
        if all(
            bounds is not None and quotes(quoted, text[slice(*bounds)])
            for bounds, quoted in ((way.bounds(start, end), quoted) for start, end, quoted in spans)
        )
    ]
