"""Handles that stand where an author or a maintainer is named.

Names in the same places are found beside; what is read here is one word that is no name, alone in
its place.
"""

from collections.abc import Iterator

from pii.files.languages import BARE_WORDS_ARE_CODE
from pii.gazetteers import (
    FAMILY_NAMES,
    GIVEN_NAMES,
    NOT_NAMES,
    ORGANISATION_WORDS,
    PLAIN_WORDS,
)
from pii.labels import Label
from pii.patterns import one_of, rx
from pii.rules.checks.logins import is_login
from pii.rules.checks.owners import is_person
from pii.rules.claims import account_in, handle_in
from pii.rules.rule import Claim, Hit, Rule, example
from pii.rules.username.patterns import ALONE, HANDLE, LINE_END, LINE_START

_NAMES = GIVEN_NAMES | FAMILY_NAMES
_NOBODY = NOT_NAMES | PLAIN_WORDS | ORGANISATION_WORDS


def _read_author(hit: Hit) -> Iterator[Claim]:
    """Claim the one word that stands in an author's place."""
    yield from handle_in(hit, 1, 0.6)


def _read_author_word(hit: Hit) -> Iterator[Claim]:
    """Claim the one word behind `Author:`: a known name, or else a handle.

    In code, `author: str` declares a field.
    """
    word = hit.text(1)
    if hit.language in BARE_WORDS_ARE_CODE and hit.text().lstrip().startswith("author"):
        return
    if word.lower() in _NAMES:
        yield Claim(*hit.span(1), Label.NAME, 0.6)
    elif word.lower() not in _NOBODY and is_login(word) and is_person(word):
        yield Claim(*hit.span(1), Label.USERNAME, 0.6)


def _read_below(hit: Hit) -> Iterator[Claim]:
    """Claim the login that has a line of its own below a word for authorship."""
    yield from account_in(hit, 1, 0.75)


# Handles with dots in them; one that ends a sentence ends before its dot.
_WORD = rb"[A-Za-z][A-Za-z0-9_.\-]{1,37}[A-Za-z0-9_]"
_AUTHOR_LINE = one_of(["Author", "author", "AUTHOR"]) + rb"\s?:[ \t]"
# `作者`, the Chinese word, and the colon of that script.
_WIDE_COLON = rb"\xef\xbc\x9a"
_WIDE_AUTHOR = rb"\xe4\xbd\x9c\xe8\x80\x85"
# What a comment's line begins with, once it has begun.
_MARGIN = rb"[ \t*#/;\-]"
_AUTHORS_HEADING = rb"(?i:authors?|maintainers?)\s{0,2}:?[ \t]*\r?\n"

RULES = (
    Rule(
        id="author-line",
        label=Label.USERNAME,
        title="Word that fills an author's line",
        finds="The one word behind `Author:`, be it a handle or a known name.",
        leaves="Roles, teams, words of the language, and fields that code declares so.",
        triggers=(_AUTHOR_LINE + rb"+@?[A-Za-z]",),
        pattern=rx(
            LINE_START
            + rb"""
            [ \t]{0,8} (?: [*\#;%]{1,3} | // | -- )? [ \t]{0,8}    # a comment's sign
            """
            + _AUTHOR_LINE
            + rb"""{1,12}
            @? ("""
            + _WORD
            + rb""")
            (?: """
            + LINE_END
            + rb""" | [ \t]{1,2}[<(] )
            """
        ),
        read=_read_author_word,
        hits=(
            example("# Author: @[[aporter]]", "Python"),
            example("; author: [[WZhang42]]\n; AUTHOR : [[aporter]] (ropes)"),
            example(" * Author: [[Lindqvist]]", "C"),
        ),
        misses=(
            example("class Book:\n    author: str\n", "Python"),
            example("# Author: Team"),
            example("# The Author: WZhang42"),
        ),
    ),
    Rule(
        id="author-tag",
        label=Label.USERNAME,
        title="Handle behind an author's tag",
        finds="The handle behind `@author`, where nothing but an address or a date follows.",
        leaves="Names, words of the language and capitalised words, which may be products.",
        source="https://www.oracle.com/technical-resources/articles/java/javadoc-tool.html",
        triggers=(rb"@[Aa]uthor[: \t]+@?[A-Za-z]",),
        pattern=rx(
            rb"""
            @[Aa]uthor [: \t]{1,16} @? ("""
            + _WORD
            + rb""") """
            + ALONE
        ),
        read=_read_author,
        hits=(
            example(" * @author [[aporter]]", "Java"),
            example(" * @author: [[aporter]] 2019/03/02", "Java"),
            example("/** @author [[aporter]] */", "PHP"),
        ),
        misses=(
            example(" * @author unknown", "Java"),
            example(" * @author Knotter", "Java"),
            example(" * @author tags of a page are kept", "Java"),
        ),
    ),
    Rule(
        id="author-behind-wide-colon",
        label=Label.USERNAME,
        title="Handle behind an author's heading in Chinese",
        finds="The handle behind `作者`, or behind `author` and the colon of Chinese text.",
        leaves="Words that more text follows.",
        triggers=(rb"(?i:author)" + _WIDE_COLON, _WIDE_AUTHOR + rb"(?::|" + _WIDE_COLON + rb")"),
        pattern=rx(
            rb"""
            (?: (?i:author)"""
            + _WIDE_COLON
            + rb""" | """
            + _WIDE_AUTHOR
            + rb"""(?: : | """
            + _WIDE_COLON
            + rb""" ) )
            [ \t]{0,8} @? ("""
            + _WORD
            + rb""") """
            + ALONE
        ),
        read=_read_author,
        hits=(
            example("# 作者：[[aporter]]", "Python"),
            example("// 作者: [[aporter]] 2019-03-02"),
            example("/// ** Author：[[aporter]]", "C#"),
        ),
        misses=(
            example("# 作者：admin", "Python"),
            example("# 作者：aporter 写的", "Python"),
        ),
    ),
    Rule(
        id="author-block",
        label=Label.USERNAME,
        title="Handle in a block below its author",
        finds="`@handle` alone in one of the four lines below `Author: …`.",
        leaves="Tags such as `@license`, and handles that more text follows.",
        triggers=(rb"(?i)authors?\s*:",),
        pattern=rx(
            rb"""
            (?i:authors?) \s{0,2} : [^\n]{0,100} \n
            (?: [^\n]{0,100} \n ){0,3}?
            """
            + _MARGIN
            + rb"""{0,24} @ ("""
            + HANDLE
            + rb""") """
            + LINE_END
        ),
        read=_read_below,
        hits=(
            example("// Author: Porter\n//  @[[aporter]]", "PHP"),
            example("# Authors :\n#   Ann Porter\n#   Oslo\n#   @[[aporter]]", "Shell"),
        ),
        misses=(
            example(" * Author: Porter\n * @deprecated", "Java"),
            example("// Author: Porter\n// @aporter knows more", "PHP"),
        ),
        lines=5,
    ),
    Rule(
        id="author-below",
        label=Label.USERNAME,
        title="Login below a heading for authors",
        finds="The one word of the line below `Author:` or `Maintainers`.",
        leaves="Roles, tags, and lines of several words.",
        triggers=(_AUTHORS_HEADING,),
        pattern=rx(
            _AUTHORS_HEADING
            + _MARGIN
            + rb"""{1,24} @? ([A-Za-z][A-Za-z0-9_\-]{2,37}) """
            + LINE_END
        ),
        read=_read_below,
        hits=(
            example("# Author:\n#   [[aporter]]", "Shell"),
            example("Maintainers\n  - @[[aporter]]\n", "Text"),
        ),
        misses=(
            example("# Author:\n#   root", "Shell"),
            example("# Author:\n#   ropes and knots", "Shell"),
        ),
        lines=2,
    ),
)
