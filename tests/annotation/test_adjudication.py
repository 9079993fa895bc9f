from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pii_annotation.adjudication import Rule, adjudicate
from pii_annotation.agreement import by_document
from pii_annotation.entities import Flag, MarkedEntity, MarkedLabel, Reading

from tests.annotation.strategies import readings

NAME, KEY = MarkedLabel.NAME, MarkedLabel.KEY


def settle(rule, *groups, trusted=""):
    found = [
        Reading("a", annotator, tuple(MarkedEntity(*one) for one in entities))
        for annotator, entities in zip("abcde", groups, strict=False)
    ]
    outcome = adjudicate(by_document(found), rule, trusted)
    return outcome.settled[0].entities if outcome.settled else outcome.queue


@given(st.tuples(readings("a"), readings("b"), readings("c")), st.sampled_from(Rule))
def test_every_document_is_settled_or_queued_and_never_both(group, rule):
    outcome = adjudicate(by_document(group), rule, "b")
    assert len(outcome.settled) + len(outcome.queue) == 1


@given(st.tuples(readings("a"), readings("b"), readings("c")))
def test_what_all_agree_on_survives_every_rule(group):
    common = set.intersection(*(set(reading.entities) for reading in group))
    for rule in Rule:
        for settled in adjudicate(by_document(group), rule, "b").settled:
            assert common <= set(settled.entities)


@given(readings("a"), st.sampled_from(Rule))
def test_readers_who_agree_need_no_rule(reading, rule):
    group = [reading, replace(reading, annotator="b")]
    [settled] = adjudicate(by_document(group), rule).settled
    assert settled.entities == reading.entities
    assert (settled.annotator, settled.annotators) == ("adjudicated", 2)


def test_a_single_reading_keeps_its_annotator():
    [settled] = adjudicate(by_document([Reading("a", "ann")]), Rule.QUEUE).settled
    assert (settled.annotator, settled.annotators) == ("ann", 1)


def test_most_of_three_decide():
    entities = settle(
        Rule.MAJORITY, [(0, 3, KEY), (5, 8, NAME)], [(0, 3, KEY)], [(0, 3, KEY), (9, 12, NAME)]
    )
    assert entities == (MarkedEntity(0, 3, KEY),)


def test_a_split_vote_is_queued():
    assert settle(Rule.MAJORITY, [(0, 3, KEY)], []) == ["a"]
    assert settle(Rule.MAJORITY, [(0, 3, KEY)], [(0, 4, KEY)]) == ["a"]


@pytest.mark.parametrize(
    ("flags", "flag"),
    [
        ([Flag.EXAMPLE, Flag.EXAMPLE, Flag.SCORED], Flag.EXAMPLE),
        ([Flag.EXAMPLE, Flag.SCORED], Flag.AMBIGUOUS),
        ([Flag.EXAMPLE, Flag.SCORED, Flag.AMBIGUOUS], Flag.AMBIGUOUS),
    ],
)
def test_the_leading_flag_is_taken_and_a_tie_is_ambiguous(flags, flag):
    groups = [[(0, 3, KEY, one)] for one in flags]
    assert settle(Rule.MAJORITY, *groups) == (MarkedEntity(0, 3, KEY, flag),)


def test_the_trusted_annotators_word_counts():
    assert settle(Rule.TRUSTED, [(0, 3, KEY)], [], trusted="b") == ()
    assert settle(Rule.TRUSTED, [(0, 3, KEY)], [], trusted="z") == ["a"]


def test_what_differs_waits_for_a_third():
    assert settle(Rule.QUEUE, [(0, 3, KEY)], []) == ["a"]


def test_what_differs_is_flagged_ambiguous_over_its_longest_stretch():
    entities = settle(
        Rule.AMBIGUOUS,
        [(0, 3, KEY), (5, 9, NAME), (12, 14, KEY)],
        [(0, 3, KEY), (5, 8, NAME), (12, 14, KEY, Flag.EXAMPLE)],
    )
    assert entities == (
        MarkedEntity(0, 3, KEY),
        MarkedEntity(5, 9, NAME, Flag.AMBIGUOUS),
        MarkedEntity(12, 14, KEY, Flag.AMBIGUOUS),
    )
