"""All rules behind the detector's protocol, with offsets in code points."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cache

from pii.documents import Document
from pii.entities import Entity
from pii.labels import Label
from pii.redaction.placeholders import off_placeholders
from pii.rules.registry import GROUPS
from pii.rules.scanner import Scanner


@cache
def _scanner() -> Scanner:
    """Return the compiled rules; they are compiled once a process."""
    return Scanner(GROUPS)


class RulesDetector:
    """Marks what rules recognise; keeps no state, so threads may share one."""

    def detect(self, documents: Sequence[Document]) -> list[Document]:
        """Return the same documents in the same order, marked with what the rules claim."""
        return [document.marked(claims_in(document)) for document in documents]


def claims_in(document: Document) -> list[Entity]:
    """Return what the rules claim in one document, sorted.

    Each rule claims a place once a label. What several rules claim is claimed by each of them,
    for a policy may have one of them switched off; the first in the alphabet comes first.
    """
    # A broken file's text holds lone surrogates, which plain UTF-8 has no bytes for.
    data = document.text.encode("utf-8", "surrogatepass")
    best: dict[tuple[int, int, Label, str], float] = {}
    for rule, claim in _scanner().scan(data, document.language):
        place = (claim.start, claim.end, claim.label, rule)
        best[place] = max(claim.score, best.get(place, 0.0))
    claims = sorted(Entity(*place[:3], score, place[3]) for place, score in sorted(best.items()))
    if len(data) != len(document.text):
        claims = _in_code_points(data, claims)
    return off_placeholders(document.text, claims)


def _in_code_points(data: bytes, claims: Iterable[Entity]) -> list[Entity]:
    """Return entities with offsets in code points for those with offsets in bytes."""
    claims = list(claims)
    offsets = sorted({offset for claim in claims for offset in (claim.start, claim.end)})
    points: dict[int, int] = {}
    last = counted = 0
    for offset in offsets:
        counted += _characters(data[last:offset])
        points[offset] = counted
        last = offset
    return [
        replace(claim, start=points[claim.start], end=points[claim.end])
        for claim in claims
        if points[claim.start] < points[claim.end]
    ]


def _characters(data: bytes) -> int:
    """Count the characters that begin in these bytes: every byte but UTF-8's continuation bytes."""
    return len(data.translate(None, _CONTINUATION_BYTES))


_CONTINUATION_BYTES = bytes(range(0x80, 0xC0))
