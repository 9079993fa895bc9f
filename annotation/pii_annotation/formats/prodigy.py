"""Prodigy's JSON lines: `spans`, and an `answer` of which only `accept` counts.

The tokens of a span are passed over: `token_end` is inclusive and says nothing that `end` does
not.
"""

from collections.abc import Iterator

from pii_annotation.formats.documents import Item, document_id, first_object, has, read_documents
from pii_annotation.formats.export import Export, Format
from pii_annotation.import_report import Claimed, Skipped, UntrustedSpan
from pii_annotation.json_fields import Record

_ANNOTATOR_FIELDS = ("_annotator_id", "_session_id")


def read(export: Export) -> Iterator[Item]:
    """Yield a reading for each accepted task."""
    return read_documents(export, _task)


def _task(task: Record, default: str) -> Iterator[Item]:
    name = document_id(task, default, "id", "_input_hash")
    answer = task.text("answer", "accept")
    if answer != "accept":
        yield Skipped(name, "its annotator did not accept it")
        return
    spans = task.records("spans") if "spans" in task.fields else []
    claims = tuple(
        UntrustedSpan(span.fields.get("start"), span.fields.get("end"), span.text("label"))
        for span in spans
    )
    who = (task.fields.get(name) for name in _ANNOTATOR_FIELDS)
    annotator = next((one for one in who if isinstance(one, str)), "")
    yield Claimed(name, claims, annotator, task.text("text"))


def suits(export: Export) -> bool:
    """Say whether the first object has spans with plain offsets, or an answer."""
    first = first_object(export)
    return has(first, "text", "spans") or has(first, "text", "answer")


FORMAT = Format("prodigy", suits, read)
