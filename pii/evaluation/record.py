"""An evaluation as a record of numbers, to be kept as JSON and compared."""

from dataclasses import asdict

from pii.evaluation.calibration import Calibration
from pii.evaluation.counts import Characters, Report, Score
from pii.evaluation.rules import RuleScore
from pii.evaluation.summary import Evaluation

NOTHING = "nothing"


def record_of(evaluation: Evaluation) -> dict[str, object]:
    """Return all figures by name; there is nothing of a document's text among them."""
    return {
        **_report(evaluation.report),
        "units": evaluation.units,
        "intervals": {name: list(bounds) for name, bounds in evaluation.intervals.items()},
        "confusion": _confusion(evaluation),
        "calibration": {
            "all": _calibration(evaluation.calibration),
            **{str(label): _calibration(one) for label, one in evaluation.calibrations.items()},
        },
        "operating": [
            {"threshold": threshold, **_characters(characters)}
            for threshold, characters in evaluation.operating.items()
        ],
        "languages": {name: _report(report) for name, report in evaluation.languages.items()},
        "rules": {rule: _rule(score) for rule, score in evaluation.rules.items()},
    }


def _report(report: Report) -> dict[str, object]:
    kinds = (
        ("strict", report.strict, report.total),
        ("overlap", report.overlap, report.total_overlap),
        ("by_character", report.lettered, report.total_lettered),
    )
    scores = {
        kind: {
            **{str(label): _score(score) for label, score in by_label.items()},
            "all": _score(total),
        }
        for kind, by_label, total in kinds
    }
    return {**scores, "characters": _characters(report.characters)}


def _score(score: Score) -> dict[str, float]:
    return {
        "right": score.right,
        "claimed": score.predicted,
        "true": score.true,
        "precision": score.precision,
        "recall": score.recall,
        "f1": score.f1,
    }


def _rule(score: RuleScore) -> dict[str, int]:
    return {"found": score.found, "wrong": score.wrong, **asdict(score)}


def _characters(characters: Characters) -> dict[str, float]:
    return {
        "secret": characters.secret,
        "missed": characters.missed,
        "excess": characters.excess,
        "text": characters.text,
        "missed_share": characters.missed_share,
        "excess_per_thousand": characters.excess_per_thousand,
    }


def _confusion(evaluation: Evaluation) -> dict[str, dict[str, int]]:
    """Return counts by true label, then by claimed label."""
    table: dict[str, dict[str, int]] = {}
    for (true, claimed), count in sorted(
        evaluation.confusion.items(), key=lambda item: tuple(label or "" for label in item[0])
    ):
        table.setdefault(true or NOTHING, {})[claimed or NOTHING] = count
    return table


def _calibration(calibration: Calibration) -> dict[str, object]:
    return {
        "claims": calibration.claims,
        "error": calibration.error,
        "bins": [
            {"claims": one.claims, "right": one.right, "confidence": one.confidence}
            for one in calibration.bins
        ],
    }
