"""Detection shared between requests.

Requests that come in while the detector is busy wait in a queue and go in together, up to a
number of tokens, when it is free. Detection runs in threads; the queue is touched by the event
loop alone, so that it needs no lock. This module knows neither HTTP nor policies.
"""

import asyncio
import time
from collections import deque
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import TypeVar

from pii.detection.protocol import Detector
from pii.documents import Document
from pii_service.errors import Reason, Refusal
from pii_service.metrics import Metrics
from pii_service.queue import Failure, Job, QueueLimits, attempt, failure_of, pieces_of, tokens_of

T = TypeVar("T")
# Waiting for company may cost this share of what the last batch took.
_WAIT_SHARE = 0.1
_SHORTEST_WAIT = 0.0005


@dataclass(eq=False)
class MicroBatcher:
    """Runs a detector for many requests at once."""

    detector: Detector
    limits: QueueLimits
    metrics: Metrics
    threads: int = 1
    _waiting: deque[Job] = field(default_factory=deque, init=False)
    _characters: int = field(default=0, init=False)
    _busy: int = field(default=0, init=False)
    _speed: float = field(default=1_000_000.0, init=False)
    _last_seconds: float = field(default=0.0, init=False)
    _last_requests: int = field(default=0, init=False)
    _wake: asyncio.TimerHandle | None = field(default=None, init=False)

    def __post_init__(self) -> None:
        self._pool = ThreadPoolExecutor(self.threads, thread_name_prefix="detect")
        self._room = asyncio.Event()

    async def run(
        self, documents: Sequence[Document], act: Callable[[Document], T], *, patient: bool = False
    ) -> list[T | Failure]:
        """Mark each document, do `act` with it in the same thread, and return what that gives.

        A document on which the detector or `act` fails gives a `Failure`, alone: the others are
        tried again without it. A cancelled call leaves the queue, or stops at the next document.

        Args:
            documents: any number; many are cut into several batches.
            act: gets a marked document; must be safe to call in another thread.
            patient: wait for room in a full queue rather than refuse.

        Raises:
            Refusal: if the queue is full and the caller is not patient.
        """
        outcomes: list[T | Failure] = []

        def take(marked: Document | Failure) -> None:
            outcomes.append(marked if isinstance(marked, Failure) else attempt(act, marked))

        characters = sum(len(document.text) for document in documents)
        while not self._has_room(characters):
            if not patient:
                raise Refusal(
                    Reason.OVERLOADED,
                    "the queue is full; try again later",
                    headers={"Retry-After": str(self.seconds_to_wait())},
                )
            self._room.clear()
            await self._room.wait()
        job = Job(documents, take, asyncio.get_running_loop().create_future(), characters)
        self._enqueue(job)
        try:
            await job.done
        except asyncio.CancelledError:
            self._abandon(job)
            raise
        return outcomes

    def seconds_to_wait(self) -> int:
        """Return in how many seconds, 1 to 60, what is waiting now should be done."""
        return min(60, 1 + int(self._characters / self._speed))

    def close(self) -> None:
        """Let running work end and take no more."""
        self._pool.shutdown(wait=True, cancel_futures=True)

    def _has_room(self, characters: int) -> bool:
        """Say whether so many characters may wait; one request may, however large."""
        if not self._waiting:
            return True
        fits = self._characters + characters <= self.limits.characters
        return fits and len(self._waiting) < self.limits.requests

    def _enqueue(self, job: Job) -> None:
        self._waiting.append(job)
        self._characters += job.characters
        self._dispatch()
        self.metrics.show_queue(len(self._waiting), self._characters)

    def _abandon(self, job: Job) -> None:
        job.abandoned = True
        if job in self._waiting:
            self._waiting.remove(job)
            self._forget(job)

    def _forget(self, job: Job) -> None:
        self._characters -= job.characters
        self._room.set()
        self.metrics.show_queue(len(self._waiting), self._characters)

    def _dispatch(self) -> None:
        """Send batches off while there are a free thread and something to do."""
        while self._waiting and self._busy < self.threads:
            if self._wake is None and (wait := self._worthwhile_wait()):
                self._wake = asyncio.get_running_loop().call_later(wait, self._dispatch_waited)
            if self._wake is not None:
                return
            self._send(self._next_batch())

    def _dispatch_waited(self) -> None:
        if self._waiting and self._busy < self.threads:
            self._send(self._next_batch())
        self._wake = None
        self._dispatch()

    def _worthwhile_wait(self) -> float:
        """Return how long to wait for company, in seconds; a lone client never waits.

        While the last batch was shared there is company to expect, and a tenth of what it took
        is little to pay for it.
        """
        if self._last_requests < 2 or tokens_of(self._characters) >= self.limits.batch_tokens:
            return 0.0
        wait = min(self.limits.batch_wait, self._last_seconds * _WAIT_SHARE)
        return wait if wait >= _SHORTEST_WAIT else 0.0

    def _next_batch(self) -> list[Job]:
        """Take the jobs that wait longest, as many as fit into a batch, at least one."""
        batch = [self._waiting.popleft()]
        tokens = tokens_of(batch[0].characters)
        while self._waiting:
            tokens += tokens_of(self._waiting[0].characters)
            if tokens > self.limits.batch_tokens:
                break
            batch.append(self._waiting.popleft())
        for job in batch:
            self._forget(job)
        return batch

    def _send(self, batch: list[Job]) -> None:
        self._busy += 1
        loop = asyncio.get_running_loop()
        self._pool.submit(self._work, batch, loop)

    def _work(self, batch: list[Job], loop: asyncio.AbstractEventLoop) -> None:
        """Detect one batch, in a thread; whatever happens, the event loop hears of it."""
        started = time.perf_counter()
        try:
            for pieces in pieces_of(batch, self.limits.batch_tokens):
                live = [(job, document) for job, document in pieces if not job.abandoned]
                marked = self._detect([document for _, document in live])
                for (job, _), outcome in zip(live, marked, strict=True):
                    job.take(outcome)
        finally:
            loop.call_soon_threadsafe(self._finish, batch, time.perf_counter() - started)

    def _detect(self, documents: list[Document]) -> list[Document | Failure]:
        """Mark documents together or, where that fails, each alone."""
        try:
            marked = self.detector.detect(documents)
            if len(marked) == len(documents):
                return list(marked)
            failure = Failure(ValueError("the detector lost documents"))
        except Exception as error:
            failure = failure_of(error)
        if len(documents) == 1:
            return [failure]
        return [outcome for document in documents for outcome in self._detect([document])]

    def _finish(self, batch: list[Job], seconds: float) -> None:
        """Answer a batch's requests and start the next."""
        self._busy -= 1
        self._last_seconds, self._last_requests = seconds, len(batch)
        characters = sum(job.characters for job in batch)
        self._speed += 0.2 * (self.threads * characters / max(seconds, 1e-6) - self._speed)
        self.metrics.count_batch(
            requests=len(batch),
            characters=characters,
            tokens=tokens_of(characters),
            seconds=seconds,
        )
        for job in batch:
            if not job.done.done():
                job.done.set_result(None)
        self._dispatch()
