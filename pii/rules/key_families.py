"""Machine-made credentials with a form of their own, out of the table of formats."""

from collections.abc import Callable, Iterator

from pii.credentials import FAMILIES, Family, score_of
from pii.labels import Label
from pii.rules.rule import Claim, Hit, Rule


def _reader(family: Family) -> Callable[[Hit], Iterator[Claim]]:
    """Return what claims a family's values, with its evidence for a score."""

    def read(hit: Hit) -> Iterator[Claim]:
        start, end = hit.span(1)
        score = score_of(family, hit.data, start, end)
        if score > 0:
            yield Claim(start, end, Label.KEY, score)

    return read


RULES = tuple(
    Rule(
        family.name, Label.KEY, family.triggers, family.pattern, _reader(family), lines=family.lines
    )
    for family in FAMILIES
)
