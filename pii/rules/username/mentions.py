"""Handles behind an at sign or before a site's name, told from decorators and directives."""

import re
from collections.abc import Iterator

from pii.gazetteers import AT_TAGS
from pii.labels import Label
from pii.patterns import one_of, rx
from pii.rules.checks.logins import is_handle, is_login
from pii.rules.checks.owners import is_person
from pii.rules.claims import owner_in
from pii.rules.rule import Claim, Hit, Rule, example

# Words that introduce a person in any text.
_INTRODUCING = r"""
    \bby | \bcc | \bcredits?(?:\s+to)? | \bvia | \bping | \bauthors? | \bmaintain\w*
  | \bcourtesy\ of | \bh/t
"""
# In prose a mention may follow other words too.
_MENTION_CUE = re.compile(
    rf"""
    (?: {_INTRODUCING}
      | \bthanks(?:\s+to)? | \bfrom | \band | \bto | \bmerge | \bcontact | \bask
      | \bfollow | \btwitter | \bgithub | , | \(
    )
    \s* :? \s* [\[(]? \Z
    """,
    re.IGNORECASE | re.VERBOSE,
)
_STRONG_CUE = re.compile(
    rf"""
    (?: {_INTRODUCING}
      | \bthanks(?:[\w\ ]{{0,12}}\s+to)?
      | \b(?:inspired|borrowed|taken|adapted|stolen)\s+from
      | \b(?:twitter|mastodon|instagram|github)(?=\s*:)
      | \bby\ @[\w-]+ (?:,?\ (?:and\ )?@[\w-]+)* ,? (?:\ and)?    # the others of a list
    )
    \s* :? \s* \Z
    """,
    re.IGNORECASE | re.VERBOSE,
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
    yield from owner_in(hit, 1, 0.7)


def _read_on_site(hit: Hit) -> Iterator[Claim]:
    """Claim the handle before the site that knows it; `available on GitHub` names none."""
    word = hit.text(1)
    opened = hit.line_before(hit.span(1)[0], 1) == "("
    marked = hit.line_before(hit.span(1)[0], 1) == "@" or re.search(r"[\d_]|[a-z][A-Z]", word)
    if (marked and is_login(word)) or (opened and is_handle(word)):
        yield from owner_in(hit, 1, 0.65)


# Nothing is claimed where a line begins, nor where a text does: decorators and tags stand there.
_BEFORE = rb"[^A-Za-z0-9_.@/\\]@"
_IN_ATTRIBUTE = rb"\b" + one_of(["alt", "title"]) + rb"=\\?[\"']@"
_ON_SITE = rx(
    rb"""
    [ ](?:on|at|@)[ ] (?: [Gg]it[Hh]ub | [Gg]it[Ll]ab | [Tt]witter | [Rr]eddit ) \b
    """
)

RULES = (
    Rule(
        id="mention",
        label=Label.USERNAME,
        title="Mention",
        finds="A handle behind an at sign, in prose, behind words for people, and beside a name.",
        leaves="Decorators, tags, packages, variables, and organisations.",
        source="https://docs.github.com/en/get-started/writing-on-github"
        "/getting-started-with-writing-and-formatting-on-github/basic-writing-and-formatting-syntax",
        triggers=(_BEFORE + rb"[A-Za-z0-9]",),
        pattern=_BEFORE + rb"([A-Za-z0-9](?:[A-Za-z0-9_\-]{0,37}[A-Za-z0-9_])?)",
        read=_read_mention,
        hits=(
            example("* @[[aporter]] wrote the guide", "Markdown"),
            example("# fix suggested by @[[aporter]] and @[[wzhang42]]", "Python"),
            example("- Porter (@[[aporter]]), the knots", "Python"),
            example("// twitter: @[[aporter]]", "JavaScript"),
        ),
        misses=(
            example("@aporter\ndef knot(): ...", "Python"),
            example("import x from '@aporter/knots'", "JavaScript"),
            example("SET @aporter = 1", "Markdown"),
            example("thanks to @everyone", "Markdown"),
        ),
    ),
    Rule(
        id="mention-in-attribute",
        label=Label.USERNAME,
        title="Mention in place of a picture",
        finds="The handle that an attribute `alt` or `title` holds and nothing else.",
        leaves="Organisations, and attributes that say more.",
        source="https://html.spec.whatwg.org/multipage/images.html#alt",
        triggers=(_IN_ATTRIBUTE,),
        pattern=_IN_ATTRIBUTE + rb"([A-Za-z0-9][A-Za-z0-9_\-]{1,38})\\?[\"']",
        read=_read_attribute,
        hits=(
            example('<img alt="@[[aporter]]" src="x">', "HTML"),
            example(r'x = "<a title=\"@[[aporter]]\">"', "JavaScript"),
        ),
        misses=(
            example('<img alt="@knots-labs">', "HTML"),
            example('<img alt="@aporter at sea">', "HTML"),
        ),
    ),
    Rule(
        id="handle-on-site",
        label=Label.USERNAME,
        title="Handle before the site that knows it",
        finds="`a_porter on GitHub`: a word that looks like a handle, or stands first in brackets.",
        leaves="Words of a sentence: `available on GitHub`.",
        triggers=(rb"[A-Za-z0-9_\-]" + _ON_SITE,),
        pattern=rb"([A-Za-z][A-Za-z0-9_\-]{2,38})" + _ON_SITE,
        read=_read_on_site,
        hits=(
            example("([[aporter]] on GitHub)"),
            example("tell [[porter9]] on Twitter"),
            example("ask [[a_porter]] at gitlab or [[annP]] @ reddit"),
        ),
        misses=(
            example("available on GitHub"),
            example("(knots-labs on GitHub)"),
            example("(aporter on paper)"),
        ),
    ),
)
