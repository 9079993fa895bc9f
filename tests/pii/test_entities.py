from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pii.entities import Entity, resolve
from pii.errors import InvalidEntity
from pii.labels import Label
from tests.strategies import entities


def covered(claims):
    return {i for claim in claims for i in range(claim.start, claim.end)}


@given(st.lists(entities()))
def test_resolving_covers_exactly_what_the_claims_cover(claims):
    assert covered(resolve(claims)) == covered(claims)


@given(st.lists(entities()))
def test_resolved_entities_are_in_order_and_do_not_overlap(claims):
    resolved = resolve(claims)
    assert all(a.end <= b.start for a, b in pairwise(resolved))


@given(st.lists(entities()))
def test_resolving_twice_is_resolving_once(claims):
    assert resolve(resolve(claims)) == resolve(claims)


@given(st.lists(entities()), st.randoms())
def test_the_order_of_claims_does_not_matter(claims, random):
    shuffled = list(claims)
    random.shuffle(shuffled)
    assert resolve(shuffled) == resolve(claims)


@given(st.lists(entities()))
def test_a_resolved_entity_has_label_score_and_rule_of_one_of_its_surest_claims(claims):
    for whole in resolve(claims):
        within = [claim for claim in claims if whole.start <= claim.start < whole.end]
        surest = max(claim.score for claim in within)
        said = {(c.label, c.score, c.rule) for c in within if c.score == surest}
        assert (whole.label, whole.score, whole.rule) in said


def test_the_surest_claim_lends_its_label():
    password, email = Entity(0, 20, Label.PASSWORD, 0.7), Entity(4, 12, Label.EMAIL, 0.9)
    assert resolve([password, email]) == (Entity(0, 20, Label.EMAIL, 0.9),)


def test_a_chain_of_overlaps_becomes_one_entity():
    chain = [Entity(0, 4, Label.NAME), Entity(3, 8, Label.KEY), Entity(7, 9, Label.NAME)]
    assert resolve(chain) == (Entity(0, 9, Label.NAME),)


def test_touching_entities_stay_apart():
    touching = (Entity(0, 4, Label.NAME), Entity(4, 8, Label.NAME))
    assert resolve(touching) == touching


def test_a_moved_entity_keeps_its_length():
    assert Entity(1, 3, Label.KEY, 0.4).moved(10) == Entity(11, 13, Label.KEY, 0.4)


@pytest.mark.parametrize(("start", "end"), [(3, 3), (4, 2), (-1, 2)], ids=str)
def test_impossible_offsets_are_refused_with_the_rule(start, end):
    with pytest.raises(InvalidEntity, match=rf"0 <= start < end, got start={start} end={end}"):
        Entity(start, end, Label.NAME)


@pytest.mark.parametrize("score", [-0.1, 1.1, float("nan")], ids=str)
def test_an_impossible_score_is_refused(score):
    with pytest.raises(InvalidEntity, match="score in"):
        Entity(0, 1, Label.NAME, score)
