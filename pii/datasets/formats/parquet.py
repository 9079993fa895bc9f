"""Parquet files: the same columns, schema, metadata, row groups, encodings and compression.

Held in memory at once: two row groups as Arrow holds them, since a writer takes row groups whole
and packs one while the next is worked on, and a few slices of text. A file of any length has the
same peak.
"""

from collections.abc import Iterable, Iterator
from functools import partial
from itertools import groupby
from operator import itemgetter
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from pii.datasets.formats.record_batches import Table, slices
from pii.datasets.prefetch import BackgroundIO
from pii.datasets.redact_rows import ShardRedactor
from pii.datasets.storage import Storage

_DICTIONARIES = {"PLAIN_DICTIONARY", "RLE_DICTIONARY"}
_MOST_ROWS = 4_096
Numbered = tuple[int, pa.RecordBatch]


def rewrite_parquet(source: Storage, inside: str, finished: Path, work: ShardRedactor) -> None:
    """Write a redacted copy of a parquet file.

    Raises:
        RowFailed: for a row that cannot be redacted, unless the job drops it.
        UnsuitableColumn: if a column is missing or holds no text.
        OSError: if either file fails; pyarrow's errors for a damaged file are among these or
            are `ValueError`.
    """
    with source.open(inside) as stream:
        file = pq.ParquetFile(stream, page_checksum_verification=True)
        table = Table(file.schema_arrow, work)
        with (
            pq.ParquetWriter(finished, table.schema, **_dressed(file)) as writer,
            BackgroundIO() as beside,
        ):
            numbered = beside.ahead(_batches(file, work.job.slice_bytes))
            first = 0
            for _, group in groupby(numbered, key=itemgetter(0)):
                parts = []
                for part in _slices(group, table.text, work.job.slice_bytes):
                    parts.append(table.redacted(part, first))
                    first += part.num_rows
                    work.slice_done()
                whole = pa.Table.from_batches(parts, table.schema)
                beside.write(partial(writer.write_table, whole, max(1, whole.num_rows)))
    # Arrow's allocator keeps what it freed, and the next shard may need it in other pieces.
    pa.default_memory_pool().release_unused()


def _batches(file: pq.ParquetFile, most_bytes: int) -> Iterator[Numbered]:
    """Give the batches of every row group with its number; of an empty one an empty batch."""
    for number in range(file.num_row_groups):
        group = file.metadata.row_group(number)
        rows = _rows_at_once(group, most_bytes)
        if not group.num_rows:
            yield number, pa.RecordBatch.from_pylist([], file.schema_arrow)
        for batch in file.iter_batches(rows, row_groups=[number], use_threads=False):
            yield number, batch


def _slices(group: Iterable[Numbered], column: str, most_bytes: int) -> Iterator[pa.RecordBatch]:
    for _, batch in group:
        yield from slices(batch, column, most_bytes)


def _rows_at_once(group: pq.RowGroupMetaData, most_bytes: int) -> int:
    """Return how many rows make about so many bytes, in batches of like length."""
    batches = max(1, -(-group.total_byte_size // most_bytes))
    rows: int = -(-group.num_rows // batches)
    return max(1, min(_MOST_ROWS, rows))


def _dressed(file: pq.ParquetFile) -> dict[str, object]:
    """Return the writer's settings that make the copy like its original.

    A file tells its codecs but not their levels, so those are the writer's own.
    """
    metadata = file.metadata
    settings: dict[str, object] = {
        "version": metadata.format_version if metadata.format_version != "1.0" else "1.0",
        "store_schema": b"ARROW:schema" in (metadata.metadata or {}),
    }
    if not metadata.num_row_groups:
        return settings
    group = metadata.row_group(0)
    columns = [group.column(number) for number in range(group.num_columns)]
    settings["compression"] = {c.path_in_schema: _codec(c.compression) for c in columns}
    settings["use_dictionary"] = [
        c.path_in_schema for c in columns if _DICTIONARIES & set(c.encodings)
    ]
    settings["write_statistics"] = [c.path_in_schema for c in columns if c.is_stats_set]
    settings["write_page_index"] = any(c.has_offset_index for c in columns)
    settings["use_deprecated_int96_timestamps"] = any(c.physical_type == "INT96" for c in columns)
    settings["use_compliant_nested_type"] = not any(
        c.path_in_schema.endswith(".list.item") for c in columns
    )
    if group.sorting_columns:
        settings["sorting_columns"] = group.sorting_columns
    return settings


def _codec(name: str) -> str:
    return "none" if name == "UNCOMPRESSED" else name.lower()
