"""Hide what a policy hides; keep every other character as it was."""

import hashlib
import re
from bisect import bisect_right
from dataclasses import dataclass, field

from pii.documents import Document
from pii.entities import DENY, Entity, resolve
from pii.labels import Label
from pii.redaction.occurrences import stretches_of
from pii.redaction.placeholders import Placeholders, is_placeholder
from pii.redaction.policy import Action, Policy
from pii.redaction.surrogates import surrogate
from pii.stopping import checkpoint

_INLINE_ALLOW = re.compile(r"\bpii:[ \t]*allow\b", re.IGNORECASE)
_DIGEST_BYTES = 6


@dataclass(frozen=True, slots=True)
class Redaction:
    """A document's text after redaction.

    `hidden` holds disjoint entities with offsets in the *original* text; `placed` gives, for
    each of them, where its replacement stands in `text`, as a half-open pair.
    """

    document_id: str
    text: str = field(repr=False)
    hidden: tuple[Entity, ...] = ()
    placed: tuple[tuple[int, int], ...] = ()


def hidden_entities(document: Document, policy: Policy) -> tuple[Entity, ...]:
    """Return disjoint entities over exactly what the policy hides in a document.

    The policy judges each claim before overlaps are settled, so that an address we may keep
    cannot bare the password it sits in. Denied values are hidden whatever else is said of them.
    """
    text = document.text
    allowed = _allowed_lines(text) if policy.inline_allow and document.entities else []
    ends = [end for _, end in allowed]

    def is_allowed(entity: Entity) -> bool:
        line = bisect_right(ends, entity.start)
        return line < len(allowed) and allowed[line][0] <= entity.start

    def is_hidden(entity: Entity) -> bool:
        checkpoint()
        value = text[entity.start : entity.end]
        return policy.hides(entity, value) and not is_allowed(entity) and not is_placeholder(value)

    claims = filter(is_hidden, document.entities)
    return resolve([*claims, *_denied(text, policy)])


def redact(document: Document, policy: Policy) -> Redaction:
    """Replace what the policy hides; keep every other character as it was.

    >>> from pii.labels import Label
    >>> found = (Entity(6, 21, Label.EMAIL),)
    >>> redact(Document("a.py", "mail: ann@example.net!", found), Policy()).text
    'mail: <EMAIL>!'
    """
    hidden = hidden_entities(document, policy)
    placeholders = Placeholders(document)
    pieces: list[str] = []
    placed: list[tuple[int, int]] = []
    kept_from = written = 0
    for entity in hidden:
        checkpoint()
        kept = document.text[kept_from : entity.start]
        replacement = _replacement(document, entity, policy, placeholders)
        written += len(kept)
        placed.append((written, written + len(replacement)))
        written += len(replacement)
        pieces += kept, replacement
        kept_from = entity.end
    pieces.append(document.text[kept_from:])
    return Redaction(document.id, "".join(pieces), hidden, tuple(placed))


def _replacement(
    document: Document, entity: Entity, policy: Policy, placeholders: Placeholders
) -> str:
    """Return what stands in one entity's place.

    A denied value is hidden even where its label is otherwise kept.
    """
    value = document.text[entity.start : entity.end]
    match policy.action_of(entity.label):
        case Action.SURROGATE:
            return surrogate(entity.label, value, policy.key)
        case Action.HASH:
            tag = f":{_digest(entity.label, value, policy.key)}"
            return placeholders.number(entity) or placeholders.tagged(entity, tag)
        case Action.MASK:
            return placeholders.number(entity) or mask(entity.label, value)
        case _:
            return placeholders.plain(entity)


def mask(label: Label, value: str) -> str:
    """Return a value of the same length with only its punctuation readable.

    Letters and digits become x. Keys and passwords show nothing at all, for their punctuation is
    part of the secret, and a backslash before an x would be another escape.
    """
    kept = {Label.EMAIL: "@.", Label.IP_ADDRESS: ".:", Label.NAME: " .,-"}.get(label, "")
    return "".join(c if c in kept else "x" for c in value)


def _digest(label: Label, value: str, key: bytes) -> str:
    """Return 12 hex digits that stand for a value under a key."""
    message = f"{label}\0{value}".encode("utf-8", "surrogatepass")
    return hashlib.blake2b(message, key=key[:64], digest_size=_DIGEST_BYTES).hexdigest()


def _allowed_lines(text: str) -> list[tuple[int, int]]:
    """Return the bounds of the lines that say `pii: allow`, each once, in order."""
    lines: list[tuple[int, int]] = []
    end = 0
    while found := _INLINE_ALLOW.search(text, end):
        start = text.rfind("\n", end, found.start()) + 1 or end
        end = text.find("\n", found.end())
        end = len(text) if end < 0 else end
        lines.append((start, end))
    return lines


def _denied(text: str, policy: Policy) -> list[Entity]:
    """Return every stretch where a denied value stands; places that overlap are one stretch."""
    denied = []
    for value, label in policy.deny.items():
        for start, end in stretches_of(value, text):
            checkpoint()
            denied.append(Entity(start, end, label, rule=DENY))
    return denied
