"""LightTag's export: one object with `examples`; a reviewer's `correct: false` is left out."""

from collections.abc import Iterator

from pii_annotation.formats.documents import Item, document_id, first_object, has, read_documents
from pii_annotation.formats.export import Export, Format
from pii_annotation.import_report import Claimed, UntrustedSpan
from pii_annotation.json_fields import Record


def read(export: Export) -> Iterator[Item]:
    """Yield a reading for each example."""
    return read_documents(export, _example, within="examples")


def _example(example: Record, default: str) -> Iterator[Item]:
    annotations = example.records("annotations")
    kept = [one for one in annotations if one.fields.get("correct") is not False]
    yield Claimed(
        document_id(example, default, "example_id"),
        tuple(map(_claim, kept)),
        text=example.text("content"),
        left_out=len(annotations) - len(kept),
    )


def _claim(annotation: Record) -> UntrustedSpan:
    fields = annotation.fields
    quoted = annotation.text("value") if "value" in fields else None
    return UntrustedSpan(fields.get("start"), fields.get("end"), annotation.text("tag"), quoted)


def suits(export: Export) -> bool:
    """Say whether the one object holds examples."""
    return has(first_object(export), "examples")


FORMAT = Format("lighttag", suits, read)
