"""Arrow files, streamed or with a footer, as `datasets` writes them: the same batches again."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import IO

import pyarrow as pa

from pii.datasets.formats.record_batches import Table, slices
from pii.datasets.prefetch import BackgroundIO
from pii.datasets.redact_rows import ShardRedactor
from pii.datasets.storage import Storage

_FILE_MARK = b"ARROW1"
_SNIFFED_BYTES = 1 << 20
# A compressed buffer begins with its length and then the codec's own mark.
_CODEC_MARKS = ((b"\x28\xb5\x2f\xfd", "zstd"), (b"\x04\x22\x4d\x18", "lz4"))


def rewrite_arrow(source: Storage, inside: str, finished: Path, work: ShardRedactor) -> None:
    """Write a redacted copy of an Arrow file, in its own kind and with its own compression.

    Raises:
        RowFailed: for a row that cannot be redacted, unless the job drops it.
        UnsuitableColumn: if a column is missing or holds no text.
        OSError: if either file fails; pyarrow's errors for a damaged file are among these or
            are `ValueError`.
    """
    with source.open(inside) as stream:
        footed = _has_footer(stream)
        codec = _codec_of(stream, footed=footed)
        schema, batches = opened(stream)
        table = Table(schema, work)
        begin = pa.ipc.new_file if footed else pa.ipc.new_stream
        options = pa.ipc.IpcWriteOptions(compression=codec)
        with (
            finished.open("wb") as out,
            begin(out, table.schema, options=options) as writer,
            BackgroundIO() as beside,
        ):
            first = 0
            for batch in beside.ahead(batches):
                beside.write(partial(writer.write_batch, _redacted(batch, first, table, work)))
                first += batch.num_rows


def opened(stream: IO[bytes]) -> tuple[pa.Schema, Iterator[pa.RecordBatch]]:
    """Return an Arrow file's schema and its batches, whichever of the two kinds it is."""
    if _has_footer(stream):
        file = pa.ipc.open_file(stream)
        return file.schema, (file.get_batch(n) for n in range(file.num_record_batches))
    reader = pa.ipc.open_stream(stream)
    return reader.schema, iter(reader)


def _has_footer(stream: IO[bytes]) -> bool:
    stream.seek(0)
    mark = stream.read(len(_FILE_MARK))
    stream.seek(0)
    return mark == _FILE_MARK


def _redacted(
    batch: pa.RecordBatch, first: int, table: Table, work: ShardRedactor
) -> pa.RecordBatch:
    """Redact a batch slice by slice and put it together again."""
    parts = []
    for part in slices(batch, table.text, work.job.slice_bytes):
        parts.append(table.redacted(part, first))
        first += part.num_rows
        work.slice_done()
    if not parts:
        return table.redacted(batch, first)
    return pa.concat_batches(parts)


def _codec_of(stream: IO[bytes], *, footed: bool) -> str | None:
    """Return the codec of the first batch's buffers; the library reads it but does not tell."""
    if footed:
        stream.seek(8)
    codec = None
    reader = pa.ipc.MessageReader.open_stream(stream)
    try:
        messages = [reader.read_next_message() for _ in range(2)]
    except (StopIteration, EOFError):
        messages = []
    if len(messages) == 2 and messages[1].body is not None:
        head = bytes(messages[1].body[:_SNIFFED_BYTES])
        at = 8
        for mark, name in _CODEC_MARKS:
            codec = name if mark in head and _begins_buffer(head, mark, at) else codec
    stream.seek(0)
    return codec


def _begins_buffer(head: bytes, mark: bytes, behind: int) -> bool:
    """Say whether a codec's mark stands where a buffer begins: 8 bytes behind a multiple of 8."""
    place = head.find(mark)
    while place >= 0:
        length = int.from_bytes(head[place - behind : place], "little", signed=True)
        if place >= behind and place % 8 == 0 and 0 < length < 1 << 40:
            return True
        place = head.find(mark, place + 1)
    return False
