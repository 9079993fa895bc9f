"""Processes that share a scan out among them.

Whoever stops listening stops the workers, and each removes the file that it has half written. A
worker that dies takes no file with it silently: what it had is told as not done.
"""

import os
import signal
import threading
from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import Future
from concurrent.futures.process import BrokenProcessPool, ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing import active_children, connection, get_context, parent_process
from types import FrameType

from pii.detection.loading import load_detector
from pii.detection.protocol import Detector
from pii.scan.process import FileResult, FileTask, ScanOptions, process
from pii.worker_processes import ONE_THREAD

# Batches under way for each worker: one at work, one waiting.
_BATCHES_A_WORKER = 2
# How long a worker that was told to stop may take to clear up, in seconds.
_PATIENCE = 3.0
_DIED = "its worker process died, perhaps for want of memory; run again with --jobs 1"
_Batch = Sequence[FileTask]


class _Stopped(SystemExit):
    """A worker was told to stop; whatever it has half written is removed on the way out."""


def shared_out(options: ScanOptions, batches: Iterator[_Batch], jobs: int) -> Iterator[FileResult]:
    """Yield what becomes of each file of each batch, in order.

    Workers are a few batches ahead of the one whose outcomes are wanted next.
    """
    # Spawned, not forked: a forked copy of a process with threads may hang.
    pool = ProcessPoolExecutor(jobs, get_context("spawn"), _begin, (options,))
    under_way: deque[tuple[_Batch, Future[list[FileResult]] | None]] = deque()
    done = False
    try:
        for batch in batches:
            under_way.append((batch, _sent(pool, batch)))
            if len(under_way) >= jobs * _BATCHES_A_WORKER:
                yield from _outcomes(*under_way.popleft())
        while under_way:
            yield from _outcomes(*under_way.popleft())
        done = True
    finally:
        if not done:
            _stop_workers()
        # The pool's own thread waits for the same processes; until it has seen one end, that one
        # still counts as a child.
        pool.shutdown(wait=True, cancel_futures=True)


def _sent(pool: ProcessPoolExecutor, batch: _Batch) -> Future[list[FileResult]] | None:
    """Hand a batch over; None if there is no worker left to take it."""
    try:
        with _interrupts_held():
            return pool.submit(_work, batch)
    except BrokenProcessPool:
        return None


def _outcomes(batch: _Batch, future: Future[list[FileResult]] | None) -> list[FileResult]:
    """Wait for a batch; if its worker dies, none of its files counts as done."""
    try:
        if future is not None:
            return future.result()
    except BrokenProcessPool:
        pass
    return [FileResult(task.path, trouble=_DIED) for task in batch]


@contextmanager
def _interrupts_held() -> Iterator[None]:
    """Hold Ctrl-C back while a worker may be started: it inherits that, and is ours to stop."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _stop_workers() -> None:
    """Tell workers to stop, and wait until they have cleared up."""
    workers = active_children()
    for worker in workers:
        worker.terminate()
    for worker in workers:
        worker.join(_PATIENCE)
        worker.kill()


class _Worker:
    """What a worker process keeps between batches."""

    options: ScanOptions
    detector: Detector


def _begin(options: ScanOptions) -> None:
    """Make a fresh process ready for batches."""
    signal.signal(signal.SIGTERM, _stop)
    threading.Thread(target=_leave_with_parent, daemon=True).start()
    for name, value in ONE_THREAD.items():
        os.environ.setdefault(name, value)
    _Worker.options = options
    _Worker.detector = load_detector(options.detector)


def _work(batch: _Batch) -> list[FileResult]:
    """Do one batch in a worker."""
    try:
        return process(_Worker.options, batch, _Worker.detector)
    except _Stopped:
        # The pool would send this home as a result and wait for the next batch.
        os._exit(1)


def _stop(number: int, frame: FrameType | None) -> None:
    # A second signal must not cut the clearing up short.
    signal.signal(number, signal.SIG_IGN)
    raise _Stopped(128 + number)


def _leave_with_parent() -> None:
    """End this process when the one that started it is gone, however it went."""
    parent = parent_process()
    if parent is not None:
        connection.wait([parent.sentinel])
        os._exit(1)
