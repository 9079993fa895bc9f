"""What JSON formats share: one document an object, in a list or a line each.

A broken document is refused by itself; the others are read.
"""

import json
from collections.abc import Callable, Iterable, Iterator
from functools import partial

from pii_annotation.errors import MalformedRecord
from pii_annotation.formats.export import Export
from pii_annotation.import_report import Claimed, Refusal, Skipped
from pii_annotation.json_fields import Record, parse_json, record_of

Item = Claimed | Refusal | Skipped
_OWN_ID_FIELDS = ("document", "document_id")


def read_documents(
    export: Export, read_one: Callable[[Record, str], Iterable[Item]], *, within: str = ""
) -> Iterator[Item]:
    """Yield what an importer makes of each object of an export.

    Args:
        export: a JSON list, JSON lines, or one object.
        read_one: gets an object and an id made of its place, for where it has none of its own.
        within: the field of the one object that holds the list, if that is the format.

    Raises:
        MalformedRecord: if the whole is neither JSON nor JSON lines.
    """
    for number, parse in enumerate(_objects(export, within), start=1):
        default_id = f"{export.path.stem}:{number}"
        try:
            yield from list(read_one(parse(), default_id))
        except MalformedRecord as fault:
            yield Refusal(default_id, fault.place, fault.rule)


def document_id(record: Record, default: str, *fields: str) -> str:
    """Return the id that we gave a document, else the tool's, else the default.

    Args:
        record: looked into, and into its `meta`, where tools keep what they were given.
        default: made of the document's place.
        fields: where the tool keeps its own id.
    """
    meta = record.fields.get("meta")
    places = [record.fields, meta if isinstance(meta, dict) else {}]
    for name in (*_OWN_ID_FIELDS, *fields):
        for place in places:
            value = place.get(name)
            if isinstance(value, str | int) and not isinstance(value, bool) and value != "":
                return str(value)
    return default


def first_object(export: Export) -> Record | None:
    """Return the first object of an export without reading all of it, None if there is none."""
    content = export.content.lstrip("\ufeff \t\r\n")
    start = len(content) - len(content.removeprefix("[").lstrip())
    try:
        value, _ = json.JSONDecoder().raw_decode(content, start)
    except (ValueError, RecursionError):
        return None
    return Record(str(export.path), value) if isinstance(value, dict) else None


def has(record: Record | None, *names: str) -> bool:
    """Say whether there is a record and it has these fields."""
    return record is not None and set(names) <= set(record.fields)


def _objects(export: Export, within: str) -> Iterator[Callable[[], Record]]:
    """Yield for each object a call that returns it, or raises what is wrong with it alone."""
    content, place = export.content, export.path.name
    if content.lstrip().startswith("[") or within:
        whole = parse_json(content, place)
        items = record_of(whole, place).items(within) if within else whole
        if not isinstance(items, list):
            raise MalformedRecord(place, "must be a list of documents")
        for number, item in enumerate(items, start=1):
            yield partial(record_of, item, f"{place}, document {number}")
        return
    for number, line in enumerate(content.split("\n"), start=1):
        if line.strip():
            yield partial(_line, line, f"{place}, line {number}")


def _line(line: str, place: str) -> Record:
    return record_of(parse_json(line, place), place)
