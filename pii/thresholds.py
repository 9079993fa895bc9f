"""The confidence at which a claim is worth making, for each label, chosen on samples."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from pii.ensemble import OWNED_BY_RULES, joined
from pii.entities import Entity
from pii.evaluation import Report, Score, report_of
from pii.labels import Label
from pii.samples import Sample

# Steps of a twentieth are finer than a few hundred samples can tell apart.
_GRID = (*(step / 20 for step in range(4, 20)), 0.97, 0.99)
# With fewer true entities a choice would be chance; the cautious value holds instead.
_LEAST_TRUE = 20
_CAUTIOUS = 0.97


@dataclass(frozen=True, slots=True)
class Judged:
    """A sample with what the rules and the encoder claim in it."""

    sample: Sample
    rules: tuple[Entity, ...]
    encoder: tuple[Entity, ...]


def thresholds_of(judged: Sequence[Judged], beta: float = 1.0) -> dict[Label, float]:
    """Return for each label the threshold at which the ensemble scores best.

    Labels that the rules own are left out: no threshold matters there. Of thresholds that score
    alike the highest is taken.

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
    """Return the F score over all labels with one label's claims cut at a threshold.

    Over all labels, because a claim of one label can take the place of another's.
    """
    total = sum((_report(one, label, threshold) for one in judged), Report()).total
    return f_score(total, beta)


def _report(one: Judged, label: Label, threshold: float) -> Report:
    claims = [
        replace(claim, score=max(claim.score, 0.5))
        for claim in one.encoder
        if claim.label is label and claim.score >= threshold
    ]
    return report_of(one.sample, joined(one.rules, claims))


def f_score(score: Score, beta: float) -> float:
    """Return the F measure in which recall counts `beta` times."""
    weight = beta * beta
    bottom = weight * score.true + score.predicted
    return (1 + weight) * score.right / bottom if bottom else 0.0
