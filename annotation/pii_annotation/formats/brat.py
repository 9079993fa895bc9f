"""brat's stand-off files: a folder of `.ann` beside `.txt`, or one such file.

An attribute `flag` of an entity is taken as its flag. Of a discontinuous entity only one whose
parts are parted by white space is taken, as brat writes what spans lines; relations, events and
notes are nothing that we mark.
"""

import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

from pii.errors import UnreadableFile
from pii_annotation.errors import MalformedRecord
from pii_annotation.formats.documents import Item
from pii_annotation.formats.export import Export, Format
from pii_annotation.import_report import Claimed, Refusal, UntrustedSpan
from pii_annotation.json_fields import read_text

_ENTITY = re.compile(
    r"(T\d+)\t(\S+) (-?\d{1,12} -?\d{1,12}(?:;\d{1,12} \d{1,12})*)\t(.*)", re.ASCII | re.DOTALL
)
_FLAG = re.compile(r"A\d+\tflag (T\d+) (\w+)", re.ASCII | re.IGNORECASE)


def read(export: Export) -> Iterator[Item]:
    """Yield a reading for each pair of files."""
    paths = sorted(export.path.glob("*.ann")) if export.path.is_dir() else [export.path]
    for path in paths:
        try:
            text = export.texts.get(path.stem) or read_text(path.with_suffix(".txt"))
            yield _claimed(path, read_text(path), text)
        except (UnreadableFile, MalformedRecord) as fault:
            yield Refusal(path.stem, path.name, str(fault))


def _claimed(path: Path, content: str, text: str) -> Claimed:
    lines = [line.removesuffix("\r") for line in content.split("\n")]
    flags = {found[1]: found[2].lower() for found in map(_FLAG.fullmatch, lines) if found}
    claims: list[UntrustedSpan] = []
    faults: list[Refusal] = []
    for number, line in enumerate(lines, start=1):
        if not line.startswith("T"):
            continue
        try:
            claims.append(_claim(line, text, flags))
        except MalformedRecord as fault:
            faults.append(Refusal(path.stem, f"line {number}", fault.rule))
    return Claimed(path.stem, tuple(claims), text=text, faults=tuple(faults))


def _claim(line: str, text: str, flags: dict[str, str]) -> UntrustedSpan:
    found = _ENTITY.fullmatch(line)
    if not found:
        raise MalformedRecord("", "needs ID, label with offsets, and text, between tabs")
    parts = [tuple(map(int, part.split())) for part in found[3].split(";")]
    for (_, end), (start, _) in pairwise(parts):
        if not 0 <= end < start <= len(text) or text[end:start].strip():
            raise MalformedRecord("", "is discontinuous; mark each part by itself")
    return UntrustedSpan(parts[0][0], parts[-1][1], found[2], found[4], flags.get(found[1], ""))


def suits(export: Export) -> bool:
    """Say whether it is a folder with `.ann` files, or such a file."""
    if export.path.is_dir():
        return any(export.path.glob("*.ann"))
    return export.path.suffix == ".ann"


FORMAT = Format("brat", suits, read)
