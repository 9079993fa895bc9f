"""What people mark in a text, and one person's reading of it.

The detector's labels and its half-open code points, with two things more that only people say: a
flag, and the label `OTHER`, kept for later and never scored.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import pairwise

from pii.entities import Entity
from pii.errors import InvalidEntity
from pii.labels import Label
from pii_annotation.errors import MalformedRecord
from pii_annotation.json_fields import Record


class MarkedLabel(StrEnum):
    """The six labels of the detector and `OTHER`, in the order of tables."""

    EMAIL = Label.EMAIL
    NAME = Label.NAME
    USERNAME = Label.USERNAME
    KEY = Label.KEY
    PASSWORD = Label.PASSWORD
    IP_ADDRESS = Label.IP_ADDRESS
    OTHER = "OTHER"


class Flag(StrEnum):
    """Whether an entity counts.

    `scored` does. `example` has the shape and exposes nobody, `ambiguous` cannot be told even
    with the context; scorers and training leave both out.
    """

    SCORED = "scored"
    EXAMPLE = "example"
    AMBIGUOUS = "ambiguous"


@dataclass(frozen=True, slots=True, order=True)
class MarkedEntity:
    """One stretch that a person marked. Offsets are half-open and count code points.

    Raises:
        InvalidEntity: unless 0 <= start < end.
    """

    start: int
    end: int
    label: MarkedLabel
    flag: Flag = Flag.SCORED

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise InvalidEntity(f"needs 0 <= start < end, got start={self.start} end={self.end}")

    def touches(self, other: "MarkedEntity") -> bool:
        """Say whether both share a character."""
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class Reading:
    """A document as one annotator read it; without entities it was read and nothing found.

    Entities are sorted, and no two share a character, as the guideline wants it.

    Attributes:
        text: None where it is known from elsewhere.
        annotators: how many people's reading this is, after adjudication.

    Raises:
        InvalidEntity: if two entities overlap.
    """

    document_id: str
    annotator: str
    entities: tuple[MarkedEntity, ...] = ()
    text: str | None = field(default=None, repr=False)
    annotators: int = 1

    def __post_init__(self) -> None:
        object.__setattr__(self, "entities", tuple(sorted(self.entities)))
        for one, other in pairwise(self.entities):
            if one.touches(other):
                raise InvalidEntity(
                    f"document {self.document_id!r}: the entities at {one.start}:{one.end} and "
                    f"{other.start}:{other.end} overlap; keep the outer one that fits best"
                )


def scored_entities(entities: Iterable[MarkedEntity]) -> tuple[Entity, ...]:
    """Return what counts as truth, as the detector spells it: unflagged, without `OTHER`."""
    return tuple(
        Entity(entity.start, entity.end, Label(entity.label))
        for entity in entities
        if entity.flag is Flag.SCORED and entity.label is not MarkedLabel.OTHER
    )


def entity_of(record: Record) -> MarkedEntity:
    """Return the entity that a JSON object spells.

    Raises:
        MalformedRecord: for a label or flag that we do not have, or impossible offsets.
    """
    label, flag = record.text("label"), record.fields.get("flag") or Flag.SCORED
    if label not in set(MarkedLabel):
        raise MalformedRecord(record.place, f"'label' must be one of {', '.join(MarkedLabel)}")
    if flag not in set(Flag):
        raise MalformedRecord(record.place, f"'flag' must be null or one of {', '.join(Flag)}")
    start, end = record.number("start"), record.number("end")
    try:
        return MarkedEntity(start, end, MarkedLabel(label), Flag(str(flag)))
    except InvalidEntity as error:
        raise MalformedRecord(record.place, str(error)) from None


def row_of_entity(entity: MarkedEntity) -> dict[str, object]:
    """Return the JSON object that `entity_of` reads; a scored entity's flag is null."""
    return {
        "start": entity.start,
        "end": entity.end,
        "label": str(entity.label),
        "flag": None if entity.flag is Flag.SCORED else str(entity.flag),
    }


def reading_of(record: Record) -> Reading:
    """Return the reading that a JSON object spells.

    Raises:
        MalformedRecord: if a field is missing, of another type, or breaks a rule.
    """
    text = record.fields.get("text")
    try:
        return Reading(
            record.text("id"),
            record.text("annotator", ""),
            tuple(entity_of(item) for item in record.records("entities")),
            None if text is None else record.text("text"),
            record.number("annotators") if "annotators" in record.fields else 1,
        )
    except InvalidEntity as error:
        raise MalformedRecord(record.place, str(error)) from None


def row_of_reading(reading: Reading) -> dict[str, object]:
    """Return the JSON object that `reading_of` reads."""
    row: dict[str, object] = {
        "id": reading.document_id,
        "annotator": reading.annotator,
        "annotators": reading.annotators,
        "entities": [row_of_entity(entity) for entity in reading.entities],
    }
    return row if reading.text is None else {**row, "text": reading.text}
