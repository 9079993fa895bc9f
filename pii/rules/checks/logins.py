"""Whether a word can be one person's login or handle."""

import re

from pii.gazetteers import (
    AT_TAGS,
    FORGE_ORGANISATIONS,
    NOT_NAMES,
    ORGANISATION_WORDS,
    PLAIN_WORDS,
    ROLE_LOGINS,
)
from pii.rules.checks.secret_values import is_reference, is_throwaway

_ROLE_ENDINGS = ("admin", "user", "_id", "_name", "_bot", "-bot", "_service", "-service", "_svc")


def is_login(value: str) -> bool:
    """Say whether a text can be one person's login: its form fits and it is no role."""
    if not re.fullmatch(r"[A-Za-z][A-Za-z0-9._-]{1,38}", value) or value.endswith((".", "-")):
        return False
    folded = value.lower()
    if folded in ROLE_LOGINS or folded.rstrip("0123456789_-") in ROLE_LOGINS:
        return False
    if folded.endswith(_ROLE_ENDINGS):
        return False
    return not is_throwaway(value) and not is_reference(value)


_NO_HANDLES = AT_TAGS | FORGE_ORGANISATIONS | NOT_NAMES | ORGANISATION_WORDS | PLAIN_WORDS


def is_handle(word: str) -> bool:
    """Say whether a word that stands where a person is named can be that person's handle.

    A capitalised word is rather a name or a product, and a word of the language is neither.
    """
    return is_login(word) and not word[0].isupper() and word.lower() not in _NO_HANDLES
