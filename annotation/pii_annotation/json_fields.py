"""JSON read with suspicion: fields of the right type, or a refusal that says where.

Files come in, from us and from strangers; out come values whose types are known. What the fields
mean is no matter of this module.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from pii.errors import UnreadableFile
from pii.files.writing import place_at, write_whole
from pii_annotation.errors import MalformedRecord


@dataclass(frozen=True, slots=True)
class Record:
    """One JSON object and where it stands.

    `place` opens every refusal: a file with the line or the number of the object.
    """

    place: str
    fields: Mapping[str, object] = field(repr=False)

    def text(self, name: str, default: str | None = None) -> str:
        """Return a field that holds a string; without a default it must be there."""
        value = self.fields.get(name, default)
        if not isinstance(value, str):
            raise MalformedRecord(self.place, f"{name!r} must be a string, is {_kind(value)}")
        return value

    def number(self, name: str) -> int:
        """Return a field that holds a whole number."""
        value = self.fields.get(name)
        if not isinstance(value, int) or isinstance(value, bool):
            raise MalformedRecord(self.place, f"{name!r} must be a whole number, is {_kind(value)}")
        return value

    def records(self, name: str) -> list["Record"]:
        """Return the objects of a field that holds a list of them."""
        return [
            record_of(item, f"{self.place}, {name}[{index}]")
            for index, item in enumerate(self.items(name))
        ]

    def items(self, name: str) -> list[object]:
        """Return the items of a field that holds a list."""
        value = self.fields.get(name)
        if not isinstance(value, list):
            raise MalformedRecord(self.place, f"{name!r} must be a list, is {_kind(value)}")
        return value

    def record(self, name: str) -> "Record":
        """Return a field that holds an object."""
        return record_of(self.fields.get(name), f"{self.place}, {name}")


def record_of(value: object, place: str) -> Record:
    """Return a JSON object as a record.

    Raises:
        MalformedRecord: if it is something else.
    """
    if not isinstance(value, dict):
        raise MalformedRecord(place, f"must be an object, is {_kind(value)}")
    return Record(place, value)


def parse_json(text: str, place: str) -> object:
    """Return what a JSON text holds.

    Raises:
        MalformedRecord: if it is not JSON; the message has the position and not the text.
    """
    try:
        value: object = json.loads(text)
    except json.JSONDecodeError as error:
        where = f"line {error.lineno}, column {error.colno}"
        raise MalformedRecord(place, f"is not JSON at {where}: {error.msg}") from None
    except ValueError:
        raise MalformedRecord(place, "has a number too long to read") from None
    except RecursionError:
        raise MalformedRecord(place, "is JSON nested too deep to read") from None
    return value


def parse_lines(text: str, place: str) -> Iterator[Record]:
    """Yield the objects of JSON lines; empty lines are passed over."""
    # Not splitlines(): JSON may hold U+2028 and its like unescaped, and these end no line here.
    for number, line in enumerate(text.split("\n"), start=1):
        if line.strip():
            where = f"{place}, line {number}"
            yield record_of(parse_json(line, where), where)


def read_lines(path: Path) -> Iterator[Record]:
    """Yield the objects of a file of JSON lines.

    Raises:
        UnreadableFile: if the file cannot be read as UTF-8.
        MalformedRecord: at the first line that holds no JSON object.
    """
    yield from parse_lines(read_text(path), str(path))


def read_text(path: Path) -> str:
    """Return a UTF-8 file's text with its line endings as they are.

    Raises:
        UnreadableFile: if it is not there or not UTF-8.
    """
    try:
        return path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise UnreadableFile(str(path), error.strerror or "cannot be read") from None
    except UnicodeDecodeError as error:
        raise UnreadableFile(str(path), f"is not UTF-8 at byte {error.start}") from None


def write_lines(path: Path, rows: Iterable[Mapping[str, object]]) -> int:
    """Write objects as JSON lines and return how many.

    Everything outside ASCII is escaped, so that no editor or terminal mends a character. The
    file appears whole or not at all.

    Raises:
        UnreadableFile: if it cannot be written.
    """
    lines = [json.dumps(row) + "\n" for row in rows]
    write_text(path, "".join(lines))
    return len(lines)


def write_text(path: Path, text: str) -> None:
    """Write a UTF-8 file, whole or not at all.

    Raises:
        UnreadableFile: if it cannot be written.
    """
    write_whole(place_at(str(path)), text.encode())


def _kind(value: object) -> str:
    """Return what JSON calls a value's type; the value itself may be personal data."""
    if value is None:
        return "missing or null"
    names = {str: "a string", bool: "true or false", int: "a number", float: "a fraction"}
    return names.get(type(value), "a list" if isinstance(value, list) else "an object")
