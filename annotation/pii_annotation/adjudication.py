"""One reading out of several: by majority, by trust, or by a third person.

A rule settles a document or puts it into a queue; a queue is pushed to people again, with the
readings at odds shown to them as suggestions.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

from pii_annotation.entities import Flag, MarkedEntity, Reading

ADJUDICATED = "adjudicated"


class Rule(StrEnum):
    """How readings that differ are settled.

    `majority` keeps what more than half of the annotators marked with the same borders and
    label, and queues a document in which something has neither a majority for nor against it.
    `trusted` takes one annotator's reading as it is. `queue` leaves everything that differs to a
    third person. `ambiguous` keeps what all agree on and flags the rest, so that it neither
    counts nor teaches.
    """

    MAJORITY = "majority"
    TRUSTED = "trusted"
    QUEUE = "queue"
    AMBIGUOUS = "ambiguous"


@dataclass(slots=True)
class Outcome:
    """Settled readings, and the ids of documents that wait for a further reader."""

    settled: list[Reading] = field(default_factory=list)
    queue: list[str] = field(default_factory=list)


def adjudicate(readings: Mapping[str, Sequence[Reading]], rule: Rule, trusted: str = "") -> Outcome:
    """Settle every document that a rule can settle.

    Args:
        readings: by document. What all its readers mark alike needs no rule, nor does what but
            one person read.
        rule: for the others.
        trusted: the annotator whose word counts under `trusted`; a document that they did not
            read is queued.
    """
    outcome = Outcome()
    for document_id, group in readings.items():
        entities = _agreed(group)
        if entities is None:
            entities = _settle(group, rule, trusted)
        if entities is None:
            outcome.queue.append(document_id)
        else:
            annotators = sum(reading.annotators for reading in group)
            settled = replace(group[0], entities=entities, annotators=annotators)
            named = settled if len(group) == 1 else replace(settled, annotator=ADJUDICATED)
            outcome.settled.append(named)
    return outcome


def _agreed(group: Sequence[Reading]) -> tuple[MarkedEntity, ...] | None:
    """Return what all readers mark, None if anybody marks anything else."""
    first = group[0].entities
    return first if all(reading.entities == first for reading in group) else None


def _settle(group: Sequence[Reading], rule: Rule, trusted: str) -> tuple[MarkedEntity, ...] | None:
    match rule:
        case Rule.MAJORITY:
            return _majority(group)
        case Rule.TRUSTED:
            words = (reading.entities for reading in group if reading.annotator == trusted)
            return next(words, None)
        case Rule.AMBIGUOUS:
            return _doubtful(group)
        case Rule.QUEUE:
            return None


def _majority(group: Sequence[Reading]) -> tuple[MarkedEntity, ...] | None:
    """Return the stretches that more than half marked, None if a vote is split in halves.

    A stretch gets the flag that most of its voters gave it, `ambiguous` where none leads.
    """
    votes: dict[MarkedEntity, Counter[Flag]] = {}
    for reading in group:
        for entity in reading.entities:
            stretch = replace(entity, flag=Flag.SCORED)
            votes.setdefault(stretch, Counter())[entity.flag] += 1
    kept = []
    for stretch, flags in votes.items():
        if 2 * flags.total() > len(group):
            kept.append(replace(stretch, flag=_leading(flags)))
        elif 2 * flags.total() == len(group):
            return None
    return tuple(sorted(kept))


def _leading(flags: Counter[Flag]) -> Flag:
    (flag, votes), *others = flags.most_common(2)
    return Flag.AMBIGUOUS if others and others[0][1] == votes else flag


def _doubtful(group: Sequence[Reading]) -> tuple[MarkedEntity, ...]:
    """Return what all agree on, and of what is left the longest stretches, flagged ambiguous."""
    agreed = set(group[0].entities).intersection(*(reading.entities for reading in group))
    kept = list(agreed)
    rest = {entity for reading in group for entity in reading.entities} - agreed
    for entity in sorted(rest, key=lambda one: (one.start - one.end, one)):
        if not any(entity.touches(other) for other in kept):
            kept.append(replace(entity, flag=Flag.AMBIGUOUS))
    return tuple(sorted(kept))
