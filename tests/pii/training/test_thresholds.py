import pytest

from pii.documents import Document
from pii.entities import Entity
from pii.evaluation import Score
from pii.labels import Label
from pii.samples import Sample
from pii.training.thresholds import (
    Judged,
    calibration_at,
    f_score,
    temperature_of,
    thresholds_of,
    under,
)

TRUE = Entity(0, 5, Label.NAME)


def judged(true, *claims):
    return Judged(Sample(Document("a", "x" * 40, true)), claims)


def test_a_threshold_parts_right_claims_from_wrong_ones():
    right = judged((TRUE,), Entity(0, 5, Label.NAME, 0.72))
    wrong = judged((), Entity(0, 5, Label.NAME, 0.55))
    chosen = thresholds_of([right] * 25 + [wrong] * 25)
    assert 0.55 < chosen[Label.NAME] <= 0.72


def test_careful_use_accepts_more_false_alarms():
    sure = judged((TRUE,), Entity(0, 5, Label.NAME, 0.9))
    unsure = judged((TRUE,), Entity(0, 5, Label.NAME, 0.4))
    wrong = judged((), Entity(0, 5, Label.NAME, 0.4))
    samples = [sure] * 20 + [unsure] * 8 + [wrong] * 20
    assert thresholds_of(samples)[Label.NAME] > 0.4
    assert thresholds_of(samples, beta=2)[Label.NAME] <= 0.4


def test_labels_with_few_true_entities_get_the_cautious_value_and_owned_ones_none():
    chosen = thresholds_of([judged((TRUE,), Entity(0, 5, Label.NAME, 0.3))])
    assert set(chosen.values()) == {0.97}
    assert Label.EMAIL not in chosen


@pytest.mark.parametrize(("beta", "expected"), [(1.0, 2 * 3 / (4 + 6)), (2.0, 5 * 3 / (4 * 6 + 4))])
def test_the_f_measure_weighs_recall_by_beta(beta, expected):
    assert f_score(Score(right=3, predicted=4, true=6), beta) == pytest.approx(expected)
    assert f_score(Score(), beta) == 0


def boastful():
    """Claims that say 0.95 and are right in three of four."""
    right = judged((TRUE,), Entity(0, 5, Label.NAME, 0.95))
    wrong = judged((), Entity(0, 5, Label.NAME, 0.95))
    return [right] * 75 + [wrong] * 25


def test_a_temperature_makes_scores_mean_what_they_say():
    samples = boastful()
    temperature = temperature_of(samples)
    assert 2 < temperature < 4
    assert calibration_at(samples, 1).error == pytest.approx(0.2)
    assert calibration_at(samples, temperature).error < 0.02
    assert under(samples, temperature)[0].encoder[0].score == pytest.approx(0.75, abs=0.02)


def test_few_claims_of_either_kind_leave_scores_alone():
    assert temperature_of(boastful()[:90]) == 1
    assert temperature_of([]) == 1


def test_what_the_rules_own_says_nothing_about_the_encoder():
    samples = [judged((), Entity(0, 5, Label.EMAIL, 0.95))] * 30
    assert calibration_at(samples, 1).claims == 0
