"""Invented keys and passwords of the same look, with a keyed check at their end."""

import re
from collections.abc import Iterator

from pii.redaction.surrogates.armour import is_block, is_made_block, make_block
from pii.redaction.surrogates.checks import DIGITS, LOWER, UPPER, check_of
from pii.redaction.surrogates.draws import pick
from pii.redaction.surrogates.prefixes import prefix_of

_LEAST_LENGTH = 8
_HEX_LETTERS = "abcdef"
_UUID = re.compile(r"[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}")


def _kinds_of(value: str) -> tuple[str, ...]:
    """Return the kinds of letters and digits that a secret's look is made of."""
    letters = set(value) & set(DIGITS + LOWER + UPPER)
    for few in ((DIGITS,), (DIGITS, _HEX_LETTERS), (DIGITS, _HEX_LETTERS.upper())):
        if letters and letters <= set("".join(few)):
            return few
    kinds = (LOWER, UPPER, DIGITS)
    return tuple(kind for kind in kinds if letters & set(kind)) or kinds


def _tells(kind: str) -> str:
    """Return the letters of a kind that no narrower kind has."""
    return kind.strip(_HEX_LETTERS + _HEX_LETTERS.upper()) if kind in (LOWER, UPPER) else kind


def _check_length(length: int) -> int:
    return 6 if length >= 12 else 4


# Numbers


def make_number(value: str, draws: Iterator[int], key: bytes) -> str:
    """Draw digits with a check behind them."""
    length = max(_LEAST_LENGTH, len(value))
    check = _check_length(length)
    first = pick(DIGITS[1:], draws)
    body = first + "".join(pick(DIGITS, draws) for _ in range(length - check - 1))
    return body + check_of(body, DIGITS, check, key)


def is_number(value: str, key: bytes) -> bool:
    """Say whether digits carry the check of this key."""
    return value.isascii() and value[:1] != "0" and _is_checked(value, key)


# Keys and passwords


def make_secret(value: str, draws: Iterator[int], key: bytes, *, keyed: bool) -> str:
    """Draw a secret of the length and the letters of a value, in one line unless it is a block."""
    if keyed and is_block(value):
        return make_block(value, draws, key)
    prefix, body = _cut(value, keyed=keyed)
    if not _UUID.fullmatch(body):
        return prefix + _make_body(body, draws, key)
    letters = body.replace("-", "")
    made = _make_body(letters if letters.isupper() else letters.lower(), draws, key)
    return prefix + "-".join((made[:8], made[8:12], made[12:16], made[16:20], made[20:]))


def is_secret(value: str, key: bytes, *, keyed: bool) -> bool:
    """Say whether a secret carries the check of this key."""
    if keyed and is_block(value):
        return is_made_block(value, key)
    _, body = _cut(value, keyed=keyed)
    return _is_checked(body.replace("-", "") if _UUID.fullmatch(body) else body, key)


def _cut(value: str, *, keyed: bool) -> tuple[str, str]:
    """Return a key's well known beginning and the rest, which is long enough; else all is rest."""
    prefix = prefix_of(value) if keyed else ""
    if len(value) - len(prefix) < _LEAST_LENGTH:
        prefix = ""
    return prefix, value[len(prefix) :]


def _make_body(like: str, draws: Iterator[int], key: bytes) -> str:
    """Draw letters and digits of which the same kinds can be read off again."""
    kinds = _kinds_of(like)
    if kinds == (DIGITS,):
        return make_number(like, draws, key)
    length, alphabet = max(_LEAST_LENGTH, len(like)), "".join(kinds)
    check = _check_length(length)
    letters = [pick(alphabet, draws) for _ in range(length - check - len(kinds))]
    for kind in kinds:
        letters.insert(next(draws) % (len(letters) + 1), pick(_tells(kind), draws))
    body = "".join(letters)
    return body + check_of(body, alphabet, check, key)


def _is_checked(secret: str, key: bytes) -> bool:
    """Say whether the last letters are the check of those before them."""
    if len(secret) < _LEAST_LENGTH or not (secret.isascii() and secret.isalnum()):
        return False
    check = _check_length(len(secret))
    alphabet = "".join(_kinds_of(secret))
    return secret[-check:] == check_of(secret[:-check], alphabet, check, key)
