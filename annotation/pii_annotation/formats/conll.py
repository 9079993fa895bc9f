"""CoNLL: a token and its BIO tag a line, aligned with the text that the tokens came from.

The first column is the token and the last its tag; `BIO`, `BIOES` and `BILOU` are read, and
leniently: an `I-` without its `B-` begins an entity. A line `# id = NAME` begins a document;
without one the whole file is the document of its own name. The text is a snippet's, or that of
the `.txt` file beside it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice

from pii.errors import UnreadableFile
from pii_annotation.errors import MalformedRecord
from pii_annotation.formats.documents import Item
from pii_annotation.formats.export import Export, Format
from pii_annotation.import_report import Claimed, Refusal, UntrustedSpan
from pii_annotation.json_fields import read_text

_ID = re.compile(r"#\s*(?:newdoc\s+)?id\s*=\s*(\S+)\s*")
_TAG = re.compile(r"O|[BIESLU]-\S+")
_BEGINS, _ENDS = "BSU", "ESLU"
_DOCUMENT_START = "-DOCSTART-"


@dataclass(slots=True)
class _Lines:
    """The lines of one document, numbered as in the file."""

    id: str
    lines: list[tuple[int, str]] = field(default_factory=list)


def read(export: Export) -> Iterator[Item]:
    """Yield a reading for each document."""
    for document in _documents(export):
        try:
            text = export.texts.get(document.id)
            if text is None:
                text = read_text(export.path.with_name(f"{document.id}.txt"))
            claims = tuple(_claims(document, text))
            yield Claimed(document.id, claims, text=text)
        except (MalformedRecord, UnreadableFile) as fault:
            yield Refusal(document.id, export.path.name, str(fault))


def _documents(export: Export) -> list[_Lines]:
    documents = [_Lines(export.path.stem)]
    for number, line in enumerate(export.content.split("\n"), start=1):
        named = _ID.fullmatch(line)
        if named:
            documents.append(_Lines(named[1]))
        elif line.strip() and not _is_remark(line):
            documents[-1].lines.append((number, line.rstrip()))
    # What stands before the first name is a document only where no name follows.
    return documents[1:] if len(documents) > 1 and not documents[0].lines else documents


def _is_remark(line: str) -> bool:
    """Say whether a line is no token; `#` may be one, with its tag behind it."""
    if line.startswith(_DOCUMENT_START):
        return True
    return line.startswith("#") and not _TAG.fullmatch(line.split()[-1])


def _claims(document: _Lines, text: str) -> Iterator[UntrustedSpan]:
    """Yield an entity for each run of tags, from its first token's start to its last one's end."""
    label, start, end = "", 0, 0
    for token_start, token_end, tag in _aligned(document, text):
        kind, _, name = tag.partition("-")
        if label and (kind == "O" or kind in _BEGINS or name != label):
            yield UntrustedSpan(start, end, label)
            label = ""
        if kind == "O":
            continue
        if not label:
            label, start = name, token_start
        end = token_end
        if kind in _ENDS:
            yield UntrustedSpan(start, end, label)
            label = ""
    if label:
        yield UntrustedSpan(start, end, label)


def _aligned(document: _Lines, text: str) -> Iterator[tuple[int, int, str]]:
    """Yield each token's bounds and tag; between tokens the text has only white space."""
    position = 0
    for number, line in document.lines:
        fields = line.split("\t") if "\t" in line else line.split()
        if len(fields) < 2 or not _TAG.fullmatch(fields[-1]):
            raise MalformedRecord(f"line {number}", "needs a token and a BIO tag")
        while position < len(text) and text[position].isspace():
            position += 1
        if not text.startswith(fields[0], position):
            raise MalformedRecord(
                f"line {number}", f"the token is not what the text has at {position}"
            )
        yield position, position + len(fields[0]), fields[-1]
        position += len(fields[0])
    if text[position:].strip():
        raise MalformedRecord("end", f"the text goes on at {position}, where the tokens end")


def suits(export: Export) -> bool:
    """Say whether the first lines are tokens with tags."""
    lines = (line for line in export.content.split("\n") if line.strip() and not _is_remark(line))
    tokens = [line.split() for line in islice(lines, 20)]
    return bool(tokens) and all(
        len(fields) >= 2 and _TAG.fullmatch(fields[-1]) for fields in tokens
    )


FORMAT = Format("conll", suits, read)
