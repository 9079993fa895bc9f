import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from pii.encoder.decoding import entities_of
from pii.encoder.tagging import TAGS, UNKNOWN, tag_of, tags_of
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


@given(tagged())
def test_entities_on_token_borders_come_back_from_their_tags(drawn):
    starts, ends, entities = drawn
    found = entities_of(certain(tags_of(entities, (), starts, ends)), starts, ends)
    assert [(e.start, e.end, e.label) for e in found] == [
        (e.start, e.end, e.label) for e in entities
    ]
    assert all(entity.score > 0.99 for entity in found)


def test_an_entity_takes_every_token_it_touches():
    starts, ends = np.array([0, 4, 8]), np.array([4, 8, 12])
    tags = tags_of([Entity(2, 6, Label.NAME)], (), starts, ends)
    assert [TAGS[tag] for tag in tags] == ["B-NAME", "E-NAME", "O"]


def test_nothing_is_learned_from_ignored_stretches_but_from_entities_in_them():
    starts, ends = np.array([0, 4, 8]), np.array([4, 8, 12])
    tags = tags_of([Entity(4, 8, Label.KEY)], [Entity(0, 12, Label.NAME)], starts, ends)
    assert list(tags) == [UNKNOWN, tag_of(Label.KEY, "S"), UNKNOWN]
