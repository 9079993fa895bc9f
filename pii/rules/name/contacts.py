"""Names beside what leads to their owners: a mail address, a handle, a page."""

import re
from collections.abc import Iterator

from pii.gazetteers import FAMILY_NAMES, FORGE_ORGANISATIONS, GIVEN_NAMES, NOT_NAMES, PLAIN_WORDS
from pii.labels import Label
from pii.patterns import rx
from pii.rules.checks.logins import is_login
from pii.rules.checks.names import names_in
from pii.rules.claims import people_in
from pii.rules.name.patterns import UPPER
from pii.rules.rule import Claim, Hit, Rule, byte_span, example

_NO_SENDERS = NOT_NAMES | PLAIN_WORDS
_TWO_SMALL_WORDS = re.compile(r"(?:^|\s)([a-z]{2,20}) ([a-z]{3,20})\s*\Z")
_LAST_WORD = re.compile(r"(?:^|[\s\"'*#/:-])([A-Za-z][\w.-]{2,38})\s*\Z")


def _read_before_email(hit: Hit) -> Iterator[Claim]:
    """Claim the name that stands before a mail address in brackets."""
    text, (start, _) = hit.text(1), hit.span(1)
    names = list(names_in(text, addressed=True))
    if names:
        begin, end, _ = names[-1]
        if not text[end:].strip(" \"'"):
            yield Claim(*byte_span(start, text, begin, end), Label.NAME, 0.9)
        return
    pair = _TWO_SMALL_WORDS.search(text)
    if pair and all(word in _local_part(hit) for word in pair.groups()):
        yield Claim(*byte_span(start, text, pair.start(1), pair.end(2)), Label.NAME, 0.8)
        return
    word = _LAST_WORD.search(text)
    if word and is_login(word[1]) and word[1].lower() not in _NO_SENDERS:
        kind = Label.NAME if word[1].istitle() else Label.USERNAME
        if kind is Label.USERNAME or _belongs_to(word[1], hit):
            yield Claim(*byte_span(start, text, *word.span(1)), kind, 0.6)


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


def _read_name(hit: Hit) -> Iterator[Claim]:
    """Claim the name that a group is."""
    yield from people_in(hit, 1, 0.85)


def _read_before_handle(hit: Hit) -> Iterator[Claim]:
    """Claim the name before a handle in brackets, where it is the first thing in its line."""
    if not hit.line_before(hit.span()[0]).strip(" \t-*+#/;[.0123456789"):
        yield from _read_name(hit)


# From the bracket behind the name to what makes it an address: the beginning of its host.
_OPEN = rb"(?:<|&lt;|\s[(\[])\s?(?:mailto:)?"
_AT_HOST = rx(
    rb"""
    (?: @[A-Za-z0-9\x80-\xff\-]{1,60}\.
      | \s?[(\[{<]\s?(?:at|AT|@)\s?[)\]}>]
      | \s{0,2}_at_
      | \s(?:at|AT)\s[A-Za-z0-9_\-]{1,60}(?:\.|\s(?:dot|DOT)\s)
    )
    """
)
_HANDLE_BEHIND = rb"[ ](?:\(\[?|\[)@[A-Za-z_]"

RULES = (
    Rule(
        id="name-before-email",
        label=Label.NAME,
        title="Name before a mail address in brackets",
        finds="A name before a mail address in brackets, or a handle or one name in its place.",
        leaves="Products and roles: one capitalised word that the address is not made of.",
        source="https://www.rfc-editor.org/rfc/rfc5322#section-3.4",
        triggers=(_OPEN + rb"[A-Za-z0-9_.+\-%]+" + _AT_HOST,),
        pattern=rx(
            rb"""
            ([^\r\n<>(),;:|\[\]{}=]{2,80}) ,? \s{0,3} """
            + _OPEN
            + rb"[A-Za-z0-9_.+\-%]{1,64}"
            + _AT_HOST
        ),
        read=_read_before_email,
        hits=(
            example("[[Anneliese Porter]] <ann@harbour-lane.org>"),
            example("From: [[Shadrik]] <shadrik@harbour-lane.org>"),
            example("by [[ann porter]] (ann.porter [at] harbour-lane dot org)"),
        ),
        misses=(
            example("Nodepost <info@harbour-lane.org>"),
            example("Sender <sender@harbour-lane.org>"),
        ),
        lines=2,
    ),
    Rule(
        id="name-linked-to-email",
        label=Label.NAME,
        title="Name that links to a mail address",
        finds="A name as the text of a link to a mail address, in Markdown.",
        leaves="Other texts of such links: `[Contact Us](mailto:…)`.",
        source="https://spec.commonmark.org/0.31.2/#links",
        triggers=(rb"\]\(mailto:",),
        pattern=rb"\[(" + UPPER + rb"[^\[\]\r\n]{3,60})\]\(mailto:",
        read=_read_name,
        hits=(
            example("[[[Ann Brack]]](mailto:ann@harbour-lane.org)", "Markdown"),
            example("[[[Åse Sand]]](mailto:a.sand@harbour-lane.org)", "Markdown"),
        ),
        misses=(
            example("ask [Contact Us](mailto:ann@harbour-lane.org)", "Markdown"),
            example("ask [Knots Foundation](mailto:ann@harbour-lane.org)", "Markdown"),
        ),
    ),
    Rule(
        id="name-before-handle",
        label=Label.NAME,
        title="Name before a handle in brackets",
        finds="A name before an at sign and a handle in brackets, first in its line.",
        leaves="Things, and names within a line.",
        triggers=(_HANDLE_BEHIND,),
        pattern=rx(
            rb"("
            + UPPER
            + rb"[^\s()<>\[\]@,:;]{1,30} (?:[ ]"
            + UPPER
            + rb"[^\s()<>\[\]@,:;]{0,30}){1,3})"
            + _HANDLE_BEHIND
            + rb"\w{1,38}[)\]]"
        ),
        read=_read_before_handle,
        hits=(
            example("#   [[Anneliese Porter]] (@__ap__)", "Python"),
            example("* [[Wickensand Brack]] ([@nbrack])", "Markdown"),
        ),
        misses=(
            example("* Main Window [@nbrack]", "Markdown"),
            example("see Wickensand Brack [@nbrack]", "Markdown"),
        ),
    ),
    Rule(
        id="byline-before-url",
        label=Label.NAME,
        title="Byline before an address of the web",
        finds="A name between `by` and the address of a page in angle brackets.",
        leaves="Things behind `by`: `sorted by Last Change <https://…>`.",
        triggers=(rb"\bby " + UPPER + rb"[^<>(\r\n]+<https?:",),
        pattern=rb"\bby (" + UPPER + rb"[^<>(\r\n]{3,60}) ?<https?:",
        read=_read_name,
        hits=(
            example(" * Lagoon by [[Anneliese Porter]] <https://knots.example/>", "CSS"),
            example("Drawn by [[Åse Bjørnsand]] <http://knots.example/>"),
        ),
        misses=(
            example("sorted by Last Change <https://knots.example/>"),
            example("see Anneliese Porter <https://knots.example/>"),
        ),
    ),
)
