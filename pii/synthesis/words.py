"""Plain words, hosts and random strings, drawn from a given source of chance."""

import string
from random import Random

from pii.redaction.surrogates.words import ADJECTIVES, NOUNS

BASE62 = string.ascii_letters + string.digits
HEX = "0123456789abcdef"
_TOP_LEVELS = "com com com org net de io fr ru co.uk edu jp nl".split()  # noqa: SIM905
_MAIL_HOSTS = ("gmail", "googlemail", "outlook", "hotmail", "yahoo", "gmx", "proton", "qq", "163")


def word(draw: Random) -> str:
    """Return a plain word."""
    return draw.choice(NOUNS if draw.random() < 0.6 else ADJECTIVES)


def chosen(draw: Random, alphabet: str, length: int) -> str:
    """Return so many letters of an alphabet."""
    return "".join(draw.choices(alphabet, k=length))


def uuid(draw: Random) -> str:
    """Return a UUID in lower case, of no valid version."""
    return "-".join(chosen(draw, HEX, length) for length in (8, 4, 4, 4, 12))


def host(draw: Random) -> str:
    """Return the host part of a mail address."""
    if draw.random() < 0.3:
        return f"{draw.choice(_MAIL_HOSTS)}.{draw.choice(_TOP_LEVELS)}"
    inside = f"{word(draw)}." if draw.random() < 0.15 else ""
    glue = draw.choice(("", "-"))
    return f"{inside}{word(draw)}{glue}{word(draw)}.{draw.choice(_TOP_LEVELS)}"
