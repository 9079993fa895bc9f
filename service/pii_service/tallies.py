"""How many entities of each label each rule found: what answers sum up and metrics count."""

from collections import Counter
from collections.abc import Iterable
from typing import TypeAlias

from pii.entities import Entity
from pii.labels import Label

Tally: TypeAlias = Counter[tuple[Label, str]]


def tally_of(entities: Iterable[Entity]) -> Tally:
    """Count entities by label and rule."""
    return Counter((entity.label, entity.rule) for entity in entities)


def by_label(tally: Tally) -> dict[Label, int]:
    """Return how many entities there are of each label, in the labels' order."""
    counts: Counter[Label] = Counter()
    for (label, _), count in tally.items():
        counts[label] += count
    return {label: counts[label] for label in Label if counts[label]}


def by_rule(tally: Tally) -> dict[str, int]:
    """Return how many entities each rule found, that with most first."""
    counts: Counter[str] = Counter()
    for (_, rule), count in tally.items():
        counts[rule] += count
    return dict(sorted(counts.items(), key=lambda item: (-item[1], item[0])))
