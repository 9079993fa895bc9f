"""Invented keys and passwords of the same look, with a keyed check at their end."""

import re
from collections.abc import Iterator, Sequence

from pii.surrogates.draws import draws as draws_of
from pii.surrogates.draws import pick

_PREFIX = re.compile(r"(?=.{3,12}?[^_-])(?:[A-Za-z]{2,8}[_-]){1,3}")
_CHECK_LENGTH = 6
_LEAST_LENGTH = 8
_DIGITS = "0123456789"
_HEX = "0123456789abcdef"
_BASE64 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"
# What a block of key lines keeps: its first and last line, escapes, and all that is no letter.
_BLOCK_PART = re.compile(r"-----[^-\r\n]+-----|\\.|[A-Za-z0-9]|.", re.DOTALL)


def _alphabet(value: str) -> str:
    """Return the letters and digits that a secret's look is made of."""
    if value and set(value) <= set(_HEX):
        return _HEX
    if value and set(value) <= set(_HEX.upper()):
        return _HEX.upper()
    kinds = [("a", "z"), ("A", "Z"), ("0", "9")]
    found = [
        "".join(map(chr, range(ord(a), ord(z) + 1)))
        for a, z in kinds
        if re.search(f"[{a}-{z}]", value)
    ]
    return "".join(found) or _BASE64


def _checked(body: str, alphabet: str, length: int, key: bytes) -> str:
    """Return a body with its check behind it."""
    draws = draws_of(key, "check", body)
    return body + "".join(pick(alphabet, draws) for _ in range(length))


def _check_length(length: int) -> int:
    return _CHECK_LENGTH if length >= 2 * _CHECK_LENGTH else _CHECK_LENGTH - 2


def make_number(value: str, draws: Iterator[int], key: bytes) -> str:
    """Draw digits with a check behind them."""
    length = max(_LEAST_LENGTH, len(value))
    check = _check_length(length)
    body = pick(_DIGITS[1:], draws) + "".join(
        pick(_DIGITS, draws) for _ in range(length - check - 1)
    )
    return _checked(body, _DIGITS, check, key)


def is_number(value: str, key: bytes) -> bool:
    """Say whether digits carry the check of this key."""
    check = _check_length(len(value))
    if len(value) < _LEAST_LENGTH or not value.isascii() or value[0] == "0":
        return False
    return _checked(value[:-check], _DIGITS, check, key) == value


def _prefix(value: str, *, keyed: bool) -> str:
    """Return what tells a key's maker, such as `ghp_`; a password has none."""
    match = _PREFIX.match(value) if keyed else None
    return match[0] if match and len(match[0]) <= 2 * _CHECK_LENGTH < len(value) else ""


def make_secret(value: str, draws: Iterator[int], key: bytes, *, keyed: bool) -> str:
    """Draw a secret of the length and the letters of a value."""
    if _is_block(value):
        return _make_block(value, draws, key)
    prefix = _prefix(value, keyed=keyed)
    body, length = value[len(prefix) :], max(_LEAST_LENGTH, len(value) - len(prefix))
    alphabet, check = _alphabet(body), _check_length(length)
    drawn = "".join(pick(alphabet, draws) for _ in range(length - check))
    return prefix + _checked(drawn, alphabet, check, key)


def is_secret(value: str, key: bytes, *, keyed: bool) -> bool:
    """Say whether a secret carries the check of this key."""
    if _is_block(value):
        return _is_made_block(value, key)
    prefix = _prefix(value, keyed=keyed)
    body = value[len(prefix) :]
    check = _check_length(len(body))
    if len(body) < _LEAST_LENGTH or not (body.isascii() and body.isalnum()):
        return False
    return _checked(body[:-check], _alphabet(body), check, key) == body


def _is_block(value: str) -> bool:
    """Say whether a value is lines of a key, with enough letters to draw others for."""
    lines = "\n" in value or "\r" in value or "-----" in value
    return lines and len(_free_places(_BLOCK_PART.findall(value))) >= _LEAST_LENGTH


def _free_places(parts: Sequence[str]) -> list[int]:
    return [
        n for n, part in enumerate(parts) if len(part) == 1 and part.isascii() and part.isalnum()
    ]


def _make_block(value: str, draws: Iterator[int], key: bytes) -> str:
    """Write other letters and digits in every line but the first and the last."""
    parts = _BLOCK_PART.findall(value)
    places = _free_places(parts)
    for place in places:
        parts[place] = pick(_BASE64, draws)
    return _with_block_check(parts, places, key)


def _with_block_check(parts: list[str], places: list[int], key: bytes) -> str:
    """Put the check into the last free places of a block."""
    held, checked = places[:-_CHECK_LENGTH], places[-_CHECK_LENGTH:]
    check = _block_check([parts[n] for n in held], key)
    for place, letter in zip(checked, check, strict=False):
        parts[place] = letter
    return "".join(parts)


def _block_check(held: Sequence[str], key: bytes) -> str:
    return _checked("".join(held), _BASE64, _CHECK_LENGTH, key)[-_CHECK_LENGTH:]


def _is_made_block(value: str, key: bytes) -> bool:
    parts = _BLOCK_PART.findall(value)
    places = _free_places(parts)
    return _with_block_check(list(parts), places, key) == value
