"""Armoured blocks of keys, rewritten between their first and their last line.

A block is what stands between `-----BEGIN ...-----` and the same `-----END ...-----`, also in a
string literal, with escaped line breaks. Nothing between the two stays but what lays lines out.
"""

import re
from collections.abc import Iterator, Sequence

from pii.redaction.surrogates.checks import BASE62, check_of
from pii.redaction.surrogates.draws import pick

_WORD = (
    "(?:AGE|BLOCK|CERTIFICATE|CMS|CRL|DH|DSA|EC|ENCRYPTED|FILE|KEY|MESSAGE|NEW|OPENSSH|PARAMETERS|"
    "PGP|PKCS7|PRIVATE|PUBLIC|REQUEST|RSA|SIGNATURE|SIGNED|SSH2|TRUSTED|X509)"
)
_FRAME = re.compile(
    rf"(-----BEGIN (?P<kind>{_WORD}(?: {_WORD}){{0,3}})-----)(.*)(-----END (?P=kind)-----)",
    re.DOTALL,
)
_KEPT = re.compile(r"""\\{1,8}[nrt"'\r\n]|[ \t\r\n"'`+/=,:;.()#*-]""")
_PART = re.compile(rf"{_KEPT.pattern}|.", re.DOTALL)
_CHECK_LENGTH = 6
_LEAST_PLACES = 8


def is_block(value: str) -> bool:
    """Say whether a value is an armoured block with enough characters to draw others for."""
    parts = _parts_of(value)
    return len(_free_places(parts)) >= _LEAST_PLACES


def make_block(value: str, draws: Iterator[int], key: bytes) -> str:
    """Write other letters and digits in every line but the first and the last."""
    parts = _parts_of(value)
    places = _free_places(parts)
    for place in places:
        parts[place] = pick(BASE62, draws)
    return _with_check(parts, places, key)


def is_made_block(value: str, key: bytes) -> bool:
    """Say whether a block carries the check of this key."""
    parts = _parts_of(value)
    return _with_check(parts, _free_places(parts), key) == value


def _parts_of(value: str) -> list[str]:
    """Return the frame's two lines and the characters between them; nothing of another text."""
    frame = _FRAME.fullmatch(value)
    return [frame[1], *_PART.findall(frame[3]), frame[4]] if frame else []


def _free_places(parts: Sequence[str]) -> list[int]:
    return [n for n, part in enumerate(parts[1:-1], 1) if not _KEPT.fullmatch(part)]


def _with_check(parts: list[str], places: list[int], key: bytes) -> str:
    """Put the check of the other free places into the last ones."""
    held, checked = places[:-_CHECK_LENGTH], places[-_CHECK_LENGTH:]
    check = check_of("".join(parts[n] for n in held), BASE62, _CHECK_LENGTH, key)
    for place, letter in zip(checked, check, strict=True):
        parts[place] = letter
    return "".join(parts)
