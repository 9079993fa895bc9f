from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pii_annotation.agreement import by_document, pair_agreements
from pii_annotation.alpha import character_alpha, nominal_alpha
from pii_annotation.disagreements import disagreements
from pii_annotation.entities import Flag, MarkedEntity, MarkedLabel, Reading

from pii.evaluation import Score
from tests.annotation.strategies import readings

NAME, KEY = MarkedLabel.NAME, MarkedLabel.KEY
LENGTHS = {"a": 30}


def reading(annotator, *entities):
    return Reading("a", annotator, tuple(MarkedEntity(*one) for one in entities))


@given(readings("ann"))
def test_whoever_marks_the_same_agrees_wholly(one):
    other = replace(one, annotator="bob")
    group = by_document([one, other])
    [pair] = pair_agreements(group)
    for scores in (pair.strict, pair.overlap, pair.strict_marked):
        assert all(score.right == score.predicted == score.true for score in scores.values())
    assert character_alpha(group, LENGTHS) in (None, 1.0)
    assert disagreements(one, other) == []


@given(readings("ann"), readings("bob"))
def test_agreement_is_the_same_both_ways(one, other):
    [pair] = pair_agreements(by_document([one, other]))
    swapped = [replace(one, annotator="bob"), replace(other, annotator="ann")]
    [back] = pair_agreements(by_document(swapped))
    for label in MarkedLabel:
        assert pair.strict[label].f1 == pytest.approx(back.strict[label].f1)
        assert pair.strict[label].right <= pair.overlap[label].right


@given(readings("ann"), readings("bob"))
def test_every_entity_that_is_not_shared_is_in_a_disagreement(one, other):
    found = disagreements(one, other)
    shared = set(one.entities) & set(other.entities)
    mentions = sum((item.one != "nothing") + (item.other != "nothing") for item in found)
    assert mentions == len(one.entities) + len(other.entities) - 2 * len(shared)


def test_scores_tell_borders_flags_and_labels_apart():
    ann = reading("ann", (0, 5, NAME), (6, 9, KEY), (10, 12, KEY, Flag.EXAMPLE))
    bob = reading("bob", (0, 4, NAME), (6, 9, KEY), (10, 12, KEY))
    [pair] = pair_agreements(by_document([ann, bob]))
    assert pair.annotators == ("ann", "bob")
    assert pair.strict[NAME] == Score(0, 1, 1)
    assert pair.overlap[NAME] == Score(1, 1, 1)
    assert pair.strict[KEY] == Score(1, 1, 2)
    assert pair.strict_marked[KEY] == Score(2, 2, 2)


def test_annotators_who_share_no_document_are_no_pair():
    assert pair_agreements(by_document([Reading("a", "ann"), Reading("b", "bob")])) == []


def test_disagreements_say_what_differs():
    ann = reading("ann", (0, 5, NAME), (6, 9, KEY), (10, 12, KEY), (14, 16, KEY))
    bob = reading("bob", (0, 4, NAME), (6, 9, NAME), (10, 12, KEY, Flag.EXAMPLE), (20, 22, KEY))
    found = [(one.kind, one.one, one.other) for one in disagreements(ann, bob)]
    assert found == [
        ("borders", "NAME", "NAME"),
        ("label", "KEY", "NAME"),
        ("flag", "KEY", "KEY:example"),
        ("presence", "KEY", "nothing"),
        ("presence", "nothing", "KEY"),
    ]


def test_alpha_is_that_of_krippendorffs_worked_example():
    # Four observers, twelve units, missing judgements: example C of the paper gives 0.743.
    observers = (
        "1 2 3 3 2 1 4 1 2 . . .",
        "1 2 3 3 2 2 4 1 2 5 . 3",
        ". 3 3 3 2 3 4 2 2 5 1 .",
        "1 2 3 3 2 4 4 1 2 5 1 .",
    )
    columns = zip(*(row.split() for row in observers), strict=True)
    units = Counter(tuple(value for value in column if value != ".") for column in columns)
    assert nominal_alpha(units) == pytest.approx(0.743, abs=0.0005)


@given(
    st.dictionaries(
        st.lists(st.sampled_from("abc"), max_size=3).map(tuple), st.integers(1, 4), max_size=6
    )
)
def test_alpha_is_at_most_one_and_does_not_depend_on_the_coders_order(units):
    alpha = nominal_alpha(units)
    turned = Counter()
    for values, count in units.items():
        turned[values[::-1]] += count
    assert alpha is None or alpha <= 1 + 1e-9
    assert nominal_alpha(turned) == (None if alpha is None else pytest.approx(alpha))


def test_alpha_by_characters_is_counted_by_hand():
    # Ten characters; the two agree on eight, of which two are marked.
    ann, bob = reading("ann", (0, 3, KEY)), reading("bob", (1, 4, KEY))
    group = by_document([ann, bob])
    marked, unmarked = 6, 14
    observed = 4 / 20
    expected = 2 * marked * unmarked / (20 * 19)
    assert character_alpha(group, {"a": 10}) == pytest.approx(1 - observed / expected)
    assert character_alpha(group, {"a": 10}, NAME) is None


def test_alpha_looks_at_documents_with_several_readings_only():
    assert character_alpha(by_document([reading("ann", (0, 3, KEY))]), LENGTHS) is None
