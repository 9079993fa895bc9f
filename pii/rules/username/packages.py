"""Owners in the coordinates of packages: groups, shorthands, dependencies, roles.

`owner/package`, `io.github.owner`, `owner.role`: forms that name no site, in places that hold
nothing else.
"""

import re
from collections.abc import Iterator

from pii.gazetteers import NOT_NAMES, PLAIN_WORDS
from pii.labels import Label
from pii.rules.checks.owners import is_person
from pii.rules.rule import Claim, Hit, Rule


def _read_group(hit: Hit) -> Iterator[Claim]:
    """Claim the login that a package's group ends with."""
    if is_person(hit.text(1), hit.text(2) or hit.text(3)):
        yield Claim(*hit.span(1), Label.USERNAME, 0.6)


def _read_plugin(hit: Hit) -> Iterator[Claim]:
    """Claim the owner of an editor's plugin where it may be a person."""
    owner, name = (1, 2) if hit.span(1)[0] >= 0 else (3, 4)
    if is_person(hit.text(owner), hit.text(name)):
        yield Claim(*hit.span(owner), Label.USERNAME, 0.6)


def _read_owner(hit: Hit) -> Iterator[Claim]:
    """Claim the owner of a package where it may be a person; `input/output` has none."""
    if hit.text(1).lower() not in _WORDS and is_person(hit.text(1), hit.text(2)):
        yield Claim(*hit.span(1), Label.USERNAME, 0.55)


def _read_roles(hit: Hit) -> Iterator[Claim]:
    """Claim whose roles a playbook or a list of requirements names."""
    if hit.language != "YAML":
        return
    start, text = hit.span(1)[0], hit.text(1)
    for role in re.finditer(r"- (?:(?:role|src|name): )?[\"']?([a-z][\w-]+)\.([a-z][\w-]+)", text):
        if is_person(role[1], role[2]):
            yield Claim(start + role.start(1), start + role.end(1), Label.USERNAME, 0.55)


_WORDS = NOT_NAMES | PLAIN_WORDS
_PART = rb"[A-Za-z0-9_.\-]{1,60}"
_OWNER = rb"([A-Za-z][A-Za-z0-9_\-]{1,37})"
_ROLE = (
    rb"\s{1,8}- (?:(?:role|src|name): )?[\"']?[a-z][a-z0-9_\-]+\.[a-z][a-z0-9_\-]+[\"']?"
    rb"[^\r\n]{0,60}\r?"
)

RULES = (
    Rule(
        "library-version",
        Label.USERNAME,
        (rb"[A-Za-z0-9]/[A-Za-z0-9_.\- ]+(?:@ ?[\^~<>=]{0,2}[0-9]|>= ?[0-9])",),
        rb"(?:^|[\s\"',=])"
        + _OWNER
        + rb"/([A-Za-z0-9][A-Za-z0-9_.\-]{1,60})(?: ?@ ?[\^~<>=]{0,2}[0-9]| >= ?[0-9])",
        _read_owner,
    ),
    Rule(
        "package-name",
        Label.USERNAME,
        (rb"\"name\":\s*\"[A-Za-z0-9_\-]+/",),
        rb"\"name\":\s{0,4}\"" + _OWNER + rb"/(" + _PART + rb")\"",
        _read_owner,
    ),
    Rule(
        "copied-image",
        Label.USERNAME,
        (rb"--from=[A-Za-z0-9]",),
        rb"--from=" + _OWNER + rb"/(" + _PART + rb")",
        _read_owner,
    ),
    Rule(
        "archive-owner",
        Label.USERNAME,
        (rb"\bppa:[a-z0-9]",),
        rb"\bppa:" + _OWNER + rb"/(" + _PART + rb")",
        _read_owner,
    ),
    Rule(
        "repository-literal",
        Label.USERNAME,
        (rb"(?i)\brepo(?:sitory)?[\"']?\s*(?:[=!]=|=>?|:)\s*[\"'][A-Za-z0-9_\-]+/[A-Za-z0-9]",),
        rb"(?i)\brepo(?:sitory)?[\"']?\s{0,4}(?:[=!]=|=>?|:)\s{0,4}[\"']"
        + _OWNER
        + rb"/("
        + _PART
        + rb")[\"']",
        _read_owner,
    ),
    Rule(
        "registry-image",
        Label.USERNAME,
        (rb"\b(?:ghcr|quay|docker|lscr)\.io/[A-Za-z0-9]",),
        rb"\b(?:ghcr|quay|docker|lscr)\.io/" + _OWNER + rb"/(" + _PART + rb")",
        _read_owner,
    ),
    Rule(
        "package-group",
        Label.USERNAME,
        (rb"\b(?:com|io|org|net|cn)\.(?:github|gitlab|gitee|oschina)\.",),
        rb"\b(?:com|io|org|net|cn)\.(?:github|gitlab|gitee|oschina)\."
        + _OWNER
        + rb"(?:[:/]("
        + _PART
        + rb")|\"\s{1,4}%{1,3}\s{1,4}\"("
        + _PART
        + rb")|[\"'<])",
        _read_group,
    ),
    Rule(
        "plugin-group",
        Label.USERNAME,
        (rb"[\"'](?:com|io)\.git(?:hub|lab)\.",),
        rb"\b(?:id|plugin:)[ (]{1,2}[\"'](?:com|io)\.git(?:hub|lab)\."
        + _OWNER
        + rb"\.("
        + _PART
        + rb")",
        _read_group,
    ),
    Rule(
        "editor-plugin",
        Label.USERNAME,
        (rb"\.n?vim[\"']", rb"\b(?:Plug|Plugin|Bundle)\s'"),
        rb"(?:[\"']([A-Za-z0-9][A-Za-z0-9_\-]{1,37})/([A-Za-z0-9_\-]{1,60}\.n?vim)[\"']|"
        rb"(?:^|\n)[ \t]{0,8}(?:Plug|Plugin|Bundle)\s'([A-Za-z0-9][A-Za-z0-9_\-]{1,37})/"
        rb"([A-Za-z0-9_.\-]{1,60})')",
        _read_plugin,
    ),
    Rule(
        "forge-shorthand",
        Label.USERNAME,
        (rb"[\"'\s](?:github|gitlab|bitbucket|gh):[A-Za-z0-9]",),
        rb"[\"'\s](?:github|gitlab|bitbucket|gh):" + _OWNER + rb"/(" + _PART + rb")",
        _read_owner,
    ),
    Rule(
        "exact-dependency",
        Label.USERNAME,
        (rb"\"[a-z0-9\-]+/[a-z0-9\-]+\":\s\"(?:[0-9]+\.[0-9]+\.[0-9]+(?:\"| <=)|dev-)",),
        rb"\""
        + _OWNER
        + rb"/([a-z0-9\-]{1,60})\": \"(?:[0-9]{1,3}\.[0-9]{1,3}\.[0-9]{1,3}(?:\"| <=)|dev-)",
        _read_owner,
    ),
    Rule(
        "part-of-package",
        Label.USERNAME,
        (rb"\bpart of (?:the )?[a-z0-9\-]+/",),
        rb"\bpart of (?:the )?" + _OWNER + rb"/(%s|" + _PART + rb")",
        _read_owner,
    ),
    Rule(
        "role-list",
        Label.USERNAME,
        (
            rb"(?:roles|dependencies):[ \t]*\r?\n\s*- ",
            rb"(?:^|\n)- (?:src|name): [a-z0-9_\-]+\.[a-z]",
        ),
        rb"(?:(?:roles|dependencies):[ \t]*|---)((?:\n" + _ROLE + rb")+)",
        _read_roles,
        lines=24,
    ),
)
