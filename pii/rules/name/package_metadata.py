"""People in the metadata of packages: developer blocks, calls that describe an author."""

import re
from collections.abc import Iterator

from pii.labels import Label
from pii.rules.checks.logins import is_login
from pii.rules.checks.names import names_in
from pii.rules.checks.owners import is_person
from pii.rules.name.bylines import claims_of
from pii.rules.rule import Claim, Hit, Rule, byte_span

_BLOCK_FIELD = re.compile(
    r"\b(id|name)(?:\.set)?\s{0,4}(?:=|\()?\s{0,4}[\"']([^\"'\r\n]{2,60})[\"']"
)
_QUOTED = re.compile(r"[\"']([^\"'\r\n]{2,60})[\"']")


def _read_block(hit: Hit) -> Iterator[Claim]:
    """Claim the login and the name in a developer's block."""
    text = hit.text(1)
    for field in _BLOCK_FIELD.finditer(text):
        place = byte_span(hit.span(1)[0], text, *field.span(2))
        if field[1] == "name":
            yield from claims_of(hit, place[0], field[2], 0.85)
        elif is_login(field[2]) and is_person(field[2]):
            yield Claim(*place, Label.USERNAME, 0.75)


def _read_call(hit: Hit) -> Iterator[Claim]:
    """Claim the names among the arguments of a call, and a handle that a mail address follows."""
    text = hit.text(1)
    for argument in _QUOTED.finditer(text):
        place = byte_span(hit.span(1)[0], text, *argument.span(1))
        names = list(claims_of(hit, place[0], argument[1], 0.85))
        yield from names
        if not names and "@" in text[argument.end() :] and is_login(argument[1]):
            yield Claim(*place, Label.USERNAME, 0.6)


def _read_parts(hit: Hit) -> Iterator[Claim]:
    """Claim given and family name, the first two arguments of a call that describes a person."""
    for group in (1, 2):
        text = hit.text(group)
        for start, end, certainty in names_in(text, single=True):
            score = max(0.6, 0.8 * certainty)
            yield Claim(*byte_span(hit.span(group)[0], text, start, end), Label.NAME, score)


def _read_element(hit: Hit) -> Iterator[Claim]:
    """Claim the name that an author's element holds, or that stands before a handle or a page."""
    yield from claims_of(hit, hit.span(1)[0], hit.text(1), 0.85)


def _read_before_mention(hit: Hit) -> Iterator[Claim]:
    """Claim the name before a handle in brackets, where it is the first thing in its line."""
    if not hit.line_before(hit.span()[0]).strip(" \t-*+#/;[.0123456789"):
        yield from _read_element(hit)


RULES = (
    Rule(
        "developer-block",
        Label.NAME,
        (rb"\bdeveloper\s?\{",),
        rb"\bdeveloper\s{0,4}\{([^{}]{4,400})",
        _read_block,
        lines=8,
    ),
    Rule(
        "author-call",
        Label.NAME,
        (rb"\b(?:Author|Developer)\(",),
        rb"\b(?:Author|Developer)\(\s{0,24}([^()]{4,300})",
        _read_call,
        lines=6,
    ),
    Rule(
        "person-call",
        Label.NAME,
        (rb"\b(?:person|use_author)\(",),
        rb"\b(?:person|use_author)\(\s{0,24}(?:given\s{0,2}=\s{0,2})?\"([^\"\r\n]{2,40})\",\s{0,24}"
        rb"(?:family\s{0,2}=\s{0,2})?\"([^\"\r\n]{2,40})\"",
        _read_parts,
        lines=3,
    ),
    Rule(
        "author-element",
        Label.NAME,
        (rb"<(?:author|contributor|creator|developer)\s",),
        rb"<(?:author|contributor|creator|developer)\s[^<>\r\n]{1,160}>([^<>\r\n]{3,60})</",
        _read_element,
    ),
    Rule(
        "name-before-mention",
        Label.NAME,
        (rb" (?:\(|\[|\(\[)@[A-Za-z_]",),
        rb"([A-Z\xc3\xc5\xd0][^\s()<>\[\]@,:;]{1,30}"
        rb"(?: [A-Z\xc3\xc5\xd0][^\s()<>\[\]@,:;]{0,30}){1,3})"
        rb" (?:\(|\[|\(\[)@[A-Za-z_]\w{1,38}[)\]]",
        _read_before_mention,
    ),
    Rule(
        "name-links-mail",
        Label.NAME,
        (rb"\]\(mailto:",),
        rb"\[([A-Z\xc3-\xc5\xd0][^\[\]\r\n]{3,60})\]\(mailto:",
        _read_element,
    ),
    Rule(
        "name-before-page",
        Label.NAME,
        (rb"<https?:",),
        rb"\bby ([A-Z\xc3\xc5\xd0][^<>(\r\n]{3,60}) ?<https?:",
        _read_element,
    ),
    Rule(
        "thanked-author",
        Label.NAME,
        (rb"\\thanks\{",),
        rb"([A-Z\xc3\xc5\xd0][^\\{}\r\n]{3,60})\\thanks\{",
        _read_element,
    ),
)
