"""Invented mail addresses at reserved hosts, with the at sign and the dots of real ones."""

import re
from collections.abc import Iterator, Sequence

from pii.redaction.surrogates.draws import admitted, pick
from pii.redaction.surrogates.words import LATIN

_HOSTS = ("example.org", "example.com", "example.net")


def _any_of(spellings: Sequence[str]) -> str:
    return f"(?:{'|'.join(map(re.escape, spellings))})"


# Closed lists: whatever else stands between two parts could be part of the secret, or markup.
_AT = _any_of(
    ["@", "%40", " at ", " AT ", " [at] ", "[at]", " (at) ", "(at)", "-at-"],
)
_DOT = _any_of(
    [".", " dot ", " DOT ", " [dot] ", "[dot]", " (dot) ", "(dot)"],
)
_AT_SIGN, _DOT_SIGN = re.compile(_AT), re.compile(_DOT)
_MAIL = re.compile(rf"([a-z]{{1,20}})\.([a-z]{{1,20}}){_AT}example{_DOT}(?:org|com|net)")


def make_mail(value: str, draws: Iterator[int], key: bytes) -> str:
    """Write an address with the at sign and the last dot spelled as in the value."""
    at, dot = _signs(value)
    given = pick(LATIN.given, draws)
    family = pick(admitted(LATIN.family, given, key), draws)
    return f"{given}.{family}".lower() + at + pick(_HOSTS, draws).replace(".", dot)


def _signs(value: str) -> tuple[str, str]:
    """Return how a value spells its at sign, which stands between two parts, and its last dot."""
    at = _AT_SIGN.search(value)
    if at is None or not value[: at.start()].strip() or not value[at.end() :].strip():
        return "@", "."
    return at[0], (_DOT_SIGN.findall(value, at.end()) or ["."])[-1]


def is_mail(value: str, key: bytes) -> bool:
    """Say whether an address has a reserved host and an owner that the key allows."""
    match = _MAIL.fullmatch(value)
    if match is None:
        return False
    given, family = match[1].title(), match[2].title()
    return given in LATIN.given and family in admitted(LATIN.family, given, key)
