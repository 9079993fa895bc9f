"""What two annotators judge differently, stretch by stretch, without a character of the text."""

from dataclasses import dataclass

from pii_annotation.entities import Flag, MarkedEntity, Reading

NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Disagreement:
    """A stretch that two annotators judge differently.

    `one` and `other` are `LABEL`, `LABEL:flag` or `nothing`; `kind` says what differs.
    """

    document_id: str
    start: int
    end: int
    one: str
    other: str
    kind: str

    def row(self) -> dict[str, object]:
        """Return the fields as a JSON object has them."""
        return {name: getattr(self, name) for name in self.__slots__}


def disagreements(one: Reading, other: Reading) -> list[Disagreement]:
    """Return where two readings of a document differ, in the order of the text."""
    agreed = set(one.entities) & set(other.entities)
    left = [entity for entity in one.entities if entity not in agreed]
    right = [entity for entity in other.entities if entity not in agreed]
    found = []
    for entity in left:
        against = next((claim for claim in right if claim.touches(entity)), None)
        if against is not None:
            right.remove(against)
        found.append(_disagreement(one.document_id, entity, against))
    found += [_disagreement(one.document_id, None, entity) for entity in right]
    return sorted(found, key=lambda item: (item.start, item.end))


def _disagreement(
    document_id: str, one: MarkedEntity | None, other: MarkedEntity | None
) -> Disagreement:
    present = [entity for entity in (one, other) if entity is not None]
    start = min(entity.start for entity in present)
    end = max(entity.end for entity in present)
    return Disagreement(document_id, start, end, _spelled(one), _spelled(other), _kind(one, other))


def _kind(one: MarkedEntity | None, other: MarkedEntity | None) -> str:
    if one is None or other is None:
        return "presence"
    if one.label is not other.label:
        return "label"
    if (one.start, one.end) != (other.start, other.end):
        return "borders"
    return "flag"


def _spelled(entity: MarkedEntity | None) -> str:
    if entity is None:
        return NOTHING
    flag = "" if entity.flag is Flag.SCORED else f":{entity.flag}"
    return f"{entity.label}{flag}"
