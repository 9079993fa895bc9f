from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pii.documents import Document
from pii.entities import Entity, resolve
from pii.formats import FAMILIES
from pii.labels import Label
from pii.synthesis import HELD_OUT, Grammar, Values, refill, sprinkle
from pii.synthesis.grammar import parts_of
from pii.synthesis.values import HELD_OUT_FAMILIES
from tests.strategies import documents

GRAMMAR = Grammar.load()
KINDS = (*GRAMMAR.kinds(), *GRAMMAR.kinds(held_out=True))


@given(st.sampled_from(Label), st.integers(0, 10_000))
def test_a_seed_gives_the_same_value_of_every_label(label, seed):
    value = Values(seed).of(label)
    assert value == Values(seed).of(label)
    assert value == value.strip() != ""


@given(st.sampled_from(KINDS), st.integers(0, 10_000))
def test_entities_of_a_line_are_disjoint_and_hold_no_blank_edge(kind, seed):
    text, entities = GRAMMAR.line(kind, Values(seed), Random(seed))
    assert resolve(entities) == entities
    for entity in entities:
        value = text[entity.start : entity.end]
        assert value == value.strip() != ""


@given(documents(), st.integers(0, 10_000))
def test_refilling_keeps_all_text_outside_the_entities(document, seed):
    sample = refill(document, Values(seed))
    places = resolve([*sample.document.entities, *sample.ignored])
    assert _without(sample.document.text, places) == _without(
        document.text, resolve(document.entities)
    )


@given(documents(), st.integers(0, 10_000))
def test_sprinkling_moves_no_entity_off_its_value(document, seed):
    values = Values(seed)
    before = refill(document, values)
    after = sprinkle(before, GRAMMAR, GRAMMAR.kinds(), values, Random(seed), lines_between=2)
    kept = [_value(before, e) for e in before.document.entities]
    found = [_value(after, e) for e in after.document.entities]
    for value in kept:
        assert value in found
    assert [_value(after, e) for e in after.ignored] == [_value(before, e) for e in before.ignored]


def test_doubtful_claims_and_blocks_are_not_taught():
    text = "a = 'jane'\nb = 'one\ntwo'\n"
    claims = (Entity(5, 9, Label.NAME, 0.4), Entity(16, 23, Label.KEY, 0.9))
    sample = refill(Document("a", text, claims), Values(0))
    assert sample.document.entities == ()
    assert [e.label for e in sample.ignored] == [Label.NAME, Label.KEY]
    assert "one\ntwo" in sample.document.text


def test_held_out_kinds_and_families_exist_and_are_kept_apart():
    assert {f"line_{kind}" for kind in HELD_OUT} == set(GRAMMAR.kinds(held_out=True))
    assert not set(GRAMMAR.kinds()) & set(GRAMMAR.kinds(held_out=True))
    assert {family.name for family in FAMILIES} >= HELD_OUT_FAMILIES


def test_a_part_that_nobody_makes_is_named():
    with pytest.raises(ValueError, match="'nobody'"):
        Grammar(parts_of("line_a:\n  ${nobody}\n")).line("line_a", Values(0), Random(0))


def _without(text, places):
    inside = {i for e in places for i in range(e.start, e.end)}
    return "".join(c for i, c in enumerate(text) if i not in inside)


def _value(sample, entity):
    return sample.document.text[entity.start : entity.end]
