import pytest
from hypothesis import given
from hypothesis import strategies as st

from pii.documents import Document
from pii.entities import Entity
from pii.evaluation import Characters, Report, Score, evaluate, interval, judge, report_of
from pii.evaluation.calibration import calibration_of
from pii.evaluation.judging import confusion_of
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


@given(lists, lists)
def test_every_true_entity_stands_once_in_the_confusion(true, claims):
    true = disjoint(true)
    pairs = confusion_of(sample_of(true), claims)
    for label in Label:
        row = sum(count for (truth, _), count in pairs.items() if truth is label)
        assert row == sum(entity.label is label for entity in true)
    assert (None, None) not in pairs


@given(lists, lists)
def test_characters_are_right_where_truth_and_claim_agree_on_the_label(true, claims):
    true, claims = disjoint(true), disjoint(claims)
    report = report_of(sample_of(true), claims)
    said = [{e.label for e in true if e.start <= at < e.end} for at in range(60)]
    claimed = [{e.label for e in claims if e.start <= at < e.end} for at in range(60)]
    assert report.total_lettered == Score(
        sum(bool(one & other) for one, other in zip(said, claimed, strict=True)),
        sum(map(len, claimed)),
        sum(map(len, said)),
    )


@given(st.lists(st.tuples(st.floats(0, 1), st.booleans())))
def test_every_claim_stands_in_the_bin_of_its_score(graded):
    calibration = calibration_of(graded)
    assert calibration.claims == len(graded)
    assert 0 <= calibration.error <= 1
    for number, one in enumerate(calibration.bins):
        assert one.claims == 0 or number / 10 - 1e-9 <= one.confidence <= number / 10 + 0.1 + 1e-9


def test_scores_that_promise_too_much_are_off_by_just_that():
    graded = [(0.75, True), (0.75, False), (0.25, False), (0.25, False)]
    assert calibration_of(graded).error == pytest.approx(0.25)


def test_a_true_entity_goes_with_the_claim_that_shares_most_with_it():
    true = [Entity(0, 10, Label.KEY)]
    claims = [Entity(0, 3, Label.NAME), Entity(3, 10, Label.PASSWORD), Entity(20, 25, Label.EMAIL)]
    assert confusion_of(sample_of(true), claims) == {
        (Label.KEY, Label.PASSWORD): 1,
        (None, Label.EMAIL): 1,
    }


def test_a_higher_threshold_bares_more_and_hides_less_for_nothing():
    sample = sample_of([Entity(0, 10, Label.KEY)])
    claims = [Entity(0, 10, Label.KEY, 0.55), Entity(20, 26, Label.KEY, 0.35)]
    points = evaluate([sample], [claims], 0.5).operating
    assert [points[at].missed for at in (0.3, 0.5, 0.6)] == [0, 0, 10]
    assert [points[at].excess for at in (0.3, 0.5, 0.6)] == [6, 0, 0]


def test_samples_of_one_repository_make_one_unit_and_one_unit_has_no_interval():
    one = Sample(Document("a", TEXT), repository="some/where")
    other = Sample(Document("b", TEXT), repository="some/where")
    alone = evaluate([one, other], [[], []], 0.5)
    assert (alone.units, alone.intervals) == (1, {})
    together = evaluate([one, other, sample_of([])], [[], [], []], 0.5)
    assert together.units == 2
    assert {*Label, "all", "missed", "excess"} == set(together.intervals)


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
