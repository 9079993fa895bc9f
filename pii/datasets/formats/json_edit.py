"""One line of JSON Lines taken apart, so that one value can change and every other byte stay."""

import json
import re
from dataclasses import dataclass, field

from pii.datasets.errors import BrokenRow

_SPACE = re.compile(r"[ \t\n\r]*")
_DECODER = json.JSONDecoder()


@dataclass(frozen=True, slots=True)
class Line:
    """A line taken apart: its fields, where each value stands, and what follows the object."""

    body: str = field(repr=False)
    fields: dict[str, object] = field(repr=False)
    places: dict[str, tuple[int, int]]
    close: int

    def with_text(self, column: str, text: str) -> "Line":
        """Return the line with one value replaced, written in the way the old one was."""
        start, end = self.places[column]
        ascii_only = self.body[start:end].isascii()
        written = json.dumps(text, ensure_ascii=ascii_only or not _encodable(text))
        body = self.body[:start] + written + self.body[end:]
        return Line(body, self.fields, self.places, self.close + len(written) - (end - start))

    def with_added(self, added: dict[str, object]) -> "Line":
        """Return the line with fields behind its last one."""
        if not added:
            return self
        more = json.dumps(added, separators=(", ", ": "))[1:-1]
        comma = ", " if self.fields else ""
        body = f"{self.body[: self.close]}{comma}{more}{self.body[self.close :]}"
        return Line(body, self.fields, self.places, self.close)


def line_of(body: str) -> Line:
    """Take a line apart.

    Raises:
        BrokenRow: if it is no JSON object, or names a key twice: readers differ in which of the
            two they take, and so one could pass unseen.
    """
    try:
        return _walked(body)
    except (ValueError, IndexError, RecursionError) as error:
        raise BrokenRow(f"is no JSON object: {type(error).__name__}") from None


def _walked(body: str) -> Line:
    at = _skip(body, 0)
    if body[at] != "{":
        raise BrokenRow("is no JSON object")
    fields: dict[str, object] = {}
    places: dict[str, tuple[int, int]] = {}
    at = _skip(body, at + 1)
    while body[at] != "}":
        if fields:
            at = _past(body, at, ",")
        key, at = _DECODER.raw_decode(body, at)
        if not isinstance(key, str):
            raise BrokenRow("has a key that is no string")
        at = _past(body, _skip(body, at), ":")
        value, end = _DECODER.raw_decode(body, at)
        if key in fields:
            raise BrokenRow("names a key twice")
        fields[key], places[key] = value, (at, end)
        at = _skip(body, end)
    if _skip(body, at + 1) != len(body):
        raise BrokenRow("goes on behind its object")
    last = max((end for _, end in places.values()), default=at)
    return Line(body, fields, places, last)


def _skip(body: str, at: int) -> int:
    found = _SPACE.match(body, at)
    return found.end() if found else at


def _past(body: str, at: int, sign: str) -> int:
    if body[at] != sign:
        raise BrokenRow("is no JSON object")
    return _skip(body, at + 1)


def _encodable(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True
