"""Whether scores mean what they say: of claims that score 0.8, four in five ought to be right."""

from collections.abc import Iterable
from dataclasses import dataclass

BINS = 10


@dataclass(frozen=True, slots=True)
class Bin:
    """Claims whose scores lie in the same tenth.

    Attributes:
        claims: how many there are.
        right: how many of them are right.
        confidence: their mean score; 0 without a claim.
    """

    claims: int = 0
    right: int = 0
    confidence: float = 0.0

    @property
    def share(self) -> float:
        """The share of the claims that is right; 0 without a claim."""
        return self.right / self.claims if self.claims else 0.0


@dataclass(frozen=True, slots=True)
class Calibration:
    """Claims by their scores: ten bins, the first from 0 to under 0.1, the last up to 1."""

    bins: tuple[Bin, ...] = (Bin(),) * BINS

    @property
    def claims(self) -> int:
        """How many claims there are in all bins."""
        return sum(one.claims for one in self.bins)

    @property
    def error(self) -> float:
        """The expected calibration error: how far a claim's bin is off, on average; 0 of none."""
        off = sum(one.claims * abs(one.confidence - one.share) for one in self.bins)
        return off / self.claims if self.claims else 0.0


def calibration_of(graded: Iterable[tuple[float, bool]]) -> Calibration:
    """Return the calibration of scores, each with whether its claim is right."""
    sorted_in: list[list[tuple[float, bool]]] = [[] for _ in range(BINS)]
    for score, right in graded:
        sorted_in[min(int(score * BINS), BINS - 1)].append((score, right))
    return Calibration(tuple(map(_bin_of, sorted_in)))


def _bin_of(graded: list[tuple[float, bool]]) -> Bin:
    if not graded:
        return Bin()
    scores, right = zip(*graded, strict=True)
    return Bin(len(graded), sum(right), sum(scores) / len(graded))
