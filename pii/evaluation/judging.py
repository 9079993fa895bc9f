"""One sample's claims held against its truth."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeAlias

from pii.entities import Entity, resolve
from pii.evaluation.counts import Characters, Report, Score
from pii.labels import Label
from pii.samples import Sample

# How often the truth said the first and a claim the second; None stands for nothing at all.
Confusion: TypeAlias = Counter[tuple[Label | None, Label | None]]


@dataclass(frozen=True, slots=True)
class Verdict:
    """One sample's claims, sorted out: `right` and `wrong` claims, and `missed` true entities."""

    right: tuple[Entity, ...]
    wrong: tuple[Entity, ...]
    missed: tuple[Entity, ...]


def judge(sample: Sample, claims: Iterable[Entity]) -> Verdict:
    """Compare claims with the truth by exact borders and label.

    Overlapping claims are settled first. A claim that touches an ignored stretch and no true
    entity is left out of the verdict, unless it is right.
    """
    true = {_key(entity): entity for entity in sample.document.entities}
    right: list[Entity] = []
    wrong: list[Entity] = []
    for claim in resolve(claims):
        if true.pop(_key(claim), None) is not None:
            right.append(claim)
        elif not _is_ignored(claim, sample):
            wrong.append(claim)
    return Verdict(tuple(right), tuple(wrong), tuple(sorted(true.values())))


def graded(sample: Sample, claims: Iterable[Entity]) -> list[tuple[Entity, bool]]:
    """Return each claim with whether it is right, those on ignored stretches left out.

    Overlaps are not settled here: this is about what each claim's own score is worth.
    """
    true = {_key(entity) for entity in sample.document.entities}
    return [
        (claim, _key(claim) in true)
        for claim in claims
        if _key(claim) in true or not _is_ignored(claim, sample)
    ]


def report_of(sample: Sample, claims: Iterable[Entity]) -> Report:
    """Return the counts of one sample; add reports up for many."""
    settled = resolve(claims)
    verdict = judge(sample, settled)
    counted = [*verdict.right, *verdict.wrong]
    return Report(
        {label: _strict(label, verdict) for label in Label},
        {label: _overlap(label, counted, sample.document.entities) for label in Label},
        characters_of(sample, settled),
        {label: _lettered(label, sample, counted) for label in Label},
    )


def confusion_of(sample: Sample, claims: Iterable[Entity]) -> Confusion:
    """Count which label the truth gives and which the claims.

    A true entity goes with the claim that shares most characters with it, the first of equal
    ones; a claim that touches no true entity goes with nothing.
    """
    verdict = judge(sample, claims)
    counted = sorted([*verdict.right, *verdict.wrong])
    pairs: Confusion = Counter()
    for entity in sample.document.entities:
        touching = [claim for claim in counted if touch(claim, entity)]
        best = max(touching, key=lambda claim: _shared(claim, entity), default=None)
        pairs[entity.label, best.label if best else None] += 1
    for claim in counted:
        if not any(touch(claim, entity) for entity in sample.document.entities):
            pairs[None, claim.label] += 1
    return pairs


def characters_of(sample: Sample, claims: Iterable[Entity]) -> Characters:
    """Return how many characters claims bare and hide, whatever their labels."""
    secret = _covered(sample.document.entities)
    hidden = _covered(claims)
    return Characters(
        len(secret),
        len(secret - hidden),
        len(hidden - secret - _covered(sample.ignored)),
        len(sample.document.text),
    )


def _key(entity: Entity) -> tuple[int, int, Label]:
    return entity.start, entity.end, entity.label


def touch(one: Entity, other: Entity) -> bool:
    """Say whether two entities share a character."""
    return one.start < other.end and other.start < one.end


def _shared(one: Entity, other: Entity) -> int:
    """Return how many characters two entities share that touch."""
    return min(one.end, other.end) - max(one.start, other.start)


def _is_ignored(claim: Entity, sample: Sample) -> bool:
    """Say whether a claim touches ignored stretches only."""
    return any(touch(claim, entity) for entity in sample.ignored) and not any(
        touch(claim, entity) for entity in sample.document.entities
    )


def _strict(label: Label, verdict: Verdict) -> Score:
    right = sum(entity.label is label for entity in verdict.right)
    wrong = sum(entity.label is label for entity in verdict.wrong)
    missed = sum(entity.label is label for entity in verdict.missed)
    return Score(right, right + wrong, right + missed)


def _overlap(label: Label, claims: Iterable[Entity], true: Iterable[Entity]) -> Score:
    """Pair claims with true entities in the order of the text, each at most once."""
    open_claims = sorted(claim for claim in claims if claim.label is label)
    wanted = [entity for entity in true if entity.label is label]
    predicted, paired = len(open_claims), 0
    for entity in wanted:
        found = next((claim for claim in open_claims if touch(claim, entity)), None)
        if found is not None:
            open_claims.remove(found)
            paired += 1
    return Score(paired, predicted, len(wanted))


def _lettered(label: Label, sample: Sample, claims: Iterable[Entity]) -> Score:
    """Count characters; those of ignored stretches count only where something is true there."""
    entities = sample.document.entities
    true = _covered(entity for entity in entities if entity.label is label)
    claimed = _covered(claim for claim in claims if claim.label is label)
    claimed -= _covered(sample.ignored) - _covered(entities)
    return Score(len(true & claimed), len(claimed), len(true))


def _covered(entities: Iterable[Entity]) -> set[int]:
    """Return the offsets of all characters in these entities."""
    return {offset for entity in entities for offset in range(entity.start, entity.end)}
