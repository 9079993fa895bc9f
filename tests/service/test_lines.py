import asyncio

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pii_service.ledger import Holding, Ledger
from pii_service.lines import LineCutter, line_groups
from pii_service.metrics import Metrics

chunks = st.lists(
    st.binary(max_size=30) | st.sampled_from([b"\n", b"ab\n", b"a" * 20]), max_size=10
)


def cut(parts, longest):
    cutter = LineCutter(longest)
    lines = [line for part in parts for line in cutter.cut(part)]
    return [*lines, *cutter.end()]


@given(chunks)
def test_lines_do_not_depend_on_how_the_body_was_cut(parts):
    whole = b"".join(parts)
    expected = [
        (number, line) for number, line in enumerate(whole.split(b"\n"), start=1) if line.strip()
    ]
    assert [(line.number, line.data) for line in cut(parts, 10_000)] == expected


@given(chunks, st.integers(1, 12))
def test_a_long_line_is_named_and_none_of_it_kept(parts, longest):
    assert all(len(line.data or b"") <= longest for line in cut(parts, longest))
    long = [n for n, w in enumerate(b"".join(parts).split(b"\n"), start=1) if len(w) > longest]
    assert [line.number for line in cut(parts, longest) if line.data is None] == long


def receiving(*messages):
    waiting = list(messages)

    async def receive():
        return waiting.pop(0)

    return receive


def groups_of(receive):
    async def main():
        return [group async for group in line_groups(receive, 100, Holding(Ledger(Metrics()), ""))]

    return asyncio.run(main())


def test_groups_hold_at_most_64_lines():
    body = {"type": "http.request", "body": b"x\n" * 150, "more_body": False}
    assert [len(group) for group in groups_of(receiving(body))] == [64, 64, 22]


def test_a_client_that_leaves_is_no_end_of_the_body():
    part = {"type": "http.request", "body": b"x\n", "more_body": True}
    with pytest.raises(ConnectionError):
        groups_of(receiving(part, {"type": "http.disconnect"}))


@given(chunks, st.integers(1, 12))
def test_what_is_held_are_the_lines_that_nobody_has_taken(parts, longest):
    holding = Holding(Ledger(Metrics()), "")
    messages = [{"type": "http.request", "body": part, "more_body": True} for part in parts]
    messages.append({"type": "http.request", "body": b"", "more_body": False})
    left = 0

    async def main():
        nonlocal left
        async for group in line_groups(receiving(*messages), longest, holding):
            taken = sum(map(len, group))
            assert holding.ledger.total >= taken
            holding.add("lines", -taken)
        left = holding.ledger.total

    asyncio.run(main())
    assert left == 0
