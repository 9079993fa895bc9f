"""How good claims are: counts of what is right, and of characters bared or hidden for nothing.

Samples and the entities found in them come in; counts come out that can be added up over
samples, languages or repositories. Nothing here detects, prints or reads files.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from random import Random

from pii.entities import Entity, resolve
from pii.labels import Label
from pii.samples import Sample


@dataclass(frozen=True, slots=True)
class Score:
    """Counts of entities: claimed and true, claimed, true."""

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
    share a label and at least one character with it, one for one.
    """

    strict: Mapping[Label, Score] = field(default_factory=_no_scores)
    overlap: Mapping[Label, Score] = field(default_factory=_no_scores)
    characters: Characters = Characters()

    def __add__(self, other: "Report") -> "Report":
        return Report(
            {label: self.strict[label] + other.strict[label] for label in Label},
            {label: self.overlap[label] + other.overlap[label] for label in Label},
            self.characters + other.characters,
        )

    @property
    def total(self) -> Score:
        """The strict counts over all labels (micro average)."""
        return sum(self.strict.values(), Score())

    @property
    def total_overlap(self) -> Score:
        """The overlap counts over all labels."""
        return sum(self.overlap.values(), Score())


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


def report_of(sample: Sample, claims: Iterable[Entity]) -> Report:
    """Return the counts of one sample; add reports up for many."""
    settled = resolve(claims)
    verdict = judge(sample, settled)
    counted = [*verdict.right, *verdict.wrong]
    return Report(
        {label: _strict(label, verdict) for label in Label},
        {label: _overlap(label, counted, sample.document.entities) for label in Label},
        _characters(sample, settled),
    )


def interval(
    reports: Sequence[Report],
    statistic: Callable[[Report], float],
    *,
    rounds: int = 200,
    level: float = 0.95,
) -> tuple[float, float]:
    """Return the bounds between which a statistic lies when the samples are drawn again.

    A percentile bootstrap over the given reports: one for each repository is the honest unit,
    for the samples of one repository resemble each other. The draws are the same at every call.
    """
    draw = Random(0)  # noqa: S311  (statistics, no secret)
    values = sorted(
        statistic(sum(draw.choices(reports, k=len(reports)), Report())) for _ in range(rounds)
    )
    aside = int(rounds * (1 - level) / 2)
    return values[aside], values[-1 - aside]


def _key(entity: Entity) -> tuple[int, int, Label]:
    return entity.start, entity.end, entity.label


def _touch(one: Entity, other: Entity) -> bool:
    return one.start < other.end and other.start < one.end


def _is_ignored(claim: Entity, sample: Sample) -> bool:
    """Say whether a claim touches ignored stretches only."""
    return any(_touch(claim, entity) for entity in sample.ignored) and not any(
        _touch(claim, entity) for entity in sample.document.entities
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
        found = next((claim for claim in open_claims if _touch(claim, entity)), None)
        if found is not None:
            open_claims.remove(found)
            paired += 1
    return Score(paired, predicted, len(wanted))


def _characters(sample: Sample, settled: Iterable[Entity]) -> Characters:
    secret = _covered(sample.document.entities)
    hidden = _covered(settled)
    return Characters(
        len(secret),
        len(secret - hidden),
        len(hidden - secret - _covered(sample.ignored)),
        len(sample.document.text),
    )


def _covered(entities: Iterable[Entity]) -> set[int]:
    """Return the offsets of all characters in these entities."""
    return {offset for entity in entities for offset in range(entity.start, entity.end)}
