"""Logins and secrets in addresses, headers, connection strings and command lines."""

import base64
import binascii
import re
from collections.abc import Iterator

from pii.gazetteers import TYPE_WORDS
from pii.labels import Label
from pii.rules.judgement import (
    escapes_removed,
    is_login,
    is_random,
    is_reference,
    is_throwaway,
    secret_score,
)
from pii.rules.scanner import Claim, Hit, Rule


def _secret(hit: Hit, group: int, label: Label, *, least: float) -> Iterator[Claim]:
    """Claim a group as a secret, with at least this score unless it is plainly none."""
    value = hit.text(group)
    if not escapes_removed(value) or value.lower() in TYPE_WORDS:
        return
    if is_reference(value) or is_throwaway(value):
        return
    chosen = label is Label.PASSWORD
    score = max(least, secret_score(value, chosen=chosen, quoted=True))
    yield Claim(*hit.span(group), label, score)


def _read_credentials(hit: Hit) -> Iterator[Claim]:
    """Claim login and password before the host of an address."""
    login, password = hit.text(1), hit.text(2)
    if "%40" in login and re.fullmatch(r"[\w.+-]+%40[\w.-]+\.\w{2,}", login):
        yield Claim(*hit.span(1), Label.EMAIL, 0.8)
    elif is_login(login):
        yield Claim(*hit.span(1), Label.USERNAME, 0.8)
    if re.fullmatch(r"\d{1,5}", password) and not login.isalnum():
        return
    machine_made = login in {"x-oauth-basic", "oauth2", "token"} or (
        len(password) >= 20 and is_random(password)
    )
    yield from _secret(hit, 2, Label.KEY if machine_made else Label.PASSWORD, least=0.75)


def _read_token_in_address(hit: Hit) -> Iterator[Claim]:
    """Claim a token that stands alone before the host of an address."""
    token = hit.text(1)
    if is_random(token):
        yield Claim(*hit.span(1), Label.KEY, 0.85)
    elif is_login(token):
        yield Claim(*hit.span(1), Label.USERNAME, 0.6)


def _read_basic(hit: Hit) -> Iterator[Claim]:
    """Claim a Basic header's blob when it decodes to a login and a password."""
    blob = hit.text(1)
    try:
        login, colon, password = (
            base64.b64decode(blob + "=" * (-len(blob) % 4), validate=True).decode().partition(":")
        )
    except (binascii.Error, ValueError):
        return
    if colon and login.isprintable() and password.isprintable():
        made_up = is_throwaway(password) and not is_login(login)
        yield Claim(*hit.span(1), Label.KEY, 0.45 if made_up else 0.9)


def _read_bearer(hit: Hit) -> Iterator[Claim]:
    """Claim a Bearer or Token header's value when it looks made by a machine."""
    value = hit.text(1)
    if hit.line_before(hit.span()[0], 1) in {"-", "_"}:
        return
    if is_random(value) and not is_throwaway(value) and not is_reference(value):
        yield Claim(*hit.span(1), Label.KEY, 0.8)


def _read_pair(hit: Hit) -> Iterator[Claim]:
    """Claim the password of a `login:password` pair behind a command's option, and the login."""
    if is_login(hit.text(1)):
        yield Claim(*hit.span(1), Label.USERNAME, 0.7)
    yield from _secret(hit, 2, Label.PASSWORD, least=0.7)


def _read_password_option(hit: Hit) -> Iterator[Claim]:
    """Claim the value of a command's password option."""
    group = 1 if hit.span(1)[0] >= 0 else 2
    value = hit.text(group)
    if (
        len(value) < 4
        or value.startswith("-")
        or value.lower() in {"only", "stdin", "file", "prompt"}
    ):
        return
    score = secret_score(value, chosen=True, quoted=False)
    if score >= 0.5:
        yield Claim(*hit.span(group), Label.PASSWORD, score)


def _read_spoken_password(hit: Hit) -> Iterator[Claim]:
    """Claim a password that a statement or a directive sets."""
    yield from _secret(hit, 1, Label.PASSWORD, least=0.7)


def _read_account(hit: Hit) -> Iterator[Claim]:
    """Claim the user of a quoted `'user'@'host'` account."""
    if is_login(hit.text(1)):
        yield Claim(*hit.span(1), Label.USERNAME, 0.7)


def _read_remote_login(hit: Hit) -> Iterator[Claim]:
    """Claim the login of `login@host` behind a remote shell's or copy's command."""
    if is_login(hit.text(1)):
        yield Claim(*hit.span(1), Label.USERNAME, 0.75)


def _read_field_password(hit: Hit) -> Iterator[Claim]:
    """Claim the password of a connection string; behind `&amp;` it is an address's query."""
    if hit.line_before(hit.span()[0], 4) == "&amp":
        return
    yield from _secret(hit, 1, Label.PASSWORD, least=0.65)


def _read_field_login(hit: Hit) -> Iterator[Claim]:
    """Claim the user of a connection string."""
    if is_login(hit.text(1)):
        yield Claim(*hit.span(1), Label.USERNAME, 0.7)


def _read_query_token(hit: Hit) -> Iterator[Claim]:
    """Claim a token in an address's query."""
    if is_random(hit.text(1)) and not is_throwaway(hit.text(1)):
        yield Claim(*hit.span(1), Label.KEY, 0.8)


RULES = (
    Rule(
        "credentials-in-address",
        (rb"[A-Za-z0-9]://[^\s/@:\"'<>]{0,64}:[^\s@\"'<>]{1,128}@",),
        rb"[A-Za-z][A-Za-z0-9+.\-]{1,30}://([^\s/@:\"'<>]{0,64}):([^\s@/\"'<>`]{1,128})"
        rb"@[A-Za-z0-9\[$%{<(]",
        _read_credentials,
    ),
    Rule(
        "token-in-address",
        (rb"[A-Za-z0-9]://[A-Za-z0-9_.\-]{3,80}(?::x-oauth-basic)?@",),
        rb"\b(?:https?|ssh|git|git\+ssh|git\+https|svn\+ssh|sftp|ftp|"
        rb"rsync)://([A-Za-z0-9_.\-]{3,80})(?::x-oauth-basic)?@[A-Za-z0-9]",
        _read_token_in_address,
    ),
    Rule(
        "basic-header",
        (rb"(?i)\bbasic[\s:\\\"']{1,4}[A-Za-z0-9+/]{8}",),
        rb"(?i)\bbasic[\s:\\\"']{1,4}([A-Za-z0-9+/]{8,400}={0,2})",
        _read_basic,
    ),
    Rule(
        "bearer-header",
        (
            rb"(?i)\b(?:bearer|token)[\s:]{1,3}[A-Za-z0-9_.\-~+/]{12}",
            rb"(?i)x-[a-z\-]{0,20}"
            rb"(?:token|key)\b",
        ),
        rb"(?i)(?:\b(?:bearer|token)|x-[a-z\-]{0,20}(?:token|"
        rb"key)[\"']?)[\s:=,\"']{1,6}([A-Za-z0-9_.\-~+/%]{12,1000}={0,2})",
        _read_bearer,
    ),
    Rule(
        "curl-user",
        (rb"\s(?:-u|--user)[\s=]",),
        rb"(?:\s|^)(?:-u|--user)[\s=]{1,2}[\"']?([^\s:\"'$]{1,64}):([^\s\"'@/]{3,128})",
        _read_pair,
    ),
    Rule(
        "password-option",
        (
            rb"(?i)--?(?:[a-z\-]+)?(?:password|passwd|passphrase|pass|pwd)[\s=]",
            rb"sshpass\s",
            rb"\bmysql[a-z]*\s",
        ),
        rb"(?i)(?:\s|^|[\"'])(?:--?(?:[a-z\-]{0,20}pass(?:word|wd|phrase)?|pwd)(?:[=]|\s{1,2})|"
        rb"sshpass\s{1,2}-p\s{0,2}|mysql[a-z]{0,8}\s[^\n]{0,80}?\s-p)"
        rb"(?:[\"']([^\"'\r\n]{3,128})[\"']|([^\s\"'$`;|&<>\-][^\s\"'`;|&<>]{2,128}))",
        _read_password_option,
    ),
    Rule(
        "sql-password",
        (
            rb"(?i)\bidentified\s+(?:by|with)\b",
            rb"(?i)\bpassword[ \t=]{1,8}[(]?['\"]",
            rb"(?i)\bpassword\s*=\s*password\(",
            rb"(?i)set\spassword\sfor",
        ),
        rb"(?i)(?:identified\s{1,4}(?:with\s{1,4}[\w']{1,40}\s{1,4})?by\s{1,4}(?:password\s{1,4})"
        rb"?|(?:\b(?:with|set|user|role|login|alter|"
        rb"create)\b[^\n]{0,80}?)\bpassword[ \t]{0,4}(?:for[ \t]\S{1,80}[ \t])?=?[ \t]{0,4}"
        rb"(?:password)?[ \t]{0,2}\(?)[ \t]{0,2}[\"']([^\"'\r\n]{3,128})[\"']",
        _read_spoken_password,
    ),
    Rule(
        "secure-string",
        (rb"(?i)ConvertTo-SecureString",),
        rb"(?i)ConvertTo-SecureString\s{1,3}(?:-String\s{1,3})?[\"']([^\"'\r\n]{4,128})[\"']",
        _read_spoken_password,
    ),
    Rule(
        "server-password",
        (
            rb"(?i)\b(?:requirepass|masterauth|rpcpassword|default_pass|conninfo)\b",
            rb"(?i)\bmachi"
            rb"ne\s+\S+\s+login\b",
            rb"(?i)\bchpasswd\b",
        ),
        rb"(?i)\b(?:requirepass|masterauth|rpcpassword=|default_pass\s{0,2}[=,]|"
        rb"machine\s{1,4}\S{1,80}\s{1,4}login\s{1,4}\S{1,64}\s{1,4}password)\s{1,4}[\"']"
        rb"?([^\s\"'<>$]{4,128})",
        _read_spoken_password,
    ),
    Rule(
        "netrc-login",
        (rb"(?i)\bmachine\s+\S+\s+login\b",),
        rb"(?i)\bmachine\s{1,4}\S{1,80}\s{1,4}login\s{1,4}([A-Za-z0-9._\-]{2,40})",
        _read_field_login,
        lines=3,
    ),
    Rule(
        "connection-string-password",
        (rb"(?i);\s?(?:password|pwd)\s?=",),
        rb"(?i);\s?(?:password|pwd)\s?=\s?([^;\"'\s<>&]{3,128})",
        _read_field_password,
    ),
    Rule(
        "connection-string-login",
        (rb"(?i)(?:user\sid|uid|username|user)\s?=",),
        rb"(?i)(?:;|[\"'])\s?(?:user\sid|uid|username|user)\s?=\s?([A-Za-z0-9._\-]{2,40});",
        _read_field_login,
    ),
    Rule(
        "account-at-host",
        (rb"'@'",),
        rb"'([A-Za-z0-9_.\-]{2,40})'@'[A-Za-z0-9_.%\-]{1,80}'",
        _read_account,
    ),
    Rule(
        "remote-login",
        (rb"\b(?:ssh|scp|sftp|rsync|ssh-copy-id|mosh|autossh)\s", rb"[\w.\-]@[\w.\-]+:[/~]"),
        rb"(?:\b(?:ssh|scp|sftp|rsync|ssh-copy-id|mosh|autossh)\s[^\n@]{0,120}?[\s\"']|(?:^|"
        rb"[\s\"'=]))([A-Za-z][A-Za-z0-9_.\-]{1,38})@[A-Za-z0-9_.\-]{2,80}(?:[\s:\"']|$)",
        _read_remote_login,
    ),
    Rule(
        "token-in-query",
        (
            rb"(?i)[?&](?:[a-z_\-]{0,20}(?:token|key|secret|sig|signature)|auth|sid|"
            rb"appid)=[A-Za-z0-9]",
        ),
        rb"(?i)[?&;](?:[a-z_\-]{0,20}(?:token|key|secret|sig|signature)|auth|sid|"
        rb"appid)=([A-Za-z0-9_\-.~%+/]{12,600}={0,2})",
        _read_query_token,
    ),
)
