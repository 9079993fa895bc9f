"""Other values in the places of those that stand in real code: its contexts stay as they are."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from pii.documents import Document
from pii.entities import Entity, resolve
from pii.samples import Sample
from pii.synthesis.values import Values

# Below this a detector's claim is too doubtful to be taught, and its absence, too.
_LEAST_TRUSTED = 0.6


@dataclass(frozen=True, slots=True)
class _Slot:
    """A place in a text, the value that it gets, and whether that is to be learned."""

    place: Entity
    value: str
    is_true: bool


def refill(document: Document, values: Values) -> Sample:
    """Replace what a detector found in a document by fresh values of the same labels.

    The contexts stay those of real code, and nobody's data is learned. Claims of low score are
    replaced, too, and their places ignored. A block of several lines keeps its text: an invented
    one would have to be of its kind. It is ignored.
    """
    return _filled(
        Sample(document),
        [
            _Slot(
                entity,
                _fresh(document, entity, values),
                entity.score >= _LEAST_TRUSTED and not _is_block(document, entity),
            )
            for entity in resolve(document.entities)
        ],
    )


def revalue(sample: Sample, values: Values) -> Sample:
    """Replace what people annotated in a sample by fresh values of the same labels.

    Annotated code is scarce; with other values in them its contexts teach the places and not the
    values. Blocks of several lines and what is ignored keep their text.
    """
    document = sample.document
    true = resolve(document.entities)
    ignored = [
        stretch
        for stretch in resolve(sample.ignored)
        if not any(e.start < stretch.end and stretch.start < e.end for e in true)
    ]
    slots = [
        *(_Slot(entity, _fresh(document, entity, values), is_true=True) for entity in true),
        *(_Slot(stretch, _value(document, stretch), is_true=False) for stretch in ignored),
    ]
    return _filled(sample, sorted(slots, key=lambda slot: slot.place.start))


def _filled(sample: Sample, slots: Sequence[_Slot]) -> Sample:
    """Return a sample with its slots filled; they are sorted and share no character."""
    text = sample.document.text
    pieces: list[str] = []
    places: list[Entity] = []
    kept_from = written = 0
    for slot in slots:
        pieces += text[kept_from : slot.place.start], slot.value
        written += slot.place.start - kept_from
        places.append(Entity(written, written + len(slot.value), slot.place.label))
        written += len(slot.value)
        kept_from = slot.place.end
    pieces.append(text[kept_from:])
    pairs = list(zip(places, slots, strict=True))
    true = tuple(place for place, slot in pairs if slot.is_true)
    ignored = tuple(place for place, slot in pairs if not slot.is_true)
    filled = replace(sample.document, text="".join(pieces), entities=true)
    return replace(sample, document=filled, ignored=ignored)


def _value(document: Document, entity: Entity) -> str:
    return document.text[entity.start : entity.end]


def _is_block(document: Document, entity: Entity) -> bool:
    return "\n" in _value(document, entity)


def _fresh(document: Document, entity: Entity, values: Values) -> str:
    """Return an invented value, or a block of several lines as it is."""
    return _value(document, entity) if _is_block(document, entity) else values.of(entity.label)
