import asyncio
import threading
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pii_service.errors import Reason, Refusal
from pii_service.metrics import Metrics
from pii_service.micro_batching import MicroBatcher
from pii_service.queue import Failure, QueueLimits

from pii.documents import Document
from pii.stopping import checkpoint
from tests.service.fakes import ObedientDetector


class HeldDetector(ObedientDetector):
    """Waits in each call until it is let go."""

    def __init__(self):
        super().__init__()
        self.entered = threading.Semaphore(0)
        self.let_go = threading.Semaphore(0)

    def detect(self, documents):
        self.entered.release()
        self.let_go.acquire(timeout=10)
        return super().detect(documents)


def batcher_of(detector, **limits):
    return MicroBatcher(detector, QueueLimits(**limits), Metrics())


def documents_of(*texts):
    return [Document(str(number), text) for number, text in enumerate(texts)]


def run(main):
    return asyncio.run(main())


async def entered(detector):
    await asyncio.to_thread(detector.entered.acquire)


@settings(max_examples=50)
@given(st.lists(st.lists(st.sampled_from(["a", "bb", "poison", "c" * 40]), max_size=5), max_size=6))
def test_each_request_gets_its_own_documents_in_order_and_poison_fails_alone(requests):
    async def main():
        batcher = batcher_of(ObedientDetector(), batch_tokens=20)
        outcomes = await asyncio.gather(
            *(batcher.run(documents_of(*texts), lambda d: d.text) for texts in requests)
        )
        await batcher.close()
        return outcomes

    for texts, outcomes in zip(requests, run(main), strict=True):
        assert len(texts) == len(outcomes)
        for text, outcome in zip(texts, outcomes, strict=True):
            assert isinstance(outcome, Failure) if text == "poison" else outcome == text


def test_requests_that_wait_share_a_batch():
    detector = HeldDetector()

    async def main():
        batcher = batcher_of(detector)
        first = asyncio.create_task(batcher.run(documents_of("a"), len_of))
        await entered(detector)
        others = [asyncio.create_task(batcher.run(documents_of("b"), len_of)) for _ in range(5)]
        await asyncio.sleep(0)
        detector.let_go.release(2)
        await asyncio.gather(first, *others)
        await batcher.close()

    run(main)
    assert detector.calls == [1, 5]


def len_of(document):
    return len(document.text)


def test_a_batch_holds_no_more_than_its_tokens():
    detector = HeldDetector()

    async def main():
        batcher = batcher_of(detector, batch_tokens=10)
        first = asyncio.create_task(batcher.run(documents_of("a"), len_of))
        await entered(detector)
        others = [
            asyncio.create_task(batcher.run(documents_of("b" * 12), len_of)) for _ in range(4)
        ]
        await asyncio.sleep(0)
        detector.let_go.release(10)
        await asyncio.gather(first, *others)
        await batcher.close()

    run(main)
    assert detector.calls == [1, 2, 2]


def test_one_request_with_many_texts_is_cut_into_calls():
    detector = ObedientDetector()

    async def main():
        batcher = batcher_of(detector, batch_tokens=10)
        return await batcher.run(documents_of(*["x" * 12] * 5), len_of)

    assert run(main) == [12] * 5
    assert detector.calls == [2, 2, 1]


@pytest.mark.parametrize(
    ("limits", "texts"),
    [({"requests": 2}, ["a", "b"]), ({"characters": 9}, ["a" * 4, "b" * 4])],
    ids=["by-requests", "by-characters"],
)
def test_a_full_queue_refuses_with_a_time_to_come_back(limits, texts):
    detector = HeldDetector()

    async def main():
        batcher = batcher_of(detector, **limits)
        tasks = [asyncio.create_task(batcher.run(documents_of("run"), len_of))]
        await entered(detector)
        tasks += [asyncio.create_task(batcher.run(documents_of(text), len_of)) for text in texts]
        await asyncio.sleep(0)
        with pytest.raises(Refusal) as refused:
            await batcher.run(documents_of("cc"), len_of)
        detector.let_go.release(10)
        await asyncio.gather(*tasks)
        await batcher.close()
        return refused.value

    refusal = run(main)
    assert refusal.reason is Reason.OVERLOADED
    assert int(refusal.headers["Retry-After"]) >= 1


def test_a_patient_request_waits_for_room():
    detector = HeldDetector()

    async def main():
        batcher = batcher_of(detector, requests=1)
        tasks = [asyncio.create_task(batcher.run(documents_of("run"), len_of))]
        await entered(detector)
        for _ in range(3):
            tasks.append(asyncio.create_task(batcher.run(documents_of("w"), len_of, patient=True)))
        await asyncio.sleep(0)
        detector.let_go.release(10)
        return await asyncio.wait_for(asyncio.gather(*tasks), 5)

    assert run(main) == [[3], [1], [1], [1]]


def test_a_cancelled_request_leaves_the_queue_and_is_never_detected():
    detector = HeldDetector()

    async def main():
        batcher = batcher_of(detector, requests=1)
        first = asyncio.create_task(batcher.run(documents_of("a"), len_of))
        await entered(detector)
        second = asyncio.create_task(batcher.run(documents_of("b"), len_of))
        await asyncio.sleep(0)
        second.cancel()
        await asyncio.wait({second})
        third = asyncio.create_task(batcher.run(documents_of("cc"), len_of))
        detector.let_go.release(10)
        assert await first == [1]
        assert await third == [2]
        await batcher.close()

    run(main)
    assert detector.calls == [1, 1]


def test_a_cancelled_request_under_way_stops_at_its_next_call():
    detector = HeldDetector()

    async def main():
        batcher = batcher_of(detector, batch_tokens=1)
        task = asyncio.create_task(batcher.run(documents_of(*["abc"] * 50), len_of))
        await entered(detector)
        task.cancel()
        await asyncio.wait({task})
        detector.let_go.release(100)
        await batcher.close()

    run(main)
    assert sum(detector.calls) < 5


def test_a_failing_action_is_that_documents_failure():
    async def main():
        batcher = batcher_of(ObedientDetector())
        return await batcher.run(documents_of("1", "x", "3"), lambda d: int(d.text))

    first, failure, last = run(main)
    assert (first, last) == (1, 3)
    assert isinstance(failure.error, ValueError)
    assert failure.error.__traceback__ is None


def test_a_failure_shows_nothing_of_the_text():
    async def main():
        return await batcher_of(ObedientDetector()).run(documents_of("poison-canary"), len_of)

    [failure] = run(main)
    assert "canary" not in repr(failure)
    assert failure.where[0] == "ValueError"


def test_a_detector_that_loses_documents_fails_each_of_them():
    class Losing(ObedientDetector):
        def detect(self, documents):
            return []

    async def main():
        return await batcher_of(Losing()).run(documents_of("a", "b"), len_of)

    assert all(isinstance(outcome, Failure) for outcome in run(main))


def test_a_lone_request_does_not_wait_for_company():
    async def main():
        batcher = batcher_of(ObedientDetector(), batch_wait=5)
        started = time.perf_counter()
        for _ in range(20):
            await batcher.run(documents_of("a"), len_of)
        return time.perf_counter() - started

    assert run(main) < 2


class SteppingDetector:
    """Works a text off in steps, with a checkpoint before each; writes down whose step it was."""

    def __init__(self, step=0.005):
        self.step = step
        self.steps: list[str] = []

    def detect(self, documents):
        for document in documents:
            for _ in range(len(document.text) // 100):
                checkpoint()
                self.steps.append(document.id)
                time.sleep(self.step)
        return list(documents)


def of(client, characters):
    return [Document(client, "x" * characters)]


def test_a_small_request_overtakes_a_large_one_that_is_under_way():
    detector = SteppingDetector()

    async def main():
        batcher = batcher_of(detector, batch_tokens=100)
        large = asyncio.create_task(batcher.run(of("large", 20_000), len_of))
        while not detector.steps:
            await asyncio.sleep(0.001)
        await batcher.run(of("small", 100), len_of)
        before = detector.steps.count("large")
        await large
        await batcher.close()
        return before

    assert run(main) < 100
    assert detector.steps.count("large") == 200


@pytest.mark.parametrize("threads", [1, 2, 3])
def test_clients_with_long_documents_have_equal_parts_of_the_time(threads):
    detector = SteppingDetector()

    async def main():
        batcher = MicroBatcher(detector, QueueLimits(batch_tokens=100), Metrics(), threads)
        greedy = [
            asyncio.create_task(batcher.run(of("greedy", 10_000), len_of, client="greedy"))
            for _ in range(6)
        ]
        while not detector.steps:
            await asyncio.sleep(0.001)
        first = len(detector.steps)
        await batcher.run(of("modest", 10_000), len_of, client="modest")
        had = detector.steps[first:]
        for task in greedy:
            task.cancel()
        await asyncio.wait(greedy)
        await batcher.close()
        return had

    had = run(main)
    # While the modest one had its 100 steps, the other had about as many; first come, first
    # served it would have had nearly all of its 600.
    assert had.count("greedy") < 350


def test_an_abandoned_document_stops_at_its_next_checkpoint_and_frees_its_thread():
    detector = SteppingDetector()

    async def main():
        batcher = batcher_of(detector, batch_tokens=100)
        long = asyncio.create_task(batcher.run(of("long", 100_000), len_of))
        while not detector.steps:
            await asyncio.sleep(0.001)
        long.cancel()
        await asyncio.wait({long})
        await batcher.run(of("next", 10_000), len_of)
        steps = detector.steps.count("long")
        assert not batcher.is_working
        await batcher.close()
        return steps

    assert run(main) < 50


def test_a_paused_document_that_is_abandoned_ends_too():
    detector = SteppingDetector()

    async def main():
        batcher = batcher_of(detector, batch_tokens=100)
        tasks = [
            asyncio.create_task(batcher.run(of(name, 100_000), len_of, client=name))
            for name in ("one", "other")
        ]
        while len(set(detector.steps)) < 2:
            await asyncio.sleep(0.001)
        for task in tasks:
            task.cancel()
        await asyncio.wait(tasks)
        async with asyncio.timeout(5):
            while batcher.is_working:
                await asyncio.sleep(0.001)
        await batcher.close()

    run(main)


def test_the_end_does_not_wait_for_work_that_cannot_be_stopped():
    detector = HeldDetector()

    async def main():
        batcher = batcher_of(detector)
        held = asyncio.create_task(batcher.run(documents_of("a"), len_of))
        await entered(detector)
        await batcher.close(0.05)
        assert batcher.is_working
        detector.let_go.release(10)
        with pytest.raises(Refusal) as refused:
            await held
        return refused.value

    assert run(main).reason is Reason.UNREADY


def test_in_a_full_queue_whoever_has_most_waiting_makes_room():
    detector = HeldDetector()

    async def main():
        batcher = batcher_of(detector, requests=4)
        tasks = [asyncio.create_task(batcher.run(documents_of("run"), len_of))]
        await entered(detector)
        greedy = [
            asyncio.create_task(batcher.run(documents_of("greedy"), len_of, client="greedy"))
            for _ in range(4)
        ]
        await asyncio.sleep(0)
        modest = [
            asyncio.create_task(batcher.run(documents_of("m"), len_of, client="modest"))
            for _ in range(3)
        ]
        await asyncio.sleep(0)
        detector.let_go.release(20)
        outcomes = await asyncio.gather(*tasks, *greedy, *modest, return_exceptions=True)
        await batcher.close()
        return [isinstance(outcome, Refusal) for outcome in outcomes]

    # Each has two places then, and the modest one cannot have a third.
    assert run(main) == [False, False, False, True, True, False, False, True]


def test_a_queue_is_full_until_half_of_it_is_free():
    detector = HeldDetector()

    async def main():
        batcher = batcher_of(detector, requests=2, batch_tokens=1)
        tasks = [asyncio.create_task(batcher.run(documents_of("aaaa"), len_of)) for _ in range(3)]
        await entered(detector)
        assert batcher.seconds_full() == 0
        with pytest.raises(Refusal):
            await batcher.run(documents_of("aaaa"), len_of)
        await asyncio.sleep(0.01)
        assert batcher.seconds_full() > 0
        detector.let_go.release()
        await entered(detector)
        assert batcher.seconds_full() == 0
        detector.let_go.release(10)
        await asyncio.gather(*tasks)
        await batcher.close()

    run(main)
