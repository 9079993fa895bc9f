"""Authors in the fields of bibliographies, and of papers and curricula in LaTeX."""

import re
from collections.abc import Iterator

from pii.labels import Label
from pii.patterns import one_of, rx
from pii.rules.checks.names import name_certainty
from pii.rules.claims import people_in
from pii.rules.name.patterns import UPPER
from pii.rules.rule import Claim, Hit, Rule, byte_span, example

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


def _read_name(hit: Hit) -> Iterator[Claim]:
    """Claim the names that a group begins with."""
    yield from people_in(hit, 1, 0.85)


_FIELD = one_of(["author", "editor"])
_COMMAND = rb"\\" + one_of(["author", "maintainer", "name", "supervisor"]) + rb"\{"

RULES = (
    Rule(
        id="bibliography-author",
        label=Label.NAME,
        title="Authors of a bibliography's entry",
        finds="Each author or editor of an entry of BibTeX, also with the family name first.",
        leaves="Groups, titles and variables, and fields called so in other languages.",
        source="https://ctan.org/pkg/bibtex",
        triggers=(rb"(?i)\b" + _FIELD + rb"\s*=\s*[{\"]",),
        pattern=rx(
            rb"(?i) \b"
            + _FIELD
            + rb"""
            \s{0,12} = \s{0,4} [{\"] ([^{}\"\\=]{4,800}) [}\"]
            """
        ),
        read=_read_field,
        hits=(
            example("author = {[[Hazelfield, Ann]] and [[Åsen, Nils]]}", "TeX"),
            example('editor = "[[Wickensand Brack]]\n  and [[N. Brack]]"', "TeX"),
        ),
        misses=(
            example("author = {The Rope Team}", "TeX"),
            example("title = {Lindqvist, Brack}", "TeX"),
            example("author = {Brack, Lindqvist}", "Ruby"),
        ),
        lines=8,
    ),
    Rule(
        id="latex-author-command",
        label=Label.NAME,
        title="Author's command of LaTeX",
        finds="The names that `\\author{…}`, `\\supervisor{…}` and the like are given.",
        leaves="Teams and things that such a command names.",
        triggers=(_COMMAND + UPPER,),
        pattern=_COMMAND + rb"(" + UPPER + rb"[^{}\\\r\n]{3,80})\}",
        read=_read_name,
        hits=(
            example(r"\author{[[Wickensand Brack]], [[Åse Lindqvist]]}", "TeX"),
            example(r"\supervisor{Prof. [[Wickensand Brack]]}", "TeX"),
        ),
        misses=(
            example(r"\author{The Rope Team}", "TeX"),
            example(r"\title{Wickensand Brack}", "TeX"),
        ),
    ),
    Rule(
        id="latex-author-before-thanks",
        label=Label.NAME,
        title="Author with a footnote in LaTeX",
        finds="The names before `\\thanks{`, which attaches a footnote to an author.",
        leaves="Teams with such a footnote.",
        triggers=(rb"\\thanks\{",),
        pattern=rb"(" + UPPER + rb"[^\\{}\r\n]{3,60})\\thanks\{",
        read=_read_name,
        hits=(
            example(r"\author{[[Anneliese Porter]]\thanks{Knots}}", "TeX"),
            example(r"[[Åse Brack]], [[Ann Porter]]\thanks{Knots}", "TeX"),
        ),
        misses=(
            example(r"\author{The Rope Team\thanks{Knots}}", "TeX"),
            example(r"\author{Anneliese Porter\footnote{Knots}}", "TeX"),
        ),
    ),
)
