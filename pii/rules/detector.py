"""All rules behind the detector's protocol, with offsets in code points."""

from collections.abc import Sequence
from functools import cache
from typing import TypeAlias

from pii.documents import Document
from pii.entities import Entity
from pii.labels import Label
from pii.redaction.placeholders import off_placeholders
from pii.rules.registry import GROUPS
from pii.rules.scanner import Scanner

# Start, end, label, score and rule of a claim, in bytes or code points: an entity's fields.
_Said: TypeAlias = tuple[int, int, Label, float, str]


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
    # Sorted before they are entities, whose comparison is slow.
    claims: list[_Said] = sorted(
        (start, end, label, score, rule) for (start, end, label, rule), score in best.items()
    )
    if len(data) != len(document.text):
        claims = _in_code_points(data, claims)
    return off_placeholders(document.text, [Entity(*claim) for claim in claims])


def _in_code_points(data: bytes, claims: Sequence[_Said]) -> list[_Said]:
    """Return claims with offsets in code points for those with offsets in bytes."""
    offsets = sorted({offset for start, end, *_ in claims for offset in (start, end)})
    points: dict[int, int] = {}
    last = counted = 0
    for offset in offsets:
        counted += _characters(data[last:offset])
        points[offset] = counted
        last = offset
    return [
        (points[start], points[end], label, score, rule)
        for start, end, label, score, rule in claims
        if points[start] < points[end]
    ]


def _characters(data: bytes) -> int:
    """Count the characters that begin in these bytes: every byte but UTF-8's continuation bytes."""
    return len(data.translate(None, _CONTINUATION_BYTES))


_CONTINUATION_BYTES = bytes(range(0x80, 0xC0))
