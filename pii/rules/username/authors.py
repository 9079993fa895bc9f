"""Handles that stand where an author, a maintainer or a reviewer is named.

Names in the same places are found beside; what is read here is one word that is no name, alone in
its place.
"""

import re
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
from pii.rules.checks.logins import is_handle, is_login
from pii.rules.checks.names import name_certainty
from pii.rules.checks.owners import is_person
from pii.rules.claims import people_in
from pii.rules.rule import Claim, Hit, Rule, byte_span

_HANDLE = rb"([A-Za-z][A-Za-z0-9_.\-]{1,37}[A-Za-z0-9_])"
# A handle fills its place: behind it come an address, a date, or the line's end.
_ALONE = rb"(?:[ \t]*(?:\r?\n|$|-->|\*/|[<(\[][^\r\n]{0,80}@)|,?[ \t]{1,4}(?:on[ \t])?[0-9]{2})"
_SURE_NAME = 0.75
_NAMES = GIVEN_NAMES | FAMILY_NAMES
_NOBODY = NOT_NAMES | PLAIN_WORDS | ORGANISATION_WORDS
_ODD = re.compile(r"\d|[A-Za-z][-_][A-Za-z]")
# What the names of groups end with in the same lists.
_GROUPS = ("approvers", "reviewers", "maintainers", "leads", "admins", "owners", "members")
# Before `written by` stand a comment's sign and at most the thing that was written.
_SIGNS_OFF = re.compile(
    r"\s*(?:#+|//+!?|/?\*+!?|--+|;+|%+|'|\"+|<!--|REM|@\w*)?\s*"
    r"(?:(?:[Oo]riginally|[Ii]nitially|[Ss]cript|[Cc]ode|[Pp]rogram|[Pp]lugin|[Tt]heme|[Mm]odule|"
    r"[Ll]ibrary|[Vv]ersion|[Ff]irst)\s)?"
)


def _read_author(hit: Hit) -> Iterator[Claim]:
    """Claim the one word that stands in an author's place."""
    if is_handle(hit.text(1)):
        yield Claim(*hit.span(1), Label.USERNAME, 0.6)


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


def _is_odd(word: str) -> bool:
    """Say whether a capitalised or plain word has what handles have and names have not."""
    mixed = len(re.findall(r"\d+", word)) > 2
    return bool(is_login(word) and _ODD.search(word)) and not mixed and is_person(word)


def _read_literal(hit: Hit) -> Iterator[Claim]:
    """Claim the handles that an author's literal holds, where it holds nothing else."""
    start, text = hit.span(1)[0], hit.text(1)
    items = list(re.finditer(r"[^,;&\s][^,;&]*", text))
    words = [item[0].rstrip() for item in items]
    if not any(_is_odd(word) for word in words):
        return
    for item, word in zip(items, words, strict=True):
        if is_handle(word) or (re.fullmatch(r"[A-Za-z][\w-]+", word) and is_login(word)):
            place = byte_span(start, text, item.start(), item.start() + len(word))
            yield Claim(*place, Label.USERNAME, 0.6)


def _read_user(hit: Hit) -> Iterator[Claim]:
    """Claim whose name an editor wrote into the head of a new file: a name or a login."""
    value = hit.text(1)
    names = list(people_in(hit, 1, 0.85))
    yield from names
    if not names and is_login(value) and is_person(value):
        yield Claim(*hit.span(1), Label.USERNAME, 0.7)


def _read_signed(hit: Hit) -> Iterator[Claim]:
    """Claim a handle behind `by` where a comment or an element ends with it."""
    if _SIGNS_OFF.fullmatch(hit.line_before(hit.span()[0])):
        yield from _read_author(hit)


def _read_namespace(hit: Hit) -> Iterator[Claim]:
    """Claim the namespace of a driver whose author is a person; companies have them too."""
    namespace, author = hit.text(1), hit.text(2)
    squeezed = "".join(author.split()).lower()
    if squeezed == namespace.lower() and is_login(namespace) and is_person(namespace):
        yield Claim(*hit.span(1), Label.USERNAME, 0.65)
        if squeezed == author and _is_odd(author):
            yield Claim(*hit.span(2), Label.USERNAME, 0.65)
    elif name_certainty(author) >= _SURE_NAME:
        yield from _read_author(hit)


def _read_people_list(hit: Hit) -> Iterator[Claim]:
    """Claim each handle of a list of people."""
    start, _ = hit.span(1)
    for item in re.finditer(r"@?([A-Za-z0-9][A-Za-z0-9_\-]{1,37})", hit.text(1)):
        if is_person(item[1]) and not item[1].lower().endswith(_GROUPS):
            yield Claim(start + item.start(1), start + item.end(1), Label.USERNAME, 0.6)


_ITEM = rb"@?[A-Za-z0-9][A-Za-z0-9_\-]+"
_MADE = rb"(?:[Ww]ritten|[Cc]reated|[Cc]oded|[Dd]eveloped|[Mm]ade|[Mm]odified)"
_PEOPLE = (
    rb"(?:approvers|reviewers|assignees|code_?owners|(?:crate-)?maintainers(?:[_\-]logins)?|"
    rb"extra-people|alumni|leads)"
)

RULES = (
    Rule(
        "author-line",
        Label.USERNAME,
        (rb"\n[ \t]*(?:[*#;%]+|//|--)?[ \t]*(?:Author|author|AUTHOR)\s?:[ \t]+[A-Za-z]",),
        rb"(?:^|\n)[ \t]{0,8}(?:[*#;%]{1,3}|//|--)?[ \t]{0,8}(?:Author|author|AUTHOR)\s?:"
        rb"[ \t]{1,12}@?" + _HANDLE + rb"(?:[ \t]*(?:\r?\n|$)|[ \t]{1,2}[<(])",
        _read_author_word,
    ),
    Rule(
        "author-tag",
        Label.USERNAME,
        (rb"(?i)@author[: \t]+@?[a-z]",),
        rb"@[Aa]uthor[: \t]{1,16}@?" + _HANDLE + _ALONE,
        _read_author,
    ),
    Rule(
        "author-literal",
        Label.USERNAME,
        (rb"(?i)\bauthors?[\"']?\s*(?::|=>?)\s*[\"'][A-Za-z]",),
        rb"(?i)\bauthors?[\"']?\s{0,12}(?::|=>?)\s{0,4}[\"']"
        rb"([A-Za-z][A-Za-z0-9_\-,; &]{2,80})[\"']",
        _read_literal,
    ),
    Rule(
        "authors-element",
        Label.USERNAME,
        (rb"<(?:Authors|Owners|authors|owners)>[A-Za-z]",),
        rb"<(?:Authors|Owners|authors|owners)>([A-Za-z][A-Za-z0-9_\-,; &]{2,120})</",
        _read_literal,
    ),
    Rule(
        "editor-head",
        Label.USERNAME,
        (rb"(?i)created by (?:php|intellij|pycharm|webstorm|goland|clion|rider|android|netbeans)",),
        rb"(?i)created by (?:php ?storm|intellij(?: idea)?|pycharm|webstorm|goland|"
        rb"clion|rider|android studio|netbeans)[^\r\n]{0,40}\r?\n[ \t*#/]{0,12}user: ?"
        rb"([A-Za-z\x80-\xff][^\r\n*]{1,38}[A-Za-z0-9\x80-\xff])",
        _read_user,
        lines=2,
    ),
    Rule(
        "author-field-wide",
        Label.USERNAME,
        (rb"(?i)author\xef\xbc\x9a", rb"\xe4\xbd\x9c\xe8\x80\x85(?::|\xef\xbc\x9a)"),
        rb"(?i)(?:author\xef\xbc\x9a|\xe4\xbd\x9c\xe8\x80\x85(?::|\xef\xbc\x9a))[ \t]{0,8}@?"
        + _HANDLE
        + _ALONE,
        _read_author,
    ),
    Rule(
        "image-maintainer",
        Label.USERNAME,
        (rb"\bMAINTAINER\s+[\"'@]?[a-z]",),
        rb"(?:^|\n)MAINTAINER[ \t]{1,8}[\"']?@?" + _HANDLE + rb"[\"']?" + _ALONE,
        _read_author,
    ),
    Rule(
        "signed-handle",
        Label.USERNAME,
        (_MADE + rb"\sby:?\s@?[a-z]",),
        rb"\b" + _MADE + rb"[ \t]by:?[ \t]{1,4}@?" + _HANDLE + _ALONE,
        _read_signed,
    ),
    Rule(
        "committer-setting",
        Label.USERNAME,
        (rb"user\.name\s+[\"']?[a-z]",),
        rb"\bconfig\s(?:--[a-z]{5,8}\s)?user\.name[ \t]{1,4}[\"']?"
        rb"([A-Za-z][A-Za-z0-9_\-]{1,37})[\"']?[ \t]*(?:\r?\n|$|&|;)",
        _read_author,
    ),
    Rule(
        "driver-namespace",
        Label.USERNAME,
        (rb"\bnamespace:\s+\"[A-Za-z]",),
        rb"\bnamespace:\s{1,4}\"([A-Za-z][A-Za-z0-9_\-]{1,37})\",\s{1,40}"
        rb"author:\s{1,4}\"([^\"\r\n]{3,60})\"",
        _read_namespace,
        lines=2,
    ),
    Rule(
        "people-list",
        Label.USERNAME,
        (rb"(?i)\b" + _PEOPLE + rb"[\"']?\s*[:=]\s*\[\s*[\"']",),
        rb"(?i)\b" + _PEOPLE + rb"[\"']?\s{0,4}[:=]\s{0,4}\[\s{0,40}([\"']" + _ITEM + rb"[\"']"
        rb"(?:,\s{0,40}[\"']" + _ITEM + rb"[\"'])*)",
        _read_people_list,
        lines=24,
    ),
    Rule(
        "owners-file",
        Label.USERNAME,
        (rb"(?:approvers|reviewers|assignees):[ \t]*\r?\n[ \t]*- ",),
        rb"\b(?:approvers|reviewers|assignees):[ \t]*((?:\r?\n[ \t]{0,8}-[ \t]"
        + _ITEM
        + rb"[ \t]*)+)(?:\r?\n|$)",
        _read_people_list,
        lines=24,
    ),
)
