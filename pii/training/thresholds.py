"""What an encoder's confidence means, and at which a claim is worth making; chosen on samples."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from math import log

from pii.detection.ensemble import OWNED_BY_RULES
from pii.encoder.calibration import tempered
from pii.entities import Entity
from pii.evaluation import Score, report_of
from pii.evaluation.calibration import Calibration, calibration_of
from pii.evaluation.judging import graded
from pii.labels import Label
from pii.samples import Sample

# Steps of a twentieth are finer than a few hundred samples can tell apart.
_GRID = (*(step / 20 for step in range(4, 20)), 0.97, 0.99)
# With fewer true entities a choice would be chance; the cautious value holds instead.
_LEAST_TRUE = 20
_CAUTIOUS = 0.97
# From a quarter to four, in steps of a sixteenth of an octave.
_TEMPERATURES = tuple(2 ** (step / 16) for step in range(-32, 33))
# A claim that is surer than this counts as just as sure, so that one mistake costs no fortune.
_SUREST = 1e-4


@dataclass(frozen=True, slots=True)
class Judged:
    """A sample with what the encoder claims in it."""

    sample: Sample
    encoder: tuple[Entity, ...]


def temperature_of(judged: Sequence[Judged]) -> float:
    """Return the temperature under which the encoder's claims are least surprising.

    That is the least negative log likelihood of which claims are right. With few claims on either
    side a choice would be chance, and 1 leaves the scores alone.
    """
    claims = _graded(judged)
    right = sum(is_right for _, is_right in claims)
    if min(right, len(claims) - right) < _LEAST_TRUE:
        return 1.0
    return min(_TEMPERATURES, key=lambda temperature: _surprise(claims, temperature))


def calibration_at(judged: Sequence[Judged], temperature: float) -> Calibration:
    """Return how well the encoder's scores hold what they promise under a temperature."""
    return calibration_of((tempered(score, temperature), right) for score, right in _graded(judged))


def under(judged: Sequence[Judged], temperature: float) -> list[Judged]:
    """Return the same with the encoder's scores under a temperature."""
    return [
        replace(
            one,
            encoder=tuple(replace(c, score=tempered(c.score, temperature)) for c in one.encoder),
        )
        for one in judged
    ]


def _graded(judged: Iterable[Judged]) -> list[tuple[float, bool]]:
    """Return the encoder's scores on labels that it is asked for, with what is right."""
    return [
        (claim.score, right)
        for one in judged
        for claim, right in graded(one.sample, one.encoder)
        if claim.label not in OWNED_BY_RULES
    ]


def _surprise(claims: Iterable[tuple[float, bool]], temperature: float) -> float:
    """Return the negative log likelihood of which claims are right."""
    chances = (
        score if right else 1 - score
        for score, right in ((tempered(score, temperature), right) for score, right in claims)
    )
    return -sum(log(max(chance, _SUREST)) for chance in chances)


def thresholds_of(judged: Sequence[Judged], beta: float = 1.0) -> dict[Label, float]:
    """Return for each label the threshold at which the encoder's claims score best.

    The rules are not asked: where they were tuned on the same samples, whatever the encoder adds
    to them looks wrong or needless, which on other code it is not. Labels that the rules own are
    left out: no threshold matters there. Of thresholds that score alike the highest is taken.

    Args:
        judged: samples of repositories that nothing was learned from.
        beta: how many times recall counts for precision's once; 2 for careful use.
    """
    chosen = {}
    for label in Label:
        if label in OWNED_BY_RULES:
            continue
        true = sum(e.label is label for j in judged for e in j.sample.document.entities)
        if true < _LEAST_TRUE:
            chosen[label] = _CAUTIOUS
        else:
            chosen[label] = max(_GRID, key=lambda t: (_score_at(judged, label, t, beta), t))
    return chosen


def _score_at(judged: Sequence[Judged], label: Label, threshold: float, beta: float) -> float:
    """Return the F score of one label's claims cut at a threshold."""
    total = sum((_score(one, label, threshold) for one in judged), Score())
    return f_score(total, beta)


def _score(one: Judged, label: Label, threshold: float) -> Score:
    claims = [c for c in one.encoder if c.label is label and c.score >= threshold]
    return report_of(one.sample, claims).strict[label]


def f_score(score: Score, beta: float) -> float:
    """Return the F measure in which recall counts `beta` times."""
    weight = beta * beta
    bottom = weight * score.true + score.predicted
    return (1 + weight) * score.right / bottom if bottom else 0.0
