r"""A detector that reads text inside text: code in JSON, JSON in JSON, logs with colours.

What stands behind an escape is shown to the same detector once more, as it reads without the
escapes, and what is found there is marked where it stands. So no rule has to know that a quote may
be `\"`, `\u0022`, `%22` or `&quot;`.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from pii.detection.protocol import Detector
from pii.detection.unescaping import Reading, certain_escapes, readings_of, string_readings_of
from pii.documents import Document
from pii.entities import Entity
from pii.labels import Label
from pii.stopping import checkpoint

# JSON in JSON in a transcript; what lies deeper is not read.
_MOST_LEVELS = 3
# There a string may hold a text of any kind: a file, a message, JSON again.
_STRINGS_HOLD_TEXT = frozenset({"JSON", "Jupyter"})
_BEGINS_AS_JSON = re.compile(r"\s*[{\[]\s*[\"{\[]")
# Whose borders are known by their form: a claim over an escape that reads otherwise was cut wrong.
_FORMED = frozenset({Label.EMAIL, Label.IP_ADDRESS, Label.USERNAME, Label.NAME})

# Behind a value: a line break or a quote that somebody escaped, perhaps more than once.
_ONLY_ESCAPES = re.compile(r"(?:\\+[nrt\"'])+")
# Claims of one label overlap a few others at most.
_FEW = 8


@dataclass(frozen=True, slots=True)
class _Look:
    """A text to look at: a reading of a document's text, or of an earlier reading of it."""

    number: int
    text: str = field(repr=False)
    language: str
    chain: tuple[Reading, ...] = field(repr=False)

    def outer(self, entity: Entity) -> Entity:
        """Return an entity of this text with its place in the document."""
        start, end = entity.start, entity.end
        for reading in reversed(self.chain):
            start, end = reading.outer(start, end)
        return replace(entity, start=start, end=end)


class EscapedTextDetector:
    """Marks what a detector finds in documents and in what their escaped stretches say."""

    def __init__(self, detector: Detector) -> None:
        self._detector = detector

    def detect(self, documents: Sequence[Document]) -> list[Document]:
        """Return the same documents in the same order, marked."""
        looks = [
            look
            for number, document in enumerate(documents)
            for look in _looks(number, document.text, document.language, ())
        ]
        if not looks:
            return self._detector.detect(documents)
        readings = [
            replace(documents[look.number], text=look.text, entities=(), language=look.language)
            for look in looks
        ]
        marked = self._detector.detect([*documents, *readings])
        found: dict[int, list[Entity]] = {}
        for look, reading in zip(looks, marked[len(documents) :], strict=True):
            found.setdefault(look.number, []).extend(map(look.outer, reading.entities))
        merged = marked[: len(documents)]
        for number in {look.number for look in looks}:
            claims = _merged(merged[number], found.get(number, []))
            merged[number] = merged[number].marked(claims)
        return merged


def _looks(number: int, text: str, language: str, chain: tuple[Reading, ...]) -> Iterator[_Look]:
    """Yield the readings of a text, and the readings of those."""
    for reading in readings_of(text):
        checkpoint()
        deeper = (*chain, reading)
        yield _Look(number, reading.text, language, deeper)
        if len(deeper) < _MOST_LEVELS and language not in _STRINGS_HOLD_TEXT:
            yield from _looks(number, reading.text, language, deeper)
    if language in _STRINGS_HOLD_TEXT:
        for reading in string_readings_of(text):
            checkpoint()
            deeper = (*chain, reading)
            inner = "JSON" if _BEGINS_AS_JSON.match(reading.text) else ""
            yield _Look(number, reading.text, inner, deeper)
            if len(deeper) < _MOST_LEVELS:
                yield from _looks(number, reading.text, inner, deeper)


def _merged(document: Document, found: Sequence[Entity]) -> list[Entity]:
    """Return a document's own claims and those of its readings, a rule's on a place once.

    An own claim that begins or ends within an escape is moved to the escape's end; one whose
    label has borders of its own is dropped where a reading found others. Of two claims that begin
    together one is dropped if it holds nothing more but escaped line breaks and quotes.
    """
    escapes = certain_escapes(document.text)
    ends = [end for _, end in escapes]
    others = {
        label: sorted((e.start, e.end) for e in found if e.label == label) for label in _FORMED
    }
    passwords = sorted((e.start, e.end) for e in found if e.label is Label.PASSWORD)
    claims: dict[tuple[int, int, Label, str], Entity] = {}
    for entity in document.entities:
        start, end = (_outside(at, escapes, ends) for at in (entity.start, entity.end))
        holds_escape = bisect_right(ends, start) < bisect_right(ends, end)
        if start >= end or (holds_escape and _overlaps(start, end, others.get(entity.label, ()))):
            continue
        # `\/\/login:word@host` is the end of a connection string and no mail address.
        if entity.label is Label.EMAIL and _overlaps(start, end, passwords):
            continue
        _add(claims, replace(entity, start=start, end=end))
    for entity in found:
        _add(claims, entity)
    shortest: dict[tuple[int, Label], int] = {}
    for start, end, label, _ in claims:
        shortest[start, label] = min(end, shortest.get((start, label), end))
    return [
        entity
        for entity in claims.values()
        if not _ONLY_ESCAPES.fullmatch(
            document.text, shortest[entity.start, entity.label], entity.end
        )
    ]


def _add(claims: dict[tuple[int, int, Label, str], Entity], entity: Entity) -> None:
    """Keep a claim, unless the same rule makes a surer one there."""
    place = (entity.start, entity.end, entity.label, entity.rule)
    if place not in claims or claims[place].score < entity.score:
        claims[place] = entity


def _outside(at: int, escapes: Sequence[tuple[int, int]], ends: Sequence[int]) -> int:
    """Return a place, or where the escape ends that it lies within."""
    number = bisect_right(ends, at)
    return escapes[number][1] if number < len(ends) and escapes[number][0] < at else at


def _overlaps(start: int, end: int, places: Sequence[tuple[int, int]]) -> bool:
    """Say whether one of some places, ascending and hardly overlapping, meets a stretch."""
    behind = bisect_left(places, (end, 0))
    return any(stop > start for _, stop in places[max(0, behind - _FEW) : behind])
