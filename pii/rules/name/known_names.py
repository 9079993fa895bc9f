"""Full names that need no word beside them: a known given name and what follows it."""

import re
from collections.abc import Iterator

from pii.gazetteers import GIVEN_NAMES
from pii.labels import Label
from pii.patterns import one_of, rx
from pii.rules.checks.names import name_certainty, names_in
from pii.rules.name.patterns import PARTICLE, UPPER
from pii.rules.rule import Claim, Hit, Rule, byte_span, example

# A saint's name is a place's.
_SAINT_BEFORE = re.compile(r"\b(?:San|Santa|Sankt|Saint|Sainte|St\.?) \Z")
_ITEM_BEFORE = re.compile(r"\s*(?:[-*+#%;]+\s+|//\s*)?([A-ZÀ-Ž][^\W\d_]{2,20} )")
_INITIALS_BEFORE = re.compile(r"\b(?:[A-Z]\. ?){1,3}\Z")
_SHORTEST = 3


def _read_known(hit: Hit) -> Iterator[Claim]:
    """Claim a known given name with what follows it, wherever it stands."""
    text, (start, _) = hit.text(1), hit.span(1)
    begin, end, certainty = next(names_in(text), (0, 0, 0.0))
    if certainty < 1 or begin > 0:
        return
    _, stop = byte_span(start, text, begin, end)
    behind = hit.line_behind(stop, 2)
    before = hit.line_before(start, 12)
    if (
        behind[:1] in {"(", "_"}
        or behind[:1].isalnum()
        or before[-1:] in {"_", ".", "/", "\\", "-", "$"}
    ):
        return
    if _SAINT_BEFORE.search(hit.line_before(start, 8)):
        return
    start -= _forenames_before(hit, start, stop)
    yield Claim(start, stop, Label.NAME, 0.65)


def _forenames_before(hit: Hit, start: int, stop: int) -> int:
    """Return how many bytes before a known name belong to it.

    Initials do, and one word more where the name has a line of its own.
    """
    before = hit.line_before(start, 60)
    initials = _INITIALS_BEFORE.search(before)
    if initials:
        return len(initials[0])
    word = _ITEM_BEFORE.fullmatch(before)
    alone = not hit.line_behind(stop).strip(" \t\r.,;")
    if word and alone and name_certainty(word[1] + hit.between(start, stop)):
        return len(word[1].encode())
    return 0


_GIVEN = one_of(name.title() for name in GIVEN_NAMES if len(name) >= _SHORTEST and name.isascii())
# A given name, initials and particles, and where a family name begins.
_BEGINNING = (
    _GIVEN + rb"\s(?:[A-Z]\.\s|" + PARTICLE + rb"\s){0,3}" + UPPER
)  # fmt: skip

RULES = (
    Rule(
        id="known-full-name",
        label=Label.NAME,
        title="Known given name with a family name",
        finds="A given name of the word list and the family name behind it, in any text.",
        leaves="Members, calls, paths and places: `x.Ann Porter`, `Ann Porter()`, `San Diego Bay`.",
        triggers=(rb"\b" + _BEGINNING + rb"[a-z'.\x80-\xff]",),
        pattern=rx(
            rb"""
            \b ( """
            + _BEGINNING
            + rb"""
                 (?: [a-z'\x80-\xff][A-Za-z'.\-\x80-\xff]{0,30} | \. )
                 (?: \s"""
            + UPPER
            + rb"""[A-Za-z'.\-\x80-\xff]{0,30} ){0,2} )
            """
        ),
        read=_read_known,
        hits=(
            example("# as [[Ann Undermoor]] once showed"),
            example("see [[Patrick O'Wickensand]] for details"),
            example("- [[N. Ann van Undermoor]]: parser"),
        ),
        misses=(
            example("# at San Diego Gas"),
            example("x = Ann Undermoor()", "Python"),
            example("/srv/Ann Undermoor"),
        ),
    ),
)
