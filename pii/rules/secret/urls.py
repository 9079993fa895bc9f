"""Logins and secrets in addresses, connection strings and at hosts."""

import re
from collections.abc import Iterator

from pii.labels import Label
from pii.rules.checks.logins import is_login
from pii.rules.checks.secret_values import is_random
from pii.rules.claims import login_in, secret_in
from pii.rules.rule import Claim, Hit, Rule

# What stands in the password's place when the login's holds a token.
_TOKEN_FOLLOWS = frozenset({"x-oauth-basic", "x-token-auth"})


def _read_credentials(hit: Hit) -> Iterator[Claim]:
    """Claim login and password before the host of an address."""
    login, password = hit.text(1), hit.text(2)
    if password in _TOKEN_FOLLOWS and is_random(login):
        yield Claim(*hit.span(1), Label.KEY, 0.85)
        return
    if "%40" in login and re.fullmatch(r"[\w.+-]+%40[\w.-]+\.\w{2,}", login):
        yield Claim(*hit.span(1), Label.EMAIL, 0.8)
    elif is_login(login):
        yield Claim(*hit.span(1), Label.USERNAME, 0.8)
    if re.fullmatch(r"\d{1,5}", password) and not login.isalnum():
        return
    machine_made = login in {"x-oauth-basic", "oauth2", "token"} or (
        len(password) >= 20 and is_random(password)
    )
    yield from secret_in(hit, 2, Label.KEY if machine_made else Label.PASSWORD, least=0.75)


def _read_token_in_address(hit: Hit) -> Iterator[Claim]:
    """Claim a token that stands alone before the host of an address."""
    token = hit.text(1)
    if is_random(token):
        yield Claim(*hit.span(1), Label.KEY, 0.85)
    elif is_login(token):
        yield Claim(*hit.span(1), Label.USERNAME, 0.6)


def _read_field_password(hit: Hit) -> Iterator[Claim]:
    """Claim the password of a connection string; behind `&amp;` it is an address's query."""
    if hit.line_before(hit.span()[0], 4) == "&amp":
        return
    yield from secret_in(hit, 1, Label.PASSWORD, least=0.65)


def _read_field_login(hit: Hit) -> Iterator[Claim]:
    """Claim the user of a connection string."""
    yield from login_in(hit, 1, 0.7)


def _read_conninfo(hit: Hit) -> Iterator[Claim]:
    """Claim user and password of a connection string whose fields blanks part."""
    yield from login_in(hit, 1, 0.7)
    yield from secret_in(hit, 2, Label.PASSWORD, least=0.65)


def _read_beside_password(hit: Hit) -> Iterator[Claim]:
    """Claim the user that a call or a mapping names right before a password."""
    yield from login_in(hit, 1, 0.7)


def _read_account(hit: Hit) -> Iterator[Claim]:
    """Claim the user of a quoted `'user'@'host'` account."""
    yield from login_in(hit, 1, 0.7)


def _read_remote_login(hit: Hit) -> Iterator[Claim]:
    """Claim the login of `login@host` behind a remote shell's or copy's command."""
    yield from login_in(hit, 1, 0.75)


RULES = (
    Rule(
        "credentials-in-address",
        Label.PASSWORD,
        (rb"[A-Za-z0-9]://[^\s/@:\"'<>]{0,64}:[^\s@\"'<>]{1,128}@",),
        rb"[A-Za-z][A-Za-z0-9+.\-]{1,30}://([^\s/@:\"'<>]{0,64}):([^\s@/\"'<>`]{1,128})"
        rb"@[A-Za-z0-9\[$%{<(]",
        _read_credentials,
    ),
    Rule(
        "token-in-address",
        Label.PASSWORD,
        (rb"[A-Za-z0-9]://[A-Za-z0-9_.\-]{3,80}(?::x-oauth-basic)?@",),
        rb"\b(?:https?|ssh|git|git\+ssh|git\+https|svn\+ssh|sftp|ftp|"
        rb"rsync)://([A-Za-z0-9_.\-]{3,80})(?::x-oauth-basic)?@[A-Za-z0-9]",
        _read_token_in_address,
    ),
    Rule(
        "connection-string-password",
        Label.PASSWORD,
        (rb"(?i);\s?(?:password|pwd)\s?=",),
        rb"(?i);\s?(?:password|pwd)\s?=\s?([^;\"'\s<>&]{3,128})",
        _read_field_password,
    ),
    Rule(
        "connection-string-login",
        Label.PASSWORD,
        (rb"(?i)(?:user\sid|uid|username|user)\s?=",),
        rb"(?i)(?:;|[\"'])\s?(?:user\sid|uid|username|user)\s?=\s?([A-Za-z0-9._\-]{2,40});",
        _read_field_login,
    ),
    Rule(
        "conninfo",
        Label.PASSWORD,
        (rb"(?i)\spassword=",),
        rb"(?i)\buser(?:name)?=([A-Za-z0-9._\-]{2,40})[ \t]{1,4}"
        rb"password=([^\s\"'$<>{}\\]{3,128})",
        _read_conninfo,
    ),
    Rule(
        "login-beside-password",
        Label.PASSWORD,
        (rb"(?i)[\"'],\s+[\"':]?(?:password|passwd|pwd)\b",),
        rb"(?i)\buser(?:_?name)?[\"']?\s{0,2}(?::|=>?)\s{0,2}[\"']([A-Za-z][A-Za-z0-9._\-]{1,37})"
        rb"[\"'],\s{1,4}[\"':]?(?:password|passwd|pwd)[\"']?\s{0,2}(?::|=)",
        _read_beside_password,
    ),
    Rule(
        "account-at-host",
        Label.PASSWORD,
        (rb"'@'",),
        rb"'([A-Za-z0-9_.\-]{2,40})'@'[A-Za-z0-9_.%\-]{1,80}'",
        _read_account,
    ),
    Rule(
        "shell-prompt",
        Label.PASSWORD,
        (rb"[A-Za-z0-9_.\-](?::|\s)~",),
        rb"(?:^|\n|\[)([a-z][a-z0-9_.\-]{1,31})@[A-Za-z0-9_.\-]{1,60}(?::|\s)~[^\s$#%]{0,80}"
        rb"[ \])]{0,2}[$#%]\s",
        _read_remote_login,
    ),
    Rule(
        "remote-login",
        Label.PASSWORD,
        (rb"\b(?:ssh|scp|sftp|rsync|ssh-copy-id|mosh|autossh)\s", rb"[\w.\-]@[\w.\-]+:[/~]"),
        rb"(?:\b(?:ssh|scp|sftp|rsync|ssh-copy-id|mosh|autossh)\s[^\n@]{0,120}?[\s\"']|(?:^|"
        rb"[\s\"'=]))([A-Za-z][A-Za-z0-9_.\-]{1,38})@[A-Za-z0-9_.\-]{2,80}(?:[\s:\"']|$)",
        _read_remote_login,
    ),
)
