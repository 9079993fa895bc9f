"""`rejects.jsonl`: what failed, by name; it always tells the present state of the target."""

import json
from collections.abc import Mapping, Sequence

from pii.datasets.stats import ShardStats
from pii.datasets.storage import NOTES, Storage
from pii.datasets.worker import Failure

REJECTS = f"{NOTES}/rejects.jsonl"


def write_rejects(
    target: Storage, failures: Sequence[Failure], done: Mapping[str, ShardStats]
) -> None:
    """Write the failed shards, and the rows that were dropped from those that were written."""
    lines = [_line(f.shard, f.row, f.error, written=False) for f in failures]
    lines += [
        _line(shard, row, error, written=True)
        for shard, tally in sorted(done.items())
        for row, error in tally.dropped
    ]
    target.write(REJECTS, "".join(lines).encode())


def _line(shard: str, row: str, error: str, *, written: bool) -> str:
    fields = {"shard": shard, "row": row or None, "error": error, "shard_written": written}
    return json.dumps(fields) + "\n"
