"""A second look at a text as it will be redacted, so that redacting twice is redacting once."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
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
# How many code points near replacements a document may have before the quick detector looks again.
_MOST_NEAR = 100_000
# What the looks after the first take for hidden; a document's own allowances are not theirs.
_EVERYTHING = Policy(keep_private_addresses=False, inline_allow=False)


class RescanningDetector:
    """A detector that sweeps what it finds, and looks again at the text as it will be redacted.

    A value found once is marked wherever else it stands. And once a value is gone, what stood
    beside it can be read another way: looking again until nothing new shows up makes redacting
    twice the same as redacting once. Only what lies near a replacement is looked at again, so
    that clean code costs nothing.

    Args:
        detector: looks at every document, and again at what lies near a replacement.
        quick: looks again in its place at documents in which that is long, if given: there,
            looking again would take as long as looking did.
    """

    def __init__(self, detector: Detector, *, quick: Detector | None = None) -> None:
        self._detector = detector
        self._quick = quick or detector

    def detect(self, documents: Sequence[Document]) -> list[Document]:
        """Return the same documents in the same order, marked, swept and settled."""
        marked = [sweep(document) for document in self._detector.detect(documents)]
        # What was hidden when a document was last looked at; nothing was at the first look.
        hidden = {number: set[Entity]() for number, doc in enumerate(marked) if doc.entities}
        for _ in range(_MOST_LOOKS - 1):
            if not hidden:
                break
            hidden = self._look_again(marked, hidden)
        return marked

    def _look_again(
        self, marked: list[Document], before: Mapping[int, set[Entity]]
    ) -> dict[int, set[Entity]]:
        """Add to documents what shows up once they are redacted.

        Args:
            marked: all documents, in which those that gain are replaced.
            before: which to look at, with what was hidden at the last look: near that, nothing
                has changed.

        Returns:
            The documents that gained, with what was hidden at this look.
        """
        redactions = {number: redact(marked[number], _EVERYTHING) for number in before}
        looks = [
            (number, start, end)
            for number, redaction in redactions.items()
            for start, end in _surroundings(redaction.text, _new(redaction, before[number]))
        ]
        near = Counter[int]()
        for number, start, end in looks:
            near[number] += end - start
        dense = {number for number, length in near.items() if length > _MOST_NEAR}
        looks.sort(key=lambda look: look[0] in dense)
        shown = [
            replace(marked[number], text=redactions[number].text[start:end], entities=())
            for number, start, end in looks
        ]
        sparse = sum(number not in dense for number, *_ in looks)
        again = [*self._detector.detect(shown[:sparse]), *self._quick.detect(shown[sparse:])]
        found: dict[int, list[Entity]] = {}
        for (number, start, _), document in zip(looks, again, strict=True):
            found.setdefault(number, []).extend(e.moved(start) for e in document.entities)
        return {
            number: set(redactions[number].hidden)
            for number, entities in found.items()
            if _gain(marked, number, _moved_back(entities, redactions[number]))
        }


def _new(redaction: Redaction, before: set[Entity]) -> Iterator[tuple[int, int]]:
    """Yield where the replacements stand that were not there before."""
    for entity, place in zip(redaction.hidden, redaction.placed, strict=True):
        if entity not in before:
            yield place


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


def _surroundings(text: str, places: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the stretches of a text that lie near these places, apart; whole lines, if near."""
    stretches: list[tuple[int, int]] = []
    for start, end in places:
        # Of a line that begins or ends farther away a part is enough.
        farthest, last = max(0, start - 2 * _NEAR), min(len(text), end + 2 * _NEAR)
        begin = text.rfind("\n", farthest, max(0, start - _NEAR)) + 1 or farthest
        stop = text.find("\n", end + _NEAR, last) + 1 or last
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
