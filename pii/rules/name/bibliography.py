"""Authors in the fields of bibliographies, and of papers and curricula in TeX."""

import re
from collections.abc import Iterator

from pii.labels import Label
from pii.rules.checks.names import name_certainty
from pii.rules.name.bylines import claims_of
from pii.rules.rule import Claim, Hit, Rule, byte_span

_AND = re.compile(r"\s+and\s+")
_WITH_INITIALS = re.compile(r"(?:[A-Z]\. ?){1,4}[A-Z][\w'’-]+")
_INVERTED = re.compile(r"([^\W\d_][\w'’ -]*), ([^\W\d_][\w'’. -]*)")


def _read_field(hit: Hit) -> Iterator[Claim]:
    """Claim each author of an entry: `First Last and First Last`, or `Last, First and …`."""
    # A comma parts two authors everywhere else.
    if hit.language not in {"TeX", ""}:
        return
    start, text = hit.span(1)[0], hit.text(1)
    place = 0
    for author in _AND.split(text):
        begin = text.index(author, place)
        place = begin + len(author)
        if _is_author(author):
            yield Claim(*byte_span(start, text, begin, place), Label.NAME, 0.8)


def _is_author(author: str) -> bool:
    inverted = _INVERTED.fullmatch(author)
    in_order = f"{inverted[2]} {inverted[1]}" if inverted else author
    return bool(_WITH_INITIALS.fullmatch(in_order)) or name_certainty(in_order) > 0


def _read_command(hit: Hit) -> Iterator[Claim]:
    """Claim the name that a command of TeX is given."""
    yield from claims_of(hit, hit.span(1)[0], hit.text(1), 0.85)


RULES = (
    Rule(
        "entry-authors",
        Label.NAME,
        (rb"(?i)\b(?:author|editor)\s*=\s*[{\"]",),
        rb"(?i)\b(?:author|editor)\s{0,12}=\s{0,4}[{\"]([^{}\"\\=]{4,800})[}\"]",
        _read_field,
        lines=8,
    ),
    Rule(
        "paper-author",
        Label.NAME,
        (rb"\\(?:author|name|maintainer|supervisor)\{[A-Z\xc3-\xc5]",),
        rb"\\(?:author|name|maintainer|supervisor)\{([A-Z\xc3-\xc5][^{}\\\r\n]{3,80})\}",
        _read_command,
    ),
)
