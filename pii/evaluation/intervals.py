"""How far figures would wander on other samples of the same kind."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from random import Random
from typing import TypeAlias

from pii.evaluation.counts import Report
from pii.labels import Label
from pii.samples import Sample

Statistic: TypeAlias = Callable[[Report], float]
Interval: TypeAlias = tuple[float, float]


def interval(
    reports: Sequence[Report],
    statistic: Statistic,
    *,
    rounds: int = 200,
    level: float = 0.95,
) -> Interval:
    """Return the bounds between which a statistic lies when the samples are drawn again.

    A percentile bootstrap over the given reports: one for each repository is the honest unit,
    for the samples of one repository resemble each other. The draws are the same at every call.
    """
    [bounds] = intervals(reports, {"": statistic}, rounds=rounds, level=level).values()
    return bounds


def intervals(
    reports: Sequence[Report],
    statistics: Mapping[str, Statistic],
    *,
    rounds: int = 200,
    level: float = 0.95,
) -> dict[str, Interval]:
    """Return the interval of each statistic, all from the same draws (see `interval`)."""
    draw = Random(0)  # noqa: S311  (statistics, no secret)
    totals = [sum(draw.choices(reports, k=len(reports)), Report()) for _ in range(rounds)]
    aside = int(rounds * (1 - level) / 2)
    bounds = {}
    for name, statistic in statistics.items():
        values = sorted(map(statistic, totals))
        bounds[name] = values[aside], values[-1 - aside]
    return bounds


def by_repository(samples: Iterable[Sample], reports: Iterable[Report]) -> list[Report]:
    """Add up the reports of each repository; a sample that names none stands alone."""
    totals: dict[str | int, Report] = {}
    for number, (sample, report) in enumerate(zip(samples, reports, strict=True)):
        unit = sample.repository or number
        totals[unit] = totals.get(unit, Report()) + report
    return list(totals.values())


def f1_of(label: Label) -> Statistic:
    """Return the statistic that is the strict F1 of one label."""
    return lambda report: report.strict[label].f1
