import pytest

from pii.documents import Document
from pii.entities import Entity
from pii.evaluation import Score
from pii.labels import Label
from pii.samples import Sample
from pii.thresholds import Judged, f_score, thresholds_of

TRUE = Entity(0, 5, Label.NAME)


def judged(true, *claims):
    return Judged(Sample(Document("a", "x" * 40, true)), (), claims)


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
