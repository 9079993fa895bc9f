"""Templates: what a value looks like, written as `ghp_{base62:36}`.

A place names an alphabet and how many characters of it stand there; a place that names a single
character, such as `{x:36}`, repeats it. Everything else stands for itself. One template makes
samples and, where all values have the same form, the pattern that finds them.
"""

import re

from pii.credentials.alphabets import ALPHABETS, WORD

PLACE = re.compile(r"\{(\w+):([1-9]\d*)\}")


def pattern_of(template: str) -> bytes:
    r"""Return the RE2 pattern of the texts that a template stands for.

    >>> pattern_of("PMAK-{hex:24}.{x:3}")
    b'PMAK-[0-9a-f]{24}\\.x{3}'
    """
    pieces, done = [], 0
    for place in PLACE.finditer(template):
        one = place[1].encode() if len(place[1]) == 1 else ALPHABETS[place[1]].pattern
        pieces += [_literal(template[done : place.start()]), one + b"{%b}" % place[2].encode()]
        done = place.end()
    return b"".join([*pieces, _literal(template[done:])])


def continuation_of(template: str) -> bytes:
    """Return the bytes that would continue a value that a template stands for."""
    names = [place[1] for place in PLACE.finditer(template) if place.end() == len(template)]
    return ALPHABETS[names[0]].continuation if names and len(names[0]) > 1 else WORD


def _literal(text: str) -> bytes:
    """Return the pattern of a text that stands for itself; dashes need no escape."""
    return re.escape(text.encode()).replace(rb"\-", b"-")
