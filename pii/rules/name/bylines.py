"""Names of people, where a text says that one stands there."""

import re
from collections.abc import Iterator

from pii.gazetteers import FAMILY_NAMES, FORGE_ORGANISATIONS, GIVEN_NAMES, NOT_NAMES, PLAIN_WORDS
from pii.labels import Label
from pii.rules.checks.logins import is_handle, is_login
from pii.rules.checks.names import names_in
from pii.rules.checks.owners import is_person
from pii.rules.rule import Claim, Hit, Rule, byte_span

_MOST_LIST_BYTES = 400


_HANDLE_BEHIND = re.compile(
    r"\s{1,2}\(@?([A-Za-z_][\w-]{2,38})\)|\s{0,2}[,/|–-]?\s{0,2}[(\[]?@(\w[\w-]{1,38})(?![\w.@/-])"
)
_LONE_HANDLE = re.compile(r"@?([A-Za-z][\w-]{2,38})[\"']?(?:\s*(?:[<,;\])}>]|\Z)|\s+\()")


def claims_of(
    hit: Hit, start: int, text: str, score: float, *, handles: bool = False
) -> Iterator[Claim]:
    """Claim the names in a text; a lone handle in a name's place too, if asked for.

    Args:
        hit: where the text stands.
        start: the text's offset in bytes.
        text: what is expected to begin with names.
        score: of a sure name.
        handles: a handle may stand in a name's place.
    """
    found = False
    for begin, end, certainty in names_in(text):
        found = True
        place = byte_span(start, text, begin, end)
        yield Claim(*place, Label.NAME, round(min(1.0, score * certainty), 3))
        yield from _handle_behind(start, text, end)
    alone = _LONE_HANDLE.match(text)
    if handles and not found and alone and is_handle(alone[1]):
        yield Claim(*byte_span(start, text, *alone.span(1)), Label.USERNAME, 0.6)


def _handle_behind(start: int, text: str, end: int) -> Iterator[Claim]:
    """Claim the handle that follows a name: in brackets, or behind an at sign."""
    found = _HANDLE_BEHIND.match(text, end)
    if found and (is_person(found[2]) if found[2] else is_handle(found[1])):
        place = byte_span(start, text, *found.span(2 if found[2] else 1))
        yield Claim(*place, Label.USERNAME, 0.75)


def _rest_of_line(hit: Hit) -> tuple[int, str]:
    """Return where the first group begins, and the line from there on, as far as names reach.

    A list that goes on beyond is cut behind its last comma, so that no name is cut in two.
    """
    start, _ = hit.span(1)
    text = hit.line_behind(start, _MOST_LIST_BYTES)
    if len(text.encode()) > _MOST_LIST_BYTES - 4:
        text = text[: text.rfind(",") + 1] or text[: text.rfind(" ") + 1]
    return start, text


def _read_list(hit: Hit) -> Iterator[Claim]:
    """Claim the names in what follows a word for authorship, or a handle behind a colon."""
    signed = hit.between(hit.span()[0], hit.span(1)[0]).rstrip(" \t\"'")[-1:] in {":", "="}
    commented = re.match(
        r"\s*(?:#|//|/?\*|--|;|%|@|\"|'|<|\.\.|:)", hit.line_before(hit.span()[0] + 1, 100) + "."
    )
    prose = hit.language in {"", "Text", "Markdown", "YAML", "INI", "TOML", "JSON"}
    handles = signed and bool(commented or prose)
    yield from claims_of(hit, *_rest_of_line(hit), 0.9, handles=handles)


def _read_copyright(hit: Hit) -> Iterator[Claim]:
    """Claim the holders in a copyright line."""
    yield from claims_of(hit, *_rest_of_line(hit), 0.9)


def _read_before_mail(hit: Hit) -> Iterator[Claim]:
    """Claim the name that stands before a mail address in brackets."""
    text = hit.text(1)
    start, _ = hit.span(1)
    names = list(names_in(text, addressed=True))
    if names:
        begin, end, _ = names[-1]
        if not text[end:].strip(" \"'"):
            yield Claim(*byte_span(start, text, begin, end), Label.NAME, 0.9)
        return
    pair = re.search(r"(?:^|\s)([a-z]{2,20}) ([a-z]{3,20})\s*\Z", text)
    if pair and all(word in _local_part(hit) for word in pair.groups()):
        yield Claim(*byte_span(start, text, pair.start(1), pair.end(2)), Label.NAME, 0.8)
        return
    handle = re.search(r"(?:^|[\s\"'*#/:-])([A-Za-z][\w.-]{2,38})\s*\Z", text)
    if handle and is_login(handle[1]) and handle[1].lower() not in _NO_SENDERS:
        kind = Label.NAME if handle[1].istitle() else Label.USERNAME
        if kind is Label.NAME and not _belongs_to(handle[1], hit):
            return
        yield Claim(*byte_span(start, text, *handle.span(1)), kind, 0.6)


def _local_part(hit: Hit) -> str:
    """Return what stands before the at sign of the address behind a name, in lower case."""
    address = hit.between(hit.span(1)[1], hit.span()[1]).lower()
    return re.split(r"[^\w.+%-]", address.lstrip(" <([").removeprefix("mailto:"))[0]


def _belongs_to(word: str, hit: Hit) -> bool:
    """Say whether one word before a mail address is its owner's name, and no product's.

    It is one when it is known as such, or when the address is made of it.
    """
    folded = word.lower()
    if folded in FORGE_ORGANISATIONS:
        return False
    local = _local_part(hit)
    return folded in GIVEN_NAMES or folded in FAMILY_NAMES or folded in local or local in folded


_NO_SENDERS = NOT_NAMES | PLAIN_WORDS
# Where the rest of the line begins; the readers take it from there.
_REST = rb"([^\r\n])"
_BYLINE = (
    rb"(?:written|created|authored|developed|maintained|designed|implemented|contributed|"
    rb"modified|ported|adapted|translated"
    rb"|reviewed|reported|suggested|found|discovered|patch(?:ed)?|fix(?:ed)?|code|coded|"
    rb"original(?:ly)?(?:\s(?:written|created|developed))?|idea|based\son\s(?:work|code)|"
    rb"inspired|provided|submitted|added|updated|edited|hacked|initial\sversion|packaged|drawn|"
    rb"proposed|conceived|concept|artwork|photo|illustrations?|theme|plugin|mods?|tweaked|"
    rb"rewritten|refactored|extended|improved|tested|documented|prepared|compiled|presented|"
    rb"posted|invented|Contributions?|PR|additions?|changes?|improvements?|enhancements?|"
    rb"optimi[sz]ations?|bugfix|Kindly)\s{1,3}by"
)
_ROLE = (
    rb"(?:(?:original|main|lead|primary|principal|co-?|current|former|past|initial|first|code|"
    rb"module|package|file|script|plugin|theme|project|upstream|previous|other|"
    rb"additional)[ \-]{0,2})?"
    rb"(?:authors?|maintainers?|contributors?|developers?|programmers?|creators?|translators?|"
    rb"editors?|committers?|owners?|reviewers?|designers?|mentors?|advisors?|packagers?|"
    rb"last-translator|contact(?:\sperson)?|credits?|vendor|uploaders?|changed-by|assignee|"
    rb"responsible|moderators?|speakers?|lecturers?|photographer|coder|coders|engineer|"
    rb"thanks(?:\s(?:go(?:es)?\s)?to)?|special\sthanks(?:\sto)?|updates|quoting|(?:signed-off|"
    rb"co-authored|acked|reviewed|tested|reported|suggested|helped)-by)"
)

RULES = (
    Rule(
        "copyright-holder",
        Label.NAME,
        (
            rb"(?i)copyright",
            rb"\xc2\xa9|\([cC]\)\s?[12][90]|&copy;|\\copyright|"
            rb"SPDX-FileCopyrightText",
        ),
        rb"(?i)(?:copyright|SPDX-FileCopyrightText|\xc2\xa9|&copy;|"
        rb"\([c]\)\s{0,2}(?:[12][90]))" + _REST,
        _read_copyright,
        again=True,
    ),
    Rule(
        "byline",
        Label.NAME,
        (rb"(?i)[a-z]\s{1,3}by[\s:]{1,3}[@\[\"'A-Z\x80-\xff]",),
        rb"(?i)\b" + _BYLINE + rb"\s{0,2}:?\s{1,3}" + _REST,
        _read_list,
        again=True,
    ),
    Rule(
        "role",
        Label.NAME,
        (
            rb"(?i)(?:author|maintain|contribut|develop|programm|creator|translat|editor|"
            rb"committer|owner|reviewer|designer|mentor|packager|contact|credit|vendor|uploader|"
            rb"changed-by|assignee|responsible|coder|engineer|thanks|updates|quoting|signed-off|"
            rb"acked|reviewed|tested|reported|suggested|"
            rb"helped)[a-z]*(?:[ \-][a-z]+)?[\"'>\]}*_`]{0,3}\s{0,8}(?:[:=\-(\[{,>\t]|to\b|\s{2}|"
            rb"\s[A-Z\x80-\xff])",
        ),
        rb"(?i)(?:^|[^A-Za-z0-9_])[@\\\"'*_<$:]{0,3}" + _ROLE + rb"(?:\(s\))?(?:_?name)?[\"'*_>\]"
        rb"}`]{0,4}\s{0,16}(?:=>|:=|[:=>\-(\[{,]|\sis\s|\s)[\s\"'\[({<*_]{0,12}" + _REST,
        _read_list,
        again=True,
    ),
    Rule(
        "name-before-mail",
        Label.NAME,
        (
            rb"[<(\[]\s?(?:mailto:)?[A-Za-z0-9_.+\-%]+(?:@|\s?[(\[{<]\s?(?:at|AT|@)\s?[)\]}>]|"
            rb"\s(?:at|AT)\s)",
            rb"&lt;[\w.+\-]+@",
        ),
        rb"([^\r\n<>(),;:|\[\]{}=]{2,80}),?(?:\s{0,3}(?:<|&lt;)|\s{1,3}[(\[])\s?(?:mailto:)?"
        rb"[A-Za-z0-9_.+\-%]{1,64}(?:@[A-Za-z0-9\x80-\xff\-]{1,60}\.|\s?[(\[{<]\s?(?:at|AT|"
        rb"@)\s?[)\]}>]"
        rb"|\s{0,2}_at_|\s(?:at|AT)\s[A-Za-z0-9_\-]{1,60}(?:\.|\s(?:dot|DOT)\s))",
        _read_before_mail,
    ),
    Rule(
        "comment-byline",
        Label.NAME,
        (rb"[#/*\-;%']\s?by\s[A-Z\x80-\xff]",),
        rb"(?:#|//|\*|--|;|%|\s')\s{0,4}by\s{1,3}" + _REST,
        _read_list,
    ),
)
