"""Label Studio's lossless export (`JSON`): tasks with their annotations, one reading for each.

Regions that share an id belong together: one has the label, another the flag that the annotator
chose for it.
"""

from collections.abc import Iterator

from pii_annotation.errors import MalformedRecord
from pii_annotation.formats.documents import Item, document_id, first_object, has, read_documents
from pii_annotation.formats.export import Export, Format
from pii_annotation.import_report import Claimed, Skipped, UntrustedSpan
from pii_annotation.json_fields import Record


def read(export: Export) -> Iterator[Item]:
    """Yield a reading for each annotation of each task."""
    return read_documents(export, _task)


def _task(task: Record, default: str) -> Iterator[Item]:
    data = task.record("data")
    name = document_id(data, document_id(task, default, "id"))
    text = data.text("text")
    annotations = task.records("annotations")
    if not annotations:
        yield Skipped(name, "nobody annotated it")
    for annotation in annotations:
        if annotation.fields.get("was_cancelled") is True:
            yield Skipped(name, "its annotator skipped it")
            continue
        claims = tuple(_claims(annotation.records("result")))
        yield Claimed(name, claims, _annotator(annotation), text)


def _claims(regions: list[Record]) -> Iterator[UntrustedSpan]:
    """Yield a claim for each region with a label, flagged as its companion says."""
    flags = {
        str(region.fields.get("id")): _only(region.record("value"), "choices")
        for region in regions
        if region.fields.get("type") == "choices"
    }
    for region in regions:
        if region.fields.get("type") == "labels":
            yield claim_of(region.record("value"), flags.get(str(region.fields.get("id")), ""))


def claim_of(value: Record, flag: str = "") -> UntrustedSpan:
    """Return the claim of a region's value.

    Raises:
        MalformedRecord: unless it has exactly one label.
    """
    quoted = value.fields.get("text")
    return UntrustedSpan(
        value.fields.get("start"),
        value.fields.get("end"),
        _only(value, "labels"),
        quoted if isinstance(quoted, str) else None,
        flag,
    )


def _only(value: Record, name: str) -> str:
    """Return the one string of a list; several labels on one region say nothing certain."""
    chosen = value.items(name)
    if len(chosen) != 1 or not isinstance(chosen[0], str):
        raise MalformedRecord(value.place, f"{name!r} must hold one name, holds {len(chosen)}")
    return chosen[0]


def _annotator(annotation: Record) -> str:
    """Return who made an annotation: an address where the export has it, else a number."""
    by = annotation.fields.get("completed_by")
    if isinstance(by, dict):
        by = by.get("email") or by.get("id")
    return "" if by is None else str(by)


def suits(export: Export) -> bool:
    """Say whether the first object is a task."""
    return has(first_object(export), "data", "annotations")


FORMAT = Format("label-studio", suits, read)
