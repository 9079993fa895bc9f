"""Snippets: whole lines of a file, and how to find them again.

A cutting says where a snippet was cut and holds no text, so it can be published; a snippet adds
the text. Offsets are half-open and count code points of the file decoded as strict UTF-8, a byte
order mark included.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

from pii_annotation.errors import MalformedRecord
from pii_annotation.json_fields import Record

MOST_LINES = 60
MOST_CHARACTERS = 4_000


@dataclass(frozen=True, slots=True)
class Cutting:
    """Where a snippet was cut.

    Attributes:
        repo: `owner/name`; the name of a folder or data set where there is no repository.
        commit: the commit that has the file at `path`, or empty.
        blob: git's hash of the file's bytes, by which they are found and verified.
        trigger: why it was cut: a name from `pii_annotation.triggers`, or `none` for chance.
    """

    id: str
    repo: str
    commit: str
    path: str
    blob: str
    language: str
    trigger: str
    start_char: int
    end_char: int

    def row(self) -> dict[str, object]:
        """Return the fields as a JSON object has them."""
        return {name: getattr(self, name) for name in self.__slots__}


@dataclass(frozen=True, slots=True)
class Snippet:
    """A cutting with its text."""

    cutting: Cutting
    text: str = field(repr=False)

    @property
    def id(self) -> str:
        """The cutting's id."""
        return self.cutting.id

    def row(self) -> dict[str, object]:
        """Return the cutting's fields and the text as a JSON object has them."""
        return {**self.cutting.row(), "text": self.text}


def cutting_of(record: Record) -> Cutting:
    """Return the cutting that a JSON object spells.

    Raises:
        MalformedRecord: if a field is missing or of another type, or the bounds are impossible.
    """
    start, end = record.number("start_char"), record.number("end_char")
    if not 0 <= start < end:
        raise MalformedRecord(record.place, f"needs 0 <= start_char < end_char, got {start}, {end}")
    return Cutting(
        id=record.text("id"),
        repo=record.text("repo"),
        commit=record.text("commit", ""),
        path=record.text("path", ""),
        blob=record.text("blob", ""),
        language=record.text("language", ""),
        trigger=record.text("trigger", ""),
        start_char=start,
        end_char=end,
    )


def snippet_of(record: Record) -> Snippet:
    """Return the snippet that a JSON object spells.

    Raises:
        MalformedRecord: as `cutting_of`, or if the text is not as long as the bounds say.
    """
    cutting, text = cutting_of(record), record.text("text")
    length = cutting.end_char - cutting.start_char
    if len(text) != length:
        raise MalformedRecord(record.place, f"'text' needs {length} characters, has {len(text)}")
    return Snippet(cutting, text)


def texts_by_id(records: Iterable[Record]) -> dict[str, str]:
    """Return the texts of records that have `id` and `text`, whatever else they hold.

    Raises:
        MalformedRecord: if an id comes twice.
    """
    texts: dict[str, str] = {}
    for record in records:
        document_id = record.text("id")
        if document_id in texts:
            raise MalformedRecord(record.place, f"the id {document_id!r} has come before")
        texts[document_id] = record.text("text")
    return texts


def cut(text: str, line: int, lines: int, above: int) -> tuple[int, int] | None:
    """Return the bounds of whole lines round one of them, line ends included.

    Args:
        text: the whole file; only a line feed ends a line.
        line: the line that must be in it, from 0.
        lines: how many lines to aim at, at most 60.
        above: how many of these stand above `line` where the file has so many.

    Returns:
        Half-open bounds of at most 4,000 characters, or None if the line alone has more. Lines
        farthest from `line` go first when there are too many characters.
    """
    starts = line_starts(text)
    first = max(0, line - above)
    last = min(len(starts) - 2, first + min(lines, MOST_LINES) - 1)
    while starts[last + 1] - starts[first] > MOST_CHARACTERS:
        if first == last:
            return None
        if line - first >= last - line:
            first += 1
        else:
            last -= 1
    return starts[first], starts[last + 1]


def line_starts(text: str) -> list[int]:
    """Return the offset of each line's first character and, last, the text's length."""
    starts = [0]
    while (end := text.find("\n", starts[-1])) >= 0:
        starts.append(end + 1)
    return starts if starts[-1] == len(text) else [*starts, len(text)]
