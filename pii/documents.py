"""A source text and what is claimed about it."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from pii.entities import Entity, in_order
from pii.errors import InvalidEntity


@dataclass(frozen=True, slots=True)
class Document:
    """A source file and the personal data claimed to be in it, by people or by a detector.

    Entities are sorted and may overlap: each is a claim, settled by whoever acts on it. The
    text stays out of `repr`, so logs, tracebacks and test reports cannot leak it.

    `language` is a name as `pii.files.languages` spells it (`"Python"`), empty when unknown; it
    decides only how a placeholder is written.

    Raises:
        InvalidEntity: if an entity ends behind the text.
    """

    id: str
    text: str = field(repr=False)
    entities: tuple[Entity, ...] = ()
    language: str = ""

    def __post_init__(self) -> None:
        object.__setattr__(self, "entities", tuple(sorted(self.entities, key=in_order)))
        for entity in self.entities:
            if entity.end > len(self.text):
                raise InvalidEntity(
                    f"document {self.id!r}: an entity ends at {entity.end}, behind the text of "
                    f"{len(self.text)} code points; offsets count code points from 0"
                )

    def marked(self, entities: Iterable[Entity]) -> "Document":
        """Return this document with these entities in place of those it had."""
        return replace(self, entities=tuple(entities))
