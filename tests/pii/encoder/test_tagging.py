import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pii.encoder.tagging import TAGS, UNKNOWN, best_tags, entities_of, tag_of, tags_of
from pii.entities import Entity
from pii.labels import Label


@st.composite
def tokens(draw, most=30):
    """Offsets of tokens with gaps between some of them."""
    lengths = draw(
        st.lists(st.tuples(st.integers(1, 4), st.integers(0, 1)), min_size=1, max_size=most)
    )
    starts, ends, at = [], [], 0
    for length, gap in lengths:
        starts.append(at + gap)
        ends.append(at + gap + length)
        at = ends[-1]
    return np.array(starts, dtype=np.int32), np.array(ends, dtype=np.int32)


@st.composite
def tagged(draw):
    starts, ends = draw(tokens())
    entities, at = [], 0
    while at < len(starts):
        length = draw(st.integers(1, 5))
        last = min(at + length, len(starts)) - 1
        if draw(st.booleans()):
            label = draw(st.sampled_from(Label))
            entities.append(Entity(int(starts[at]), int(ends[last]), label))
        at = last + 1
    return starts, ends, tuple(entities)


def certain(tags):
    chances = np.full((len(tags), len(TAGS)), 1e-9, dtype=np.float32)
    chances[np.arange(len(tags)), tags] = 1
    return np.log(chances / chances.sum(axis=1, keepdims=True))


def is_well_formed(tags):
    inside = None
    for tag in tags:
        name = TAGS[tag]
        if name == "O" or name[0] in "BS":
            if inside:
                return False
        elif inside != name[2:]:
            return False
        inside = name[2:] if name[0] in "BI" else None
    return inside is None


@given(tagged())
def test_entities_on_token_borders_come_back_from_their_tags(drawn):
    starts, ends, entities = drawn
    found = entities_of(certain(tags_of(entities, (), starts, ends)), starts, ends)
    assert [(e.start, e.end, e.label) for e in found] == [
        (e.start, e.end, e.label) for e in entities
    ]
    assert all(entity.score > 0.99 for entity in found)


@given(st.integers(0, 40), st.integers(0, 1000), st.sampled_from([0.0, 2.0]))
def test_whatever_the_scores_are_the_tags_are_well_formed(size, seed, eagerness):
    logits = np.random.default_rng(seed).normal(size=(size, len(TAGS))) * 3
    scores = (logits - np.log(np.exp(logits).sum(axis=1, keepdims=True))).astype(np.float32)
    assert is_well_formed(best_tags(scores, eagerness))


@given(st.integers(1, 3), st.integers(0, 300))
def test_the_search_finds_what_trying_everything_finds(size, seed):
    logits = np.random.default_rng(seed).normal(size=(size, len(TAGS)))
    scores = (logits - np.log(np.exp(logits).sum(axis=1, keepdims=True))).astype(np.float32)
    rows = (row for row in itertools.product(range(9), repeat=size) if is_well_formed(row))
    few = np.concatenate([scores[:, :9], np.full((size, len(TAGS) - 9), -1e6)], axis=1)
    best = max(rows, key=lambda row: sum(few[i, tag] for i, tag in enumerate(row)))
    assert tuple(best_tags(few.astype(np.float32))) == best


def test_an_entity_takes_every_token_it_touches():
    starts, ends = np.array([0, 4, 8]), np.array([4, 8, 12])
    tags = tags_of([Entity(2, 6, Label.NAME)], (), starts, ends)
    assert [TAGS[tag] for tag in tags] == ["B-NAME", "E-NAME", "O"]


def test_nothing_is_learned_from_ignored_stretches_but_from_entities_in_them():
    starts, ends = np.array([0, 4, 8]), np.array([4, 8, 12])
    tags = tags_of([Entity(4, 8, Label.KEY)], [Entity(0, 12, Label.NAME)], starts, ends)
    assert list(tags) == [UNKNOWN, tag_of(Label.KEY, "S"), UNKNOWN]


def test_eagerness_brings_out_what_is_doubtful_with_a_low_score():
    chances = np.full((1, len(TAGS)), 1e-6, dtype=np.float32)
    chances[0, 0], chances[0, tag_of(Label.NAME, "S")] = 0.7, 0.3
    starts, ends = np.array([0]), np.array([4])
    assert entities_of(np.log(chances), starts, ends) == ()
    [entity] = entities_of(np.log(chances), starts, ends, eagerness=1.0)
    assert entity.score == pytest.approx(0.3, abs=1e-3)
