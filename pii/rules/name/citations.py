"""Authors of cited works, known by the year behind them, `et al.` or their initials."""

import re
from collections.abc import Iterator

from pii.gazetteers import FAMILY_NAMES, NOT_NAMES, ORGANISATION_WORDS, PLAIN_WORDS
from pii.labels import Label
from pii.patterns import rx
from pii.rules.rule import Claim, Hit, Rule, byte_span, example

_PARTS_OF_WORKS = frozenset(
    "algorithm appendix chapter equation figure issue section table volume".split()  # noqa: SIM905
)
_NO_SURNAMES = NOT_NAMES | ORGANISATION_WORDS | PLAIN_WORDS | _PARTS_OF_WORKS
_INVERTED = re.compile(r"([A-Z][^\W\d_'’-]+(?:['’-][^\W\d_]+)*),\s[A-Z]\.(?:[ -]?[A-Z]\.)*")


def _is_surname(word: str) -> bool:
    """Say whether a capitalised word can be a cited author's."""
    return len(word) >= 3 and not word.isupper() and word.lower() not in _NO_SURNAMES


def _read_et_al(hit: Hit) -> Iterator[Claim]:
    """Claim the first author of a work by several."""
    if _is_surname(hit.text(1)):
        yield Claim(*hit.span(1), Label.NAME, 0.65)


def _read_two(hit: Hit) -> Iterator[Claim]:
    """Claim two authors before a year in brackets."""
    surnames = [hit.text(group).rpartition(" ")[2] for group in (1, 2)]
    if all(_is_surname(surname) for surname in surnames):
        for group in (1, 2):
            yield Claim(*hit.span(group), Label.NAME, 0.65)


def _read_one(hit: Hit) -> Iterator[Claim]:
    """Claim one author before a year in brackets: a known one, or behind `see`, `by`, `from`."""
    if _is_surname(hit.text(2)) and (hit.text(1) or hit.text(2).lower() in FAMILY_NAMES):
        yield Claim(*hit.span(2), Label.NAME, 0.6)


def _read_reference(hit: Hit) -> Iterator[Claim]:
    """Claim each author of a reference whose initials stand behind the family name."""
    text, (start, _) = hit.text(1), hit.span(1)
    for author in _INVERTED.finditer(text):
        if _is_surname(author[1]):
            yield Claim(*byte_span(start, text, *author.span()), Label.NAME, 0.65)


_SURNAME = rb"[A-Z][a-z\x80-\xff]{2,24}(?:['\-][A-Z][a-z\x80-\xff]{2,24})?"
_INITIALS_BEFORE = rx(rb"(?: (?:[A-Z]\.[ \-]?){1,3} [ ]? | [A-Z]{1,2}[ ] )?")
_INITIALS_BEHIND = rb"[A-Z]\.(?:[ \-]?[A-Z]\.){0,3}"
_AUTHOR = _INITIALS_BEFORE + _SURNAME
_INVERTED_AUTHOR = _SURNAME + rb",[ ]" + _INITIALS_BEHIND
_IN_BRACKETS = rb"[(\[](?:1[89]|20)[0-9]{2}"
_YEAR = rb"\.?[ ,]{0,2}" + _IN_BRACKETS
_AND = rb"(?:&|and)[ ]"
# What follows the authors of a reference: one more of them, the year, the title.
_AFTER_AUTHORS = rx(rb"(?: ,?[ ]and | ,?[ ]& | [ ]?" + _IN_BRACKETS + rb" | [,;][ ][A-Z\"'] )")

RULES = (
    Rule(
        id="citation-et-al",
        label=Label.NAME,
        title="First author before `et al.`",
        finds="The family name before `et al.`, which stands for the other authors.",
        leaves="Products and words of prose, and words in capitals: `the ROPE et al.` stays.",
        triggers=(rb"[a-z\x80-\xff],? et\.? al\b",),
        pattern=rb"\b(" + _SURNAME + rb"),? et\.? al\b",
        read=_read_et_al,
        hits=(
            example("the method of [[Hazelfield]] et al."),
            example("compare [[Under-Moor]], et. al"),
        ),
        misses=(
            example("the ROPE et al."),
            example("These et al."),
        ),
    ),
    Rule(
        id="citation-two-authors",
        label=Label.NAME,
        title="Two authors before a year",
        finds="Two family names with `and` between them, with or without initials, and a year.",
        leaves="Months, products and numbers that are no year: `Ropes and Knots (4)`.",
        triggers=(_AND + _AUTHOR + _YEAR,),
        pattern=rb"\b(" + _AUTHOR + rb"),?[ ]" + _AND + rb"(" + _AUTHOR + rb")" + _YEAR,
        read=_read_two,
        hits=(
            example("[[Hazelfield]] and [[Wickensand]] (2004)"),
            example("[[A. Undermoor]] & [[N. Brack-Water]] [1998]"),
        ),
        misses=(
            example("January and February (2004)"),
            example("Hazelfield and Wickensand (4)"),
        ),
    ),
    Rule(
        id="citation-one-author",
        label=Label.NAME,
        title="One author before a year",
        finds="A family name before a year, a known one or one behind `see`, `by` or `in`.",
        leaves="Months, products and names that are not known and that no such word precedes.",
        triggers=(_SURNAME + _YEAR,),
        pattern=rx(
            rb"""
            (?:^|\W)
            (?: ([Ss]ee|[Ff]rom|[Bb]y|[Cc]f\.|[Ff]ollow\w{1,3}|[Ii]n|[Oo]f|[Dd]ue[ ]to)[ ] )?
            ("""
            + _SURNAME
            + rb")"
            + _YEAR
        ),
        read=_read_one,
        hits=(
            example("see [[Hazelfield]] (2004)"),
            example("[[Lindqvist]]. [1998]"),
        ),
        misses=(
            example("Wickensand (2004)"),
            example("see Version (2004)"),
        ),
    ),
    Rule(
        id="reference-authors",
        label=Label.NAME,
        title="Authors of a reference, initials last",
        finds="Family names with initials behind them, before a year, a title or one more author.",
        leaves="Words of prose and products, and initials that none of these follows.",
        triggers=(
            rb"[a-z\x80-\xff],[ ]" + _INITIALS_BEHIND + rb"(?:[,;]|[ ]and|[ ]&|[ ]?[(\[][12])",
        ),
        pattern=rx(
            rb"""
            \b ("""
            + _INVERTED_AUTHOR
            + rb"""
                 (?: (?:[,;] | ,?[ ]and | ,?[ ]&) [ ]"""
            + _INVERTED_AUTHOR
            + rb""" ){0,12} )
            """
            + _AFTER_AUTHORS
        ),
        read=_read_reference,
        hits=(
            example("[[Hazelfield, A. B.]], [[Bjørnsand, N.]] (2004)"),
            example('[[Wickensand, N.-O.]], "Ropes"'),
        ),
        misses=(
            example("Version, B., Release, C. (2004)"),
            example("Hazelfield, A. is a place"),
        ),
    ),
)
