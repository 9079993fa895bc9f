"""A value found once is hidden wherever else it stands in the document.

Only values that mean the same everywhere are swept: keys, addresses, full names, long passwords.
Sweeping short ones too was measured to cost nine points of F1: it hides half a file.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from pii.documents import Document
from pii.entities import Entity
from pii.labels import Label
from pii.rules.word_automaton import WordAutomaton, words_of
from pii.stopping import checkpoint

_LEAST_LENGTH = {
    Label.KEY: 8,
    Label.EMAIL: 6,
    Label.IP_ADDRESS: 7,
    Label.PASSWORD: 8,
    Label.NAME: 7,
}
# Below this many characters to compare, looking for each value by itself is faster.
_FEW_COMPARISONS = 4_000_000


def sweep(document: Document, *, least_score: float = 0.5) -> Document:
    """Return the document marked wherever a value stands that was found once.

    A place where the value is part of a longer word is left alone. Values are compared as they
    are; each rule that claims the value claims it there, too, with the label and score of its
    best claim on it. A place that was surely claimed gets no surer by that. Of values that end at
    one place the longest is claimed.

    Args:
        document: a marked document.
        least_score: claims under this are too unsure to be carried to other places, and keep no
            sure value away from theirs: a policy would drop them.
    """
    sure = [entity for entity in document.entities if entity.score >= least_score]
    best = _best_claims(document.text, sure)
    if not best:
        return document
    found = list(_carried(document.text, sure, best))
    if not found:
        return document
    carried = {_claim_of(entity) for entity in found}
    kept = [entity for entity in document.entities if _claim_of(entity) not in carried]
    return document.marked((*kept, *found))


def _best_claims(text: str, sure: Iterable[Entity]) -> dict[str, dict[str, Entity]]:
    """Return for each value that means the same everywhere the best claim of each rule."""
    best: dict[str, dict[str, Entity]] = {}
    for entity in sure:
        checkpoint()
        value = text[entity.start : entity.end]
        if _is_swept(entity, value):
            claims = best.setdefault(value, {})
            known = claims.get(entity.rule)
            if known is None or entity.score > known.score:
                claims[entity.rule] = entity
    return best


def _carried(
    text: str, sure: Iterable[Entity], best: Mapping[str, Mapping[str, Entity]]
) -> Iterator[Entity]:
    """Yield at each place the claims on its value of all rules that made no sure one there."""
    claimed: dict[tuple[int, int], dict[str, float]] = {}
    for entity in sure:
        scores = claimed.setdefault((entity.start, entity.end), {})
        scores[entity.rule] = max(entity.score, scores.get(entity.rule, 0.0))
    taken = {
        (start, end)
        for (start, end), rules in claimed.items()
        if best.get(text[start:end], {}).keys() <= rules.keys()
    }
    for start, end in _places(text, list(best), taken):
        checkpoint()
        known = claimed.get((start, end), {})
        most = max(known.values(), default=1.0)
        for rule, claim in best[text[start:end]].items():
            if rule not in known:
                yield Entity(start, end, claim.label, min(claim.score, most), rule)


def _claim_of(entity: Entity) -> tuple[int, int, Label, str]:
    """Return what tells a rule's claim on a place from all others, whatever its score."""
    return entity.start, entity.end, entity.label, entity.rule


def _is_swept(entity: Entity, value: str) -> bool:
    """Say whether a value means the same wherever it stands."""
    least = _LEAST_LENGTH.get(entity.label)
    if least is None or len(value) < least:
        return False
    if entity.label is Label.NAME:
        return " " in value.strip()
    return entity.label is not Label.PASSWORD or any(c.isdigit() for c in value)


def _places(
    text: str, values: Sequence[str], taken: Collection[tuple[int, int]]
) -> Iterable[tuple[int, int]]:
    """Return where values stand alone, but for values that stand nowhere but where taken."""
    if len(values) * len(text) <= _FEW_COMPARISONS:
        return _found_one_by_one(text, values)
    # A value has no more places than its rarest word: where all are distinct, no value is left.
    met = Counter(words_of(text))
    claimed = Counter(text[start:end] for start, end in taken if _stands_alone(text, start, end))
    again = [v for v in values if min(met[word] for word in words_of(v)) > claimed[v]]
    return WordAutomaton(again).places(text) if again else ()


def _found_one_by_one(text: str, values: Sequence[str]) -> Iterable[tuple[int, int]]:
    """Return where values stand alone, of one end the longest."""
    starts: dict[int, int] = {}
    for value in values:
        checkpoint()
        start = text.find(value)
        while start >= 0:
            end = start + len(value)
            if _stands_alone(text, start, end):
                starts[end] = min(start, starts.get(end, start))
            start = text.find(value, start + 1)
    return [(start, end) for end, start in starts.items()]


def _stands_alone(text: str, start: int, end: int) -> bool:
    """Say whether no letter or digit adjoins a value's own letters or digits."""
    before, behind = text[start - 1 : start] if start else "", text[end : end + 1]
    return not (before.isalnum() and text[start].isalnum()) and not (
        behind.isalnum() and text[end - 1].isalnum()
    )
