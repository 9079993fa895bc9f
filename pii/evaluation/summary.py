"""All figures on a detector at once, from its claims in samples."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pii.entities import Entity, resolve
from pii.evaluation.calibration import Calibration, calibration_of
from pii.evaluation.counts import Characters, Report
from pii.evaluation.intervals import Interval, by_repository, f1_of, intervals
from pii.evaluation.judging import Confusion, characters_of, confusion_of, graded, report_of
from pii.evaluation.rules import RuleScore, by_rule
from pii.labels import Label
from pii.samples import Sample

# The names, beside the labels, of what has an interval.
ALL, MISSED, EXCESS = "all", "missed", "excess"
_STATISTICS = {
    **{str(label): f1_of(label) for label in Label},
    ALL: lambda report: report.total.f1,
    MISSED: lambda report: report.characters.missed_share,
    EXCESS: lambda report: report.characters.excess_per_thousand,
}
_OPERATING_POINTS = tuple(step / 10 for step in range(1, 10))


@dataclass(frozen=True, slots=True)
class Evaluation:
    """What is known of a detector after it was tried on some samples.

    Attributes:
        report: the counts over all samples, at the chosen threshold.
        units: over how many repositories the intervals were drawn.
        intervals: 95% bounds of strict F1 by label and of `ALL`, and of `MISSED` and `EXCESS`;
            empty for fewer than two units.
        confusion: true and claimed labels, at the chosen threshold.
        calibration: of all claims, hidden or not.
        calibrations: the same for each label.
        operating: characters bared and hidden for nothing, by threshold.
        languages: the counts of each language.
        rules: the counts of each rule that found anything, at the chosen threshold, that with most
            wrong finds first.
    """

    report: Report
    units: int
    intervals: Mapping[str, Interval]
    confusion: Confusion
    calibration: Calibration
    calibrations: Mapping[Label, Calibration]
    operating: Mapping[float, Characters]
    languages: Mapping[str, Report]
    rules: Mapping[str, RuleScore]


def evaluate(
    samples: Sequence[Sample], claims: Sequence[Sequence[Entity]], threshold: float
) -> Evaluation:
    """Hold all claims against the truth.

    Args:
        samples: those that the detector was tried on.
        claims: for each sample what the detector claims, however low it scores.
        threshold: the least score that counts as claimed, wherever scores are not the point.
    """
    hidden = [_above(some, threshold) for some in claims]
    reports = list(map(report_of, samples, hidden))
    units = by_repository(samples, reports)
    judged = [
        pair for sample, some in zip(samples, claims, strict=True) for pair in graded(sample, some)
    ]
    return Evaluation(
        sum(units, Report()),
        len(units),
        intervals(units, _STATISTICS) if len(units) > 1 else {},
        sum(map(confusion_of, samples, hidden), Counter()),
        calibration_of((claim.score, right) for claim, right in judged),
        {
            label: calibration_of(
                (claim.score, right) for claim, right in judged if claim.label is label
            )
            for label in Label
        },
        {point: _characters_at(samples, claims, point) for point in _OPERATING_POINTS},
        _by_language(samples, reports),
        by_rule(samples, hidden),
    )


def _above(claims: Sequence[Entity], threshold: float) -> tuple[Entity, ...]:
    return resolve(claim for claim in claims if claim.score >= threshold)


def _characters_at(
    samples: Sequence[Sample], claims: Sequence[Sequence[Entity]], threshold: float
) -> Characters:
    return sum(
        (
            characters_of(sample, _above(some, threshold))
            for sample, some in zip(samples, claims, strict=True)
        ),
        Characters(),
    )


def _by_language(samples: Sequence[Sample], reports: Sequence[Report]) -> dict[str, Report]:
    """Add up the reports of each language, that with most true entities first."""
    totals: dict[str, Report] = {}
    for sample, report in zip(samples, reports, strict=True):
        language = sample.document.language or "unknown"
        totals[language] = totals.get(language, Report()) + report
    return dict(sorted(totals.items(), key=lambda item: (-item[1].total.true, item[0])))
