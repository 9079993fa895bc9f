"""What an encoder's confidence means: tempered, and rescaled to what policies hide from.

A network's confidence has no unit. A temperature makes it a chance; each label's two operating
points then move to two scores that are the same for every label and model, so that a policy's own
thresholds hide what the points were chosen for.
"""

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from math import log, log1p, tanh

from pii.encoder.checkpoint import Manifest
from pii.entities import Entity
from pii.redaction.policy import BALANCED, CAREFUL

DEFAULT_THRESHOLD = 0.8


def in_scores(claims: list[Entity], manifest: Manifest) -> Iterator[Entity]:
    """Yield claims with scores in place of a model's confidence.

    Just at a label's balanced threshold the score is `BALANCED`, at its careful one `CAREFUL`.
    """
    for claim in claims:
        threshold = manifest.thresholds.get(claim.label, DEFAULT_THRESHOLD)
        careful = manifest.careful.get(claim.label)
        yield replace(claim, score=rescaled(claim.score, threshold, careful))


def rescaled(score: float, threshold: float, careful: float | None = None) -> float:
    """Return a score in which these thresholds have moved to those of policies; its order stays.

    Without a careful threshold below the balanced one only the latter moves.
    """
    anchors = [(0.0, 0.0), (threshold, BALANCED), (1.0, 1.0)]
    if careful is not None and careful < threshold:
        anchors.insert(1, (careful, CAREFUL))
    for (low, before), (high, behind) in pairwise(anchors):
        if low <= score < high:
            return min(behind, before + (behind - before) * (score - low) / (high - low))
    return 1.0


def tempered(score: float, temperature: float) -> float:
    """Return a score whose log odds are divided by a temperature; its order and 0.5 stay."""
    if temperature == 1 or not 0 < score < 1:
        return score
    odds = log(score) - log1p(-score)
    # The logistic function in a form that no odds are too long for.
    return 0.5 + 0.5 * tanh(odds / temperature / 2)
