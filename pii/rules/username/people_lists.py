"""Lists of handles: who reviews, approves or looks after what."""

import re
from collections.abc import Iterator

from pii.labels import Label
from pii.patterns import one_of, rx
from pii.rules.checks.owners import is_person
from pii.rules.rule import Claim, Hit, Rule, example
from pii.rules.username.patterns import LINE_END

# What the names of groups end with in the same lists.
_GROUPS = ("approvers", "reviewers", "maintainers", "leads", "admins", "owners", "members")


def _read_people_list(hit: Hit) -> Iterator[Claim]:
    """Claim each handle of a list of people."""
    start, _ = hit.span(1)
    for item in re.finditer(r"@?([A-Za-z0-9][A-Za-z0-9_\-]{1,37})", hit.text(1)):
        if is_person(item[1]) and not item[1].lower().endswith(_GROUPS):
            yield Claim(start + item.start(1), start + item.end(1), Label.USERNAME, 0.6)


_ITEM = rb"@?[A-Za-z0-9][A-Za-z0-9_\-]+"
_QUOTED = rb"[\"']" + _ITEM + rb"[\"']"
_REVIEWERS = ("approvers", "reviewers", "assignees")
_PEOPLE = rx(
    rb"""
    (?: """
    + one_of([*_REVIEWERS, "codeowners", "code_owners", "extra-people", "alumni", "leads"])
    + rb"""
      | (?:crate-)? maintainers (?:[_\-]logins)?
    )
    """
)

RULES = (
    Rule(
        id="people-list",
        label=Label.USERNAME,
        title="List of people",
        finds='The handles of a list such as `reviewers = ["…", "…"]`.',
        leaves="Groups and organisations in such a list.",
        source="https://github.com/rust-lang/team/blob/master/docs/toml-schema.md",
        triggers=(rb"(?i)\b" + _PEOPLE + rb"[\"']?\s*[:=]\s*\[\s*[\"']",),
        pattern=rx(
            rb"(?i)\b"
            + _PEOPLE
            + rb"""
            [\"']? \s{0,4} [:=] \s{0,4} \[ \s{0,40}
            ( """
            + _QUOTED
            + rb""" (?: , \s{0,40} """
            + _QUOTED
            + rb""" )* )
            """
        ),
        read=_read_people_list,
        hits=(
            example('leads = [\n    "[[aporter]]",\n    "[[wzhang42]]",\n]', "TOML"),
            example('maintainers-logins = ["[[aporter]]"]', "TOML"),
            example('"reviewers": ["@[[aporter]]"]', "JSON"),
        ),
        misses=(
            example('reviewers = ["kubernetes"]', "TOML"),
            example('approvers = ["release-approvers"]', "TOML"),
            example('ropes = ["aporter"]', "TOML"),
        ),
        lines=24,
    ),
    Rule(
        id="owners-file",
        label=Label.USERNAME,
        title="List in a file of owners",
        finds="The handles of a list below `approvers:`, `reviewers:` or `assignees:`.",
        leaves="Groups, whose names say so, and organisations.",
        source="https://www.kubernetes.dev/docs/guide/owners/",
        triggers=(one_of(_REVIEWERS) + rb":[ \t]*\r?\n[ \t]*-[ \t]",),
        pattern=rx(
            rb"\b"
            + one_of(_REVIEWERS)
            + rb"""
            : [ \t]*
            ( (?: \r?\n [ \t]{0,8} -[ \t] """
            + _ITEM
            + rb"""[ \t]* )+ )
            """
            + LINE_END
        ),
        read=_read_people_list,
        hits=(
            example("approvers:\n- [[aporter]]\n", "YAML"),
            example("reviewers:\n  - [[aporter]]\n  - [[wzhang42]]\n", "YAML"),
        ),
        misses=(
            example("approvers:\n- release-approvers\n", "YAML"),
            example("ropes:\n- aporter\n", "YAML"),
        ),
        lines=24,
    ),
)
