import threading

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pii.datasets.prefetch import BackgroundIO
from pii.errors import PiiError


@given(st.lists(st.integers(), max_size=20))
def test_what_is_read_ahead_and_written_behind_keeps_its_order(items):
    written = []
    with BackgroundIO() as beside:
        for item in beside.ahead(iter(items)):
            beside.write(lambda item=item: written.append(item))
    assert written == items


def test_no_more_is_read_ahead_than_memory_was_promised_for():
    met = []

    def endless():
        number = 0
        while True:
            met.append(number)
            yield number
            number += 1

    with BackgroundIO() as beside:
        for item in beside.ahead(endless()):
            assert len(met) <= item + 3
            if item == 5:
                break


def test_reading_goes_on_while_an_item_is_worked_on():
    asked = threading.Event()

    def items():
        yield 1
        asked.set()
        yield 2

    with BackgroundIO() as beside:
        coming = beside.ahead(items())
        assert next(coming) == 1
        assert asked.wait(timeout=60)
        assert list(coming) == [2]


def test_an_error_of_reading_comes_after_what_was_read_before_it():
    def broken():
        yield 1
        raise PiiError("cannot be read")

    with BackgroundIO() as beside:
        coming = beside.ahead(broken())
        assert next(coming) == 1
        with pytest.raises(PiiError, match="cannot be read"):
            next(coming)


def full():
    raise OSError(28, "No space left on device")


def written_behind(pieces):
    with BackgroundIO() as beside:
        for piece in pieces:
            beside.write(piece)


@pytest.mark.parametrize("pieces_after", [0, 1])
def test_an_error_of_writing_never_passes_in_silence(pieces_after):
    written = []
    with pytest.raises(OSError, match="No space"):
        written_behind([full] + [lambda: written.append(1)] * pieces_after)
    assert written == []


def test_what_goes_wrong_in_the_block_is_not_hidden_by_what_goes_wrong_beside_it():
    def pieces():
        yield full
        raise PiiError("the first")

    with pytest.raises(PiiError, match="the first"):
        written_behind(pieces())


def test_one_thread_serves_all_blocks_and_none_of_their_work_outlasts_them():
    before, done = threading.active_count(), []
    for _ in range(3):
        with BackgroundIO() as beside:
            beside.write(lambda: done.append(1))
    assert len(done) == 3
    assert threading.active_count() <= before + 1
