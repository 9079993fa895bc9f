"""What one request asked to be done, applied to each of its documents.

Request fields come in and answers' fields go out; between them stand the core's policy and
redaction. Everything here is pure and runs in a detection thread.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from pii.documents import Document
from pii.entities import Entity
from pii.files.languages import language_of
from pii.labels import Label
from pii.redaction.apply import Redaction, hidden_entities, redact
from pii.redaction.occurrences import stretches_of
from pii.redaction.policy import Action, Policy
from pii.rules.catalogue import SWITCHABLE
from pii_service.errors import Reason, Refusal
from pii_service.offsets import OffsetUnit, offset_table
from pii_service.patterns import ValuePatterns
from pii_service.requests import Options, TextItem
from pii_service.responses import EntityBody, RedactedEntityBody


@dataclass(slots=True)
class Places:
    """How many places a request may still hide."""

    left: int

    def take(self, places: int) -> None:
        """Count places.

        Raises:
            Refusal: if they are too many.
        """
        self.left -= places
        if self.left < 0:
            raise Refusal(
                Reason.TOO_LARGE,
                "more places would be hidden than are allowed; send less at once",
            )


@dataclass(frozen=True, slots=True)
class RequestOptions:
    """A policy with the rest of what a request may choose, and how many places it may hide."""

    policy: Policy
    patterns: ValuePatterns
    offset_unit: OffsetUnit
    include_text: bool
    most_entities: int

    def redact(self, document: Document) -> Redaction:
        """Hide what these terms hide in a marked document.

        Raises:
            Refusal: if it is in more places than are allowed.
        """
        self._check_denied(document.text)
        redaction = redact(document, self._policy_for(document))
        Places(self.most_entities).take(len(redaction.hidden))
        return redaction

    def hidden(self, document: Document) -> tuple[Entity, ...]:
        """Return what `redact` would hide.

        Raises:
            Refusal: as there.
        """
        self._check_denied(document.text)
        hidden = hidden_entities(document, self._policy_for(document))
        Places(self.most_entities).take(len(hidden))
        return hidden

    def _check_denied(self, text: str) -> None:
        """Refuse a text in which denied values stand all over, before each place is an object."""
        places = Places(self.most_entities)
        for value in self.policy.deny:
            for _ in stretches_of(value, text):
                places.take(1)

    def _policy_for(self, document: Document) -> Policy:
        """Return the policy that also allows what the patterns match in a document."""
        values = {document.text[e.start : e.end] for e in document.entities}
        allowed = {value for value in values if self.patterns.match(value)}
        return replace(self.policy, allow=self.policy.allow | allowed) if allowed else self.policy


def terms_of(options: Options, key: bytes, most_entities: int) -> RequestOptions:
    """Return the terms that a request's options spell.

    Raises:
        InvalidPolicy: if an action needs the server's key and it has none, or a name is no rule's.
    """
    patterns = ValuePatterns(options.policy.allow_patterns)
    unwanted = set[Label]() if options.labels is None else set(Label) - set(options.labels)
    fields = options.policy.model_dump(exclude={"allow_patterns"})
    fields["actions"] |= dict.fromkeys(unwanted, Action.KEEP)
    fields["allow"] = frozenset(fields["allow"])
    policy = Policy(**fields, key=key)
    policy.check_rules(SWITCHABLE)
    return RequestOptions(
        policy, patterns, options.offset_unit, options.include_text, most_entities
    )


def document_of(passage: TextItem, number: int) -> Document:
    """Return a passage as a document, named by its number: a client's name may be personal."""
    return Document(str(number), passage.text, language=passage.language or language_of(passage.id))


def entity_bodies(
    text: str, entities: tuple[Entity, ...], terms: RequestOptions
) -> list[EntityBody]:
    """Return entities as an answer shows them."""
    places = _places(text, [(e.start, e.end) for e in entities], terms.offset_unit)
    return [
        EntityBody(
            start=start,
            end=end,
            label=entity.label,
            score=entity.score,
            rule=entity.rule,
            text=text[entity.start : entity.end] if terms.include_text else None,
        )
        for entity, (start, end) in zip(entities, places, strict=True)
    ]


def redacted_bodies(
    text: str, redaction: Redaction, terms: RequestOptions
) -> list[RedactedEntityBody]:
    """Return what was hidden as an answer shows it, with the replacements' places."""
    places = _places(text, [(e.start, e.end) for e in redaction.hidden], terms.offset_unit)
    placed = _places(redaction.text, redaction.placed, terms.offset_unit)
    return [
        RedactedEntityBody(
            start=start,
            end=end,
            label=entity.label,
            score=entity.score,
            rule=entity.rule,
            text=text[entity.start : entity.end] if terms.include_text else None,
            replaced_start=replaced_start,
            replaced_end=replaced_end,
        )
        for entity, (start, end), (replaced_start, replaced_end) in zip(
            redaction.hidden, places, placed, strict=True
        )
    ]


def _places(text: str, pairs: Iterable[tuple[int, int]], unit: OffsetUnit) -> list[tuple[int, int]]:
    """Return pairs of code point offsets counted in another unit."""
    pairs = list(pairs)
    table = offset_table(text, (offset for pair in pairs for offset in pair), unit)
    return [(table[start], table[end]) for start, end in pairs]
