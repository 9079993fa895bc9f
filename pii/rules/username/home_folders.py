"""User names in texts: home folders, to-do owners, fields, revision lines."""

import re
from collections.abc import Iterator

from pii.gazetteers import AT_TAGS, PLAIN_WORDS, SITE_PAGES
from pii.labels import Label
from pii.rules.checks.logins import is_handle, is_login
from pii.rules.rule import Claim, Hit, Rule


def _read_home(hit: Hit) -> Iterator[Claim]:
    """Claim the owner of a home folder."""
    owner, behind = hit.text(1), hit.line_behind(hit.span(1)[1], 3)
    if not is_login(owner.lstrip("0123456789")) or owner.lower() in SITE_PAGES:
        return
    if re.match(r"[A-Za-z0-9_.$-]", behind):
        return
    yield Claim(*hit.span(1), Label.USERNAME, 0.8 if behind[:1] in {"/", "\\"} else 0.6)


def _read_owner(hit: Hit) -> Iterator[Claim]:
    """Claim who a to-do is left to."""
    owner = hit.text(1)
    if (
        is_login(owner)
        and re.search(r"[a-z]{2}", owner)
        and not owner.lower().endswith(("bug", "issue", "later"))
        # Notes for translators name the string that they are about.
        and not hit.line_before(hit.span()[0], 14).endswith("LOCALIZATION ")
    ):
        yield Claim(*hit.span(1), Label.USERNAME, 0.8 if owner.islower() else 0.6)


def _is_account(value: str) -> bool:
    """Say whether a field for an account holds one, and no icon or address."""
    odd = value.lower().startswith(("fa-", "icon-", "http")) or value.lower() in PLAIN_WORDS
    return is_login(value) and any(c.islower() for c in value) and not odd


def _read_field(hit: Hit) -> Iterator[Claim]:
    """Claim the value of a field that names an account."""
    value = hit.text(1)
    if _is_account(value):
        yield Claim(*hit.span(1), Label.USERNAME, 0.55)


def _read_plain(hit: Hit) -> Iterator[Claim]:
    """Claim a login in a place that holds nothing else."""
    if is_login(hit.text(1)) and hit.text(1).lower() not in AT_TAGS:
        yield Claim(*hit.span(1), Label.USERNAME, 0.75)


def _read_changed(hit: Hit) -> Iterator[Claim]:
    """Claim who changed a file, in the column before the date."""
    if is_handle(hit.text(1)):
        yield from _read_plain(hit)


def _read_beside_mail(hit: Hit) -> Iterator[Claim]:
    """Claim the account that a mail address is made of, in the field beside it."""
    if hit.text(2).lower().startswith(hit.text(1).lower()):
        yield from _read_plain(hit)


def _read_bare_field(hit: Hit) -> Iterator[Claim]:
    """Claim the bare value of an account's field in a configuration."""
    value = hit.text(1)
    if hit.language in {"YAML", "INI", "Text", ""} and _is_account(value):
        yield Claim(*hit.span(1), Label.USERNAME, 0.55)


RULES = (
    Rule(
        "home-folder",
        Label.USERNAME,
        (
            rb"/home/[A-Za-z0-9]",
            rb"/Users/[A-Za-z0-9]",
            rb"\\[Uu]sers\\{1,4}[A-Za-z0-9]",
            rb"(?i)documents"
            rb" and settings",
            rb"[A-Z]:/Users/",
        ),
        rb"(?:(?:^|[^A-Za-z0-9_.\-/}]|file://|[A-Z]:|/(?:mnt|cygdrive)/[a-z]|/(?:export|usr|var|"
        rb"data|mnt|private|net))(?:/home|/Users|/users)/(?:home/)?|"
        rb"[A-Za-z]:[\\/]{1,4}(?:[Uu]sers|"
        rb"[Dd]ocuments and [Ss]ettings)[\\/]{1,4})([A-Za-z0-9][A-Za-z0-9._\-]{1,37})",
        _read_home,
    ),
    Rule(
        "to-do-owner",
        Label.USERNAME,
        (rb"\b(?:TODO|TO DO|FIXME|XXX|HACK|NOTE|BUG):?\s?\(",),
        rb"\b(?:TO ?DO|FIXME|XXX|HACK|NOTE|BUG):?\s?\(@?([A-Za-z][A-Za-z0-9_.\-]{1,37})\)",
        _read_owner,
    ),
    Rule(
        "revision-author",
        Label.USERNAME,
        (rb",v\s[0-9.]+\s[0-9]{4}[/\-]", rb"\$Id:"),
        rb"(?:,v|\$Id:)\s[^\n]{0,60}?\s?[0-9.]{1,12}\s[0-9]{4}[/\-][0-9]{2}[/\-][0-9]{2}\s[0-9:]"
        rb"{8}Z?\s([A-Za-z][A-Za-z0-9_.\-]{1,37})\s",
        _read_plain,
    ),
    Rule(
        "revision-locker",
        Label.USERNAME,
        (rb"\sExp\s[a-z]",),
        rb"\sExp\s([A-Za-z][A-Za-z0-9_.\-]{1,37})\s\$",
        _read_plain,
    ),
    Rule(
        "developer-id",
        Label.USERNAME,
        (rb"<developer>",),
        rb"<developer>\s{0,40}<id>\s{0,8}([A-Za-z][A-Za-z0-9_.\-]{1,37})\s{0,8}</id>",
        _read_plain,
        lines=2,
    ),
    Rule(
        "key-comment",
        Label.USERNAME,
        (rb"AAAA[BCEI][0-9A-Za-z+/]",),
        rb"AAAA[BCEI][0-9A-Za-z+/]{20,}={0,3}\s([A-Za-z][A-Za-z0-9_.\-]{1,37})@",
        _read_plain,
    ),
    Rule(
        "author-block",
        Label.USERNAME,
        (rb"(?i)authors?\s?:",),
        rb"(?i)authors?\s{0,2}:[^\n]{0,100}\n(?:[^\n]{0,100}\n){0,3}?[ \t*#/;\-]{0,24}"
        rb"@([A-Za-z0-9][A-Za-z0-9_\-]{1,37})[ \t]*(?:\r?\n|$)",
        _read_plain,
        lines=5,
    ),
    Rule(
        "author-below",
        Label.USERNAME,
        (rb"(?i)(?:authors?|maintainers?)\s{0,2}:?[ \t]*\r?\n",),
        rb"(?i)(?:authors?|"
        rb"maintainers?)\s{0,2}:?[ \t]*\r?\n[ \t*#/;\-]{1,24}@?([A-Za-z][A-Za-z0-9_\-]{2,37})"
        rb"[ \t]*(?:\r?\n|$)",
        _read_plain,
        lines=2,
    ),
    Rule(
        "system-account",
        Label.USERNAME,
        (rb"\b(?:users|home-manager)\.(?:users|extraUsers)\.",),
        rb"\b(?:users|home-manager)\.(?:users|extraUsers)\.\"?([a-z][a-z0-9_\-]{1,31})\b",
        _read_plain,
    ),
    Rule(
        "declared-account",
        Label.USERNAME,
        (rb"\bisNormalUser\b|\bauthorizedKeys\.keys\b|\bextraGroups\b",),
        rb"\b([a-z][a-z0-9_\-]{1,31}) = \{\s{1,40}(?:[a-zA-Z]{2,20} = [^;{}\n]{1,80};\s{1,40}){0,5}"
        rb"(?:isNormalUser|openssh\.authorizedKeys\.keys|extraGroups) =",
        _read_plain,
        lines=8,
    ),
    Rule(
        "account-beside-mail",
        Label.USERNAME,
        (rb"(?i)\bmail\\?[\"']?\s?(?::|=>?)\s?\\?[\"']",),
        rb"(?i)\buser\\?[\"']?\s{0,2}(?::|=>?)\s{0,2}\\?[\"']([A-Za-z][A-Za-z0-9_.\-]{1,37})"
        rb"\\?[\"'],\s{1,4}\\?[\"']?e?-?mail\\?[\"']?\s{0,2}(?::|=>?)\s{0,2}\\?[\"']"
        rb"([^\s\"'@]{1,64})@",
        _read_beside_mail,
        lines=2,
    ),
    Rule(
        "account-field-bare",
        Label.USERNAME,
        (rb"(?i)(?:\b(?:user_?name|login|user|github|ko_fi|patreon)|developer_id)\s?[:=]\s?[a-z]",),
        rb"(?i)(?:^|\n|[\s_])(?:user_?name|login|developer_id|github|ko_fi|patreon|"
        rb"user)\s?[:=]\s{0,4}([A-Za-z][A-Za-z0-9._\-]{2,37})[ \t]*(?:\r?\n|$)",
        _read_bare_field,
    ),
    Rule(
        "account-element",
        Label.USERNAME,
        (rb"(?i)<(?:login|user_?-?name|user_?-?id)>[A-Za-z]",),
        rb"(?i)<(?:login|user[_\-]?name|user[_\-]?id)>([A-Za-z][A-Za-z0-9_.\-]{2,37})</",
        _read_field,
    ),
    Rule(
        "changed-by",
        Label.USERNAME,
        (rb"\n(?:[ #*;\-/\t]|REM)+[a-z][a-z0-9_]+[ \t]+[0-9]+/[0-9]+/[0-9]+[ \t]",),
        rb"(?:^|\n)[ \t]{0,8}(?:#|--|\*|;|//|REM)[ \t]{1,8}([a-z][a-z0-9_]{2,15})[ \t]{1,12}"
        rb"[0-9]{2}/[0-9]{2}/[0-9]{2,4}[ \t]{1,8}(?:-|[A-Za-z])",
        _read_changed,
    ),
    Rule(
        "server-log",
        Label.USERNAME,
        (
            rb"\] [a-z][a-z0-9_]+@[a-z]\w+ "
            rb"(?:LOG|ERROR|DETAIL|HINT|FATAL|STATEMENT|WARNING|CONTEXT):",
        ),
        rb"\] ([a-z][a-z0-9_.\-]{2,31})@[a-z][\w\-]{1,62} "
        rb"(?:LOG|ERROR|DETAIL|HINT|FATAL|STATEMENT|WARNING|CONTEXT):",
        _read_plain,
    ),
    Rule(
        "account-field",
        Label.USERNAME,
        (
            rb"(?i)(?:user_?-?name|\blogin|\bnickname?|\bhandle|github(?:_?-?(?:user|name|handle|"
            rb"login))?|twitter|screen_name)[\"']?\]?\s{0,4}(?::|==?|=>)\s?",
        ),
        rb"(?i)(?:user_?-?name|\blogin|\bnickname?|\bhandle|github(?:_?-?(?:user|name|handle|"
        rb"login))?|twitter|screen_name)[\"']?\]?\s{0,4}(?::|==?|"
        rb"=>)\s{0,4}[\"']@?([A-Za-z][A-Za-z0-9_.\-]{2,37})[\"']",
        _read_field,
    ),
)
