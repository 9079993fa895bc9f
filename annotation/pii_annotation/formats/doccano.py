"""doccano's JSON lines: `label` with triples, or `entities` with objects.

Old versions counted UTF-16 units and quote nothing to decide by: say so with `--utf-16`.
"""

from collections.abc import Iterator

from pii_annotation.errors import MalformedRecord
from pii_annotation.formats.documents import Item, document_id, first_object, has, read_documents
from pii_annotation.formats.export import Export, Format
from pii_annotation.import_report import Claimed, UntrustedSpan
from pii_annotation.json_fields import Record

_TRIPLES = ("label", "labels")


def read(export: Export) -> Iterator[Item]:
    """Yield a reading for each document."""
    return read_documents(export, _document)


def _document(document: Record, default: str) -> Iterator[Item]:
    yield Claimed(
        document_id(document, default, "id"),
        tuple(_claims(document)),
        str(document.fields.get("username") or ""),
        document.text("text"),
    )


def _claims(document: Record) -> Iterator[UntrustedSpan]:
    if "entities" in document.fields:
        for entity in document.records("entities"):
            fields = entity.fields
            yield UntrustedSpan(
                fields.get("start_offset"), fields.get("end_offset"), entity.text("label")
            )
        return
    name = next((name for name in _TRIPLES if name in document.fields), _TRIPLES[0])
    for index, triple in enumerate(document.items(name)):
        if not (isinstance(triple, list) and len(triple) == 3 and isinstance(triple[2], str)):
            raise MalformedRecord(
                f"{document.place}, {name}[{index}]", "must be [start, end, label]"
            )
        yield UntrustedSpan(*triple)


def suits(export: Export) -> bool:
    """Say whether the first object has a text, and labels in one of the two ways."""
    first = first_object(export)
    if has(first, "text", "entities") and first is not None:
        entities = first.fields["entities"]
        return isinstance(entities, list) and all(
            isinstance(entity, dict) and "start_offset" in entity for entity in entities
        )
    lists = has(first, "text", "label") or has(first, "text", "labels")
    return lists and not has(first, "annotation_id")


FORMAT = Format("doccano", suits, read)
