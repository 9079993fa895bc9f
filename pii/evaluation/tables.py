"""An evaluation as lines of text, for a terminal."""

from collections.abc import Iterable, Iterator, Mapping

from pii.evaluation.calibration import BINS
from pii.evaluation.counts import Score
from pii.evaluation.judging import Confusion
from pii.evaluation.rules import RuleScore
from pii.evaluation.summary import ALL, EXCESS, MISSED, Evaluation
from pii.labels import Label

_HEADS = ("true", "claimed", "prec.", "recall", "f1")
_MORE_HEADS = ("overlap", "char-p", "char-r", "char-f1")
_RULE_HEADS = ("found", "right", "wrong", "borders", "label", "nothing")
# Of many rules those with most wrong finds tell most.
_MOST_RULES = 20


def lines_of(evaluation: Evaluation) -> Iterator[str]:
    """Yield scores, what was taken for what, what scores are worth, languages, and rules."""
    yield from _scores(evaluation)
    yield ""
    yield from _confusion(evaluation.confusion)
    yield ""
    yield from _calibration(evaluation)
    yield ""
    for name, report in evaluation.languages.items():
        if report.total.true:
            yield f"{name:24} f1 {report.total.f1:.3f}  true {report.total.true}"
    if evaluation.rules:
        yield ""
        yield from _rules(evaluation.rules)


def _scores(evaluation: Evaluation) -> Iterator[str]:
    report = evaluation.report
    yield f"{'':10}{_cells(_HEADS)}{'95%':>13}{_cells(_MORE_HEADS)}"
    for label in Label:
        yield _row(
            evaluation, label, report.strict[label], report.overlap[label], report.lettered[label]
        )
    yield _row(evaluation, ALL, report.total, report.total_overlap, report.total_lettered)
    characters = report.characters
    missed = f"{characters.missed_share:.4f}" if characters.secret else "none to miss"
    yield f"secret characters missed: {missed}{_bounds(evaluation, MISSED, ' ({:.4f}-{:.4f})')}"
    yield (
        f"characters hidden for nothing in 1,000: {characters.excess_per_thousand:.3f}"
        f"{_bounds(evaluation, EXCESS, ' ({:.3f}-{:.3f})')}"
    )
    if evaluation.intervals:
        yield f"95% intervals: bootstrap over {evaluation.units} repositories"


def _row(evaluation: Evaluation, name: str, strict: Score, overlap: Score, lettered: Score) -> str:
    shares = (strict.precision, strict.recall, strict.f1)
    more = (overlap.f1, lettered.precision, lettered.recall, lettered.f1)
    return (
        f"{name:10}{strict.true:8}{strict.predicted:8}"
        + "".join(f"{share:8.3f}" for share in shares)
        + f"{_bounds(evaluation, name, '{:.3f}-{:.3f}'):>13}"
        + "".join(f"{share:8.3f}" for share in more)
    )


def _bounds(evaluation: Evaluation, name: str, pattern: str) -> str:
    """Return an interval in words, or nothing where there is none."""
    bounds = evaluation.intervals.get(name)
    return pattern.format(*bounds) if bounds else ""


def _confusion(pairs: Confusion) -> Iterator[str]:
    labels = (*Label, None)
    yield f"{'true, taken for':16}" + "".join(f"{label or 'nothing':>11}" for label in labels)
    for true in labels:
        # What is nothing and taken for nothing is not counted.
        counts = (str(pairs[true, claimed]) if true or claimed else "" for claimed in labels)
        yield f"{true or 'nothing':16}" + "".join(f"{count:>11}" for count in counts).rstrip()


def _calibration(evaluation: Evaluation) -> Iterator[str]:
    calibration = evaluation.calibration
    by_label = ", ".join(
        f"{label} {one.error:.3f}" for label, one in evaluation.calibrations.items() if one.claims
    )
    yield f"expected calibration error: {calibration.error:.3f}" + (by_label and f" ({by_label})")
    yield f"{'score from':10}" + "".join(f"{number / BINS:8.1f}" for number in range(BINS))
    yield f"{'claims':10}" + "".join(f"{one.claims:8}" for one in calibration.bins)
    shares = (f"{one.share:.3f}" if one.claims else "-" for one in calibration.bins)
    yield f"{'right':10}{_cells(shares)}"


def _rules(scores: Mapping[str, RuleScore]) -> Iterator[str]:
    """Yield how many finds of each rule are right, and what is wrong with the others."""
    shown = list(scores.items())[:_MOST_RULES]
    width = max(len(rule) for rule, _ in shown) + 2
    yield f"{'rule':{width}}{_cells(_RULE_HEADS)}"
    for rule, one in shown:
        counts = (one.found, one.right, one.wrong, one.borders, one.label, one.nothing)
        yield f"{rule:{width}}{_cells(map(str, counts))}"
    if len(scores) > len(shown):
        yield f"and {len(scores) - len(shown)} more rules; --json has them all"


def _cells(values: Iterable[str]) -> str:
    return "".join(f"{value:>8}" for value in values)
