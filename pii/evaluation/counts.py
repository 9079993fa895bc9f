"""Counts that add up: of entities, of characters, and of both for each label."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from pii.labels import Label


@dataclass(frozen=True, slots=True)
class Score:
    """Counts of entities, or of characters: claimed and true, claimed, true."""

    right: int = 0
    predicted: int = 0
    true: int = 0

    def __add__(self, other: "Score") -> "Score":
        return Score(
            self.right + other.right, self.predicted + other.predicted, self.true + other.true
        )

    @property
    def precision(self) -> float:
        """The share of claims that are right; 0 without a claim."""
        return self.right / self.predicted if self.predicted else 0.0

    @property
    def recall(self) -> float:
        """The share of the truth that was claimed; 0 where nothing is true."""
        return self.right / self.true if self.true else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of both."""
        return 2 * self.right / (self.predicted + self.true) if self.right else 0.0


@dataclass(frozen=True, slots=True)
class Characters:
    """Counts of characters.

    Attributes:
        secret: in true entities.
        missed: of those, under no claim of any label.
        excess: under a claim, and in neither a true entity nor an ignored stretch.
        text: of all documents.
    """

    secret: int = 0
    missed: int = 0
    excess: int = 0
    text: int = 0

    def __add__(self, other: "Characters") -> "Characters":
        return Characters(
            self.secret + other.secret,
            self.missed + other.missed,
            self.excess + other.excess,
            self.text + other.text,
        )

    @property
    def missed_share(self) -> float:
        """The share of secret characters left in clear."""
        return self.missed / self.secret if self.secret else 0.0

    @property
    def excess_per_thousand(self) -> float:
        """Characters hidden for nothing in a thousand of text."""
        return 1000 * self.excess / self.text if self.text else 0.0


def _no_scores() -> dict[Label, Score]:
    return {label: Score() for label in Label}


@dataclass(frozen=True, slots=True)
class Report:
    """What a detector did on some samples.

    `strict` counts entities with the very borders and label of a true one, `overlap` those that
    share a label and at least one character with it, one for one; `lettered` counts characters
    under a claim of the label that the truth gives them.
    """

    strict: Mapping[Label, Score] = field(default_factory=_no_scores)
    overlap: Mapping[Label, Score] = field(default_factory=_no_scores)
    characters: Characters = Characters()
    lettered: Mapping[Label, Score] = field(default_factory=_no_scores)

    def __add__(self, other: "Report") -> "Report":
        return Report(
            {label: self.strict[label] + other.strict[label] for label in Label},
            {label: self.overlap[label] + other.overlap[label] for label in Label},
            self.characters + other.characters,
            {label: self.lettered[label] + other.lettered[label] for label in Label},
        )

    @property
    def total(self) -> Score:
        """The strict counts over all labels (micro average)."""
        return sum(self.strict.values(), Score())

    @property
    def total_overlap(self) -> Score:
        """The overlap counts over all labels."""
        return sum(self.overlap.values(), Score())

    @property
    def total_lettered(self) -> Score:
        """The counts of characters over all labels."""
        return sum(self.lettered.values(), Score())
