"""Made-up keys for tests and for training: right in form, belonging to nobody.

A family's name and a seed come in, a key goes out, always the same one. Nothing is stored in
full, so no scanner of secrets takes this code for a leak.
"""

import itertools
from collections.abc import Iterator

from pii.formats.block_recipes import BLOCKS
from pii.formats.families import FAMILIES
from pii.formats.family import PROVEN_SCORE, Family, score_of
from pii.formats.recipes import SETTINGS, TEMPLATES
from pii.formats.source import Source
from pii.formats.structured_recipes import STRUCTURED

_FAMILIES = {family.name: family for family in FAMILIES}
_RECIPES = {**STRUCTURED, **BLOCKS}


def forge(family_name: str, seed: int, *, valid: bool = True) -> str:
    """Return a made-up value of a family.

    Chance alone makes what looks like a placeholder now and then; such a value is drawn again.

    Args:
        family_name: as in `FAMILIES`.
        seed: any number; the same one brings the same value.
        valid: whether checksum or structure shall be right. Families that have neither give a
            value of the right form in both cases.

    Raises:
        ValueError: if no family has this name.
    """
    family = _FAMILIES.get(family_name)
    if family is None:
        raise ValueError(f"needs the name of a family in FAMILIES, got {family_name!r}")
    drafts = _drafts(family_name, seed, valid=valid)
    return next(value for value in drafts if _is_usable(family, value, valid=valid))


def setting_of(family_name: str, seed: int = 0) -> tuple[str, str]:
    """Return what must stand right before and right behind a value for it to be recognised.

    Both are empty for most families, whose values tell by themselves what they are.
    """
    source = Source(f"{family_name}/setting/{seed}")
    before, behind = SETTINGS.get(family_name, ("", ""))
    return source.filled(before), source.filled(behind)


def _is_usable(family: Family, value: str, *, valid: bool) -> bool:
    """Say whether a draft is neither refused nor, where it must be broken, right by chance."""
    score = score_of(family, value.encode())
    return score > 0 and (valid or score < PROVEN_SCORE)


def _drafts(family_name: str, seed: int, *, valid: bool) -> Iterator[str]:
    """Yield values of a family without end."""
    recipe = _RECIPES.get(family_name)
    for draft in itertools.count():
        source = Source(f"{family_name}/{seed}/{draft}")
        yield recipe(source, valid) if recipe else source.filled(TEMPLATES[family_name])
