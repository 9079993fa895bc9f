"""Tab-separated lines, as people and language models write them who cannot count characters.

    id <TAB> line <TAB> LABEL[:flag] <TAB> text [<TAB> n]

The line counts from 1. Every occurrence of the text in the line is meant, with `n` the n-th. Over
several lines it is `a-b` and `start of the entity|||end of the entity`. `id <TAB> none` says
that the document was read and nothing found. Empty lines and lines that begin with `#` are
passed over. The documents' texts come from elsewhere.
"""

import re
from collections.abc import Iterator

from pii_annotation.formats.export import Export, Format
from pii_annotation.import_report import Claimed, Refusal, UntrustedSpan
from pii_annotation.snippets import line_starts

_LINES = re.compile(r"(\d{1,9})(?:-(\d{1,9}))?", re.ASCII)
_NUMBER = re.compile(r"\d{1,9}", re.ASCII)
_BETWEEN = "|||"
_LABEL = re.compile(r"[A-Z][A-Z_]*(?::[a-z]*)?")


class _Fault(Exception):
    """Why a line is refused; caught here and made a `Refusal`."""


def read(export: Export) -> Iterator[Claimed | Refusal]:
    """Yield each document's claims in the order in which documents first appear."""
    claims: dict[str, list[UntrustedSpan]] = {}
    faults: dict[str, list[Refusal]] = {}
    for number, line in enumerate(export.content.split("\n"), start=1):
        line = line.removesuffix("\r")
        if not line.strip() or line.startswith("#"):
            continue
        document_id = line.split("\t")[0]
        found = claims.setdefault(document_id, [])
        try:
            found += _claims(line.split("\t"), export.texts.get(document_id))
        except _Fault as fault:
            refusal = Refusal(_named(document_id, export), f"line {number}", str(fault))
            faults.setdefault(document_id, []).append(refusal)
    for document_id, found in claims.items():
        own_faults = tuple(faults.get(document_id, ()))
        if document_id in export.texts:
            yield Claimed(document_id, tuple(found), faults=own_faults)
        else:
            yield from own_faults


def _named(document_id: str, export: Export) -> str:
    """Return an id for messages; what stands in its place unknown may be anything."""
    return document_id if document_id in export.texts else "?"


def _claims(fields: list[str], text: str | None) -> list[UntrustedSpan]:
    """Return what one line claims."""
    if text is None:
        raise _Fault("the first field must be a snippet's id")
    if fields[1:] == ["none"]:
        return []
    if not 4 <= len(fields) <= 5:
        raise _Fault(f"needs 4 or 5 fields between tabs, or an id and 'none', has {len(fields)}")
    _, place, label, value = fields[:4]
    lines = _LINES.fullmatch(place)
    if not lines:
        raise _Fault("the second field must be a line's number, or two with a hyphen between")
    if not _LABEL.fullmatch(label):
        raise _Fault("the third field must be a label, with a flag behind a colon if need be")
    first = int(lines[1])
    if lines[2]:
        bounds = [_across(text, first, int(lines[2]), value)]
    else:
        bounds = _chosen(_within(text, first, value), fields[4] if len(fields) == 5 else "")
    return [UntrustedSpan(start, end, label, text[start:end]) for start, end in bounds]


def _within(text: str, line: int, value: str) -> list[tuple[int, int]]:
    """Return every place of a value in a line, left to right, none overlapping another."""
    start, end = _line(text, line)
    places = []
    found = text.find(value, start, end) if value else -1
    while found >= 0:
        places.append((found, found + len(value)))
        found = text.find(value, found + len(value), end)
    if not places:
        raise _Fault(f"the text in the fourth field does not stand in line {line}")
    return places


def _chosen(places: list[tuple[int, int]], number: str) -> list[tuple[int, int]]:
    """Return the n-th place, all of them without a number."""
    if not number.strip():
        return places
    if not re.fullmatch(r"\d{1,9}", number.strip(), re.ASCII) or not 1 <= int(number) <= len(
        places
    ):
        raise _Fault(f"the fifth field must be empty or from 1 to {len(places)}")
    return [places[int(number) - 1]]


def _across(text: str, first: int, last: int, value: str) -> tuple[int, int]:
    """Return the bounds of what begins in one line and ends in a later one."""
    opening, between, closing = value.partition(_BETWEEN)
    opening, closing = opening.strip(), closing.strip()
    if not (between and opening and closing):
        raise _Fault(f"over lines, the fourth field needs 'beginning{_BETWEEN}end'")
    if last <= first:
        raise _Fault("the second line must come behind the first")
    start = text.find(opening, *_line(text, first))
    end = text.rfind(closing, *_line(text, last))
    if start < 0:
        raise _Fault(f"the beginning does not stand in line {first}")
    if end < 0:
        raise _Fault(f"the end does not stand in line {last}")
    return start, end + len(closing)


def _line(text: str, number: int) -> tuple[int, int]:
    """Return the bounds of a line, counted from 1, without its line feed."""
    starts = line_starts(text)
    if not 1 <= number < len(starts):
        raise _Fault(f"there is no line {number}; the text has {len(starts) - 1}")
    end = starts[number]
    return starts[number - 1], end - 1 if text[end - 1] == "\n" else end


def suits(export: Export) -> bool:
    """Say whether the first line that says anything has tabs where they belong."""
    lines = (line for line in export.content.split("\n") if line.strip() and line[0] != "#")
    fields = next(lines, "").rstrip("\r").split("\t")
    return fields[1:] == ["none"] or (
        len(fields) in {4, 5} and bool(_LINES.fullmatch(fields[1]) and _LABEL.fullmatch(fields[2]))
    )


FORMAT = Format("tsv", suits, read)
