"""Folders of code: each file written back in its own encoding, binary ones left out."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from pii.datasets.errors import name_of
from pii.datasets.redact_rows import Row, ShardRedactor
from pii.datasets.storage import Storage
from pii.errors import UnencodableText
from pii.files.encodings import Encoding, decode, is_binary
from pii.files.languages import language_of


@dataclass(frozen=True, slots=True)
class _File:
    row: Row
    data: bytes = field(repr=False)
    encoding: Encoding


def rewrite_code(
    source: Storage, members: Sequence[str], folder: Path, work: ShardRedactor
) -> list[str]:
    """Write redacted copies of files below a folder; return the paths that were written.

    Raises:
        RowFailed: for a file that cannot be read or redacted, unless the job drops it.
        OSError: if a copy cannot be written.
    """
    written: list[str] = []
    for files in _slices(source, members, work):
        outcomes = work.redact([file.row for file in files])
        for file, outcome in zip(files, outcomes, strict=True):
            if outcome is None:
                continue
            data = _data(file, outcome.text, work)
            if data is not None:
                path = folder / file.row.id
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(data)
                written.append(file.row.id)
        work.slice_done()
    work.tally.written = len(written)
    return written


def _data(file: _File, text: str | None, work: ShardRedactor) -> bytes | None:
    if text is None:
        return file.data
    try:
        return file.encoding.encode(text)
    except UnencodableText as error:
        work.fail(file.row.id, type(error).__name__)
        return None


def _slices(source: Storage, members: Sequence[str], work: ShardRedactor) -> Iterator[list[_File]]:
    run: list[_File] = []
    size = 0
    for member in members:
        file = _read(source, member, work)
        if file is None:
            continue
        run.append(file)
        size += len(file.data)
        if size > work.job.slice_bytes:
            yield run
            run, size = [], 0
    if run:
        yield run


def _read(source: Storage, member: str, work: ShardRedactor) -> _File | None:
    """Read one file; None for one that is binary or dropped."""
    work.tally.rows += 1
    try:
        with source.open(member) as stream:
            data = stream.read()
    except OSError as error:
        work.fail(member, name_of(error))
        return None
    if is_binary(data):
        work.tally.binary += 1
        return None
    text, encoding = decode(data)
    language = language_of(member)
    work.tally.text_bytes += len(data)
    work.tally.language_bytes[language] += len(data)
    return _File(Row(member, text, language), data, encoding)
