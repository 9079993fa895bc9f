"""Handles behind an at sign or before a site's name, told from decorators and directives."""

import re
from collections.abc import Iterator

from pii.gazetteers import AT_TAGS
from pii.labels import Label
from pii.rules.checks.logins import is_handle, is_login
from pii.rules.checks.owners import is_person
from pii.rules.rule import Claim, Hit, Rule

_MENTION_CUE = re.compile(
    r"(?i)(?:\bby|\bthanks(?:\s+to)?|\bcc|\bcredits?(?:\s+to)?|\bvia|\bfrom|\band|\bping|"
    r"\bcontact|\bask"
    r"|\bfollow|\btwitter|\bgithub|\bauthors?|\bmaintain\w*|\bcourtesy of|\bh/t|\bby:|,|\bto|"
    r"\bmerge|\()\s*:?\s*[\[(]?\Z"
)
_STRONG_CUE = re.compile(
    r"(?i)(?:\bby|\bthanks(?:[\w ]{0,12}\s+to)?|\bcc|\bcredits?(?:\s+to)?|\bvia|\bping|\bauthors?|"
    r"\b(?:inspired|borrowed|taken|adapted|stolen)\s+from|"
    r"\bmaintain\w*"
    r"|\b(?:twitter|mastodon|instagram|github)(?=\s*:)"
    r"|\bcourtesy of|\bh/t|\bby @[\w-]+(?:,? (?:and )?@[\w-]+)*,?(?: and)?)\s*:?\s*\Z"
)
# Behind a variable come a sign or a type, behind a directive its argument.
_CODE_BEHIND = re.compile(
    r"\s*(?:[-+*/|]{0,2}=|<>)|:[^\s]|[/(@.{\[]\S|\s+(?:AS|IN|IS|LIKE|INT|N?VARCHAR)\b"
)
_CODE_BEFORE = re.compile(r"(?:=|\b(?i:values)\s?\(|\b(?:WHERE|DECLARE|SET|EXEC|SELECT)\b.*)\s?\Z")
_HEX_OFFSET = re.compile(r"0x[0-9a-fA-F]+\Z")
# A name, a blank and a bracket: without the blank it is a call, in capitals a statement.
_NAMED_BEFORE = re.compile(r"\b[A-Z][a-z][\w'-]*\s\(\Z")
_PROSE = frozenset({"Markdown", "Text"})


def _read_mention(hit: Hit) -> Iterator[Claim]:
    """Claim a mention in prose, and elsewhere only behind words that introduce people."""
    start, end = hit.span(1)
    before, behind = hit.line_before(start - 1, 60), hit.line_behind(end, 12)
    score = _mention_score(before, behind, prose=hit.language in _PROSE)
    if score and not _CODE_BEHIND.match(behind) and not _CODE_BEFORE.search(before):
        handle = hit.text(1)
        counted = _HEX_OFFSET.match(handle) and not _STRONG_CUE.search(before)
        # A handle in brackets behind a person's name is a person's, whatever it sounds like.
        owned = _NAMED_BEFORE.search(before) and behind[:1] == ")" and is_login(handle)
        if handle.lower() not in AT_TAGS and not counted and (owned or is_person(handle)):
            yield Claim(start, end, Label.USERNAME, score)


def _mention_score(before: str, behind: str, *, prose: bool) -> float:
    """Return how sure what stands around an at sign makes a mention; most are decorators."""
    if prose:
        if _MENTION_CUE.search(before):
            return 0.75
        if before[-1:].isspace() or before[-1:] in {"[", "(", "*", "|"}:
            return 0.6
    if not before or before.isspace():
        return 0
    if behind[:1] in {")", ",", ";"} and _NAMED_BEFORE.search(before):
        return 0.8
    return 0.6 if _STRONG_CUE.search(before) else 0


def _read_attribute(hit: Hit) -> Iterator[Claim]:
    """Claim the handle that an attribute holds, as the text in place of a person's picture."""
    if is_person(hit.text(1)):
        yield Claim(*hit.span(1), Label.USERNAME, 0.7)


def _read_on_site(hit: Hit) -> Iterator[Claim]:
    """Claim the handle before the site that knows it; `available on GitHub` names none."""
    word = hit.text(1)
    opened = hit.line_before(hit.span(1)[0], 1) == "("
    marked = hit.line_before(hit.span(1)[0], 1) == "@" or re.search(r"[\d_]|[a-z][A-Z]", word)
    if (marked and is_login(word)) or (opened and is_handle(word)):
        if not is_person(word):
            return
        yield Claim(*hit.span(1), Label.USERNAME, 0.65)


RULES = (
    Rule(
        "mention",
        Label.USERNAME,
        (rb"(?:^|[^A-Za-z0-9_.@/\\])@[A-Za-z0-9]",),
        rb"(?:^|[^A-Za-z0-9_.@/\\])@([A-Za-z0-9](?:[A-Za-z0-9_\-]{0,37}[A-Za-z0-9_])?)",
        _read_mention,
    ),
    Rule(
        "mention-in-attribute",
        Label.USERNAME,
        (rb"\b(?:alt|title)=\\?[\"']@",),
        rb"\b(?:alt|title)=\\?[\"']@([A-Za-z0-9][A-Za-z0-9_\-]{1,38})\\?[\"']",
        _read_attribute,
    ),
    Rule(
        "handle-on-site",
        Label.USERNAME,
        (rb"[a-z0-9_\-] (?:on|at|@) (?:[Gg]it[Hh]ub|[Gg]it[Ll]ab|[Tt]witter|[Rr]eddit)\b",),
        rb"([A-Za-z][A-Za-z0-9_\-]{2,38}) (?:on|at|@) "
        rb"(?:[Gg]it[Hh]ub|[Gg]it[Ll]ab|[Tt]witter|[Rr]eddit)\b",
        _read_on_site,
    ),
)
