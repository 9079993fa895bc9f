"""Whether the owner of a repository, a package or a profile may be one person."""

import re

from pii.gazetteers import (
    FORGE_ORGANISATIONS,
    ORGANISATION_ENDINGS,
    ORGANISATION_LAST_WORDS,
    ORGANISATION_WORDS,
    PROJECT_FIRST_WORDS,
    PROJECT_LAST_WORDS,
    SITE_PAGES,
)
from pii.rules.checks.logins import is_login

_ENDINGS = tuple(ORGANISATION_ENDINGS)
_SIGN = re.compile(r"[-_.]")


def is_person(owner: str, repository: str = "") -> bool:
    """Say whether the owner in a forge's address may be one person.

    The text does not show it; a list of organisations, telling words and a repository of the
    same name, as products have, rule out the plain cases.
    """
    folded = owner.lower()
    if (
        folded in FORGE_ORGANISATIONS
        or folded.removesuffix("s") in FORGE_ORGANISATIONS
        or folded in ORGANISATION_WORDS
        or folded in SITE_PAGES
    ):
        return False
    # A person's `Antonio` ends so too, but not in capitals.
    if (
        owner.endswith("IO")
        or _sounds_like_a_project(folded)
        or not is_login(owner.lstrip("0123456789"))
    ):
        return False
    return not _share_a_word(folded, repository.lower().removesuffix(".git"))


def _sounds_like_a_project(owner: str) -> bool:
    """Say whether an account is named as those of organisations and projects are.

    A handle of several words, one of which names a technology, belongs to its project.
    """
    if owner.endswith(_ENDINGS) or _SIGN.split(owner)[-1] in ORGANISATION_LAST_WORDS:
        return True
    first, *others = owner.split("-")
    return bool(others) and (first in PROJECT_FIRST_WORDS or others[-1] in PROJECT_LAST_WORDS)


def _share_a_word(owner: str, repository: str) -> bool:
    """Say whether an owner and its repository have a word in common, as a product's do.

    Four letters from the beginning of both are enough of a word (`ropechat/rope`).
    """
    if not repository:
        return False
    parts = [part for part in _SIGN.split(repository) if len(part) >= 3]
    own = [part for part in _SIGN.split(owner) if len(part) >= 3]
    if set(parts) & set(own) or any(part in owner for part in parts if len(part) >= 4):
        return True
    return owner[:4] == repository[:4] or owner.rstrip("0123456789") in repository
