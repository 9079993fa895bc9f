"""Detection shared between requests and fairly between clients.

Small requests that come in while the detector is busy wait and go in together, up to a number of
tokens, when it is free; a large one goes in alone, and pauses while others have their turns (see
`pii_service.lanes`). Detection runs in threads; what waits is touched by the event loop alone, so
that it needs no lock. This module knows neither HTTP nor policies.
"""

import asyncio
import time
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TypeVar

from pii.detection.each import detect_each
from pii.detection.protocol import Detector
from pii.documents import Document
from pii.stopping import Stopped, checked_by
from pii_service.errors import Reason, Refusal
from pii_service.fair_shares import FairShares
from pii_service.lanes import MOST_BEGUN, SLICE_SECONDS, Lane, Task
from pii_service.metrics import Metrics
from pii_service.queue import Failure, Job, QueueLimits, attempt, failure_of, pieces_of, tokens_of

T = TypeVar("T")
# Waiting for company may cost this share of what the last batch took.
_WAIT_SHARE = 0.1
_SHORTEST_WAIT = 0.0005
# A request is small if it takes no more than this share of a batch.
_SMALL_SHARE = 0.5
# How long work that is stopped has to come to its next checkpoint when the service ends.
_LAST_SECONDS = 2.0


@dataclass(eq=False)
class MicroBatcher:
    """Runs a detector for many requests at once."""

    detector: Detector
    limits: QueueLimits
    metrics: Metrics
    threads: int = 1
    _speed: float = field(default=1_000_000.0, init=False)
    _last_seconds: float = field(default=0.0, init=False)
    _last_requests: int = field(default=0, init=False)
    _full_since: float | None = field(default=None, init=False)
    _wake: asyncio.TimerHandle | None = field(default=None, init=False)
    _tick: asyncio.TimerHandle | None = field(default=None, init=False)
    _work_under_way: set[Future[None]] = field(default_factory=set, init=False)

    def __post_init__(self) -> None:
        self._small = Lane("small", self.threads)
        self._large = Lane("large", max(1, self.threads - 1))
        self._lanes = {lane.name: lane for lane in (self._small, self._large)}
        self._shares = FairShares()
        # Paused work keeps its thread.
        self._pool = ThreadPoolExecutor(
            len(self._lanes) * MOST_BEGUN + self.threads, thread_name_prefix="detect"
        )
        self._room = asyncio.Event()

    async def run(
        self,
        documents: Sequence[Document],
        act: Callable[[Document], T],
        *,
        client: str = "",
        patient: bool = False,
    ) -> list[T | Failure]:
        """Mark each document, do `act` with it in the same thread, and return what that gives.

        A document on which the detector or `act` fails gives a `Failure`, alone: the others are
        tried again without it. A cancelled call leaves the queue, or stops at its next checkpoint.

        Args:
            documents: any number; many are cut into several calls.
            act: gets a marked document; must be safe to call in another thread.
            client: whose share of the threads' time and of the queue it takes.
            patient: wait for room in a full queue rather than refuse.

        Raises:
            Refusal: if the queue is full and the caller is not patient, or the service ends.
        """
        outcomes: list[T | Failure] = []

        def take(marked: Document | Failure) -> None:
            outcomes.append(marked if isinstance(marked, Failure) else attempt(act, marked))

        characters = sum(len(document.text) for document in documents)
        done = asyncio.get_running_loop().create_future()
        job = Job(documents, take, done, characters, client, patient)
        while not self._has_room(job):
            self._full_since = self._full_since or time.monotonic()
            if self._displace_for(job):
                continue
            if not patient:
                raise self._refusal()
            self._room.clear()
            await self._room.wait()
        self._lane_of(job).add(job)
        self._dispatch()
        self._show_queue()
        try:
            await job.done
        except asyncio.CancelledError:
            self._abandon(job)
            raise
        return outcomes

    def seconds_to_wait(self) -> int:
        """Return in how many seconds, 1 to 60, what is waiting now should be done."""
        return min(60, 1 + int(self._characters / self._speed))

    def seconds_full(self) -> float:
        """Return for how long requests have found no room; 0 once half of the queue is free."""
        return 0.0 if self._full_since is None else time.monotonic() - self._full_since

    async def close(self, seconds: float = _LAST_SECONDS) -> None:
        """Stop all work, wait a while for it to end, and take no more."""
        for lane in self._lanes.values():
            for task in lane.under_way:
                task.stopped = True
                lane.wake(task)
        self._pool.shutdown(wait=False, cancel_futures=True)
        if under_way := {asyncio.wrap_future(work) for work in self._work_under_way}:
            await asyncio.wait(under_way, timeout=seconds)

    @property
    def is_working(self) -> bool:
        """Say whether a thread is still at work, or paused."""
        return any(not work.done() for work in tuple(self._work_under_way))

    @property
    def _waiting(self) -> list[Job]:
        return [*self._small.waiting, *self._large.waiting]

    @property
    def _requests(self) -> int:
        return self._small.requests + self._large.requests

    @property
    def _characters(self) -> int:
        return self._small.characters + self._large.characters

    def _lane_of(self, job: Job) -> Lane:
        is_small = tokens_of(job.characters) <= self.limits.batch_tokens * _SMALL_SHARE
        return self._small if is_small else self._large

    def _has_room(self, job: Job) -> bool:
        """Say whether a request may wait; one may, however large."""
        if not self._requests:
            return True
        fits = self._characters + job.characters <= self.limits.characters
        return fits and self._requests < self.limits.requests

    def _displace_for(self, job: Job) -> bool:
        """Put the last request of whoever has most waiting out of the queue; say whether it could.

        A client makes room in this way only if it has less waiting itself, the new request
        included: the field's *longest queue drop*.
        """
        by_number = self._requests >= self.limits.requests
        held: dict[str, int] = {}
        for other in self._waiting:
            held[other.client] = held.get(other.client, 0) + (1 if by_number else other.characters)
        longest = max(held, key=lambda client: held[client])
        own = held.get(job.client, 0) + (1 if by_number else job.characters)
        refusable = [j for j in self._waiting if j.client == longest and not j.patient]
        if held[longest] <= own or not refusable:
            return False
        refused = refusable[-1]
        self._leave(refused)
        refused.done.set_exception(self._refusal())
        return True

    def _refusal(self) -> Refusal:
        return Refusal(
            Reason.OVERLOADED,
            "the queue is full; try again later",
            headers={"Retry-After": str(self.seconds_to_wait())},
        )

    def _abandon(self, job: Job) -> None:
        """Let nothing more be done for a request."""
        job.abandoned = True
        if self._leave(job):
            return
        for lane in self._lanes.values():
            for task in lane.under_way:
                if job in task.jobs and all(other.abandoned for other in task.jobs):
                    task.stopped = True
                    lane.wake(task)

    def _leave(self, job: Job) -> bool:
        """Take a request out of the queue; say whether it was there."""
        left = self._lane_of(job).remove(job)
        if left:
            self._made_room()
        return left

    def _made_room(self) -> None:
        limits = self.limits
        if 2 * self._requests <= limits.requests and 2 * self._characters <= limits.characters:
            self._full_since = None
        self._room.set()
        self._show_queue()

    def _show_queue(self) -> None:
        self.metrics.show_queue(self._requests, self._characters)

    def _dispatch(self) -> None:
        """Give turns away while there are a free thread and something to do."""
        self._await_company()
        while sum(len(lane.running) for lane in self._lanes.values()) < self.threads:
            due = [lane.name for lane in self._lanes.values() if lane.has_turn()]
            if not due:
                break
            lane = self._lanes[self._shares.first(due)]
            self._shares.serve(lane.name, 0.0)
            if paused := lane.resume():
                paused.go_on()
            else:
                self._begin(lane)
        if self._tick is None and any(lane.ready() for lane in self._lanes.values()):
            loop = asyncio.get_running_loop()
            self._tick = loop.call_later(SLICE_SECONDS, self._end_turns)

    def _await_company(self) -> None:
        """Hold small requests back for a moment if others are likely to come and share a batch.

        A lone client never waits. While the last batch was shared there is company to expect,
        and a tenth of what it took is little to pay for it.
        """
        small = self._small
        if self._wake is not None or not small.waiting or self._last_requests < 2:
            return
        wait = min(self.limits.batch_wait, self._last_seconds * _WAIT_SHARE)
        if wait < _SHORTEST_WAIT or tokens_of(small.characters) >= self.limits.batch_tokens:
            return
        small.is_closed = True
        self._wake = asyncio.get_running_loop().call_later(wait, self._end_wait)

    def _end_wait(self) -> None:
        self._small.is_closed = False
        # Whoever waited waits no more, so that the handle is in the way of another wait.
        self._dispatch()
        self._wake = None

    def _end_turns(self) -> None:
        """Ask those to pause that have had their turn, while somebody else could take it."""
        self._tick = None
        for lane in self._lanes.values():
            others = [
                other
                for other in self._lanes.values()
                if other.ready() and (other is lane or len(other.running) < other.most)
            ]
            for task in lane.running:
                task.give_way = bool(others) and task.has_had_its_turn()
        self._dispatch()

    def _begin(self, lane: Lane) -> None:
        """Begin what is due first: a large request, or small ones that fit into a batch."""

        def is_full(jobs: list[Job], job: Job) -> bool:
            if lane is self._large:
                return True
            tokens = sum(tokens_of(one.characters) for one in (*jobs, job))
            return tokens > self.limits.batch_tokens

        loop = asyncio.get_running_loop()

        def pause(task: Task) -> None:
            loop.call_soon_threadsafe(self._pause, lane, task)

        task = Task(lane.next_jobs(is_full), pause)
        lane.begin(task)
        self._made_room()
        work = self._pool.submit(self._work, lane, task, loop)
        self._work_under_way.add(work)
        work.add_done_callback(self._work_under_way.discard)

    def _work(self, lane: Lane, task: Task, loop: asyncio.AbstractEventLoop) -> None:
        """Detect for one task, in a thread; whatever happens, the event loop hears of it."""
        try:
            with suppress(Stopped), checked_by(task.check):
                for piece in pieces_of(task.jobs, self.limits.batch_tokens):
                    task.check()
                    live = [(job, document) for job, document in piece if not job.abandoned]
                    marked = detect_each(self.detector, [document for _, document in live])
                    for (job, _), outcome in zip(live, marked, strict=True):
                        job.take(failure_of(outcome) if isinstance(outcome, Exception) else outcome)
        finally:
            # A loop that was closed meanwhile waits for nothing.
            with suppress(RuntimeError):
                loop.call_soon_threadsafe(self._finish, lane, task)

    def _pause(self, lane: Lane, task: Task) -> None:
        """Let work that gave way wait for its next turn."""
        seconds = task.end_turn()
        self._shares.charge(lane.name, seconds)
        lane.pause(task, seconds)
        if task.stopped:
            lane.wake(task)
        self._dispatch()

    def _finish(self, lane: Lane, task: Task) -> None:
        """Answer a task's requests and give its turn to the next."""
        seconds = task.end_turn() if task in lane.running else 0.0
        self._shares.charge(lane.name, seconds)
        lane.end(task, seconds)
        characters = task.characters
        if not task.stopped:
            self._last_seconds, self._last_requests = task.seconds, len(task.jobs)
            speed = self.threads * characters / max(task.seconds, 1e-6)
            self._speed += 0.2 * (speed - self._speed)
        self.metrics.count_batch(
            requests=len(task.jobs),
            characters=characters,
            tokens=tokens_of(characters),
            seconds=task.seconds,
        )
        for job in task.jobs:
            if job.done.done():
                continue
            if task.stopped:
                job.done.set_exception(Refusal(Reason.UNREADY, "the service is draining"))
            else:
                job.done.set_result(None)
        self._dispatch()
