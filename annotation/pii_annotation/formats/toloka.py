"""Toloka's records as BigCode published them: `fragments` with a category and a position."""

from collections.abc import Iterator

from pii_annotation.errors import MalformedRecord
from pii_annotation.formats.documents import Item, document_id, first_object, has, read_documents
from pii_annotation.formats.export import Export, Format
from pii_annotation.import_report import Claimed, UntrustedSpan
from pii_annotation.json_fields import Record


def read(export: Export) -> Iterator[Item]:
    """Yield a reading for each record."""
    return read_documents(export, _record)


def _record(record: Record, default: str) -> Iterator[Item]:
    claims = tuple(map(_claim, record.records("fragments")))
    name = document_id(record, default, "id")
    yield Claimed(name, claims, text=record.text("text"))


def _claim(fragment: Record) -> UntrustedSpan:
    position = fragment.items("position")
    if len(position) != 2:
        raise MalformedRecord(fragment.place, f"'position' needs 2 offsets, has {len(position)}")
    return UntrustedSpan(position[0], position[1], fragment.text("category"))


def suits(export: Export) -> bool:
    """Say whether the first object has fragments."""
    return has(first_object(export), "text", "fragments")


FORMAT = Format("toloka", suits, read)
