"""What most readers end with: one group of a match, claimed as a login, a secret or names."""

import re
from collections.abc import Iterator

from pii.gazetteers import AT_TAGS, TYPE_WORDS
from pii.labels import Label
from pii.rules.checks.logins import is_handle, is_login
from pii.rules.checks.names import names_in
from pii.rules.checks.owners import is_person
from pii.rules.checks.secret_names import label_of, names_secret
from pii.rules.checks.secret_values import (
    escapes_removed,
    is_reference,
    is_throwaway,
    secret_score,
    tells_its_kind,
)
from pii.rules.rule import Claim, Hit, byte_span

_HANDLE_BEHIND = re.compile(
    r"\s{1,2}\(@?([A-Za-z_][\w-]{2,38})\)|\s{0,2}[,/|–-]?\s{0,2}[(\[]?@(\w[\w-]{1,38})(?![\w.@/-])"
)
_LONE_HANDLE = re.compile(r"@?([A-Za-z][\w-]{2,38})[\"']?(?:\s*(?:[<,;\])}>]|\Z)|\s+\()")


def login_in(hit: Hit, group: int, score: float) -> Iterator[Claim]:
    """Claim a group as a user name where it is a login and no role's."""
    if is_login(hit.text(group)):
        yield Claim(*hit.span(group), Label.USERNAME, score)


def account_in(hit: Hit, group: int, score: float) -> Iterator[Claim]:
    """Claim a group that holds nothing but an account, as a user name; a tag is none."""
    if hit.text(group).lower() not in AT_TAGS:
        yield from login_in(hit, group, score)


def handle_in(hit: Hit, group: int, score: float) -> Iterator[Claim]:
    """Claim a group as a user name where it stands for a person and is no word or product."""
    if is_handle(hit.text(group)):
        yield Claim(*hit.span(group), Label.USERNAME, score)


def owner_in(hit: Hit, group: int, score: float, *, work: int | None = None) -> Iterator[Claim]:
    """Claim a group as a user name where that account may be one person's.

    Args:
        hit: the match.
        group: of the account.
        score: of the claim.
        work: group of the repository or package that the account owns, if the match has one.
    """
    if is_person(hit.text(group), hit.text(work) if work is not None else ""):
        yield Claim(*hit.span(group), Label.USERNAME, score)


def secret_in(hit: Hit, group: int, label: Label, *, least: float) -> Iterator[Claim]:
    """Claim a group as a secret, with at least this score unless it is plainly none."""
    value = hit.text(group)
    if not escapes_removed(value) or value.lower() in TYPE_WORDS:
        return
    if is_reference(value) or is_throwaway(value):
        return
    chosen = label is Label.PASSWORD
    if chosen and tells_its_kind(value):
        return
    score = max(least, secret_score(value, chosen=chosen, quoted=True))
    yield Claim(*hit.span(group), label, score)


def secret_of_name(hit: Hit) -> Iterator[Claim]:
    """Claim the second group as a secret where the first is the name of one."""
    name, value = hit.text(1), hit.text(2)
    if names_secret(name):
        label = label_of(name)
        score = secret_score(value, chosen=label is Label.PASSWORD, quoted=True)
        if score:
            yield Claim(*hit.span(2), label, score)


def people_in(hit: Hit, group: int, score: float) -> Iterator[Claim]:
    """Claim the names that a group begins with, and the handles beside them."""
    yield from people_at(hit.span(group)[0], hit.text(group), score)


def people_at(start: int, text: str, score: float, *, handles: bool = False) -> Iterator[Claim]:
    """Claim the names that a text at a byte offset begins with, and the handles beside them.

    Args:
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
