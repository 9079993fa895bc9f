"""Invented names and handles, in the case, the order and the spelling of real ones."""

import re
from collections.abc import Callable, Iterator, Sequence

from pii.redaction.surrogates.draws import admitted, pick
from pii.redaction.surrogates.words import ADJECTIVES, NOUNS, script_of

_INITIALS = re.compile(r"(?:[^\W\d_]\.){1,3}|[^\W\d_]")
_LETTER = re.compile(r"[^\W\d_]")


def name_words(value: str) -> list[str]:
    """Return the words of a name, the family name last, also of `Family, Given`."""
    family, _, given = value.partition(",")
    return given.split() + family.split() or [value]


def _few_words(value: str) -> list[str]:
    """Return at most three words of a name, the family name last."""
    words = name_words(value)
    return words if len(words) <= 3 else [*words[:2], words[-1]]


def case_of(value: str) -> Callable[[str], str]:
    """Return what writes a text in the case of a value."""
    if value.islower():
        return str.lower
    return str.upper if value.isupper() and re.search(r"\w\w", value) else str


def _write_name(words: Sequence[str], value: str) -> str:
    """Write a name in the case and the order of a value."""
    family, comma, given = value.partition(",")
    turned = comma and family.strip() and given.strip()
    ordered = f"{words[-1]}, {' '.join(words[:-1])}" if turned else " ".join(words)
    return case_of(value)(ordered)


def make_name(value: str, draws: Iterator[int], key: bytes) -> str:
    """Draw a name in the script, order and case of a value."""
    script = script_of(value)
    if script.glued:
        family = pick(script.family, draws)
        blank = " " if " " in value.strip() else ""
        return family + blank + pick(admitted(script.given, family, key), draws)
    given = [
        _LETTER.sub(lambda _: pick(script.initials, draws), word)
        if _INITIALS.fullmatch(word)
        else pick(script.given, draws)
        for word in _few_words(value)[:-1]
    ]
    family = pick(admitted(script.family, " ".join(given), key), draws)
    return _write_name([*given, family], value)


def is_name(value: str, key: bytes) -> bool:
    """Say whether a name is one that the key allows."""
    script = script_of(value)
    if script.glued:
        return any(
            family in script.family
            and given.removeprefix(" ") in admitted(script.given, family, key)
            for family, given in halves(value)
        )
    known = {word.casefold(): word for word in script.given}
    words = [word.casefold() for word in _few_words(value)]
    given = [known.get(word) or word.upper() for word in words[:-1]]
    allowed = admitted(script.family, " ".join(given), key)
    family = next((word for word in allowed if word.casefold() == words[-1]), "")
    invented = all(w in script.given or _INITIALS.fullmatch(w) for w in given)
    return bool(family) and invented and _write_name([*given, family], value) == value


def halves(value: str) -> Iterator[tuple[str, str]]:
    """Yield every cut of a value in two."""
    return ((value[:at], value[at:]) for at in range(1, len(value)))


# Handles

_HANDLE = re.compile(r"([A-Za-z]{1,40})([-_.]?)([A-Za-z]{0,20})([0-9]{0,2})")


def _write_handle(first: str, sign: str, second: str, digits: str, like: str) -> str:
    """Write a handle in the case of another one."""
    if like[:1].isupper() and not like.isupper():
        return f"{first.title()}{sign}{second.title()}{digits}"
    return case_of(like)(f"{first.lower()}{sign}{second.lower()}") + digits


def make_handle(value: str, draws: Iterator[int], key: bytes) -> str:
    """Draw a handle with the sign, the case and the digits of a value."""
    sign = next((c for c in value if c in "-_."), "")
    digits = str(10 + next(draws) % 90) if value[-1:].isdigit() else ""
    first = pick(ADJECTIVES, draws)
    return _write_handle(first, sign, pick(admitted(NOUNS, first, key), draws), digits, value)


def is_surrogate_handle(value: str, key: bytes) -> bool:
    """Say whether a handle is one that the key allows."""
    match = _HANDLE.fullmatch(value)
    if match is None:
        return False
    word, sign, rest, digits = match.groups()
    parts = [(word, rest)] if sign else [*halves(word)]
    return any(
        first.lower() in ADJECTIVES
        and second.lower() in admitted(NOUNS, first.lower(), key)
        and _write_handle(first, sign, second, digits, value) == value
        for first, second in parts
    )
