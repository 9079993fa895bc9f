"""Which rule to believe: how many of its finds are right, and what is wrong with the others."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from pii.entities import Entity
from pii.evaluation.judging import judge, touch
from pii.samples import Sample


class Fault(StrEnum):
    """What is wrong with a find: its borders, its label, or that nothing is there at all."""

    BORDERS = "borders"
    LABEL = "label"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class RuleScore:
    """Counts of one rule's finds.

    Attributes:
        right: with the very borders and label of a true entity.
        borders: those that touch a true entity of their label, with other borders.
        label: those that touch true entities of other labels only.
        nothing: those that touch no true entity.
    """

    right: int = 0
    borders: int = 0
    label: int = 0
    nothing: int = 0

    @property
    def wrong(self) -> int:
        """How many of the finds are not right."""
        return self.borders + self.label + self.nothing

    @property
    def found(self) -> int:
        """How many finds there are."""
        return self.right + self.wrong


def fault_of(sample: Sample, claim: Entity) -> Fault:
    """Return what is wrong with a claim that is not right."""
    labels = {entity.label for entity in sample.document.entities if touch(claim, entity)}
    if not labels:
        return Fault.NOTHING
    return Fault.BORDERS if claim.label in labels else Fault.LABEL


def by_rule(
    samples: Sequence[Sample], claims: Sequence[Iterable[Entity]]
) -> Mapping[str, RuleScore]:
    """Return the counts of each rule, that with most wrong finds first.

    A find is counted once, under the rule of its surest claim, as every output names it.
    """
    counts: dict[str, Counter[str]] = {}
    for sample, some in zip(samples, claims, strict=True):
        verdict = judge(sample, some)
        for claim in verdict.right:
            counts.setdefault(claim.rule, Counter())["right"] += 1
        for claim in verdict.wrong:
            counts.setdefault(claim.rule, Counter())[fault_of(sample, claim)] += 1
    scores = {
        rule: RuleScore(**{str(k): n for k, n in own.items()}) for rule, own in counts.items()
    }
    return dict(sorted(scores.items(), key=lambda item: (-item[1].wrong, -item[1].found, item[0])))
