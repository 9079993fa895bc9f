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

from pii.datasets.errors import BatchError


@dataclass(frozen=True, slots=True)
class ReviewSample:
    """One changed place, for the review.

    `start` and `end` count code points of the original text; `before` and `after` are the
    redacted text around `replacement`. `sample_key` is drawn from the
    place's address by a hash, so that the choice is the same whoever makes it. `rule` is the id of
    what made the claim.
    """

    sample_key: str
    row: str
    label: str
    start: int
    end: int
    before: str = field(repr=False)
    replacement: str = field(repr=False)
    after: str = field(repr=False)
    original: str | None = field(default=None, repr=False)
    rule: str = ""


@dataclass(slots=True)
class ShardStats:
    """Counts that grow while a shard is worked on.

    `text_bytes` counts the redacted column as UTF-8. `labels` counts hidden entities, and `rules`
    the same by what made the claim; `languages` and `language_bytes` break entities and text down
    by language. `files` gives the size in bytes of each file that the shard became. `dropped`
    names rows that could not be redacted, with the error's name.
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
    rules: Counter[str] = field(default_factory=Counter)
    languages: Counter[str] = field(default_factory=Counter)
    language_bytes: Counter[str] = field(default_factory=Counter)
    files: dict[str, int] = field(default_factory=dict)
    dropped: list[tuple[str, str]] = field(default_factory=list)
    review_samples: list[ReviewSample] = field(default_factory=list)

    @property
    def entities(self) -> int:
        """How many entities were hidden."""
        return sum(self.labels.values())

    def add(self, other: "ShardStats") -> None:
        """Take in the counts of another; files, dropped rows and samples stay with it."""
        for name in _NUMBERS:
            setattr(self, name, getattr(self, name) + getattr(other, name))
        for name in _COUNTERS:
            getattr(self, name).update(getattr(other, name))

    def to_json(self) -> bytes:
        """Return the tally as a line of JSON."""
        told = {item.name: getattr(self, item.name) for item in fields(self)}
        told["review_samples"] = [asdict(review_sample) for review_sample in self.review_samples]
        return json.dumps(told).encode()


_NUMBERS = (
    "rows", "written", "changed", "opted_out", "repeated", "binary", "text_bytes", "seconds",
    "detecting",
)  # fmt: skip
_COUNTERS = ("labels", "rules", "languages", "language_bytes")


def tally_of(data: bytes) -> ShardStats:
    """Return the tally that these bytes describe.

    Raises:
        BatchError: if they are no tally, as after a crash of the machine.
    """
    try:
        told = json.loads(data)
        told["review_samples"] = [
            ReviewSample(**review_sample) for review_sample in told["review_samples"]
        ]
        told["dropped"] = [(row, error) for row, error in told["dropped"]]
        for name in _COUNTERS:
            told[name] = Counter(told[name])
        return ShardStats(**told)
    except (ValueError, TypeError, KeyError) as error:
        raise BatchError(f"a tally is damaged: {type(error).__name__}") from None


def lot_of(*address: str) -> str:
    """Return the sample_key that a place draws: the smallest keys are chosen."""
    return blake2b("\0".join(address).encode("utf-8", "replace"), digest_size=8).hexdigest()


def smallest_keys(samples: Iterable[ReviewSample], places: int) -> list[ReviewSample]:
    """Return at most so many samples of each label, by the order of their lots."""
    by_label: dict[str, list[ReviewSample]] = {}
    for review_sample in samples:
        by_label.setdefault(review_sample.label, []).append(review_sample)
    return [
        review_sample
        for label in sorted(by_label)
        for review_sample in sorted(by_label[label], key=lambda s: s.sample_key)[:places]
    ]


class ReviewSampler:
    """Keeps the places with the smallest lots of each label while a shard goes by."""

    def __init__(self, places: int) -> None:
        self._places = places
        self._kept: dict[str, list[ReviewSample]] = {}

    def wants(self, label: str, sample_key: str) -> bool:
        """Say whether a place with this sample_key would be kept, before anybody cuts it out."""
        kept = self._kept.get(label, [])
        return len(kept) < self._places or (self._places > 0 and sample_key < kept[-1].sample_key)

    def keep(self, review_sample: ReviewSample) -> None:
        """Take a place in, and drop the one with the largest sample_key if there are too many."""
        kept = self._kept.setdefault(review_sample.label, [])
        kept.append(review_sample)
        kept.sort(key=lambda s: s.sample_key)
        del kept[self._places :]

    def review_samples(self) -> list[ReviewSample]:
        """Return what was kept."""
        return [
            review_sample for label in sorted(self._kept) for review_sample in self._kept[label]
        ]


def largest(counts: Counter[str], most: int) -> list[tuple[str, int]]:
    """Return the most frequent names with their counts; ties in the order of the names."""
    return nlargest(most, sorted(counts.items(), reverse=True), key=lambda item: item[1])
