"""Logins and secrets in command lines, SQL statements and server configurations."""

import re
from collections.abc import Iterator

from pii.labels import Label
from pii.rules.checks.secret_values import secret_score
from pii.rules.claims import login_in, secret_in
from pii.rules.rule import Claim, Hit, Rule

# Of the many commands with an option `-u`, those that take a login and a password behind it;
# at a line's beginning it goes on from the line above.
_ASKS_THE_WEB = re.compile(r"(?i)curl|http|\b(?:lftp|ncftp\w*|svn)\b|\A\W*\Z")
_PASSWORD_SOURCE = re.compile(r"(?:pass|env|file|fd):")


def _read_pair(hit: Hit) -> Iterator[Claim]:
    """Claim the password of a `login:password` pair behind a command's option, and the login."""
    if "-u" in hit.text() and not _ASKS_THE_WEB.search(hit.line_before(hit.span()[0])):
        return
    yield from login_in(hit, 1, 0.7)
    yield from secret_in(hit, 2, Label.PASSWORD, least=0.7)


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
    # OpenSSL says before a password where it comes from.
    source = _PASSWORD_SOURCE.match(value)
    if source and source[0] != "pass:":
        return
    kept = len(source[0]) if source else 0
    score = secret_score(value[kept:], chosen=True, quoted=False)
    if score >= 0.5:
        start, end = hit.span(group)
        yield Claim(start + kept, end, Label.PASSWORD, score)


def _read_spoken_password(hit: Hit) -> Iterator[Claim]:
    """Claim a password that a statement or a directive sets."""
    yield from secret_in(hit, 1, Label.PASSWORD, least=0.7)


def _read_statement(hit: Hit) -> Iterator[Claim]:
    """Claim a password that a statement sets; a remark in brackets is none."""
    if hit.line_before(hit.span()[0], 1) != "(":
        yield from secret_in(hit, 1, Label.PASSWORD, least=0.7)


def _read_stored_login(hit: Hit) -> Iterator[Claim]:
    """Claim the login in a line of stored logins."""
    yield from login_in(hit, 1, 0.7)


RULES = (
    Rule(
        "curl-user",
        Label.PASSWORD,
        (rb"\s(?:-u|--user)[\s=]",),
        rb"(?:\s|^)(?:-u|--user)[\s=]{1,2}[\"']?([^\s:\"'$#{}\[\]]{1,64}):([^\s\"'@/]{3,128})",
        _read_pair,
    ),
    Rule(
        "password-option",
        Label.PASSWORD,
        (
            rb"(?i)--?(?:[a-z\-]+)?(?:password|passwd|passphrase|pass|pwd)[\s=]",
            rb"sshpass\s",
            rb"\bmysql[a-z]*\s",
        ),
        rb"(?i)(?:\s|^|[\"'])(?:--?(?:[a-z\-]{0,20}pass(?:word|wd|phrase)?|pwd)(?:[=]|\s{1,2})|"
        rb"sshpass\s{1,2}-p\s{0,2}|mysql[a-z]{0,8}\s[^\n]{0,80}?\s-p)"
        rb"(?:[\"']([^\"'\r\n]{3,128})[\"']|([^\s\"'$`;|&<>\\\-(][^\s\"'`;|&<>\\]{2,128}))",
        _read_password_option,
    ),
    Rule(
        "sql-password",
        Label.PASSWORD,
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
        _read_statement,
    ),
    Rule(
        "secure-string",
        Label.PASSWORD,
        (rb"(?i)ConvertTo-SecureString",),
        rb"(?i)ConvertTo-SecureString\s{1,3}(?:-String\s{1,3})?[\"']([^\"'\r\n]{4,128})[\"']",
        _read_spoken_password,
    ),
    Rule(
        "server-password",
        Label.PASSWORD,
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
        Label.PASSWORD,
        (rb"(?i)\bmachine\s+\S+\s+login\b",),
        rb"(?i)\bmachine\s{1,4}\S{1,80}\s{1,4}login\s{1,4}([A-Za-z0-9._\-]{2,40})",
        _read_stored_login,
        lines=3,
    ),
)
