"""Documents as Label Studio's tasks, with what a detector or an annotator thinks of them.

A task keeps our id and the text's hash in its data, since the server gives every import new
numbers and would take the same tasks twice.
"""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from pii.documents import Document
from pii.entities import resolve
from pii_annotation.entities import Flag, MarkedEntity, MarkedLabel, Reading
from pii_annotation.interface import FLAG_TAG, LABEL_TAG, TEXT_TAG
from pii_annotation.offsets import sanitised


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Entities to show to an annotator: who says so, and with what confidence in [0, 1].

    `rules` has for each entity the id of the rule that found it; it is empty where people did.
    """

    source: str
    entities: tuple[MarkedEntity, ...]
    score: float = 1.0
    rules: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Task:
    """A text to annotate, and suggestions for it.

    `text` is what the server gets: NUL and lone surrogates replaced character for character,
    because a browser drops the one and the server fails at the other.
    """

    document_id: str
    text: str = field(repr=False)
    path: str = ""
    suggestions: tuple[Suggestion, ...] = ()

    def __post_init__(self) -> None:
        object.__setattr__(self, "text", sanitised(self.text))

    @property
    def sha256(self) -> str:
        """The hash of the text as it is sent."""
        return hashlib.sha256(self.text.encode()).hexdigest()

    def row(self) -> dict[str, object]:
        """Return the task as the server's import takes it."""
        return {
            "data": {
                "document": self.document_id,
                "sha256": self.sha256,
                "path": self.path,
                "text": self.text,
            },
            "predictions": [
                {
                    "model_version": suggestion.source,
                    "score": suggestion.score,
                    "result": list(regions(suggestion, self.text)),
                }
                for suggestion in self.suggestions
            ],
        }


def suggestion_of(marked: Document, source: str) -> Suggestion:
    """Return a detector's claims as a suggestion: disjoint, scored by the least sure of them."""
    claims = resolve(marked.entities)
    entities = tuple(
        MarkedEntity(claim.start, claim.end, MarkedLabel(claim.label)) for claim in claims
    )
    least = min((claim.score for claim in claims), default=1.0)
    return Suggestion(source, entities, least, tuple(claim.rule for claim in claims))


def suggestions_of(readings: Iterable[Reading]) -> dict[str, list[Suggestion]]:
    """Return what annotators marked as suggestions for the next reader, by document."""
    suggestions: dict[str, list[Suggestion]] = {}
    for reading in readings:
        suggestion = Suggestion(reading.annotator, reading.entities)
        suggestions.setdefault(reading.document_id, []).append(suggestion)
    return suggestions


def regions(suggestion: Suggestion, text: str) -> Iterable[Mapping[str, object]]:
    """Yield the regions of a suggestion, a flag's choice behind the label of its region.

    A rule stands in a region's notes, which the page shows of the region that is chosen.
    """
    rules = suggestion.rules or ("",) * len(suggestion.entities)
    pairs = zip(suggestion.entities, rules, strict=True)
    for number, (entity, rule) in enumerate(pairs, start=1):
        bounds = {
            "start": entity.start,
            "end": entity.end,
            "text": text[entity.start : entity.end],
        }
        shared = {"id": f"e{number}", "to_name": TEXT_TAG}
        yield {
            **shared,
            "from_name": LABEL_TAG,
            "type": "labels",
            "value": {**bounds, "labels": [str(entity.label)]},
            **({"meta": {"text": [f"rule: {rule}"]}} if rule else {}),
        }
        if entity.flag is not Flag.SCORED:
            yield {
                **shared,
                "from_name": FLAG_TAG,
                "type": "choices",
                "value": {**bounds, "choices": [str(entity.flag)]},
            }
