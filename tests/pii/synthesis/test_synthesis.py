import re
from collections import Counter
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pii.credentials import FAMILIES
from pii.documents import Document
from pii.entities import Entity, resolve
from pii.labels import Label
from pii.samples import Sample
from pii.synthesis import HELD_OUT, Grammar, Values, refill, revalue, sprinkle
from pii.synthesis.grammar import parts_of
from pii.synthesis.values import HELD_OUT_FAMILIES
from tests.strategies import documents

GRAMMAR = Grammar.load()
PARTS = parts_of(
    "\n".join(path.read_text(encoding="utf-8") for path in Path("pii/synthesis/lines").iterdir())
)
KINDS = (*GRAMMAR.kinds(), *GRAMMAR.kinds(held_out=True))
# Every entity of these lines stands between two apostrophes.
FENCED = Grammar(
    parts_of("line_a:\n  '${KEY:pem}' '${NAME}'\n  a\\n'${KEY:split}'\n  '${USERNAME#a}'\n")
)


class Remembering(Values):
    # Keeps the values that it gave, in order.
    def __init__(self, seed):
        super().__init__(seed, wide=True)
        self.given = []

    def of(self, label, form=""):
        self.given.append(super().of(label, form))
        return self.given[-1]


@given(st.sampled_from(Label), st.integers(0, 10_000), st.booleans())
def test_a_seed_gives_the_same_value_of_every_label(label, seed, wide):
    value = Values(seed, wide=wide).of(label)
    assert value == Values(seed, wide=wide).of(label)
    assert value == value.strip() != ""


@given(st.sampled_from(KINDS), st.integers(0, 10_000), st.integers(1, 12))
def test_entities_of_lines_are_disjoint_and_hold_no_blank_edge(kind, seed, lines):
    text, entities = GRAMMAR.run(kind, Values(seed, wide=True), Random(seed), lines)
    assert text.count("\n") + 1 >= lines
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


@given(documents(), documents(), st.integers(0, 10_000))
def test_revaluing_keeps_all_text_outside_the_truth_and_what_is_ignored(document, other, seed):
    fitting = [e for e in other.entities if e.end <= len(document.text)]
    before = Sample(document, tuple(fitting))
    after = revalue(before, Values(seed))
    true = resolve(document.entities)
    assert len(after.document.entities) == len(true)
    assert [e.label for e in after.document.entities] == [e.label for e in true]
    assert _without(after.document.text, after.document.entities) == _without(document.text, true)
    kept = {_value(before, e) for e in resolve(fitting)}
    assert {_value(after, e) for e in after.ignored} <= kept


@given(documents(), st.integers(0, 10_000))
def test_sprinkling_moves_no_entity_off_its_value(document, seed):
    values = Values(seed)
    before = refill(document, values)
    after = sprinkle(
        before, GRAMMAR, GRAMMAR.kinds(), values, Random(seed), lines_between=2, run_share=0.5
    )
    kept = [_value(before, e) for e in before.document.entities]
    found = [_value(after, e) for e in after.document.entities]
    for value in kept:
        assert value in found
    assert [_value(after, e) for e in after.ignored] == [_value(before, e) for e in before.ignored]


@given(
    st.lists(st.sampled_from(["", "  ", "\t", " \t "]), max_size=6),
    st.integers(0, 10_000),
    st.sampled_from([0.0, 0.5, 1.0]),
)
def test_what_is_sprinkled_is_marked_from_its_first_to_its_last_character(indents, seed, share):
    values = Remembering(seed)
    text = "".join(f"{indent}x\n" for indent in indents)
    sample = sprinkle(
        Sample(Document("a", text)),
        FENCED,
        FENCED.kinds(),
        values,
        Random(seed),
        lines_between=1,
        run_share=share,
    )
    found = [_value(sample, entity) for entity in sample.document.entities]
    assert [_flat(value) for value in found] == [_flat(value) for value in values.given]
    for entity in sample.document.entities:
        around = sample.document.text[entity.start - 1] + sample.document.text[entity.end]
        assert around == "''"


def test_a_run_has_the_lines_asked_for_in_the_indent_of_the_next_line():
    sample = sprinkle(
        Sample(Document("a", "    x\n")),
        Grammar(parts_of("line_a:\n  - ${NAME}\n  * ${NAME}\n")),
        ["line_a"],
        Values(0),
        Random(0),
        lines_between=1,
        run_share=1,
    )
    lines = sample.document.text.splitlines()
    assert 3 <= len(lines) <= 13
    assert len(sample.document.entities) == len(lines) - 1
    assert all(line.startswith("    ") for line in lines)


def test_what_bears_one_mark_is_the_same_all_over_a_line_and_new_in_the_next():
    grammar = Grammar(parts_of("line_a:\n  ${USERNAME#a} ${USERNAME#a} ${USERNAME}\n"))
    text, entities = grammar.run("line_a", Values(0), Random(0), 2)
    rows = [line.split() for line in text.splitlines()]
    assert rows[0][0] == rows[0][1] != rows[0][2]
    assert rows[0][0] != rows[1][0]
    assert len(entities) == 6


def test_a_part_that_bears_a_mark_is_written_the_same_way_all_over_a_line():
    grammar = Grammar(parts_of("sign:\n  #\n  %\nline_a:\n  ${sign#1}${sign#1}\n"))
    written = {grammar.line("line_a", Values(0), Random(seed))[0] for seed in range(20)}
    assert written == {"##", "%%"}


@pytest.mark.parametrize("kind", [kind for kind in KINDS if "_negative_" in kind])
def test_lines_that_only_look_like_it_hold_no_entity(kind):
    for seed in range(20):
        assert not GRAMMAR.line(kind, Values(seed), Random(seed))[1]


def test_every_alternative_can_be_written():
    values, draw = Values(0, wide=True), Random(0)
    for alternative in {alternative for part in PARTS.values() for alternative in part}:
        Grammar({**PARTS, "line_a": [alternative]}).line("line_a", values, draw)


def test_every_part_is_asked_for_and_no_line_is_drawn_more_than_twice_as_often():
    asked_for = set(re.findall(r"\$\{(\w+)", "".join(map("".join, PARTS.values()))))
    assert {name for name in PARTS if not name.startswith("line_")} <= asked_for
    for name, alternatives in PARTS.items():
        if name.startswith("line_"):
            assert [a for a, count in Counter(alternatives).items() if count > 2] == []


def test_wide_values_are_more_than_the_plain_ones():
    for label in (Label.NAME, Label.USERNAME, Label.KEY, Label.PASSWORD):
        plain, wide = Values(0), Values(0, wide=True)
        assert [plain.of(label) for _ in range(20)] != [wide.of(label) for _ in range(20)]


def test_a_form_that_a_label_lacks_is_named():
    with pytest.raises(ValueError, match="'sideways'"):
        Values(0).of(Label.NAME, "sideways")


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
    assert {family.id for family in FAMILIES} >= HELD_OUT_FAMILIES


def test_a_part_that_nobody_makes_is_named():
    with pytest.raises(ValueError, match="'nobody'"):
        Grammar(parts_of("line_a:\n  ${nobody}\n")).line("line_a", Values(0), Random(0))


def _without(text, places):
    inside = {i for e in places for i in range(e.start, e.end)}
    return "".join(c for i, c in enumerate(text) if i not in inside)


def _flat(value):
    return [line.strip() for line in value.splitlines()]


def _value(sample, entity):
    return sample.document.text[entity.start : entity.end]
