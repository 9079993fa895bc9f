"""Shards on this machine: spawned processes, one detector each, handed one shard at a time.

A process that dies takes only its shard along, which is tried once more in a fresh one; a shard
that kills two is given up and named. The processes die with their parent, so that nothing goes
on writing after a run was killed.
"""

import multiprocessing
import os
import signal
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnProcess

from pii.datasets.job import Job
from pii.datasets.plan import Shard
from pii.datasets.stats import ShardStats
from pii.datasets.worker import Failure, Result, Worker
from pii.worker_processes import ONE_THREAD, end_with_parent, environment

ENVIRONMENT = {
    **ONE_THREAD,
    # Workers know texts again by hashes that hold only while their key is nobody's guess.
    "PYTHONHASHSEED": "random",
}
_MOST_TRIES = 2


@dataclass(slots=True)
class _WorkerProcess:
    """A process, the pipe to it, and the shard it works on."""

    process: SpawnProcess
    pipe: Connection
    shard: Shard | None = None


class ProcessEngine:
    """Runs shards on worker processes and gives their results as they come.

    Args:
        job: what to do.
        workers: how many processes.
        tell: hears a shard's name and its growing tally.
    """

    def __init__(self, job: Job, workers: int, tell: Callable[[str, ShardStats], None]) -> None:
        self._job = job
        self._workers = workers
        self._tell = tell
        self._hands: list[_WorkerProcess] = []
        self._tries: dict[str, int] = {}
        self._waiting: deque[Shard] = deque()

    def results(self, shards: Sequence[Shard]) -> Iterator[Result]:
        """Yield what becomes of each shard, largest first; stopping early stops the processes."""
        self._waiting = deque(sorted(shards, key=lambda s: (-s.size, s.path)))
        try:
            for _ in range(min(self._workers, len(shards))):
                self._hire()
            while any(hand.shard for hand in self._hands):
                yield from self._next_results()
        finally:
            self._dismiss()

    def _hire(self) -> None:
        """Start a process and hand it the next shard, if there is one."""
        if not self._waiting:
            return
        ours, theirs = multiprocessing.Pipe()
        context = multiprocessing.get_context("spawn")
        process = context.Process(target=_work, args=(self._job, theirs, os.getpid()), daemon=True)
        with environment(ENVIRONMENT):
            process.start()
        theirs.close()
        hand = _WorkerProcess(process, ours)
        self._hands.append(hand)
        self._hand_out(hand)

    def _hand_out(self, hand: _WorkerProcess) -> None:
        hand.shard = self._waiting.popleft() if self._waiting else None
        # A process that is dead already is noticed by its closed pipe, with its shard.
        with suppress(BrokenPipeError):
            hand.pipe.send(hand.shard)

    def _next_results(self) -> Iterator[Result]:
        busy = [hand.pipe for hand in self._hands if hand.shard]
        ready = wait(busy)
        for hand in [hand for hand in self._hands if hand.pipe in ready]:
            try:
                message = hand.pipe.recv()
            except (EOFError, OSError):
                yield from self._lost(hand)
                continue
            if isinstance(message, Result):
                yield message
                self._hand_out(hand)
            elif hand.shard:
                self._tell(hand.shard.path, message)

    def _lost(self, hand: _WorkerProcess) -> Iterator[Result]:
        """Replace a process that died; give its shard another try, or up."""
        hand.process.join()
        hand.pipe.close()
        self._hands.remove(hand)
        shard = hand.shard
        if shard is None:
            return
        self._tries[shard.path] = self._tries.get(shard.path, 0) + 1
        if self._tries[shard.path] < _MOST_TRIES:
            self._waiting.append(shard)
        else:
            yield Result(shard.path, failure=Failure(shard.path, "WorkerDied"))
        self._hire()

    def _dismiss(self) -> None:
        for hand in self._hands:
            if hand.shard:
                hand.process.kill()
            hand.pipe.close()
        for hand in self._hands:
            hand.process.join()


def _work(job: Job, pipe: Connection, parent: int) -> None:
    """Do the shards that come through the pipe, until none comes."""
    # The parent decides what an interrupt means.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    end_with_parent(parent)
    worker = Worker(job)
    with suppress(EOFError, BrokenPipeError):
        while shard := pipe.recv():
            pipe.send(worker.do(shard, pipe.send))
