"""Runs of words that are people's names, in a text that is expected to hold some.

A name is two to five capitalised words (or initials, particles, suffixes), or two to four
ideographs; words that organisations, products and headings are made of rule a run out, known
given and family names make it sure. Lists are followed from name to name over commas, `and`,
mail addresses and remarks in brackets, up to the first word that links nothing.
"""

import re
from collections.abc import Iterator

from pii.gazetteers import (
    FAMILY_NAMES,
    FORGE_ORGANISATIONS,
    GIVEN_NAMES,
    NAME_PARTICLES,
    NOT_NAMES,
    ORGANISATION_WORDS,
)
from pii.patterns import one_of
from pii.redaction.placeholders import PLACEHOLDER

_UPPER = r"[A-ZÀ-ÖØ-ÞĀĂĄĆĈĊČĎĐĒĔĖĘĚĜĞĠĢĤĦĨĪĬĮİĴĶĹĻĽĿŁŃŅŇŌŎŐŒŔŖŘŚŜŞŠŢŤŦŨŪŬŮŰŲŴŶŸŹŻŽȘȚΑ-ΩЀ-ЯԱ-Ֆ]"
_LETTER = r"[^\W\d_]"
_WORD = rf"(?:{_UPPER}(?:{_LETTER}|['’`´](?={_LETTER})|-(?={_LETTER}))*)"
_INITIAL = rf"(?:{_UPPER}\.(?:[ ]?-?{_UPPER}\.)*)"
_PARTICLE = one_of(NAME_PARTICLES).decode()
_SUFFIX = r"(?:,? (?:Jr|Sr|PhD|Ph\.D|MD|Esq)\.?| (?:II|III|IV))"
_NICK = rf"(?: [\"“'(][\w .'-]{{1,24}}[\"”')](?= {_UPPER}))"
_PART = rf"(?:{_INITIAL}|{_WORD})"
_NEXT_PART = (
    rf"(?:[ \u00a0\t]?(?<=\.){_PART}|[ \u00a0]{{1,2}}(?:{_PARTICLE}[ ]){{0,3}}{_PART}{_NICK}?)"
)
_IDEOGRAPH = r"[\u3400-\u9fff\uac00-\ud7a3]"
_KANA_OR_IDEOGRAPH = r"[\u30a0-\u30ff\u3400-\u9fff\uac00-\ud7a3]"
_RUN = re.compile(
    rf"{_PART}{_NICK}?{_NEXT_PART}{{0,5}}{_SUFFIX}?"
    rf"|{_KANA_OR_IDEOGRAPH}{{1,6}}[ ・]{_KANA_OR_IDEOGRAPH}{{1,6}}(?!{_KANA_OR_IDEOGRAPH})"
    rf"|{_IDEOGRAPH}{{2,4}}(?!{_IDEOGRAPH})"
)
# Family name, comma, given name, as registers have it; nothing else of a list may follow.
_INVERTED = re.compile(
    rf"({_WORD}), ({_WORD})(?: {_INITIAL})?(?=[ \t]*(?:\Z|[\r\n;<(\[*/\"']|-->))"
)
# Vietnamese given names are short words, many of which other languages have for something else.
_VIETNAMESE_FAMILIES = frozenset(
    (
        *("nguyễn", "nguyen", "trần", "tran", "lê", "phạm", "pham", "hoàng", "huỳnh", "huynh"),
        *("phan", "vũ", "võ", "đặng", "bùi", "đỗ", "hồ", "ngô", "dương", "lý"),
    )
)
_SMALL_RUN = re.compile(r"[a-z][a-z'-]+(?: [a-z]\.)?(?: [a-z][a-z'-]+){1,2}")
# What may stand between the word for authorship and the first name.
_LEAD = re.compile(
    r"(?:\((?:c|C)\)|\\(?:n|t|copyright)|[\s\"'`\[({<*_:|=>,.;\\/@#%!-]|&copy;|©"
    r"|\b(?:by|the|copyright|Copyright|COPYRIGHT|held|owned|is|and)\b\.?"
    r"|\b(?:Dr|Prof|Mr|Mrs|Ms|Miss|Sir|Dipl|Ing|MSc)\b\.?"
    r"|(?:19|20)\d\d|\d{1,2}(?=[,\s-])|present|Present|now|today|–|—)*"
)
# What may stand between two names of a list: an address or remark in brackets, then a sign.
_REMARK = (
    r"(?:[<(\[{][^<>()\[\]{}\r\n]{0,160}[>)\]}]+|&lt;[^\s]{1,120}&gt;|<[^>\r\n]{1,120}>"
    r"|\b[\w.+-]+@[\w.-]+)"
)
_SEPARATOR = r"(?:,\s*and\b|,\s*&|[,;/&+|·•]|\b(?:and|und|et|y|with)\b|\\n|\\t|\])"
_LINK = re.compile(
    rf"\s*{_REMARK}?[\s\"'`]*(?:\([^()\r\n]{{0,100}}\)\s*)*{_SEPARATOR}?[\s\"'`\[<(@*-]*"
    r"(?:(?:19|20)\d\d[\s,–-]*)*(?:by\s+)?"
)
_STOPPED = re.compile(r"\bhttps?:|\bwww\.")
_INNER_CAPITAL = re.compile(r"[a-z][A-Z]")
_ALLOWED_INNER = re.compile(r"(?:Mc|Mac|De|Di|Da|Du|La|Le|Van|Von|O['’]|D['’]|Fitz|Ap)[A-Z]")

# A name of several words with one that the word lists know is at least as sure as this.
KNOWN_CERTAINTY = 0.9


def names_in(
    text: str, *, addressed: bool = False, single: bool = False
) -> Iterator[tuple[int, int, float]]:
    """Yield start, end and certainty in (0, 1] of each name, in order.

    Args:
        text: a line's rest where names are expected; its beginning counts most.
        addressed: a mail address follows the text, so that its last run is the name.
        single: one word alone may be a name, as in a field for given names.
    """
    if addressed:
        yield from _last_name(text)
        return
    place = _LEAD.match(text).end()  # type: ignore[union-attr]  # matches the empty string
    while place < len(text) and not _STOPPED.match(text, place):
        run = _inverted(text, place)
        if run is not None:
            yield run.start(), run.end(), KNOWN_CERTAINTY
            return
        run = _RUN.match(text, place) or _SMALL_RUN.match(text, place)
        if run is None:
            return
        yield from _split_run(text, run.start(), run.end(), single=single)
        link = _LINK.match(text, run.end())
        if (
            link is None
            or link.end() == run.end()
            or not re.search(r"[^\s]", text[run.end() : link.end()])
        ):
            return
        place = link.end()


def _inverted(text: str, place: int) -> re.Match[str] | None:
    """Return a known family name and a known given name behind a comma."""
    run = _INVERTED.match(text, place)
    if run is None:
        return None
    family, given = run[1].lower(), run[2].lower()
    known = family in FAMILY_NAMES and family not in GIVEN_NAMES and given in GIVEN_NAMES
    return run if known and given not in FAMILY_NAMES else None


def _last_name(text: str) -> Iterator[tuple[int, int, float]]:
    """Yield the run that ends a text."""
    for run in _RUN.finditer(text):
        if not text[run.end() :].strip(" \t\"'*_"):
            yield from _split_run(text, run.start(), run.end(), single=False)
            return
    small = re.search(rf"(?:^|[\s\"'*]){_SMALL_RUN.pattern}\s*\Z", text)
    if small:
        words = small[0].strip(" \t\"'*")
        begin = small.start() + small[0].index(words)
        yield from _split_run(text, begin, begin + len(words), single=False)


def _split_run(
    text: str, start: int, end: int, *, single: bool
) -> Iterator[tuple[int, int, float]]:
    """Yield a run when it is judged a name, without leading words that belong to no name."""
    value = text[start:end].rstrip(" ,").removesuffix("'s").removesuffix("’s")
    head, _, tail = value.partition(" ")
    if head.isupper() and head.lower() in NOT_NAMES and " " in tail and not tail.isupper():
        start, value = start + len(head) + 1, tail
    certainty = name_certainty(value, single=single)
    if certainty and _opens_a_phrase(value):
        _, _, tail = value.partition(" ")
        start, value = start + len(value) - len(tail), tail
        certainty = name_certainty(value)
    if certainty:
        yield start, start + len(value), certainty
        return
    head, _, tail = value.partition(" ")
    if head.lower().strip(".") in NOT_NAMES and len(tail.split()) >= 2:
        certainty = name_certainty(tail, single=False)
        if certainty:
            yield start + len(value) - len(tail), start + len(value), certainty


def _opens_a_phrase(value: str) -> bool:
    """Say whether a run's first word is none of the name: `Thanks Jane Doe`."""
    first, *others = value.lower().split()
    return len(others) >= 2 and first in NOT_NAMES and first not in GIVEN_NAMES


def name_certainty(value: str, *, single: bool = False) -> float:
    """Return how sure a run of words is a person's name, 0 where it is none.

    >>> name_certainty("Jane Doe-Miller") > 0.5, name_certainty("General Public License")
    (True, 0)
    """
    if PLACEHOLDER.search(value):
        return 0
    if re.fullmatch(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3 ・]+", value):
        return 0.8
    words = [word.strip("\"“”'()") for word in value.replace(",", " ").split()]
    folded = [word.lower().strip(".") for word in words]
    given = any(word in GIVEN_NAMES for word in folded)
    family = any(word in FAMILY_NAMES for word in folded)
    if len(words) > 1 and len(set(folded)) == 1:
        return 0
    if len(words) == 1:
        return _single_certainty(words[0], given=given, family=family, single=single)
    if any(word in ORGANISATION_WORDS for word in folded):
        return 0
    if folded[0] in _VIETNAMESE_FAMILIES and all(word.istitle() for word in words):
        return 1.0
    if folded[-1] in NOT_NAMES:
        return 0
    if (folded[0] in NOT_NAMES and not given) or value.lower().replace(
        " ", ""
    ) in FORGE_ORGANISATIONS:
        return 0
    if any(_INNER_CAPITAL.search(w) and not _ALLOWED_INNER.search(w) for w in words):
        return 0.6 if given and family else 0
    return _several_certainty(value, words, given=given, family=family)


def _single_certainty(word: str, *, given: bool, family: bool, single: bool) -> float:
    """Return the certainty of one word alone."""
    if len(word) < 2 or not word[0].isupper() or "." in word:
        return 0
    folded = word.lower()
    if folded in NOT_NAMES or folded in ORGANISATION_WORDS:
        return 0
    if given or family:
        return 1.0 if single else 0.65
    return 0.5 if single and word.isalpha() and not word.isupper() else 0


def _several_certainty(value: str, words: list[str], *, given: bool, family: bool) -> float:
    """Return the certainty of several words none of which rules the run out."""
    initials = sum(bool(re.fullmatch(rf"{_UPPER}\.?(?:-?{_UPPER}\.)*", word)) for word in words)
    if initials == len(words) or len(words) > 5:
        return 0
    if value.islower():
        known = words[0] in GIVEN_NAMES and words[-1] in FAMILY_NAMES
        return 0.7 if known else 0
    if value.isupper() and not (given and family):
        return 0.7 if initials and "." in value and len(words[-1]) >= 4 else 0.45
    if given or initials:
        return 1.0
    return 0.9 if family else 0.75
