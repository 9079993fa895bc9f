"""How far two annotators agree, by F1.

Readings of the same documents come in, counts go out. All annotators together are looked at in
`pii_annotation.alpha`, and what they disagree on in `pii_annotation.disagreements`.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations

from pii.evaluation import Score
from pii_annotation.entities import Flag, MarkedEntity, MarkedLabel, Reading

Readings = Mapping[str, Sequence[Reading]]


@dataclass(frozen=True, slots=True)
class PairAgreement:
    """Two annotators on the documents that both read.

    The F1 of a score is the same whichever of the two counts as the truth.

    Attributes:
        strict: by label, entities with the same borders.
        overlap: by label, entities that share a character, one for one.
        strict_marked: as `strict`, with the flags passed over: how far they agree on what there
            is, whatever it counts for. The others look at unflagged entities only.
    """

    annotators: tuple[str, str]
    documents: int
    strict: Mapping[MarkedLabel, Score] = field(default_factory=dict)
    overlap: Mapping[MarkedLabel, Score] = field(default_factory=dict)
    strict_marked: Mapping[MarkedLabel, Score] = field(default_factory=dict)


def by_document(readings: Iterable[Reading]) -> dict[str, list[Reading]]:
    """Return the readings of each document, in the order of annotators' names."""
    grouped: dict[str, list[Reading]] = {}
    for reading in sorted(readings, key=lambda one: (one.document_id, one.annotator)):
        grouped.setdefault(reading.document_id, []).append(reading)
    return grouped


def pair_agreements(readings: Readings) -> list[PairAgreement]:
    """Return the agreement of every two annotators who share a document."""
    names = sorted({reading.annotator for group in readings.values() for reading in group})
    pairs = ((pair, _shared(readings, *pair)) for pair in combinations(names, 2))
    return [_agreement(pair, shared) for pair, shared in pairs if shared]


def _shared(readings: Readings, one: str, other: str) -> list[tuple[Reading, Reading]]:
    """Return the readings of documents that both annotators read."""
    shared = []
    for group in readings.values():
        own = {reading.annotator: reading for reading in group}
        if one in own and other in own:
            shared.append((own[one], own[other]))
    return shared


def _agreement(
    names: tuple[str, str], shared: Collection[tuple[Reading, Reading]]
) -> PairAgreement:
    strict = dict.fromkeys(MarkedLabel, Score())
    overlap, marked = dict(strict), dict(strict)
    for one, other in shared:
        for label in MarkedLabel:
            left, right = _of_label(one, label), _of_label(other, label)
            strict[label] += Score(len({*left} & {*right}), len(left), len(right))
            overlap[label] += _overlap(left, right)
            left_marked, right_marked = _bounds(one, label), _bounds(other, label)
            marked[label] += Score(
                len(left_marked & right_marked), len(left_marked), len(right_marked)
            )
    return PairAgreement(names, len(shared), strict, overlap, marked)


def _of_label(reading: Reading, label: MarkedLabel) -> list[MarkedEntity]:
    return [
        entity
        for entity in reading.entities
        if entity.label is label and entity.flag is Flag.SCORED
    ]


def _bounds(reading: Reading, label: MarkedLabel) -> set[tuple[int, int]]:
    return {(entity.start, entity.end) for entity in reading.entities if entity.label is label}


def _overlap(one: Sequence[MarkedEntity], other: Sequence[MarkedEntity]) -> Score:
    """Pair entities in the order of the text, each at most once."""
    free = list(other)
    paired = 0
    for entity in one:
        found = next((claim for claim in free if claim.touches(entity)), None)
        if found is not None:
            free.remove(found)
            paired += 1
    return Score(paired, len(one), len(other))
