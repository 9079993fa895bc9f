"""What a rule is, what it is shown, and what it says of it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pii.labels import Label

if TYPE_CHECKING:
    import re2


@dataclass(frozen=True, slots=True)
class Claim:
    """A stretch of bytes that a rule takes for personal data; half-open byte offsets."""

    start: int
    end: int
    label: Label
    score: float


class Hit:
    """Where a rule's pattern matched: byte offsets and decoded text of its groups."""

    __slots__ = ("_match", "data", "language")

    def __init__(self, data: bytes, match: "re2._Match[bytes]", language: str) -> None:
        self.data = data
        self.language = language
        self._match = match

    def span(self, group: int = 0) -> tuple[int, int]:
        """Return a group's byte offsets; (-1, -1) for one that took no part."""
        start, end = self._match.span(group)
        return start, end

    def text(self, group: int = 0) -> str:
        """Return a group's text; empty for one that took no part."""
        start, end = self.span(group)
        return self.between(start, end) if start >= 0 else ""

    def between(self, start: int, end: int) -> str:
        """Return the text between two byte offsets; bytes of half a character are dropped."""
        return self.data[max(start, 0) : end].decode("utf-8", "ignore")

    def line_before(self, start: int, most: int = 200) -> str:
        """Return what stands before an offset in its line, at most so many bytes of it."""
        begin = max(self.data.rfind(b"\n", max(0, start - most), start) + 1, start - most, 0)
        return self.between(begin, start)

    def line_behind(self, end: int, most: int = 200) -> str:
        """Return what stands behind an offset in its line, at most so many bytes of it."""
        stop = self.data.find(b"\n", end, end + most)
        return self.between(end, stop if stop >= 0 else end + most)


def byte_span(offset: int, text: str, start: int, end: int) -> tuple[int, int]:
    """Return the byte offsets of a stretch of a text that begins at a byte offset.

    `start` and `end` count the text's characters.
    """
    begin = offset + len(text[:start].encode())
    return begin, begin + len(text[start:end].encode())


@dataclass(frozen=True, slots=True)
class Rule:
    """One way to recognise personal data.

    Attributes:
        name: what reports call it.
        triggers: RE2 patterns; wherever `pattern` matches, one of them does within the match.
        pattern: where a value may stand; RE2 syntax, matched against bytes.
        read: the claims that follow from a match, none where a closer look says no.
        lines: how many lines a match may span; a block is widened by as many less one.
        again: look for the next match from the first group on, not from the match's end: for
            patterns whose group is the rest of a line, where another match may begin.
    """

    name: str
    triggers: tuple[bytes, ...]
    pattern: bytes
    read: Callable[[Hit], Iterable[Claim]]
    lines: int = 1
    again: bool = False
