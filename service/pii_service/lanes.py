"""What waits for a thread and what has one, by size and client.

There are two lanes. Small requests may take every turn that is free; large ones leave one turn to
the small, where there are two. Between the lanes, and within each between clients, turns go by
start-time fair queuing (`pii_service.fair_shares`), with a thread's seconds as the cost. A turn is
short while others wait: the document under way pauses at its next checkpoint and goes on at its
client's next turn, so that a long document is worked on in short pieces.

This module knows neither pools nor the event loop.
"""

import threading
import time
from collections import Counter, deque
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypeVar

from pii.stopping import Stopped
from pii_service.fair_shares import FairShares
from pii_service.queue import Job

T = TypeVar("T")
# For how long somebody works before somebody else has a turn.
SLICE_SECONDS = 0.02
# Documents under way, paused ones too, hold memory: so many tasks of a lane at most.
MOST_BEGUN = 16
# What a character costs a client when it is taken up, before its time is known; about as much as
# the rules take. So clients alternate while a batch is put together.
_CHARACTER_SECONDS = 1e-6


@dataclass(eq=False)
class Task:
    """What one thread works on: a request, or some small ones together.

    Attributes:
        jobs: the requests.
        pause: is told, in the thread, that the turn is given up.
        stopped: nobody waits for any of the requests.
        give_way: somebody else has a turn after the next checkpoint.
        seconds: in its turns so far.
        weights: each client's part of the text.
        client: whose part is the largest; the others' is small.
    """

    jobs: list[Job]
    pause: Callable[["Task"], None]
    stopped: bool = False
    give_way: bool = False
    seconds: float = 0.0
    _since: float = field(default=0.0, init=False)
    _turn: threading.Event = field(default_factory=threading.Event, init=False)

    def __post_init__(self) -> None:
        sizes = Counter[str]()
        for job in self.jobs:
            sizes[job.client] += 1 + job.characters
        self.weights = {client: size / sizes.total() for client, size in sizes.items()}
        [(self.client, _)] = sizes.most_common(1)

    @property
    def characters(self) -> int:
        """Return how much text it is about."""
        return sum(job.characters for job in self.jobs)

    def check(self) -> None:
        """Wait here, in the thread, for the next turn if this one is over.

        Raises:
            Stopped: if the work shall end.
        """
        if self.give_way and not self.stopped:
            self.pause(self)
            self._turn.wait()
            self._turn.clear()
        if self.stopped:
            raise Stopped("nobody waits for this any more")

    def begin_turn(self) -> None:
        """Count time from now."""
        self.give_way = False
        self._since = time.perf_counter()

    def end_turn(self) -> float:
        """Return how many seconds the turn took."""
        seconds = time.perf_counter() - self._since
        self.seconds += seconds
        return seconds

    def has_had_its_turn(self) -> bool:
        """Say whether its turn has been long enough."""
        return time.perf_counter() - self._since >= SLICE_SECONDS

    def go_on(self) -> None:
        """Wake the thread that waits in `check`."""
        self._turn.set()


@dataclass(eq=False)
class Lane:
    """The requests of one size.

    Attributes:
        name: of the lane.
        most: turns that they may have at once.
        is_closed: nothing new is begun for the moment.
        running: what has a turn now.
        characters: of what was not begun yet.
    """

    name: str
    most: int
    is_closed: bool = False
    running: set[Task] = field(default_factory=set, init=False)
    characters: int = field(default=0, init=False)
    _shares: FairShares = field(default_factory=FairShares, init=False)
    _waiting: dict[str, deque[Job]] = field(default_factory=dict, init=False)
    _paused: dict[str, deque[Task]] = field(default_factory=dict, init=False)
    _begun: Counter[str] = field(default_factory=Counter, init=False)

    @property
    def waiting(self) -> list[Job]:
        """Return what was not begun yet."""
        return [job for jobs in self._waiting.values() for job in jobs]

    @property
    def requests(self) -> int:
        """Return how many were not begun yet."""
        return sum(map(len, self._waiting.values()))

    @property
    def under_way(self) -> list[Task]:
        """Return what was begun and has not ended."""
        return [*self.running, *(task for tasks in self._paused.values() for task in tasks)]

    def add(self, job: Job) -> None:
        """Let a request wait."""
        self._waiting.setdefault(job.client, deque()).append(job)
        self.characters += job.characters

    def remove(self, job: Job) -> bool:
        """Let a request wait no more; say whether it did."""
        if job not in self._waiting.get(job.client, ()):
            return False
        _discard(self._waiting, job.client, job)
        self.characters -= job.characters
        return True

    def ready(self) -> list[str]:
        """Return the clients that could use a turn."""
        clients = dict.fromkeys(self._paused)
        if not self.is_closed and self._begun.total() < MOST_BEGUN:
            clients |= dict.fromkeys(c for c in self._waiting if self._begun[c] < self.most)
        return list(clients)

    def has_turn(self) -> bool:
        """Say whether there is somebody to have another turn."""
        return len(self.running) < self.most and bool(self.ready())

    def resume(self) -> Task | None:
        """Give the client that is due first the next turn of what it has under way, if any."""
        client = self._shares.first(self.ready())
        paused = self._paused.get(client)
        if not paused:
            return None
        task = paused[0]
        _discard(self._paused, client, task)
        self._shares.serve(client, 0.0)
        self._run(task)
        return task

    def next_jobs(self, is_full: Callable[[list[Job], Job], bool]) -> list[Job]:
        """Take the requests that are due first, one at least and others until it is full.

        Args:
            is_full: says of a list of requests whether another one is too much.
        """
        jobs: list[Job] = []
        clients = self.ready()
        while clients:
            client = self._shares.first(clients)
            job = self._waiting[client][0]
            if jobs and is_full(jobs, job):
                break
            self.remove(job)
            jobs.append(job)
            self._shares.serve(client, _CHARACTER_SECONDS * (1 + job.characters))
            clients = list(self._waiting)
        return jobs

    def begin(self, task: Task) -> None:
        """Give new work its first turn."""
        self._begun[task.client] += 1
        self._run(task)

    def pause(self, task: Task, seconds: float) -> None:
        """Let work wait whose turn took so many seconds."""
        self._settle(task, seconds)
        self._paused.setdefault(task.client, deque()).append(task)

    def end(self, task: Task, seconds: float) -> None:
        """Count work no more that has ended; a turn, if it had one, took so many seconds."""
        if task in self.running:
            self._settle(task, seconds)
        self._begun[task.client] -= 1
        if not self._begun[task.client]:
            del self._begun[task.client]

    def wake(self, task: Task) -> bool:
        """Let paused work end that was stopped, without a turn; say whether it was paused."""
        if task not in self._paused.get(task.client, ()):
            return False
        _discard(self._paused, task.client, task)
        task.go_on()
        return True

    def _run(self, task: Task) -> None:
        self.running.add(task)
        task.begin_turn()

    def _settle(self, task: Task, seconds: float) -> None:
        self.running.discard(task)
        for client, weight in task.weights.items():
            self._shares.charge(client, weight * seconds)


def _discard(queues: dict[str, deque[T]], client: str, member: T) -> None:
    """Take something out of a client's queue, and the queue away when it is empty."""
    queues[client].remove(member)
    if not queues[client]:
        del queues[client]
