"""One shard from its source to its target: read, redact, count, publish.

Nothing of a shard shows in the target before all of it is finished. Its numbers are put down
first and its file is published last; so a file that is there, with the size that the numbers
tell, is a shard that is done.
"""

import os
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from pii.datasets.errors import RowFailed, name_of
from pii.datasets.job import Job
from pii.datasets.plan import Format, Shard, folder_of
from pii.datasets.redact_rows import ResultCache, ShardRedactor
from pii.datasets.stats import ShardStats
from pii.datasets.storage import SPOOL, Storage
from pii.detection.loading import load_detector
from pii.detection.protocol import Detector


@dataclass(frozen=True, slots=True)
class Failure:
    """A shard, or one row of it, that could not be redacted: names only."""

    shard: str
    error: str
    row: str = ""


@dataclass(frozen=True, slots=True)
class Result:
    """What became of a shard: its tally, or why there is none."""

    shard: str
    tally: ShardStats | None = None
    failure: Failure | None = None


class Worker:
    """Does shards one after another with one detector; one lives in each process."""

    def __init__(self, job: Job, detector: Detector | None = None) -> None:
        self._job = job
        self._detector = detector or load_detector(job.detector)
        self._memory = ResultCache()
        self._source = folder_of(Storage(job.source))
        self._target = Storage(job.target)

    def do(self, shard: Shard, tell: Callable[[ShardStats], None] = lambda tally: None) -> Result:
        """Redact a shard and publish it; whatever goes wrong is a result too."""
        work = ShardRedactor(self._job, shard.path, self._detector, self._memory, tell)
        try:
            return Result(shard.path, self._done(shard, work))
        except RowFailed as error:
            return Result(shard.path, failure=Failure(shard.path, error.error, error.row))
        except Exception as error:
            return Result(shard.path, failure=Failure(shard.path, name_of(error)))

    def _done(self, shard: Shard, work: ShardRedactor) -> ShardStats:
        begun = time.perf_counter()
        with spool(self._target if self._job.publishes else None) as folder:
            paths = rewrite(self._source, shard, folder, work)
            tally = work.finish()
            tally.files = {path: (folder / path).stat().st_size for path in paths}
            tally.seconds = time.perf_counter() - begun
            if self._job.publishes:
                self._target.write(shard.notes, tally.to_json())
                for path in paths:
                    self._target.publish(folder / path, path)
        return tally


def rewrite(source: Storage, shard: Shard, folder: Path, work: ShardRedactor) -> Sequence[str]:
    """Write a shard's redacted files below a local folder; return their paths in it.

    Raises:
        RowFailed: for a row that cannot be redacted, unless the job drops it.
        Exception: whatever a reader says of a damaged file.
    """
    if shard.format is Format.CODE:
        from pii.datasets.formats.source_tree import rewrite_code

        return rewrite_code(source, shard.members, folder, work)
    finished = folder / shard.path
    finished.parent.mkdir(parents=True, exist_ok=True)
    match shard.format:
        case Format.PARQUET:
            from pii.datasets.formats.parquet import rewrite_parquet as rewrite_file
        case Format.ARROW:
            from pii.datasets.formats.arrow import rewrite_arrow as rewrite_file
        case _:
            from pii.datasets.formats.jsonl import rewrite_jsonl as rewrite_file
    rewrite_file(source, shard.path, finished, work)
    return [shard.path]


@contextmanager
def spool(target: Storage | None) -> Iterator[Path]:
    """Lend an empty folder for unfinished files, on the target's own disk if it has one."""
    above = None
    if target is not None and target.local:
        above = Path(target.path(SPOOL))
        above.mkdir(parents=True, exist_ok=True)
    folder = Path(tempfile.mkdtemp(prefix=f"{os.getpid()}-", dir=above))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
