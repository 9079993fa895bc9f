from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pii_service.errors import Reason, Refusal
from pii_service.ledger import SMALL, Holding, Ledger
from pii_service.metrics import Metrics

MOST, OWN = 1_000_000, 200_000


def ledger_of():
    return Ledger(Metrics(), most=MOST, own=OWN)


def holds(ledger, owner, size):
    """Say whether an owner may hold so much in a new holding."""
    holding = Holding(ledger, owner)
    try:
        holding.take("body", size)
    except Refusal:
        return None
    return holding


steps = st.lists(
    st.tuples(st.sampled_from("abcd"), st.sampled_from(["body", "lines"]), st.integers(0, 400_000)),
    max_size=40,
)


@given(steps)
def test_the_total_is_what_all_hold_and_nearly_never_more_than_the_limit(steps):
    ledger = ledger_of()
    holdings = {name: Holding(ledger, name) for name in "abcd"}
    held = Counter()
    for name, part, size in steps:
        size = max(size, -held[name, part])
        try:
            holdings[name].take(part, size)
            held[name, part] += size
        except Refusal:
            pass
        assert ledger.total == held.total()
        # What each may hold in any case, since it is little, comes on top.
        assert ledger.total <= MOST + 4 * SMALL
    for holding in holdings.values():
        holding.release()
    assert (ledger.total, ledger.owners) == (0, 0)


@given(st.lists(st.integers(1, 400_000), max_size=60))
def test_one_client_leaves_as_much_as_it_takes(sizes):
    ledger = ledger_of()
    kept = [holding for size in sizes if (holding := holds(ledger, "greedy", size))]
    assert ledger.total <= MOST / 2
    newcomer = holds(ledger, "newcomer", OWN)
    assert newcomer is not None
    assert kept or not sizes


def test_a_client_that_holds_nothing_may_hold_one_body_though_others_hold_more():
    ledger = ledger_of()
    kept = [holds(ledger, name, OWN) for name in "abcd"]
    assert all(kept)
    assert holds(ledger, "e", OWN) is not None
    assert holds(ledger, "f", OWN) is None


def test_a_little_can_be_held_however_much_others_hold():
    ledger = ledger_of()
    kept = [holds(ledger, name, OWN) for name in "abcde"]
    assert all(kept)
    assert holds(ledger, "f", SMALL) is not None
    assert holds(ledger, "a", SMALL) is None


def test_what_is_there_already_is_counted_and_never_refused():
    ledger = ledger_of()
    holding = Holding(ledger, "a")
    holding.add("answer", 3 * MOST)
    assert ledger.total == 3 * MOST
    assert holds(ledger, "a", SMALL) is None
    assert holds(ledger, "b", OWN) is None
    holding.drop("answer")
    assert holds(ledger, "b", OWN) is not None


def test_a_refused_growth_leaves_what_was_held():
    ledger = ledger_of()
    holding = Holding(ledger, "a")
    holding.take("body", 400_000)
    with pytest.raises(Refusal) as refused:
        holding.take("body", 200_000)
    assert refused.value.reason is Reason.OVERLOADED
    assert refused.value.headers == {"Retry-After": "1"}
    assert ledger.total == 400_000
    holding.release()
    assert ledger.total == 0
