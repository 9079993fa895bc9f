"""A scan done by one process or several.

Files travel to workers in batches of some megabytes, so that small ones do not pay for a way
each; outcomes come in the order of the files, whatever the number of workers.
"""

import os
from collections.abc import Iterator, Sequence

from pii.detection.loading import load_detector, model_folder_of
from pii.scan.process import FileResult, FileTask, ScanOptions, process

MOST_JOBS = 8
# Starting workers takes as long as one process needs for so much text.
_BYTES_WORTH_WORKERS = 16 << 20
_LARGEST_BATCH = 4 << 20
_SMALLEST_BATCH = 64 << 10
_BATCH_FILES = 256


def jobs_for(tasks: Sequence[FileTask], jobs: int | None) -> int:
    """Return how many processes to use: as many as asked for, or as many as pay."""
    if jobs is None:
        worth = sum(task.size for task in tasks) >= _BYTES_WORTH_WORKERS
        jobs = min(len(os.sched_getaffinity(0)), MOST_JOBS) if worth else 1
    return max(1, min(jobs, len(tasks)))


def run(options: ScanOptions, tasks: Sequence[FileTask], jobs: int = 1) -> Iterator[FileResult]:
    """Yield what becomes of each file, in the order of the files.

    Raises:
        UnknownDetector: if the options name a detector that there is not.
    """
    batches = _batches(tasks, jobs)
    if jobs > 1:
        # Before any worker starts, so that a wrong name is one error and not one for each of them.
        model_folder_of(options.detector)
        # A run in one process does without.
        from pii.scan.pool import shared_out

        yield from shared_out(options, batches, jobs)
        return
    detector = load_detector(options.detector)
    for batch in batches:
        yield from process(options, batch, detector)


def _batches(tasks: Sequence[FileTask], jobs: int) -> Iterator[Sequence[FileTask]]:
    """Cut tasks into batches of about the same number of bytes, some for each worker."""
    share = sum(task.size for task in tasks) // (jobs * 4)
    enough = min(max(share, _SMALLEST_BATCH), _LARGEST_BATCH)
    batch: list[FileTask] = []
    size = 0
    for task in tasks:
        if batch and (size + task.size > enough or len(batch) == _BATCH_FILES):
            yield batch
            batch, size = [], 0
        batch.append(task)
        size += task.size
    if batch:
        yield batch
