"""What a file of annotations says, before anybody believes it, and what became of it."""

from collections import Counter
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class UntrustedSpan:
    """An entity as a file spells it.

    Attributes:
        start: any JSON value; a whole number is hoped for.
        end: the same.
        label: a name that the table of labels may know, perhaps with a flag behind a colon.
        quoted: the text that the file says stands there, if it says so.
        flag: as spelled, empty for none.
    """

    start: object
    end: object
    label: str
    quoted: str | None = field(default=None, repr=False)
    flag: str = ""


@dataclass(frozen=True, slots=True)
class Refusal:
    """What was not taken: the document, the offset or line, and the reason."""

    document_id: str
    place: str
    reason: str

    def __str__(self) -> str:
        return f"document {self.document_id!r}, {self.place}: {self.reason}"


@dataclass(frozen=True, slots=True)
class Claimed:
    """A document's claims by one annotator.

    Attributes:
        annotator: empty where the file does not say.
        text: None where the file has none.
        faults: claims too broken to be spelled as one; each counts as an entity that came in.
        left_out: entities that the tool itself says are none, such as a reviewer's rejects.
    """

    document_id: str
    claims: tuple[UntrustedSpan, ...] = ()
    annotator: str = ""
    text: str | None = field(default=None, repr=False)
    faults: tuple[Refusal, ...] = ()
    left_out: int = 0


@dataclass(frozen=True, slots=True)
class Skipped:
    """A document that has no reading, and is not meant to have one: nobody's fault."""

    document_id: str
    reason: str


@dataclass(slots=True)
class Report:
    """What became of every document and entity of an import.

    Attributes:
        readings: how many came in, skipped and refused ones among them; a document may have some.
        entities: how many came in: taken, left out, refused and withheld together.
        taken: in readings that were accepted, repaired ones among them.
        left_out: because the table of labels or the tool says so, or as the second of two that
            are equal.
        withheld: sound themselves, in a document that was refused.
        repaired: how many entities were repaired, by what was done.
        skipped: documents without a reading, by the reason.
        refused: every refusal; a document with one is refused whole, for a reading with a hole
            would teach that there is nothing in the hole.
    """

    readings: int = 0
    entities: int = 0
    taken: int = 0
    left_out: int = 0
    withheld: int = 0
    repaired: Counter[str] = field(default_factory=Counter)
    skipped: Counter[str] = field(default_factory=Counter)
    refused: list[Refusal] = field(default_factory=list)
    refused_entities: int = 0

    def lines(self) -> list[str]:
        """Return the report as lines to print, refusals last."""
        return [
            f"{self.readings} readings, {self.entities} entities came in: {self.taken} taken "
            f"({self.repaired.total()} repaired), {self.left_out} left out, "
            f"{self.refused_entities} refused, {self.withheld} withheld with them",
            *(f"skipped {count}: {why}" for why, count in sorted(self.skipped.items())),
            *(f"repaired {count}: {how}" for how, count in sorted(self.repaired.items())),
            *(f"refused {refusal}" for refusal in self.refused),
        ]
