"""What a rule is, what it is shown, and what it says of it."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
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


# As `surrogatepass` writes them.
_LONE_SURROGATE = re.compile(rb"\xed[\xa0-\xbf][\x80-\xbf]")
_REPLACEMENT = "\ufffd".encode()


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
        """Return the text between two byte offsets; bytes of half a character are dropped.

        A lone surrogate, which stands for a byte that is no UTF-8, is a U+FFFD: that has as many
        bytes, so that offsets which are counted in the text lead to the right place.
        """
        data = self.data[max(start, 0) : end]
        try:
            return data.decode()
        except UnicodeDecodeError:
            return _LONE_SURROGATE.sub(_REPLACEMENT, data).decode("utf-8", "ignore")

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

    `start` and `end` count the text's characters. What stands before them is read, so that for
    many stretches of a long text `byte_spans` is the one to use.
    """
    return next(byte_spans(offset, text, [(start, end)]))


def byte_spans(
    offset: int, text: str, stretches: Iterable[tuple[int, int]]
) -> Iterator[tuple[int, int]]:
    """Yield the byte offsets of stretches of a text that begins at a byte offset.

    The text is read once.

    Args:
        offset: of the text, in bytes.
        text: whose characters the stretches count.
        stretches: half-open, disjoint and ascending.
    """
    if text.isascii():
        yield from ((offset + start, offset + end) for start, end in stretches)
        return
    read = 0
    for start, end in stretches:
        begin = offset + len(text[read:start].encode())
        offset, read = begin + len(text[start:end].encode()), end
        yield begin, offset


@dataclass(frozen=True, slots=True)
class Example:
    """A text that shows what a rule does, with what the rule claims in it marked.

    Attributes:
        text: the text itself.
        language: the language that it is read as, empty for none.
        claims: what the rule claims in it, in order; none for a text that it leaves alone.
        marked: the text with double brackets around each claim.
    """

    text: str
    language: str = ""
    claims: tuple[str, ...] = ()
    marked: str = ""

    def shown(self, plain: Callable[[str], str], claimed: Callable[[str], str]) -> str:
        """Return the text with its stretches written by one function or the other."""
        pieces = _MARKED.split(self.marked or self.text)
        return "".join(
            claimed(piece) if number % 2 else plain(piece) for number, piece in enumerate(pieces)
        )


# Of three brackets in a row the first is text, so that what stands in brackets can be marked.
_MARKED = re.compile(r"\[\[(?!\[)(.+?)\]\]", re.DOTALL)


def example(marked: str, language: str = "") -> Example:
    """Return an example from a text in which double brackets surround what is claimed.

    >>> example("root [[ann@harbour-lane.org]]").claims
    ('ann@harbour-lane.org',)
    >>> example("[[[Ann Brack]]](mailto:ann@harbour-lane.org)").text
    '[Ann Brack](mailto:ann@harbour-lane.org)'
    """
    claims = tuple(match[1] for match in _MARKED.finditer(marked))
    return Example(_MARKED.sub(r"\1", marked), language, claims, marked)


@dataclass(frozen=True, slots=True)
class Rule:
    """One way to recognise personal data, and all there is to know about it.

    Attributes:
        id: what policies and reports call it: lower-case words joined by dashes.
        label: what it claims, or the label of most of its claims.
        title: what it looks for, in a few words.
        finds: a sentence on what counts.
        leaves: a sentence on what looks alike and is left alone.
        triggers: RE2 patterns; wherever `pattern` matches, one of them does within the match.
        pattern: where a value may stand; RE2 syntax, matched against bytes.
        read: the claims that follow from a match, none where a closer look says no.
        hits: texts in each of which the rule alone claims what is marked, and nothing else.
        misses: texts in which it claims nothing.
        source: where the form is documented, if anywhere.
        lines: how many lines a match may span; a block is widened by as many less one.
        again: look for the next match from the first group on, not from the match's end: for
            patterns whose group is the rest of a line, where another match may begin.
    """

    id: str
    label: Label
    triggers: tuple[bytes, ...]
    pattern: bytes
    read: Callable[[Hit], Iterable[Claim]]
    title: str = ""
    finds: str = ""
    leaves: str = ""
    hits: Sequence[Example] = ()
    misses: Sequence[Example] = ()
    source: str = ""
    lines: int = 1
    again: bool = False
