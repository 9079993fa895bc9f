from hypothesis import given
from hypothesis import strategies as st

from pii.documents import Document
from pii.entities import Entity, resolve
from pii.evaluation import evaluate, report_of
from pii.evaluation.rules import Fault, RuleScore, by_rule, fault_of
from pii.evaluation.tables import lines_of
from pii.labels import Label
from pii.samples import Sample
from tests.strategies import entities

TEXT = "x" * 60
claims = st.lists(entities(), max_size=8)
truths = claims.map(resolve)


def sample_of(true, ignored=()):
    return Sample(Document("s", TEXT, tuple(true)), tuple(ignored))


@given(truths, claims, claims)
def test_finds_and_right_ones_are_those_of_the_strict_counts(true, ignored, found):
    sample = sample_of(true, ignored)
    scores = by_rule([sample], [found]).values()
    total = report_of(sample, found).total
    assert sum(score.found for score in scores) == total.predicted
    assert sum(score.right for score in scores) == total.right


@given(truths, claims)
def test_every_rule_that_is_counted_made_a_claim_and_found_something(true, found):
    scores = by_rule([sample_of(true)], [found])
    assert scores.keys() <= {claim.rule for claim in found}
    assert all(score.found for score in scores.values())


@given(st.lists(st.tuples(truths, claims), max_size=4))
def test_counts_of_samples_add_up_and_the_worst_rule_comes_first(pairs):
    samples, found = [sample_of(true) for true, _ in pairs], [some for _, some in pairs]
    together = by_rule(samples, found)
    for rule, score in together.items():
        alone = [
            by_rule([s], [f]).get(rule, RuleScore()) for s, f in zip(samples, found, strict=True)
        ]
        assert score.found == sum(one.found for one in alone)
        assert score.borders == sum(one.borders for one in alone)
    wrong = [score.wrong for score in together.values()]
    assert wrong == sorted(wrong, reverse=True)


def test_a_find_is_counted_under_the_rule_of_its_surest_claim():
    found = [Entity(0, 8, Label.NAME, 0.6, "one"), Entity(2, 10, Label.NAME, 0.9, "two")]
    assert by_rule([sample_of([Entity(0, 10, Label.NAME)])], [found]) == {"two": RuleScore(right=1)}


def test_what_is_wrong_with_a_find_is_its_borders_its_label_or_all_of_it():
    sample = sample_of([Entity(0, 10, Label.NAME), Entity(20, 30, Label.KEY)])
    assert fault_of(sample, Entity(0, 9, Label.NAME)) is Fault.BORDERS
    assert fault_of(sample, Entity(5, 25, Label.KEY)) is Fault.BORDERS
    assert fault_of(sample, Entity(0, 10, Label.KEY)) is Fault.LABEL
    assert fault_of(sample, Entity(10, 20, Label.KEY)) is Fault.NOTHING


def test_of_many_rules_the_table_shows_the_worst_and_counts_the_others():
    found = [Entity(n, n + 1, Label.KEY, rule=f"r{n:02}") for n in range(25)]
    true = [Entity(n, n + 1, Label.KEY) for n in range(5)]
    lines = list(lines_of(evaluate([sample_of(true)], [found], 0.5)))
    at = next(number for number, line in enumerate(lines) if line.startswith("rule"))
    assert [line.split()[0] for line in lines[at + 1 : -1]] == [f"r{n:02}" for n in range(5, 25)]
    assert lines[-1] == "and 5 more rules; --json has them all"


def test_without_a_find_there_is_no_table_of_rules():
    lines = list(lines_of(evaluate([sample_of([])], [[]], 0.5)))
    assert not any(line.startswith("rule") for line in lines)
