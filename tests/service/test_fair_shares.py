from hypothesis import given
from hypothesis import strategies as st
from pii_service.fair_shares import FairShares

FLOWS = ["a", "b", "c"]
costs = st.floats(0.001, 5.0)


@given(st.data(), st.integers(1, 60))
def test_flows_that_always_wait_differ_by_no_more_than_one_piece_of_work_each(data, pieces):
    # The bound of the paper: what two backlogged flows had differs by their largest pieces at most.
    shares, had, largest = FairShares(), dict.fromkeys(FLOWS, 0.0), dict.fromkeys(FLOWS, 0.0)
    for _ in range(pieces):
        flow = shares.first(FLOWS)
        cost = data.draw(costs)
        shares.serve(flow, 0.0)
        shares.charge(flow, cost)
        had[flow] += cost
        largest[flow] = max(largest[flow], cost)
    for one in FLOWS:
        for other in FLOWS:
            assert had[one] - had[other] <= largest[one] + largest[other] + 1e-9


@given(st.lists(costs, min_size=1, max_size=30), costs)
def test_who_was_idle_is_next_and_has_saved_nothing_up(used, cost):
    shares = FairShares()
    for one in used:
        shares.serve("busy", one)
    assert shares.first(["busy", "new"]) == "new"
    shares.serve("new", cost)
    # From then on both have the same: however long it was idle, a second turn is not its own.
    shares.serve(shares.first(["busy"]), 0.0)
    shares.serve("new", 0.0)
    shares.charge("new", cost)
    assert shares.first(["new", "busy"]) == "busy"


def test_tags_that_say_nothing_more_are_forgotten():
    shares = FairShares()
    for number in range(10_000):
        shares.serve(f"client {number}", 0.0)
    assert len(shares._tags) < 2_000
