"""A second look at a text as it will be redacted, so that redacting twice is redacting once."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import replace

from pii.detection.protocol import Detector
from pii.documents import Document
from pii.entities import Entity
from pii.redaction.apply import Redaction, redact
from pii.redaction.policy import Policy
from pii.rules.sweep import sweep

# Few texts need a second look and hardly any a third; the bound keeps hostile ones from going on.
_MOST_LOOKS = 4
# How many code points around a replacement are looked at again, at least.
_NEAR = 600
# What the looks after the first take for hidden; a document's own allowances are not theirs.
_EVERYTHING = Policy(keep_private_addresses=False, inline_allow=False)


class RescanningDetector:
    """A detector that sweeps what it finds, and looks again at the text as it will be redacted.

    A value found once is marked wherever else it stands. And once a value is gone, what stood
    beside it can be read another way: looking again until nothing new shows up makes redacting
    twice the same as redacting once. Only what lies near a replacement is looked at again, so
    that clean code costs nothing.
    """

    def __init__(self, detector: Detector) -> None:
        self._detector = detector

    def detect(self, documents: Sequence[Document]) -> list[Document]:
        """Return the same documents in the same order, marked, swept and settled."""
        marked = [sweep(document) for document in self._detector.detect(documents)]
        restless = [number for number, document in enumerate(marked) if document.entities]
        for _ in range(_MOST_LOOKS - 1):
            if not restless:
                break
            restless = self._look_again(marked, restless)
        return marked

    def _look_again(self, marked: list[Document], numbers: list[int]) -> list[int]:
        """Add to these documents what shows up once they are redacted; return which gained."""
        redactions = [redact(marked[number], _EVERYTHING) for number in numbers]
        looks = [
            (number, redaction, start, end)
            for number, redaction in zip(numbers, redactions, strict=True)
            for start, end in _surroundings(redaction)
        ]
        again = self._detector.detect(
            [
                replace(marked[number], text=redaction.text[start:end], entities=())
                for number, redaction, start, end in looks
            ]
        )
        gained: dict[int, list[Entity]] = {}
        for (number, redaction, start, _), document in zip(looks, again, strict=True):
            found = (entity.moved(start) for entity in document.entities)
            gained.setdefault(number, []).extend(_moved_back(found, redaction))
        return [number for number in numbers if _gain(marked, number, gained.get(number, []))]


def _gain(marked: list[Document], number: int, found: list[Entity]) -> bool:
    """Mark a document with entities that it did not have; say whether there were any."""
    before = marked[number].entities
    known = set(before)
    new = [entity for entity in found if entity not in known]
    if not new:
        return False
    # Not as a set: entities are equal whatever claimed them, and every rule's claim counts.
    marked[number] = sweep(marked[number].marked((*before, *new)))
    return True


def _surroundings(redaction: Redaction) -> list[tuple[int, int]]:
    """Return the stretches of a redacted text that lie near a replacement, whole lines of it."""
    text, stretches = redaction.text, list[tuple[int, int]]()
    for start, end in redaction.placed:
        begin, stop = max(0, start - _NEAR), min(len(text), end + _NEAR)
        begin = text.rfind("\n", 0, begin) + 1 or begin
        stop = text.find("\n", stop) + 1 or len(text)
        stop = min(stop, end + 2 * _NEAR)
        begin = max(begin, start - 2 * _NEAR)
        if stretches and begin <= stretches[-1][1]:
            stretches[-1] = (stretches[-1][0], max(stop, stretches[-1][1]))
        else:
            stretches.append((begin, stop))
    return stretches


def _moved_back(entities: Iterable[Entity], redaction: Redaction) -> list[Entity]:
    """Return entities of a redacted text with the offsets of the original.

    One that touches a replacement is dropped: there is nothing new in it.
    """
    ends = [end for _, end in redaction.placed]
    moved = []
    for entity in entities:
        before = bisect_right(ends, entity.start)
        if before < len(ends) and redaction.placed[before][0] < entity.end:
            continue
        offset = redaction.hidden[before - 1].end - ends[before - 1] if before else 0
        moved.append(entity.moved(offset))
    return moved
