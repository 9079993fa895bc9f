"""What most readers end with: one group of a match, claimed as a login or as a secret."""

from collections.abc import Iterator

from pii.gazetteers import TYPE_WORDS
from pii.labels import Label
from pii.rules.checks.logins import is_login
from pii.rules.checks.secret_values import (
    escapes_removed,
    is_reference,
    is_throwaway,
    secret_score,
    tells_its_kind,
)
from pii.rules.rule import Claim, Hit


def login_in(hit: Hit, group: int, score: float) -> Iterator[Claim]:
    """Claim a group as a user name where it is a login and no role's."""
    if is_login(hit.text(group)):
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
