"""Which repositories of a person a data set holds: what `pii lookup` answers.

An index is built once and kept outside of the data set: one row for each repository and shard. A
shard that changed is read again, and of its columns only those that name repositories.
"""

import hashlib
import os
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from pii.datasets.columns import REPOSITORY_NAMES
from pii.datasets.errors import UnsuitableColumn
from pii.datasets.opt_out import normal
from pii.datasets.plan import Format, Shard, folder_of, plan
from pii.datasets.storage import Storage

_SCHEMA = """
CREATE TABLE IF NOT EXISTS shards (path TEXT PRIMARY KEY, stamp TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS holdings (
    owner TEXT NOT NULL, repository TEXT NOT NULL, shard TEXT NOT NULL, rows INTEGER NOT NULL
);
CREATE INDEX IF NOT EXISTS by_owner ON holdings (owner);
"""


@dataclass(frozen=True, slots=True)
class Holding:
    """A repository that a data set holds, and in how many rows."""

    repository: str
    rows: int


def lookup(
    source: Storage,
    owner: str,
    columns: tuple[str, ...] = (),
    index: Path | None = None,
    tell: Callable[[str], None] = lambda line: None,
) -> list[Holding]:
    """Return what a data set holds of an owner, by repository; the index is made or mended first.

    Raises:
        UnsuitableColumn: if no column names repositories.
        NoShards: if there is no data set.
    """
    path = index or _usual_index(source, columns)
    path.parent.mkdir(parents=True, exist_ok=True)
    with closing(sqlite3.connect(path)) as database:
        database.executescript(_SCHEMA)
        _mend(database, source, columns, tell)
        found = database.execute(
            "SELECT repository, SUM(rows) FROM holdings WHERE owner = ? "
            "GROUP BY repository ORDER BY repository",
            (normal(owner).partition("/")[0],),
        ).fetchall()
    wanted = normal(owner)
    return [Holding(r, n) for r, n in found if "/" not in wanted or normal(r) == wanted]


def _usual_index(source: Storage, columns: tuple[str, ...]) -> Path:
    cache = os.environ.get("XDG_CACHE_HOME") or "~/.cache"
    name = hashlib.blake2b(repr((source.url, source.root, columns)).encode(), digest_size=12)
    return Path(cache).expanduser() / "pii" / "lookup" / f"{name.hexdigest()}.sqlite"


def _mend(
    database: sqlite3.Connection,
    source: Storage,
    columns: tuple[str, ...],
    tell: Callable[[str], None],
) -> None:
    """Let the index agree with the shards; one transaction each, so that a kill costs one."""
    shards = {shard.path: shard for shard in plan(source).shards}
    known = dict(database.execute("SELECT path, stamp FROM shards").fetchall())
    for path in known.keys() - shards.keys():
        _forget(database, path)
    for path, shard in shards.items():
        if known.get(path) == _stamp(shard):
            continue
        tell(f"indexing {path}")
        counts = Counter(repositories_in(folder_of(source), shard, columns))
        _forget(database, path)
        database.executemany(
            "INSERT INTO holdings VALUES (?, ?, ?, ?)",
            [(normal(r).partition("/")[0], r, path, n) for r, n in counts.items()],
        )
        database.execute("INSERT INTO shards VALUES (?, ?)", (path, _stamp(shard)))
        database.commit()
    database.commit()


def _forget(database: sqlite3.Connection, path: str) -> None:
    database.execute("DELETE FROM holdings WHERE shard = ?", (path,))
    database.execute("DELETE FROM shards WHERE path = ?", (path,))


def _stamp(shard: Shard) -> str:
    return f"{shard.size} {shard.stamp}"


def repositories_in(source: Storage, shard: Shard, columns: tuple[str, ...]) -> Iterator[str]:
    """Give the repositories that a shard's rows name; a row may name several, each once.

    Raises:
        UnsuitableColumn: if no column names repositories.
    """
    match shard.format:
        case Format.PARQUET:
            rows = _parquet_rows(source, shard.path, columns)
        case Format.ARROW:
            rows = _arrow_rows(source, shard.path, columns)
        case Format.JSONL:
            rows = _jsonl_rows(source, shard.path, columns)
        case _:
            raise UnsuitableColumn("a folder of code has no repository column")
    for row in rows:
        flat = [part for v in row for part in (v if isinstance(v, list) else [v])]
        yield from dict.fromkeys(part for part in flat if isinstance(part, str) and part)


def _chosen(names: list[str], columns: tuple[str, ...]) -> list[str]:
    chosen = [name for name in columns or REPOSITORY_NAMES if name in names]
    if not chosen:
        raise UnsuitableColumn(
            f"no column names repositories; name one with --repository-column; "
            f"there are {', '.join(names)}"
        )
    return chosen


def _parquet_rows(source: Storage, inside: str, columns: tuple[str, ...]) -> Iterator[list[object]]:
    import pyarrow.parquet as pq

    with source.open(inside) as stream:
        file = pq.ParquetFile(stream)
        chosen = _chosen(file.schema_arrow.names, columns)
        for batch in file.iter_batches(columns=chosen):
            yield from map(list, zip(*(column.to_pylist() for column in batch), strict=True))


def _arrow_rows(source: Storage, inside: str, columns: tuple[str, ...]) -> Iterator[list[object]]:
    from pii.datasets.formats.arrow import opened

    with source.open(inside) as stream:
        schema, batches = opened(stream)
        chosen = _chosen(schema.names, columns)
        for batch in batches:
            values = (batch.column(name).to_pylist() for name in chosen)
            yield from map(list, zip(*values, strict=True))


def _jsonl_rows(source: Storage, inside: str, columns: tuple[str, ...]) -> Iterator[list[object]]:
    import json

    from pii.datasets.formats.jsonl import reading

    names: set[str] = set()
    chosen = columns or REPOSITORY_NAMES
    with source.open(inside) as stored, reading(stored, inside) as lines:
        for raw in lines:
            if raw.strip():
                fields = json.loads(raw)
                names.update(fields)
                yield [fields[name] for name in chosen if name in fields]
    if names:
        _chosen(sorted(names), columns)
