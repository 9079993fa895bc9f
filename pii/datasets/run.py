"""A whole run: plan, lock, manifest, the shards that are missing, rejects, report."""

import json
import posixpath
import shutil
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path

from pii.datasets.engines.processes import ProcessEngine
from pii.datasets.errors import BadTarget, name_of
from pii.datasets.job import Job
from pii.datasets.lock import locked
from pii.datasets.manifest import MANIFEST, begin, done_shards, manifest_of
from pii.datasets.plan import Shard, ShardPlan, folder_of, plan
from pii.datasets.progress import Progress, talking
from pii.datasets.report.figures import write_report
from pii.datasets.report.rejects import write_rejects
from pii.datasets.result import RunResult
from pii.datasets.stats import ShardStats
from pii.datasets.storage import NOTES, SPOOL, Storage
from pii.datasets.worker import Result
from pii.detection.loading import load_detector
from pii.errors import UnreadableFile

# An engine gives results for shards and tells of growing ones.
Engine = Callable[[Job, Sequence[Shard], Callable[[str, ShardStats], None]], Iterator[Result]]
_NOTES_EVERY = 5.0
_FULL = ("OSError ENOSPC", "OSError EDQUOT")


def on_this_machine(workers: int) -> Engine:
    """Return the engine that uses so many processes here."""

    def results(
        job: Job, shards: Sequence[Shard], tell: Callable[[str, ShardStats], None]
    ) -> Iterator[Result]:
        return ProcessEngine(job, workers, tell).results(shards)

    return results


def run(job: Job, engine: Engine, *, quiet: bool = True) -> RunResult:
    """Redact a source into a target, or what is still missing there.

    Raises:
        BatchError: if the run is refused; nothing was written then.
        UnknownDetector: if there is no such detector.
        UnreadableFile: if the source cannot be listed.
    """
    begun = time.monotonic()
    source, target = Storage(job.source), Storage(job.target)
    load_detector(job.detector)
    _check_apart(source, target)
    made = plan(source, job.format)
    with locked(target):
        _check_new(target)
        done = done_shards(target, made)
        begin(target, manifest_of(job, made), done)
        _tidy(target)
        outcome = RunResult(done, before=len(done))
        missing = [shard for shard in made.shards if shard.path not in done]
        try:
            _do(job, engine, missing, outcome, talking(len(missing), _size(missing), quiet=quiet))
            _carry_along(job, made, folder_of(source), target)
            outcome.seconds = time.monotonic() - begun
            write_rejects(target, outcome.failures, outcome.done)
            write_report(target, job, made, outcome)
        except OSError as error:
            # The notes did not fit either; the run still ends with what it knows.
            outcome.unnoted = name_of(error)
    return outcome


def _do(
    job: Job, engine: Engine, missing: list[Shard], outcome: RunResult, progress: Progress
) -> None:
    """Let an engine work on what is missing; stop early where the target is full."""
    target, sizes = Storage(job.target), {shard.path: shard.size for shard in missing}
    if not missing:
        return
    noted = time.monotonic()
    outcome.left = len(missing)
    results = engine(job, missing, progress.grow)
    for result in results:
        progress.finish(result.shard, sizes[result.shard], result.tally)
        outcome.left -= 1
        if result.tally is not None:
            outcome.done[result.shard] = result.tally
        elif result.failure is not None:
            outcome.failures.append(result.failure)
            if result.failure.error in _FULL:
                break
            if time.monotonic() - noted > _NOTES_EVERY:
                write_rejects(target, outcome.failures, outcome.done)
                noted = time.monotonic()
    # A generator that is left early stops its processes when it is closed.
    getattr(results, "close", lambda: None)()


def _size(shards: Sequence[Shard]) -> int:
    return sum(shard.size for shard in shards)


def _check_apart(source: Storage, target: Storage) -> None:
    """Refuse a target in its own source, which the next run would take for a part of it.

    Raises:
        BadTarget: if so.
    """
    if source.local != target.local:
        return
    if source.local:
        inner, outer = Path(target.root).resolve(), Path(source.root).resolve()
        inside = inner == outer or outer in inner.parents or inner in outer.parents
    else:
        inside = f"{target.root}/".startswith(f"{source.root}/")
    if inside:
        raise BadTarget(f"{target.url}: lies in its source, or the source in it; choose another")


def _check_new(target: Storage) -> None:
    """Refuse to mix a run's files with others.

    Raises:
        BadTarget: if files lie there that no run of this program put there.
    """
    there = target.entries()
    if MANIFEST not in there and any(not path.startswith(f"{NOTES}/") for path in there):
        raise BadTarget(f"{target.url}: holds files already; choose an empty or a new folder")


def _tidy(target: Storage) -> None:
    """Throw away what a killed run left unfinished; only the holder of the lock may."""
    if target.local:
        with suppress(FileNotFoundError):
            shutil.rmtree(target.path(SPOOL))


def _carry_along(job: Job, made: ShardPlan, source: Storage, target: Storage) -> None:
    """Copy what `datasets` needs beside the rows, adjusted to what was done to them.

    Raises:
        UnreadableFile: if such a file cannot be read.
    """
    for path in made.beside:
        try:
            with source.open(path) as stream:
                note = json.load(stream)
        except (OSError, ValueError) as error:
            raise UnreadableFile(path, name_of(error)) from None
        target.write(path, json.dumps(_adjusted(job, path, note), indent=2).encode())


def _adjusted(job: Job, path: str, note: dict[str, object]) -> dict[str, object]:
    if posixpath.basename(path) == "state.json":
        # Else a cached result of the original would pass for one of the redacted data set.
        settings = json.dumps(job.settings(), sort_keys=True)
        from hashlib import blake2b

        both = f"{note.get('_fingerprint')}{settings}".encode()
        return {**note, "_fingerprint": blake2b(both, digest_size=8).hexdigest()}
    if posixpath.basename(path) == "dataset_info.json":
        from pii.datasets.columns import ADDED_COUNT, ADDED_ENTITIES
        from pii.datasets.formats.record_batches import add_features

        add_features(note, [ADDED_ENTITIES] * job.add_entities + [ADDED_COUNT] * job.add_count)
    return note
