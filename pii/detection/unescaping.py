r"""Text inside text: what a stretch with escapes says once they are read.

Code in JSON, JSON in JSON, notebooks, transcripts and logs hold text whose quotes, line breaks and
slashes are escaped, in which colours are set, or whose signs are percent-encoded. Rules are
written for plain text. Here such stretches are read into plain text, with a table that leads from
each of its characters back to where it stands.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from html import unescape
from itertools import pairwise

# Start, end and meaning of an escape.
Escape = tuple[int, int, str]

# Each escape begins with one of these, which is what a search skips to.
# Signs that nobody sees, unless they part two words, and signs of full width.
_LOOKS_ODD = r"(?:(?:(?<=\W.)|(?=\W))(?<=[\u00ad\u200b-\u200d\u2060])|(?<=[\uff01-\uff5e]))"
_FIRST = r"[\x1b\\%&\u00ad\u200b-\u200d\u2060\uff01-\uff5e]"
_COLOUR = r"\[[0-9;?]{0,20}[A-Za-z]"
# What cannot be anything else, and so tells where a value ends.
_CERTAIN = (
    rf"(?<=\x1b){_COLOUR}"
    rf"|(?<=\\)(?:(?:033|x1[bB]|u001[bB]|e){_COLOUR}|u[0-9A-Fa-f]{{4}}|x[0-9A-Fa-f]{{2}})"
    r"|(?<=&)(?:lt|gt|quot|apos|amp|nbsp|\#[0-9]{1,7}|\#x[0-9A-Fa-f]{1,6});"
    # Behind a sign that an address may hold: `%2d` elsewhere is a number's format.
    r"|(?<=[\w=&?/.:;,@+\-~|<>()\[\]]%)[0-9A-Fa-f]{2}(?:%[0-9A-Fa-f]{2})*"
)
_ESCAPE = re.compile(rf"{_FIRST}(?:{_CERTAIN}|(?<=\\)[\"'`/\\nrt]|{_LOOKS_ODD})")
# What makes it worth while to read a line: a line break at the end of a literal does not.
_TELLING = re.compile(
    rf"{_FIRST}(?:{_CERTAIN}"
    r"|(?<=\\)(?:[\"'`/](?=.)|\\[\"'`/A-Za-z]|[nrt](?=[^\s\"'`\\)]))"
    rf"|{_LOOKS_ODD})"
)
_STRING = re.compile(r"\"([^\"\\\n]*(?:\\.[^\"\\\n]*)+)\"")
_SIMPLE_MEANINGS = {"n": "\n", "r": "\r", "t": "\t"}
# How many lines around a telling one are read with it, and how far those reach.
_LINES_AROUND = 3
_NEAR = 600


@dataclass(frozen=True, slots=True)
class Reading:
    """A stretch of a text with its escapes read.

    Attributes:
        text: what it says.
        starts: where in `text` each escape's meaning begins, ascending.
        escapes: the escapes, with their places in the whole text that was read.
        offset: where the stretch begins in the whole text.
    """

    text: str = field(repr=False)
    starts: tuple[int, ...] = field(repr=False)
    escapes: tuple[Escape, ...] = field(repr=False)
    offset: int = 0

    def outer(self, start: int, end: int) -> tuple[int, int]:
        """Return where a stretch of the reading stands in the whole text, with whole escapes.

        Args:
            start: in code points of the reading.
            end: behind the stretch, which holds at least one character.
        """
        return self._place_of(start)[0], self._place_of(end - 1)[1]

    def _place_of(self, position: int) -> tuple[int, int]:
        """Return the borders of a character of the reading in the whole text."""
        number = bisect_right(self.starts, position) - 1
        if number < 0:
            return self.offset + position, self.offset + position + 1
        start, end, meaning = self.escapes[number]
        behind = position - self.starts[number] - len(meaning)
        return (start, end) if behind < 0 else (end + behind, end + behind + 1)


def readings_of(text: str) -> Iterator[Reading]:
    """Yield the readings of a text's stretches in which an escape may hide something.

    A stretch is a run of whole lines, so far as these are near.
    """
    for start, end in _stretches(text):
        yield _read(text, start, end)


def string_readings_of(text: str) -> Iterator[Reading]:
    """Yield the reading of each double-quoted string in which an escape may hide something.

    Such a string is a text by itself, whatever stands around it.
    """
    for match in _STRING.finditer(text):
        if _TELLING.search(text, match.start(1), match.end(1)):
            yield _read(text, match.start(1), match.end(1))


def certain_escapes(text: str) -> list[tuple[int, int]]:
    """Return the places of escapes that cannot be anything else, ascending."""
    return [match.span() for match in _ESCAPE.finditer(text) if _is_certain(match[0])]


def _is_certain(written: str) -> bool:
    """Say whether an escape cannot be two letters, or a sign that stands for itself."""
    return written[0] in "\x1b%&" or len(written) > 2


def _stretches(text: str) -> list[tuple[int, int]]:
    """Return the stretches around what tells of escapes, ascending and apart."""
    stretches: list[tuple[int, int]] = []
    reached = -1
    for match in _TELLING.finditer(text):
        if match.start() < reached:
            continue
        begin = _lines_before(text, match.start())
        reached = text.find("\n", match.end()) + 1 or len(text)
        stop = _lines_behind(text, reached)
        if stretches and begin <= stretches[-1][1]:
            stretches[-1] = (stretches[-1][0], stop)
        else:
            stretches.append((begin, stop))
    return stretches


def _lines_before(text: str, at: int) -> int:
    """Return where the line of a place begins, or a few lines before it, if these are near."""
    begin = text.rfind("\n", 0, at) + 1
    for _ in range(_LINES_AROUND):
        earlier = text.rfind("\n", max(0, begin - _NEAR), max(0, begin - 1)) + 1
        if not earlier and begin > _NEAR:
            break
        begin = earlier
    return begin


def _lines_behind(text: str, at: int) -> int:
    """Return where a few lines behind the beginning of one end, if these are near."""
    for _ in range(_LINES_AROUND):
        stop = text.find("\n", at, at + _NEAR) + 1
        if not stop:
            return len(text) if len(text) - at <= _NEAR else at
        at = stop
    return at


def _read(text: str, begin: int, stop: int) -> Reading:
    """Return the reading of a stretch."""
    escapes = list(_escapes(text, begin, stop))
    pieces: list[str] = []
    starts: list[int] = []
    at, length = begin, 0
    for start, end, meaning in escapes:
        pieces += text[at:start], meaning
        length += start - at
        starts.append(length)
        length += len(meaning)
        at = end
    pieces.append(text[at:stop])
    return Reading("".join(pieces), tuple(starts), tuple(escapes), begin)


def _escapes(text: str, begin: int, stop: int) -> Iterator[Escape]:
    """Yield the escapes of a stretch with their meanings."""
    for match in _ESCAPE.finditer(text, begin, stop):
        start, end = match.span()
        written = match[0]
        if written[0] == "%":
            yield from _percent_escapes(written, start)
        elif written[0] == "&":
            yield start, end, unescape(written)
        elif "[" in written:
            yield start, end, ""
        elif written[0] != "\\":
            # A sign of full width stands for the plain one; the others are not seen at all.
            yield start, end, chr(ord(written) - 0xFEE0) if written >= "\uff01" else ""
        elif len(written) == 2:
            yield start, end, _SIMPLE_MEANINGS.get(written[1], written[1])
        else:
            yield start, end, chr(int(written[2:], 16))


def _percent_escapes(written: str, start: int) -> Iterator[Escape]:
    """Yield the characters of a run of percent-encoded bytes."""
    data = bytes.fromhex(written.replace("%", ""))
    try:
        characters = data.decode()
    except UnicodeDecodeError:
        characters = data.decode("latin-1")
        borders: Iterable[int] = range(len(data) + 1)
    else:
        borders = _byte_borders(characters)
    for character, (first, last) in zip(characters, pairwise(borders), strict=True):
        yield start + 3 * first, start + 3 * last, character


def _byte_borders(characters: str) -> Iterator[int]:
    """Yield where each character begins in UTF-8, and where the last one ends."""
    at = 0
    yield at
    for character in characters:
        at += len(character.encode())
        yield at
