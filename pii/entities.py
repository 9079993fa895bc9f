"""Stretches of personal data, as claims that may overlap, and how overlaps are settled."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from operator import attrgetter

from pii.errors import InvalidEntity
from pii.labels import Label

# What stands in for a rule's id where no rule made the claim: the encoder did, or a policy names
# the value.
ENCODER, DENY = "encoder", "deny"


@dataclass(frozen=True, slots=True, order=True)
class Entity:
    """One stretch of personal data.

    Offsets are half-open and count code points. `score` is the detector's confidence in
    [0, 1]; a human annotation scores 1.0. `rule` is the id of what made the claim: a rule's of
    `pii rules`, `ENCODER` or `DENY`; empty for a human annotation. Two entities are equal whatever
    claimed them.

    Raises:
        InvalidEntity: unless 0 <= start < end and 0 <= score <= 1.
    """

    start: int
    end: int
    label: Label
    score: float = 1.0
    rule: str = field(default="", compare=False)

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise InvalidEntity(f"needs 0 <= start < end, got start={self.start} end={self.end}")
        if not 0.0 <= self.score <= 1.0:
            raise InvalidEntity(f"needs a score in [0, 1], got {self.score}")

    def moved(self, offset: int) -> "Entity":
        """Return the same entity `offset` code points further on."""
        return Entity(self.start + offset, self.end + offset, self.label, self.score, self.rule)


# What entities are compared by; as a key for sorting it is many times faster than they are.
in_order = attrgetter("start", "end", "label", "score")


def resolve(entities: Iterable[Entity]) -> tuple[Entity, ...]:
    """Return disjoint entities that cover exactly the characters the given ones cover.

    Overlapping claims become one entity over their union; the most confident claim lends
    it label, score and rule, and on a tie the one that starts first, then the longer one. Touching
    entities stay apart.
    """
    disjoint: list[Entity] = []
    best: list[Entity] = []
    for entity in sorted(entities, key=lambda e: (e.start, -e.end, e.label)):
        if disjoint and entity.start < disjoint[-1].end:
            if entity.score > best[-1].score:
                best[-1] = entity
            disjoint[-1] = replace(
                best[-1],
                start=disjoint[-1].start,
                end=max(disjoint[-1].end, entity.end),
            )
        else:
            disjoint.append(entity)
            best.append(entity)
    return tuple(disjoint)
