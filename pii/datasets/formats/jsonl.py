"""JSON Lines, plain or compressed: only the text's own characters of a line change.

A line is walked, not rebuilt: numbers keep their digits, keys their order and spaces, and a line
in which nothing is hidden is copied byte for byte, its line ending with it.
"""

import gzip
import io
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from functools import partial
from pathlib import Path
from typing import IO

import pyarrow as pa

from pii.datasets.columns import (
    ADDED_COUNT,
    ADDED_ENTITIES,
    REPOSITORY_NAMES,
    entities_of,
    language_in,
    recognised,
)
from pii.datasets.errors import BrokenRow, UnsuitableColumn
from pii.datasets.formats.json_edit import Line, line_of
from pii.datasets.job import Columns, Job
from pii.datasets.prefetch import BackgroundIO
from pii.datasets.redact_rows import RedactedRow, Row, ShardRedactor
from pii.datasets.storage import Storage

_MARK = b"\xef\xbb\xbf"
# zlib's middle way: a tenth of a second less for a tenth of a percent more is not worth it.
_GZIP_LEVEL = 6


def rewrite_jsonl(source: Storage, inside: str, finished: Path, work: ShardRedactor) -> None:
    """Write a redacted copy of a JSON Lines file, compressed as it was.

    Raises:
        RowFailed: for a row that cannot be redacted, unless the job drops it.
        UnsuitableColumn: if the text column is in no row, or with an opt-out list the
            repository column.
        OSError: if either file fails, or ends in the middle of compressed data.
    """
    redactor = _Redactor(work)
    with (
        source.open(inside) as stored,
        reading(stored, inside) as lines,
        _writing(finished, inside) as out,
        BackgroundIO() as beside,
    ):
        for numbered in beside.ahead(_slices(lines, work.job.slice_bytes)):
            beside.write(partial(out.writelines, list(redactor.redacted(numbered))))
            work.slice_done()
    redactor.check()


class _Redactor:
    def __init__(self, work: ShardRedactor) -> None:
        self._work = work
        self._columns = work.job.columns
        self._met: set[str] = set()

    def redacted(self, numbered: list[tuple[int, bytes]]) -> Iterator[bytes]:
        """Give the lines to write, in order."""
        parsed = [(number, raw, self._parsed(number, raw)) for number, raw in numbered]
        rows = [self._row(number, line) for number, _, line in parsed if line is not None]
        done = iter(self._work.redact([row for row in rows if row is not None]))
        texts = iter(rows)
        for _, raw, line in parsed:
            if line is None:
                if not raw.strip():
                    yield raw
                continue
            row = next(texts)
            outcome = RedactedRow(None) if row is None else next(done)
            if outcome is not None:
                self._work.tally.written += 1
                yield _written(raw, line, self._text_column(line), outcome, self._work.job)

    def check(self) -> None:
        """Refuse a file in which a column that counts was never met.

        Raises:
            UnsuitableColumn: if so.
        """
        if self._work.tally.rows:
            recognised(sorted(self._met), self._columns, opt_out=bool(self._work.job.opt_out))

    def _parsed(self, number: int, raw: bytes) -> Line | None:
        """Take a line apart; None for one that is blank, opted out or dropped."""
        body = raw.removeprefix(_MARK) if number == 0 else raw
        if not body.strip():
            return None
        tally = self._work.tally
        tally.rows += 1
        try:
            line = line_of(body.rstrip(b"\r\n").decode())
            text = line.fields[self._text_column(line)]
            if text is not None and not isinstance(text, str):
                raise BrokenRow("holds no text where it should")
        except (BrokenRow, UnsuitableColumn, UnicodeDecodeError) as error:
            self._work.fail(str(number), type(error).__name__)
            return None
        self._met.update(line.fields)
        if self._opted_out(line):
            tally.opted_out += 1
            return None
        return line

    def _opted_out(self, line: Line) -> bool:
        job = self._work.job
        if not job.opt_out:
            return False
        names = recognised_repositories(line, job)
        return job.opt_out.covers_any(names)

    def _text_column(self, line: Line) -> str:
        return recognised(list(line.fields), _text_only(self._work.job)).text

    def _row(self, number: int, line: Line) -> Row | None:
        """Return the row to redact; None where the text is null."""
        column = self._text_column(line)
        text = line.fields[column]
        if not isinstance(text, str):
            return None
        language = _language(line, self._work.job)
        size = line.places[column][1] - line.places[column][0]
        self._work.tally.text_bytes += size
        self._work.tally.language_bytes[language] += size
        return Row(str(number), text, language)


def recognised_repositories(line: Line, job: Job) -> list[str]:
    """Return the repositories that a line names."""
    columns = job.columns.repository or REPOSITORY_NAMES
    values = [line.fields.get(column) for column in columns]
    flat = [part for value in values for part in (value if isinstance(value, list) else [value])]
    return [part for part in flat if isinstance(part, str)]


def _text_only(job: Job) -> Columns:
    return Columns(text=job.columns.text)


def _language(line: Line, job: Job) -> str:
    roles = recognised(list(line.fields), _text_only(job))
    name = job.columns.language or roles.language
    if name is not None:
        return language_in(line.fields.get(name), named=True)
    return language_in(line.fields.get(roles.path or ""), named=False)


def _written(raw: bytes, line: Line, column: str, outcome: RedactedRow, job: Job) -> bytes:
    """Return a line's bytes: the old ones unless something in it changed."""
    added: dict[str, object] = {}
    if job.add_entities:
        added[ADDED_ENTITIES] = entities_of(outcome)
    if job.add_count:
        added[ADDED_COUNT] = len(outcome.hidden)
    if outcome.text is None and not added:
        return raw
    if outcome.text is not None:
        line = line.with_text(column, outcome.text)
    mark = _MARK if raw.startswith(_MARK) else b""
    ending = raw[len(raw.rstrip(b"\r\n")) :]
    return mark + line.with_added(added).body.encode() + ending


def _slices(lines: IO[bytes], most_bytes: int) -> Iterator[list[tuple[int, bytes]]]:
    """Give numbered lines in runs of about so many bytes; at least one line each."""
    run: list[tuple[int, bytes]] = []
    size = 0
    for number, raw in enumerate(lines):
        if run and size + len(raw) > most_bytes:
            yield run
            run, size = [], 0
        run.append((number, raw))
        size += len(raw)
    if run:
        yield run


@contextmanager
def reading(stored: IO[bytes], name: str) -> Iterator[IO[bytes]]:
    """Undo a file's compression; an end in the middle of it is an error and not an end."""
    with ExitStack() as stack:
        if name.endswith(".gz"):
            yield stack.enter_context(io.BufferedReader(gzip.GzipFile(fileobj=stored), 1 << 20))
        elif name.endswith(".zst"):
            unpacked = pa.CompressedInputStream(pa.PythonFile(stored, "r"), "zstd")
            yield stack.enter_context(io.BufferedReader(unpacked, 1 << 20))
        else:
            yield stored


@contextmanager
def _writing(finished: Path, name: str) -> Iterator[IO[bytes]]:
    """Compress like the source; the result tells no time and no file name."""
    with ExitStack() as stack:
        out = stack.enter_context(finished.open("wb"))
        if name.endswith(".gz"):
            packed = gzip.GzipFile("", "wb", _GZIP_LEVEL, out, mtime=0)
            # Closing the buffer flushes it and closes what it wraps.
            yield stack.enter_context(io.BufferedWriter(packed, 1 << 20))
        elif name.endswith(".zst"):
            yield stack.enter_context(pa.CompressedOutputStream(pa.PythonFile(out, "w"), "zstd"))
        else:
            yield out
