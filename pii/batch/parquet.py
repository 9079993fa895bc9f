"""Parquet files: the same columns, schema, metadata, row groups, encodings and compression.

Held in memory at once: one row group as Arrow holds it, since a writer takes row groups whole,
and a slice of text as Python holds it. A file of any length has the same peak.
"""

from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from pii.batch.places import Place
from pii.batch.rows import Work
from pii.batch.tabular import Table, slices

_DICTIONARIES = {"PLAIN_DICTIONARY", "RLE_DICTIONARY"}
_MOST_ROWS = 4_096


def rewrite_parquet(source: Place, inside: str, finished: Path, work: Work) -> None:
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
        with pq.ParquetWriter(finished, table.schema, **_dressed(file)) as writer:
            first = 0
            for number in range(file.num_row_groups):
                batches = list(_row_group(file, number, first, table, work))
                group = pa.Table.from_batches(batches, table.schema)
                writer.write_table(group, row_group_size=max(1, group.num_rows))
                first += file.metadata.row_group(number).num_rows
                del batches, group
    # Arrow's allocator keeps what it freed, and the next shard may need it in other pieces.
    pa.default_memory_pool().release_unused()


def _row_group(
    file: pq.ParquetFile, number: int, first: int, table: Table, work: Work
) -> Iterator[pa.RecordBatch]:
    rows = _rows_at_once(file.metadata.row_group(number), work.job.slice_bytes)
    for batch in file.iter_batches(rows, row_groups=[number], use_threads=False):
        for part in slices(batch, table.text, work.job.slice_bytes):
            yield table.redacted(part, first)
            first += part.num_rows
            work.slice_done()


def _rows_at_once(group: pq.RowGroupMetaData, most_bytes: int) -> int:
    """Return how many rows make about so many bytes, as the row group tells its size."""
    rows: int = group.num_rows * most_bytes // max(1, group.total_byte_size)
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
