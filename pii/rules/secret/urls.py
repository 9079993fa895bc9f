"""Logins and secrets in addresses, connection strings and at hosts."""

import re
from collections.abc import Iterator
from functools import partial

from pii.labels import Label
from pii.patterns import one_of, rx
from pii.rules.checks.logins import is_login
from pii.rules.checks.secret_values import is_random
from pii.rules.claims import login_in, secret_in
from pii.rules.rule import Claim, Hit, Rule, example
from pii.rules.secret.patterns import LOGIN, STORED_LOGIN

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


def _read_conninfo(hit: Hit) -> Iterator[Claim]:
    """Claim user and password of a connection string whose fields blanks part."""
    yield from login_in(hit, 1, 0.7)
    yield from secret_in(hit, 2, Label.PASSWORD, least=0.65)


_SIGNS = rb"[^\s@/\"'<>`]"
# The host stands behind the last at sign; one more, or a quote, may stand in the password.
_USERINFO = (
    rb"://([^\s/@:\"'<>]{0,64}):("
    + _SIGNS
    + rb"{1,128}(?:[@']"
    + _SIGNS
    + rb"{1,64})?)@[A-Za-z0-9\[$%{<(]"
)
_SCHEMES = (
    *("http", "https", "ssh", "sftp", "ftp", "rsync"),
    *("git", "git+ssh", "git+https", "svn+ssh"),
)
_TOKEN_USERINFO = rb"://([A-Za-z0-9_.\-]{3,80})(?::x-oauth-basic)?@[A-Za-z0-9]"
_PASSWORD_FIELD = rb"(?i);\s?(?:password|pwd)\s?=\s?"
_LOGIN_FIELD = rb"(?i)(?:;|[\"'])\s?(?:user\sid|uid|username|user)\s?=\s?"

RULES = (
    Rule(
        id="credentials-in-address",
        label=Label.PASSWORD,
        title="Login and password in an address",
        finds="What stands before an address's host: a login and a password, or a token.",
        leaves="References (`${USER}:${PASS}@`), samples (`user:password@`), ports, roles.",
        source="https://www.rfc-editor.org/rfc/rfc3986#section-3.2.1",
        triggers=(rb"[A-Za-z0-9]" + _USERINFO,),
        pattern=rb"[A-Za-z][A-Za-z0-9+.\-]{0,29}[A-Za-z0-9]" + _USERINFO,
        read=_read_credentials,
        hits=(
            example("postgres://[[aporter]]:[[Wint3r-7]]@db.harbour-lane.org:5432/knots"),
            example("amqp://guest:[[Wint3r-7]]@queue/"),
            example("https://[[ann%40harbour-lane.org]]:[[Wint3r-7]]@forge.dev"),
        ),
        misses=(
            example("postgres://user:password@host/db"),
            example("https://${NAME}:${PASS}@forge.dev"),
            example("http://localhost:8080/a@b"),
        ),
    ),
    Rule(
        id="token-in-address",
        label=Label.KEY,
        title="Token before an address's host",
        finds="A random value that stands alone before a host, or a login that does.",
        leaves="Roles: `ssh://git@host/repository`.",
        source="https://www.rfc-editor.org/rfc/rfc3986#section-3.2.1",
        triggers=(rb"[A-Za-z]" + _TOKEN_USERINFO,),
        pattern=rb"\b" + one_of(_SCHEMES) + _TOKEN_USERINFO,
        read=_read_token_in_address,
        hits=(
            example("https://[[7f3k9q2x7f1m]]@errors.harbour-lane.org/1"),
            example("https://[[7f3k9q2x7f1m]]:x-oauth-basic@forge.dev/knots"),
            example("svn+ssh://[[aporter]]@host/knots"),
        ),
        misses=(
            example("ssh://git@host/knots"),
            example("https://forge.dev/@aporter"),
        ),
    ),
    Rule(
        id="connection-string-password",
        label=Label.PASSWORD,
        title="Password in a connection string",
        finds="The value of `Password` or `Pwd` behind a semicolon.",
        leaves="References and samples, and the query of an address (`&amp;password=`).",
        source="https://learn.microsoft.com/en-us/dotnet/framework/data/adonet/connection-string-syntax",
        triggers=(_PASSWORD_FIELD,),
        pattern=_PASSWORD_FIELD + rb"([^;\"'\s<>&]{3,128})",
        read=_read_field_password,
        hits=(
            example("Server=db;Uid=root;Pwd=[[Wint3r-7]];"),
            example('"Server=db; Password = [[Wint3r-7]]"', "C#"),
        ),
        misses=(
            example("Server=db;Uid=root;Pwd=${PASS};"),
            example("/login?user=a&amp;password=Wint3r-7", "HTML"),
        ),
    ),
    Rule(
        id="connection-string-login",
        label=Label.USERNAME,
        title="Login in a connection string",
        finds="The value of `User Id`, `Uid` or `User` between semicolons.",
        leaves="Roles: `Uid=sa;`.",
        source="https://learn.microsoft.com/en-us/dotnet/framework/data/adonet/connection-string-syntax",
        triggers=(_LOGIN_FIELD,),
        pattern=_LOGIN_FIELD + rb"(" + STORED_LOGIN + rb");",
        read=partial(login_in, group=1, score=0.7),
        hits=(
            example("Server=db;User Id=[[aporter]];Password=x;"),
            example('"uid=[[aporter]];"', "C#"),
        ),
        misses=(
            example("Server=db;User Id=sa;Password=x;"),
            example("for (user = first; user; user = next)", "C"),
        ),
    ),
    Rule(
        id="conninfo",
        label=Label.PASSWORD,
        title="Login and password in a connection string with blanks",
        finds="The values of `user` and `password` beside each other, as PostgreSQL reads them.",
        leaves="References, samples and roles.",
        source="https://www.postgresql.org/docs/current/libpq-connect.html#LIBPQ-CONNSTRING",
        triggers=(rb"(?i)[ \t]password=",),
        pattern=rx(
            rb"""
            (?i)
            \b user(?:name)? = ("""
            + STORED_LOGIN
            + rb""")
            [ \t]{1,4}
            password = ( [^\s"'$<>{}\\]{3,128} )
            """
        ),
        read=_read_conninfo,
        hits=(
            example("CONNECTION 'dbname=knots user=[[aporter]] password=[[Wint3r-7]]'", "SQL"),
            example("user=postgres password=[[Wint3r-7]]"),
        ),
        misses=(
            example("user=postgres password=postgres"),
            example("user=$NAME password=$PASS", "Shell"),
        ),
    ),
    Rule(
        id="login-beside-password",
        label=Label.USERNAME,
        title="Login beside a password",
        finds="The value of `user` or `username` right before a `password` in a call or a mapping.",
        leaves="Roles, and users that no password follows.",
        triggers=(rb"(?i)[\"'],\s{1,4}[\"':]?(?:password|passwd|pwd)\b",),
        pattern=rx(
            rb"""
            (?i)
            \b user(?:_?name)? ["']? \s{0,2} (?: : | =>? ) \s{0,2}
            ["'] ("""
            + LOGIN
            + rb""") ["'],
            \s{1,4} ["':]? (?: password | passwd | pwd ) ["']? \s{0,2} [:=]
            """
        ),
        read=partial(login_in, group=1, score=0.7),
        hits=(
            example("connect(host=h, user='[[aporter]]', password=typed)", "Python"),
            example('{"username": "[[aporter]]", "password": typed}', "JavaScript"),
        ),
        misses=(
            example("connect(host=h, user='root', password=typed)", "Python"),
            example("connect(host=h, user='aporter', port=1)", "Python"),
        ),
    ),
    Rule(
        id="account-at-host",
        label=Label.USERNAME,
        title="Account of a database",
        finds="The user in `'user'@'host'`.",
        leaves="Roles: `'root'@'localhost'`.",
        source="https://dev.mysql.com/doc/refman/8.4/en/account-names.html",
        triggers=(rb"'@'",),
        pattern=rb"'([A-Za-z0-9_.\-]{2,40})'@'[A-Za-z0-9_.%\-]{1,80}'",
        read=partial(login_in, group=1, score=0.7),
        hits=(
            example("GRANT ALL ON knots.* TO '[[aporter]]'@'%';", "SQL"),
            example("DEFINER='[[aporter]]'@'localhost'", "SQL"),
        ),
        misses=(
            example("GRANT ALL ON knots.* TO 'root'@'%';", "SQL"),
            example("at = 'x'@'", "Perl"),
        ),
    ),
)
