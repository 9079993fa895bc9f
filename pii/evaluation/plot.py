"""An evaluation as a plot: scores, calibration, and errors by threshold."""

from pathlib import Path
from typing import TYPE_CHECKING

from pii.evaluation.summary import ALL, Evaluation
from pii.extras import PLOT, require
from pii.labels import Label

if TYPE_CHECKING:
    from matplotlib.axes import Axes


def plot(evaluation: Evaluation, target: Path) -> None:
    """Write three charts side by side as a PNG.

    Raises:
        MissingExtra: if `matplotlib` is not installed.
    """
    require("a plot", PLOT)
    from matplotlib.figure import Figure

    # A figure by itself: pyplot would keep global state and look for a screen.
    figure = Figure(figsize=(15, 5), layout="constrained")
    scores, calibration, operating = figure.subplots(1, 3)
    _draw_scores(scores, evaluation)
    _draw_calibration(calibration, evaluation)
    _draw_operating(operating, evaluation)
    figure.savefig(str(target), format="png")


def _draw_scores(axes: "Axes", evaluation: Evaluation) -> None:
    names = [*map(str, Label), ALL]
    values = [*(evaluation.report.strict[label].f1 for label in Label), evaluation.report.total.f1]
    bounds = [
        evaluation.intervals.get(name, (value, value))
        for name, value in zip(names, values, strict=True)
    ]
    # A percentile interval need not hold the value it belongs to.
    below = [max(0.0, value - low) for value, (low, _) in zip(values, bounds, strict=True)]
    above = [max(0.0, high - value) for value, (_, high) in zip(values, bounds, strict=True)]
    axes.barh(names, values, xerr=[below, above], capsize=3)
    axes.set(title="strict F1 with 95% interval", xlim=(0, 1))
    axes.invert_yaxis()


def _draw_calibration(axes: "Axes", evaluation: Evaluation) -> None:
    bins = [one for one in evaluation.calibration.bins if one.claims]
    axes.plot([0, 1], [0, 1], linestyle=":", label="perfect calibration")
    axes.plot(
        [one.confidence for one in bins], [one.share for one in bins], marker="o", label="claims"
    )
    axes.set(
        title=f"calibration, expected error {evaluation.calibration.error:.3f}",
        xlabel="mean score",
        ylabel="share that is correct",
        xlim=(0, 1),
        ylim=(0, 1),
    )
    axes.legend()


def _draw_operating(axes: "Axes", evaluation: Evaluation) -> None:
    thresholds = list(evaluation.operating)
    points = evaluation.operating.values()
    missed = [100 * one.missed_share for one in points]
    excess = [one.excess_per_thousand for one in points]
    axes.plot(thresholds, missed, marker="o", label="missed, % of secret characters")
    axes.plot(thresholds, excess, marker="s", label="false-positive characters per 1,000")
    axes.set(title="by threshold", xlabel="threshold", ylim=(0, None))
    axes.legend()
