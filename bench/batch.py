"""How fast and how large a batch run is, on real code from this machine.

Run with `python -m bench.batch FOLDER`, where FOLDER has room for some gigabytes; what was made
there is used again. Prints one JSON object. Figures change with the machine's load, so a run is
repeated and the fastest counts, and ratios come from runs that followed each other. A worker is
given a core of its own, one worker one core and two workers two; what a worker gains from a free
core, on which it reads and writes, is measured beside that.
"""

import argparse
import json
import os
import resource
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from pii.datasets.job import Job
from pii.datasets.plan import plan
from pii.datasets.redact_rows import ResultCache, ShardRedactor
from pii.datasets.run import on_this_machine, run
from pii.datasets.stats import ShardStats
from pii.datasets.storage import Storage
from pii.datasets.worker import Worker, rewrite, spool
from pii.detection.loading import load_detector
from pii.files.encodings import is_binary
from pii.files.languages import language_of

ROOTS = ("/root/.pyenv/versions", "/usr/lib/python3", "/usr/include", "/usr/share", "/usr/lib")
SHARD_BYTES = 64 << 20
GROUP_ROWS = 1_000
LARGEST_FILE = 1 << 20
PROGRAM = "import sys, bench.batch as b; b.alone(sys.argv[1], sys.argv[2], int(sys.argv[3]))"


def code_files() -> Iterator[tuple[str, str]]:
    """Give path and text of every source file here, each content once."""
    met: set[int] = set()
    for root in ROOTS:
        for path in sorted(Path(root).rglob("*")):
            if not language_of(path.name) or path.is_symlink() or not path.is_file():
                continue
            data = path.read_bytes()
            if len(data) <= LARGEST_FILE and not is_binary(data) and hash(data) not in met:
                met.add(hash(data))
                yield str(path), data.decode("utf-8", "replace")


def make(folder: Path, most_bytes: int, turn_bytes: int = 1 << 62, codec: str = "zstd") -> Path:
    """Write shards of real code until so many bytes of text.

    After `turn_bytes`, or all there is, the same files come again with a number.
    """
    if folder.exists():
        return folder
    folder.mkdir(parents=True)
    shard = total = turn = 0
    while total < most_bytes:
        # A turn ends with a shard, so that every turn has the same row groups.
        wanted = min(turn_bytes, most_bytes - total)
        for rows in _shards_of(wanted, turn):
            write(folder / f"part-{shard:05}.parquet", rows, codec)
            total += sum(len(text) for _, text in rows)
            shard += 1
        turn += 1
    return folder


def _shards_of(most_bytes: int, turn: int) -> Iterator[list[tuple[str, str]]]:
    """Give the rows of each shard of one turn."""
    rows: list[tuple[str, str]] = []
    size = total = 0
    for path, text in code_files():
        # A second turn must not be answered from memory of the first.
        rows.append((path, text if turn == 0 else f"{text}\n# {turn}\n"))
        size += len(text)
        total += len(text)
        if size >= SHARD_BYTES or total >= most_bytes:
            yield rows
            rows, size = [], 0
        if total >= most_bytes:
            return
    if rows:
        yield rows


def write(path: Path, rows: list[tuple[str, str]], codec: str) -> None:
    """Write one shard."""
    table = pa.table({"path": [path for path, _ in rows], "content": [text for _, text in rows]})
    pq.write_table(table, path, row_group_size=GROUP_ROWS, compression=codec)


def emptied(target: Path) -> Path:
    """Return a target that is not there."""
    subprocess.run(["rm", "-rf", str(target)], check=True)
    return target


def cpu_seconds() -> float:
    """Return the processor time of all ended children."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


@contextmanager
def only(cores: int) -> Iterator[None]:
    """Run what comes, and its children, on so many cores."""
    all_of_them = os.sched_getaffinity(0)
    os.sched_setaffinity(0, sorted(all_of_them)[-cores:])
    try:
        yield
    finally:
        os.sched_setaffinity(0, all_of_them)


def timed(source: Path, target: Path, workers: int, cores: int, detector: str) -> dict[str, float]:
    """Return what a whole run costs, start of processes and all.

    `cpu_seconds` is what the workers used together: it grows with their number only if they stand
    in each other's way, and other programs' load hardly touches it. The share outside the detector
    is that of the time on shards; that of the clock counts planning, start, the wait for the disk
    and the last worker's last shard, too.
    """
    begun, used = time.perf_counter(), cpu_seconds()
    job = Job(str(source), str(emptied(target)), detector)
    with only(cores):
        outcome = run(job, on_this_machine(workers))
    seconds = time.perf_counter() - begun
    total = outcome.total
    return {
        "workers": workers,
        "cores": cores,
        "cpu_seconds": round(cpu_seconds() - used, 2),
        "seconds": round(seconds, 2),
        "mb_per_second": round(total.text_bytes / 1e6 / seconds, 2),
        "rows_per_second": round(total.rows / seconds),
        "share_outside_detector": round(1 - total.detecting / total.seconds, 4),
        "share_of_the_clock": round(1 - total.detecting / (workers * seconds), 4),
        "entities": total.entities,
        "mb": round(total.text_bytes / 1e6, 1),
    }


class Nothing:
    """Finds nothing, at once: what is left is the batch's own time."""

    def detect(self, documents: list[object]) -> list[object]:
        """Return the documents as they came."""
        return list(documents)


def own_speed(source: Path) -> float:
    """Return the MB/s of reading, slicing, hashing and writing without any detector."""
    job = Job(str(source), "nowhere", publishes=False)
    total = ShardStats()
    begun = time.perf_counter()
    for shard in plan(Storage(job.source)).shards[:8]:
        work = ShardRedactor(job, shard.path, Nothing(), ResultCache())  # type: ignore[arg-type]
        with spool(None) as folder:
            rewrite(Storage(job.source), shard, folder, work)
        total.add(work.finish())
    return round(total.text_bytes / 1e6 / (time.perf_counter() - begun), 1)


def alone(source: str, target: str, most: int) -> None:
    """Redact in this very process, a shard after another, and print its peak memory in MB."""
    job = Job(source, str(emptied(Path(target))), "rules")
    worker = Worker(job, load_detector("rules"))
    seen = 0
    for shard in plan(Storage(source)).shards:
        result = worker.do(shard)
        seen += result.tally.text_bytes if result.tally else 0
        if seen >= most:
            break
    # Not what `getrusage` tells: that counts the parent's memory at the fork, too.
    status = Path("/proc/self/status").read_text()
    peak = int(status.partition("VmHWM:")[2].split()[0]) / 1024
    print(json.dumps({"mb": round(seen / 1e6, 1), "peak_mb": round(peak, 1)}))


def peak(folder: Path, target: Path, most: int) -> dict[str, float]:
    """Return the peak memory of a fresh process that redacts so much.

    The large source repeats the small one, so that the largest row group is the same in both.
    """
    source = make(folder / f"turns-{most}", most, 100_000_000)
    words = [sys.executable, "-c", PROGRAM, str(source), str(target), str(most)]
    told = subprocess.run(words, capture_output=True, text=True, check=True)
    figures: dict[str, float] = json.loads(told.stdout)
    return figures


def resuming(folder: Path, shards: int) -> dict[str, float]:
    """Return the seconds that a run takes to find that nothing is left of so many shards."""
    source, target = folder / f"many-{shards}", folder / f"many-{shards}-out"
    if not source.exists():
        source.mkdir()
        table = pa.table({"content": ["x = 1\n"]})
        for number in range(shards):
            pq.write_table(table, source / f"part-{number:05}.parquet")
    job = Job(str(source), str(target), "rules")
    run(job, on_this_machine(2))
    begun = time.perf_counter()
    outcome = run(job, on_this_machine(2))
    return {"shards": outcome.before, "seconds": round(time.perf_counter() - begun, 2)}


def main() -> None:
    """Measure everything, or what was asked for."""
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("--mb", type=int, default=500)
    parser.add_argument("--codec", default="zstd")
    parser.add_argument("--detector", default="rules")
    parser.add_argument("--repeat", type=int, default=2)
    parser.add_argument("--parts", default="speed,memory,resume,own")
    asked = parser.parse_args()
    parts = asked.parts.split(",")
    figures: dict[str, object] = {}
    source = make(
        asked.folder / f"code-{asked.codec}-{asked.mb}", asked.mb * 1_000_000, codec=asked.codec
    )
    target = asked.folder / "out"
    if "own" in parts:
        figures["own_mb_per_second"] = own_speed(source)
    if "speed" in parts:
        rounds = [
            [timed(source, target, *pair, asked.detector) for pair in ((1, 1), (2, 2), (1, 2))]
            for _ in range(asked.repeat)
        ]
        figures["runs"] = rounds
        best = [min(trio[n]["seconds"] for trio in rounds) for n in (0, 1)]
        figures["speed_up"] = round(best[0] / best[1], 2)
    if "memory" in parts:
        figures["memory"] = [peak(asked.folder, target, most * 1_000_000) for most in (100, 1000)]
    if "resume" in parts:
        figures["resume"] = resuming(asked.folder, 10_000)
    print(json.dumps(figures, indent=1))


if __name__ == "__main__":
    main()
