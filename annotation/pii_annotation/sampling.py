"""Which snippets people should read: a spread over languages and triggers, and some by chance.

Files come in; out come snippets of whole lines, the same ones for the same seed. What a trigger
is stands in `pii_annotation.triggers`, what a readable file is in `pii_annotation.choosing`.
"""

import hashlib
import random
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice

from pii.detection.protocol import Detector
from pii.documents import Document
from pii.entities import Entity
from pii_annotation.file_filter import readable_text
from pii_annotation.sampling_signals import CHANCE, TRIGGERS, triggered_offsets
from pii_annotation.snippets import MOST_LINES, Cutting, Snippet, cut, line_starts
from pii_annotation.sources import SourceFile

_FEWEST_LINES = 12
_ID_DIGITS = 10


@dataclass(frozen=True, slots=True)
class Plan:
    """How a sample is drawn.

    Attributes:
        snippets: how many to draw at most.
        per_repository: how many of one repository at most.
        files_per_repository: how many files of one repository are looked at.
        random_share: the share cut anywhere, whatever stands there, in [0, 1].
        weights: how often a trigger is drawn in relation to the others, 1 where it is missing;
            0 leaves it out.
        by_uncertainty: of like snippets take first what the detector is least sure of.
        seed: the same seed draws the same snippets.
    """

    snippets: int
    per_repository: int = 16
    files_per_repository: int = 200
    random_share: float = 0.1
    weights: Mapping[str, float] = field(default_factory=dict)
    by_uncertainty: bool = False
    seed: int = 0

    def __post_init__(self) -> None:
        unknown = set(self.weights) - set(TRIGGERS)
        if unknown:
            raise ValueError(f"no trigger is called {', '.join(sorted(unknown))}")
        if not 0.0 <= self.random_share <= 1.0:
            raise ValueError(f"needs a random share in [0, 1], got {self.random_share}")
        if any(weight < 0 for weight in self.weights.values()):
            raise ValueError("needs weights of at least 0")

    def weight(self, trigger: str) -> float:
        """Return a trigger's share of the sample, in relation to the others."""
        if trigger == CHANCE:
            return self.random_share
        total = sum(self.weights.get(name, 1.0) for name in TRIGGERS if name != CHANCE)
        return (1.0 - self.random_share) * self.weights.get(trigger, 1.0) / (total or 1.0)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A snippet that might be drawn, and how unsure the detector is of it, in [0, 1]."""

    snippet: Snippet
    uncertainty: float = 0.0


def candidates_of(
    files: Iterable[SourceFile], plan: Plan, detector: Detector, known: Collection[str] = ()
) -> Iterator[Candidate]:
    """Yield what might be drawn from one repository's files: of each at most one for a trigger.

    Args:
        files: in the order in which they should be looked at.
        plan: says how many files, and the seed.
        detector: its claims are triggers too.
        known: blobs that were sampled before; they are passed over.
    """
    enough = 3 * plan.per_repository
    counts: Counter[str] = Counter()
    for file in islice(files, plan.files_per_repository):
        text = None if file.blob in known else readable_text(file.data)
        if text is None:
            continue
        [marked] = detector.detect([Document(file.path, text, language=file.language)])
        for candidate in _file_candidates(file, text, marked.entities, plan.seed):
            trigger = candidate.snippet.cutting.trigger
            if counts[trigger] < enough:
                counts[trigger] += 1
                yield candidate


def draw(
    candidates: Iterable[Candidate], plan: Plan, is_new: Callable[[str], bool]
) -> list[Snippet]:
    """Return the snippets of a plan, ordered by id.

    Each turn goes to the trigger farthest behind its weight, in it to the language with the
    fewest snippets so far, and there to the next candidate whose repository is not full, that
    shares no character with a drawn one, and whose text is new.

    Args:
        candidates: of all repositories, in any order.
        plan: how many, of what.
        is_new: says whether a text resembles none before, and remembers it.
    """
    piles = _piles(candidates, plan)
    drawn: dict[str, list[Snippet]] = {}
    by_trigger: Counter[str] = Counter()
    by_language: Counter[tuple[str, str]] = Counter()
    by_repository: Counter[str] = Counter()
    while piles and by_trigger.total() < plan.snippets:
        trigger, language = min(
            piles, key=lambda cell: (by_trigger[cell[0]] / plan.weight(cell[0]), by_language[cell])
        )
        pile = piles[trigger, language]
        snippet = pile.pop().snippet
        if not pile:
            del piles[trigger, language]
        beside = drawn.setdefault(snippet.cutting.blob, [])
        full = by_repository[snippet.cutting.repo] >= plan.per_repository
        if full or any(_overlap(snippet, one) for one in beside) or not is_new(snippet.text):
            continue
        beside.append(snippet)
        by_trigger[trigger] += 1
        by_language[trigger, language] += 1
        by_repository[snippet.cutting.repo] += 1
    together = (snippet for group in drawn.values() for snippet in group)
    return sorted(together, key=lambda snippet: snippet.id)


def _piles(candidates: Iterable[Candidate], plan: Plan) -> dict[tuple[str, str], list[Candidate]]:
    """Return candidates by trigger and language, each pile with the first to draw on top (last).

    Repositories take turns in a pile, and chance orders the rest. Asked for uncertainty, the
    least sure come first whatever their repository.
    """
    turns: Counter[tuple[str, str, str]] = Counter()
    ranked: dict[tuple[str, str], list[tuple[float, int, str, Candidate]]] = {}
    for candidate in sorted(candidates, key=lambda one: one.snippet.id):
        cutting = candidate.snippet.cutting
        if plan.weight(cutting.trigger) <= 0:
            continue
        turn = turns[cutting.trigger, cutting.language, cutting.repo]
        turns[cutting.trigger, cutting.language, cutting.repo] += 1
        sureness = -candidate.uncertainty if plan.by_uncertainty else 0.0
        pile = ranked.setdefault((cutting.trigger, cutting.language), [])
        pile.append((sureness, turn, cutting.id, candidate))
    return {
        cell: [entry[-1] for entry in sorted(pile, key=lambda entry: entry[:3], reverse=True)]
        for cell, pile in sorted(ranked.items())
    }


def _file_candidates(
    file: SourceFile, text: str, claims: Sequence[Entity], seed: int
) -> Iterator[Candidate]:
    starts = line_starts(text)
    offsets = {**triggered_offsets(text, claims), CHANCE: starts[:-1]}
    for trigger in TRIGGERS:
        if trigger not in offsets:
            continue
        chance = random.Random(f"{seed} {file.blob} {trigger}")  # noqa: S311  (no secret)
        offset = chance.choice(offsets[trigger])
        lines = chance.randint(_FEWEST_LINES, MOST_LINES)
        line = text.count("\n", 0, offset)
        bounds = cut(text, line, lines, above=chance.randrange(lines))
        if bounds is not None:
            snippet = _snippet(file, text, trigger, bounds)
            yield Candidate(snippet, _uncertainty(claims, *bounds))


def _snippet(file: SourceFile, text: str, trigger: str, bounds: tuple[int, int]) -> Snippet:
    start, end = bounds
    naming = f"{file.repo}\0{file.path}\0{file.blob}\0{start}\0{end}"
    digest = hashlib.sha256(naming.encode("utf-8", "surrogateescape")).hexdigest()
    cutting = Cutting(
        id=f"s{digest[:_ID_DIGITS]}",
        repo=file.repo,
        commit=file.commit,
        path=file.path,
        blob=file.blob,
        language=file.language,
        trigger=trigger,
        start_char=start,
        end_char=end,
    )
    return Snippet(cutting, text[start:end])


def _uncertainty(claims: Iterable[Entity], start: int, end: int) -> float:
    """Return how near the closest claim's score comes to a toss-up: 1 at 0.5, 0 at 0 and 1."""
    scores = (claim.score for claim in claims if start <= claim.start < end)
    return max((1.0 - abs(2.0 * score - 1.0) for score in scores), default=0.0)


def _overlap(one: Snippet, other: Snippet) -> bool:
    """Say whether two snippets of one blob share a character."""
    a, b = one.cutting, other.cutting
    return a.start_char < b.end_char and b.start_char < a.end_char
