"""The numbers of a shard, and of many together.

A tally holds counts, sizes and, for the review, a few places of the *redacted* text; never the
original, unless the run was asked to keep it.
"""

import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field, fields
from hashlib import blake2b
from heapq import nlargest

from pii.batch.errors import BatchError


@dataclass(frozen=True, slots=True)
class Sighting:
    """One changed place, for the review.

    `start` and `end` count code points of the original text; `before` and `after` are the
    redacted text around `replacement`. `lot` is drawn from the
    place's address by a hash, so that the choice is the same whoever makes it.
    """

    lot: str
    row: str
    label: str
    start: int
    end: int
    before: str = field(repr=False)
    replacement: str = field(repr=False)
    after: str = field(repr=False)
    original: str | None = field(default=None, repr=False)


@dataclass(slots=True)
class Tally:
    """Counts that grow while a shard is worked on.

    `text_bytes` counts the redacted column as UTF-8. `labels` counts hidden entities;
    `languages` and `language_bytes` break entities and text down by language. `files` gives the
    size in bytes of each file that the shard became. `dropped` names rows that could not be
    redacted, with the error's name.
    """

    rows: int = 0
    written: int = 0
    changed: int = 0
    opted_out: int = 0
    repeated: int = 0
    binary: int = 0
    text_bytes: int = 0
    seconds: float = 0.0
    detecting: float = 0.0
    labels: Counter[str] = field(default_factory=Counter)
    languages: Counter[str] = field(default_factory=Counter)
    language_bytes: Counter[str] = field(default_factory=Counter)
    files: dict[str, int] = field(default_factory=dict)
    dropped: list[tuple[str, str]] = field(default_factory=list)
    sightings: list[Sighting] = field(default_factory=list)

    @property
    def entities(self) -> int:
        """How many entities were hidden."""
        return sum(self.labels.values())

    def add(self, other: "Tally") -> None:
        """Take in the counts of another; files, dropped rows and sightings stay with it."""
        for name in _NUMBERS:
            setattr(self, name, getattr(self, name) + getattr(other, name))
        self.labels.update(other.labels)
        self.languages.update(other.languages)
        self.language_bytes.update(other.language_bytes)

    def to_json(self) -> bytes:
        """Return the tally as a line of JSON."""
        told = {item.name: getattr(self, item.name) for item in fields(self)}
        told["sightings"] = [asdict(sighting) for sighting in self.sightings]
        return json.dumps(told).encode()


_NUMBERS = (
    "rows", "written", "changed", "opted_out", "repeated", "binary", "text_bytes", "seconds",
    "detecting",
)  # fmt: skip


def tally_of(data: bytes) -> Tally:
    """Return the tally that these bytes describe.

    Raises:
        BatchError: if they are no tally, as after a crash of the machine.
    """
    try:
        told = json.loads(data)
        told["sightings"] = [Sighting(**sighting) for sighting in told["sightings"]]
        told["dropped"] = [(row, error) for row, error in told["dropped"]]
        for name in ("labels", "languages", "language_bytes"):
            told[name] = Counter(told[name])
        return Tally(**told)
    except (ValueError, TypeError, KeyError) as error:
        raise BatchError(f"a tally is damaged: {type(error).__name__}") from None


def lot_of(*address: str) -> str:
    """Return the lot that a place draws: the smallest lots are chosen."""
    return blake2b("\0".join(address).encode("utf-8", "replace"), digest_size=8).hexdigest()


def smallest_lots(sightings: Iterable[Sighting], places: int) -> list[Sighting]:
    """Return at most so many sightings of each label, by the order of their lots."""
    by_label: dict[str, list[Sighting]] = {}
    for sighting in sightings:
        by_label.setdefault(sighting.label, []).append(sighting)
    return [
        sighting
        for label in sorted(by_label)
        for sighting in sorted(by_label[label], key=lambda s: s.lot)[:places]
    ]


class Draw:
    """Keeps the places with the smallest lots of each label while a shard goes by."""

    def __init__(self, places: int) -> None:
        self._places = places
        self._kept: dict[str, list[Sighting]] = {}

    def wants(self, label: str, lot: str) -> bool:
        """Say whether a place with this lot would be kept, before anybody cuts it out."""
        kept = self._kept.get(label, [])
        return len(kept) < self._places or (self._places > 0 and lot < kept[-1].lot)

    def keep(self, sighting: Sighting) -> None:
        """Take a place in, and drop the one with the largest lot if there are too many."""
        kept = self._kept.setdefault(sighting.label, [])
        kept.append(sighting)
        kept.sort(key=lambda s: s.lot)
        del kept[self._places :]

    def sightings(self) -> list[Sighting]:
        """Return what was kept."""
        return [sighting for label in sorted(self._kept) for sighting in self._kept[label]]


def largest(counts: Counter[str], most: int) -> list[tuple[str, int]]:
    """Return the most frequent names with their counts; ties in the order of the names."""
    return nlargest(most, sorted(counts.items(), reverse=True), key=lambda item: item[1])
