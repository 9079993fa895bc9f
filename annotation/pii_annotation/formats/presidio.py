"""Presidio's `InputSample`, as its evaluator writes it: `full_text` and `spans`."""

from collections.abc import Iterator

from pii_annotation.formats.documents import Item, document_id, first_object, has, read_documents
from pii_annotation.formats.export import Export, Format
from pii_annotation.import_report import Claimed, UntrustedSpan
from pii_annotation.json_fields import Record


def read(export: Export) -> Iterator[Item]:
    """Yield a reading for each sample."""
    return read_documents(export, _sample)


def _sample(sample: Record, default: str) -> Iterator[Item]:
    yield Claimed(
        document_id(sample, default, "sample_id", "id"),
        tuple(map(_claim, sample.records("spans"))),
        text=sample.text("full_text"),
    )


def _claim(span: Record) -> UntrustedSpan:
    fields = span.fields
    quoted = span.text("entity_value") if "entity_value" in fields else None
    start, end = fields.get("start_position"), fields.get("end_position")
    return UntrustedSpan(start, end, span.text("entity_type"), quoted)


def suits(export: Export) -> bool:
    """Say whether the first object has a full text."""
    return has(first_object(export), "full_text")


FORMAT = Format("presidio", suits, read)
