import pytest
from hypothesis import given
from hypothesis import strategies as st

from pii.documents import Document
from pii.entities import Entity
from pii.evaluation import Characters, Report, Score, interval, judge, report_of
from pii.labels import Label
from pii.samples import Sample

TEXT = "x" * 60
entities = st.builds(
    lambda start, length, label: Entity(start, start + length, label),
    st.integers(0, 50),
    st.integers(1, 10),
    st.sampled_from(list(Label)),
)
lists = st.lists(entities, max_size=6)


def disjoint(claims):
    kept = []
    for claim in sorted(claims):
        if not kept or claim.start >= kept[-1].end:
            kept.append(claim)
    return kept


def sample_of(true, ignored=()):
    return Sample(Document("s", TEXT, tuple(true)), tuple(ignored))


@given(lists)
def test_claiming_the_truth_is_perfect(true):
    true = disjoint(true)
    report = report_of(sample_of(true), true)
    assert report.total == report.total_overlap == Score(len(true), len(true), len(true))
    assert report.characters.missed == report.characters.excess == 0


@given(lists, lists)
def test_strict_counts_never_exceed_overlap_counts(true, claims):
    report = report_of(sample_of(disjoint(true)), claims)
    for label in Label:
        assert report.strict[label].right <= report.overlap[label].right
        assert report.strict[label].true == report.overlap[label].true


@given(lists, lists)
def test_every_true_entity_is_either_right_or_missed(true, claims):
    true = disjoint(true)
    verdict = judge(sample_of(true), claims)
    keys = {(e.start, e.end, e.label) for e in (*verdict.right, *verdict.missed)}
    assert keys == {(e.start, e.end, e.label) for e in true}
    assert len(verdict.right) + len(verdict.missed) == len(true)


@given(lists, lists, lists)
def test_ignored_stretches_only_ever_take_wrong_claims_away(true, ignored, claims):
    true = disjoint(true)
    plain = judge(sample_of(true), claims)
    lenient = judge(sample_of(true, ignored), claims)
    assert lenient.right == plain.right
    assert lenient.missed == plain.missed
    assert set(lenient.wrong) <= set(plain.wrong)


@given(lists, lists)
def test_reports_add_up(true, claims):
    report = report_of(sample_of(disjoint(true)), claims)
    double = report + report
    assert double.total.true == 2 * report.total.true
    assert double.characters == report.characters + report.characters
    assert Report() + report == report


def test_a_claim_on_an_example_is_neither_right_nor_wrong():
    sample = sample_of([], [Entity(5, 10, Label.PASSWORD)])
    assert report_of(sample, [Entity(4, 12, Label.KEY)]).total == Score()


def test_a_claim_over_an_example_and_a_true_entity_is_judged():
    sample = sample_of([Entity(10, 20, Label.KEY)], [Entity(5, 10, Label.PASSWORD)])
    assert report_of(sample, [Entity(5, 20, Label.KEY)]).total == Score(0, 1, 1)


def test_wrong_borders_count_for_overlap_alone():
    report = report_of(sample_of([Entity(0, 10, Label.NAME)]), [Entity(0, 8, Label.NAME)])
    assert report.strict[Label.NAME] == Score(0, 1, 1)
    assert report.overlap[Label.NAME] == Score(1, 1, 1)
    assert report.characters == Characters(secret=10, missed=2, excess=0, text=60)


def test_a_wrong_label_still_hides_the_characters():
    report = report_of(sample_of([Entity(0, 10, Label.NAME)]), [Entity(0, 10, Label.KEY)])
    assert report.total == Score(0, 1, 1)
    assert report.characters.missed_share == 0


def test_one_claim_pairs_with_one_true_entity_only():
    true = [Entity(0, 4, Label.NAME), Entity(6, 10, Label.NAME)]
    assert report_of(sample_of(true), [Entity(0, 10, Label.NAME)]).total_overlap == Score(1, 1, 2)


def test_excess_is_counted_by_the_thousand():
    report = report_of(sample_of([]), [Entity(0, 6, Label.KEY)])
    assert report.characters.excess_per_thousand == pytest.approx(100)


@pytest.mark.parametrize("score", [Score(), Score(0, 3, 0), Score(0, 0, 3)])
def test_scores_of_nothing_are_zero(score):
    assert (score.precision, score.recall, score.f1) == (0, 0, 0)


def test_the_interval_holds_the_statistic_and_is_the_same_each_time():
    true = [Entity(0, 4, Label.NAME)]
    reports = [report_of(sample_of(true), true if i % 2 else []) for i in range(20)]
    low, high = interval(reports, lambda report: report.total.recall)
    assert 0 < low < 0.5 < high < 1
    assert interval(reports, lambda report: report.total.recall) == (low, high)
