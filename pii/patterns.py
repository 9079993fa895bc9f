"""How patterns are written: laid out over lines, with comments, and out of lists of words."""

import re
from collections.abc import Iterable

# What a laid-out pattern is made of: an escape, a character class, a comment, blanks, the rest.
_PIECE = re.compile(
    rb"""
      \\.                               # an escaped character stays
    | \[\^?\]?(?:\\.|\[:\w+:\]|[^\]\\])*\]   # a class stays, with the blanks in it
    | (?P<comment>\#[^\n]*)
    | (?P<blank>\s+)
    | .
    """,
    re.VERBOSE | re.DOTALL,
)


def rx(pattern: bytes) -> bytes:
    r"""Return a pattern without the blanks and comments that lay it out.

    As with `re.VERBOSE`, a blank or a `#` that is meant is escaped or stands in a class.

    >>> rx(b"[a-z ]+   # words\n  \\s=  \\s")
    b'[a-z ]+\\s=\\s'
    """
    pieces = _PIECE.finditer(pattern)
    return b"".join(m[0] for m in pieces if m["comment"] is None and m["blank"] is None)


def one_of(words: Iterable[str]) -> bytes:
    r"""Return a group that matches any of these words, as they are; longer ones first.

    >>> one_of(["t.me/", "t.me/s/"])
    b'(?:t\\.me/s/|t\\.me/)'
    """
    ordered = sorted(set(words), key=lambda word: (-len(word), word))
    return b"(?:" + b"|".join(re.escape(word.encode()) for word in ordered) + b")"
