"""Label Studio's `JSON_MIN`: a row for each annotation, with the regions under the tag's name.

The flags of single regions are not told apart in it; where a row has any, it is refused.
"""

from collections.abc import Iterator

from pii_annotation.errors import MalformedRecord
from pii_annotation.formats.documents import Item, document_id, first_object, has, read_documents
from pii_annotation.formats.export import Export, Format
from pii_annotation.formats.label_studio import claim_of
from pii_annotation.import_report import Claimed
from pii_annotation.json_fields import Record


def read(export: Export) -> Iterator[Item]:
    """Yield a reading for each row."""
    return read_documents(export, _row)


def _row(row: Record, default: str) -> Iterator[Item]:
    if row.fields.get("flag"):
        raise MalformedRecord(row.place, "has flags, which this format mixes up; export as JSON")
    regions = row.records("label") if "label" in row.fields else []
    yield Claimed(
        document_id(row, default, "id"),
        tuple(map(claim_of, regions)),
        str(row.fields.get("annotator") or ""),
        row.text("text"),
    )


def suits(export: Export) -> bool:
    """Say whether the first object is a row of an annotation."""
    return has(first_object(export), "annotation_id", "annotator")


FORMAT = Format("label-studio-min", suits, read)
