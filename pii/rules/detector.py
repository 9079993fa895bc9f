"""All rules behind the detector's protocol, with offsets in code points."""

from collections.abc import Iterable, Sequence
from functools import cache

from pii.documents import Document
from pii.entities import Entity
from pii.labels import Label
from pii.redaction.placeholders import off_placeholders
from pii.rules.registry import GROUPS
from pii.rules.rule import Claim
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
    """Return what the rules claim in one document, sorted, each place once a label."""
    # A broken file's text holds lone surrogates, which plain UTF-8 has no bytes for.
    data = document.text.encode("utf-8", "surrogatepass")
    best: dict[tuple[int, int, Label], Claim] = {}
    for claim in _scanner().scan(data, document.language):
        place = (claim.start, claim.end, claim.label)
        if place not in best or best[place].score < claim.score:
            best[place] = claim
    claims = [best[place] for place in sorted(best)]
    entities = _in_code_points(data, claims, ascii_only=len(data) == len(document.text))
    return off_placeholders(document.text, entities)


def _in_code_points(data: bytes, claims: Iterable[Claim], *, ascii_only: bool) -> list[Entity]:
    """Return entities with offsets in code points for claims with offsets in bytes."""
    if ascii_only:
        return [Entity(c.start, c.end, c.label, c.score) for c in claims]
    claims = list(claims)
    offsets = sorted({offset for claim in claims for offset in (claim.start, claim.end)})
    points: dict[int, int] = {}
    last = counted = 0
    for offset in offsets:
        counted += _characters(data[last:offset])
        points[offset] = counted
        last = offset
    return [
        Entity(points[c.start], points[c.end], c.label, c.score)
        for c in claims
        if points[c.start] < points[c.end]
    ]


def _characters(data: bytes) -> int:
    """Count the characters that begin in these bytes: every byte but UTF-8's continuation bytes."""
    return len(data.translate(None, _CONTINUATION_BYTES))


_CONTINUATION_BYTES = bytes(range(0x80, 0xC0))
