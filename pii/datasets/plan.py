"""A source cut into shards.

A file of a data set is a shard. Of a folder of code, some megabytes of files are one. The plan
depends on the source alone, so that a second run, or another machine, makes the same.
"""

import json
import posixpath
from dataclasses import dataclass
from enum import StrEnum

from pii.datasets.errors import NoShards
from pii.datasets.storage import NOTES, Entry, Storage
from pii.files.walking import Walk

GROUP_BYTES = 16 << 20
GROUP_FILES = 2_000


class Format(StrEnum):
    """How the rows of a shard are written."""

    PARQUET = "parquet"
    JSONL = "jsonl"
    ARROW = "arrow"
    CODE = "code"


_ENDINGS = {
    ".parquet": Format.PARQUET,
    ".arrow": Format.ARROW,
    ".jsonl": Format.JSONL,
    ".ndjson": Format.JSONL,
    ".jsonl.gz": Format.JSONL,
    ".jsonl.zst": Format.JSONL,
    ".ndjson.gz": Format.JSONL,
    ".ndjson.zst": Format.JSONL,
    ".json.gz": Format.JSONL,
    ".json.zst": Format.JSONL,
}
# What `datasets` needs beside the rows; it tells of columns and of files, and holds no row.
DATASETS_NOTES = frozenset({"dataset_dict.json", "dataset_info.json", "state.json"})


@dataclass(frozen=True, slots=True)
class Shard:
    """A piece of work that is done whole or not at all.

    `path` is its file inside the source; for code, a name that stands for the `members`. `size`
    is in bytes.
    """

    path: str
    format: Format
    size: int
    stamp: str = ""
    members: tuple[str, ...] = ()

    @property
    def notes(self) -> str:
        """Where its numbers lie, inside the target."""
        return f"{NOTES}/tally/{self.path}.json"


@dataclass(frozen=True, slots=True)
class ShardPlan:
    """The shards of a source, the side files to carry along, and the names left out."""

    shards: tuple[Shard, ...]
    beside: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()

    @property
    def size(self) -> int:
        """How many bytes the shards have together, as they are stored."""
        return sum(shard.size for shard in self.shards)


def format_of(path: str) -> Format | None:
    """Return the format that a file's name tells, or nothing for a file of no data set."""
    lowered = path.lower()
    return next((kind for end, kind in _ENDINGS.items() if lowered.endswith(end)), None)


def plan(source: Storage, wanted: Format | None = None) -> ShardPlan:
    """Cut a source into shards.

    Args:
        source: a file, a data set's folder, or a folder of code.
        wanted: take the files of this format only. Without it a folder is a data set if most of
            its bytes lie in data files, and code if not.

    Raises:
        NoShards: if there is nothing to redact.
    """
    if source.is_file():
        return _plan_of_file(source, wanted)
    entries = {p: e for p, e in source.entries().items() if not p.startswith(f"{NOTES}/")}
    data = {p: e for p, e in entries.items() if format_of(p)}
    in_data = sum(e.size for e in data.values())
    if wanted is Format.CODE or (
        not wanted and 2 * in_data < sum(e.size for e in entries.values())
    ):
        made = _plan_of_code(source, entries)
    else:
        chosen = {p: e for p, e in data.items() if wanted in (None, format_of(p))}
        made = _plan_of_data(chosen, entries)
    if not made.shards:
        raise NoShards(f"{source.url}: nothing to redact; name a data set, a file or --format")
    return made


def _plan_of_file(source: Storage, wanted: Format | None) -> ShardPlan:
    name = posixpath.basename(source.root)
    kind = wanted or format_of(name)
    if kind is None or kind is Format.CODE:
        raise NoShards(f"{source.url}: is no data file by its name; for a file use `pii redact`")
    folder = Storage(source.url[: len(source.url) - len(name)].rstrip("/") or ".")
    entry = folder.entries(name)[name]
    return ShardPlan((Shard(name, kind, entry.size, entry.stamp),))


def _plan_of_data(chosen: dict[str, Entry], entries: dict[str, Entry]) -> ShardPlan:
    shards = [
        Shard(path, format_of(path) or Format.JSONL, entry.size, entry.stamp)
        for path, entry in chosen.items()
    ]
    beside = [p for p in entries if posixpath.basename(p) in DATASETS_NOTES]
    left_out = [p for p in entries if p not in chosen and p not in beside]
    return ShardPlan(tuple(shards), tuple(beside), tuple(left_out))


def _plan_of_code(source: Storage, entries: dict[str, Entry]) -> ShardPlan:
    """Group files in their order; what git would ignore is left out where git can be asked."""
    paths = list(entries)
    if source.local:
        met = {found.inside for found in Walk().files([source.root]).files}
        paths = [path for path in entries if path in met]
    groups: list[list[str]] = []
    room = 0
    for path in paths:
        if not groups or room < entries[path].size or len(groups[-1]) == GROUP_FILES:
            groups.append([])
            room = GROUP_BYTES
        groups[-1].append(path)
        room -= entries[path].size
    shards = [_group(number, group, entries) for number, group in enumerate(groups)]
    left_out = set(entries) - set(paths)
    return ShardPlan(tuple(shards), left_out=tuple(sorted(left_out)))


def _group(number: int, members: list[str], entries: dict[str, Entry]) -> Shard:
    size = sum(entries[member].size for member in members)
    stamp = json.dumps([[entries[m].size, entries[m].stamp] for m in members])
    return Shard(f"code-{number:06}", Format.CODE, size, stamp, tuple(members))


def folder_of(source: Storage) -> Storage:
    """Return the place that the paths of a plan count from."""
    if not source.is_file():
        return source
    name = posixpath.basename(source.root)
    return Storage(source.url[: len(source.url) - len(name)].rstrip("/") or ".")
