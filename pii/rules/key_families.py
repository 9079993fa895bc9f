"""Machine-made credentials with a form of their own: one rule for each family."""

from collections.abc import Callable, Iterator, Sequence
from functools import cached_property, partial
from typing import overload

from pii.credentials import FAMILIES, Family, hits_of, misses_of, score_of
from pii.labels import Label
from pii.rules.rule import Claim, Example, Hit, Rule, example


class _Examples(Sequence[Example]):
    """Examples that are put together when somebody reads them, since no detector does."""

    def __init__(self, make: Callable[[], tuple[str, ...]]) -> None:
        self._make = make

    @cached_property
    def _made(self) -> tuple[Example, ...]:
        return tuple(example(text) for text in self._make())

    @overload
    def __getitem__(self, place: int) -> Example: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[Example]: ...
    def __getitem__(self, place: int | slice) -> Example | Sequence[Example]:
        return self._made[place]

    def __len__(self) -> int:
        return len(self._made)


def _reader(family: Family) -> Callable[[Hit], Iterator[Claim]]:
    """Return what claims a family's values, with its evidence for a score."""

    def read(hit: Hit) -> Iterator[Claim]:
        start, end = hit.span(1)
        score = score_of(family, hit.data, start, end)
        if score > 0:
            yield Claim(start, end, Label.KEY, score)

    return read


def rule_of(family: Family) -> Rule:
    """Return the rule that finds a family's values."""
    return Rule(
        id=family.id,
        label=Label.KEY,
        title=family.title,
        finds=family.finds,
        leaves=family.leaves,
        source=family.source,
        triggers=family.triggers,
        pattern=family.pattern,
        read=_reader(family),
        hits=_Examples(partial(hits_of, family)),
        misses=_Examples(partial(misses_of, family)),
        lines=family.lines,
    )


RULES = tuple(rule_of(family) for family in FAMILIES)
