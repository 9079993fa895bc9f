"""All rules behind the detector's protocol, with offsets in code points."""

from collections.abc import Iterable, Sequence
from functools import cache
from typing import TypeAlias

from pii.documents import Document
from pii.entities import Entity
from pii.labels import Label
from pii.redaction.placeholders import off_placeholders
from pii.rules.registry import GROUPS
from pii.rules.scanner import Scanner

# Where something is claimed as what, in bytes or code points, and with which score by which rule.
_Place: TypeAlias = tuple[int, int, Label]
_Said: TypeAlias = tuple[float, str]


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
    best: dict[_Place, _Said] = {}
    for rule, claim in _scanner().scan(data, document.language):
        place = (claim.start, claim.end, claim.label)
        known = best.get(place)
        # Of two rules with one score the first in the alphabet is named, whatever ran first.
        if known is None or (known[0], rule) < (claim.score, known[1]):
            best[place] = claim.score, rule
    # Sorted before they are entities, whose comparison is slow.
    claims: Iterable[tuple[_Place, _Said]] = sorted(best.items())
    if len(data) != len(document.text):
        claims = _in_code_points(data, claims)
    return off_placeholders(document.text, [Entity(*place, *said) for place, said in claims])


def _in_code_points(
    data: bytes, claims: Iterable[tuple[_Place, _Said]]
) -> list[tuple[_Place, _Said]]:
    """Return claims with offsets in code points for those with offsets in bytes."""
    claims = list(claims)
    offsets = sorted({offset for (start, end, _), _ in claims for offset in (start, end)})
    points: dict[int, int] = {}
    last = counted = 0
    for offset in offsets:
        counted += _characters(data[last:offset])
        points[offset] = counted
        last = offset
    return [
        ((points[start], points[end], label), said)
        for (start, end, label), said in claims
        if points[start] < points[end]
    ]


def _characters(data: bytes) -> int:
    """Count the characters that begin in these bytes: every byte but UTF-8's continuation bytes."""
    return len(data.translate(None, _CONTINUATION_BYTES))


_CONTINUATION_BYTES = bytes(range(0x80, 0xC0))
