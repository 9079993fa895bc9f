"""Credentials that a request carries: in its headers, in its query."""

import base64
import binascii
from collections.abc import Iterator
from urllib.parse import unquote

from pii.labels import Label
from pii.patterns import one_of, rx
from pii.rules.checks.logins import is_login
from pii.rules.checks.secret_values import is_random, is_reference, is_throwaway
from pii.rules.rule import Claim, Hit, Rule, example


def _read_basic(hit: Hit) -> Iterator[Claim]:
    """Claim a Basic header's blob when it decodes to a login and a password."""
    blob = hit.text(1)
    try:
        login, colon, password = (
            base64.b64decode(blob + "=" * (-len(blob) % 4), validate=True).decode().partition(":")
        )
    except (binascii.Error, ValueError):
        return
    password = password.rstrip("\r\n")
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


def _read_query_token(hit: Hit) -> Iterator[Claim]:
    """Claim a token in an address's query."""
    if is_random(unquote(hit.text(1))) and not is_throwaway(hit.text(1)):
        yield Claim(*hit.span(1), Label.KEY, 0.8)


# What parts the scheme from its value; in a string the blank may be a quote.
_BASIC = rb"(?i)\bbasic[\s:\\\"']{1,4}"
_BEARER = rb"\b(?:bearer|token|apikey|ssws|sso-key)[\s:]{1,6}"
_OWN_HEADER = rb"x-[a-z\-]{0,20}(?:token|key)"
_VALUE = rb"[A-Za-z0-9_.\-~+/%]"
_TOKEN_FIELD = rx(
    rb"""
    [?&;]    # a semicolon ends `&amp;`
    (?: [a-z_\-]{0,20} (?: token | key | secret | sig | signature ) | auth | sid | appid ) =
    """
)

_COOKIE_NAMES = (
    *("sid", "session", "sessionid", "session_id", "connect.sid", "jsessionid", "phpsessid"),
    *("asp.net_sessionid", "auth", "auth_token", "access_token", "remember_token", "_session"),
)
_COOKIE = rb"(?i)\bcookie[\"']?:[ ]"

RULES = (
    Rule(
        id="session-cookie",
        label=Label.KEY,
        title="Session in a cookie",
        finds="The value of a session's cookie: `Cookie: sid=…`, and of `Set-Cookie`.",
        leaves="Settings, counters and values that are words.",
        source="https://www.rfc-editor.org/rfc/rfc6265#section-4.1",
        triggers=(_COOKIE,),
        pattern=rx(
            rb"""
            """
            + _COOKIE
            + rb""" (?: [^\r\n]{0,400}? [;\s"'] )? """
            + one_of(_COOKIE_NAMES)
            + rb""" = ["]? ([A-Za-z0-9%._~+/=\-]{16,400})
            """
        ),
        read=_read_query_token,
        hits=(
            example('Cookie: sid="[[lun1PJrQXc5d2XPxItkfHR9b]]"; theme=dark'),
            example("Set-Cookie: theme=1; session=[[EgKp0KvZep0FpDuwxZjeIyYQ]]; Path=/; HttpOnly"),
        ),
        misses=(
            example("Cookie: theme=dark-and-very-quiet-blue"),
            example("Cookie: session=<session identifier>"),
        ),
    ),
    Rule(
        id="basic-header",
        label=Label.KEY,
        title="Credentials of basic authentication",
        finds="What stands behind `Basic`, where it is a login and a password in Base64.",
        leaves="Words, and what decodes to no pair; a sample (`user:password`) scores under 0.5.",
        source="https://www.rfc-editor.org/rfc/rfc7617#section-2",
        triggers=(_BASIC + rb"[A-Za-z0-9+/]{8}",),
        pattern=_BASIC + rb"([A-Za-z0-9+/]{8,400}={0,2})",
        read=_read_basic,
        hits=(
            example("Authorization: Basic [[YXBvcnRlcjpXaW50M3ItNw==]]"),
            example("headers = {'Authorization': 'Basic [[bmlsczpIYXJiMHVy]]'}", "Python"),
        ),
        misses=(
            example("Authorization: Basic c29tZXRoaW5n"),
            example("Basic understanding of knots"),
        ),
    ),
    Rule(
        id="bearer-header",
        label=Label.KEY,
        title="Token in a request's header",
        finds="A random value behind `Bearer`, `Token`, or a header such as `X-Auth-Token`.",
        leaves="Words, references and samples: `Bearer ${TOKEN}`, `token authentication`.",
        source="https://www.rfc-editor.org/rfc/rfc6750#section-2.1",
        triggers=(
            rb"(?i)" + _BEARER + _VALUE + rb"{12}",
            rb"(?i)" + _OWN_HEADER,
        ),
        pattern=rx(
            rb"""
            (?i)
            (?: """
            + _BEARER
            + rb"""
              | """
            + _OWN_HEADER
            + rb""" ["']? [\s:=,"']{1,6}    # in a call, a mapping or an assignment
            )
            ( """
            + _VALUE
            + rb"""{12,1000} ={0,2} )
            """
        ),
        read=_read_bearer,
        hits=(
            example("Authorization: Bearer [[7f3k9q2x7f1m]]"),
            example("Authorization: token [[7f3k9q%2Bx7f1m]]"),
            example("headers = {'X-Auth-Token': '[[7f3k9q2x7f1m]]'}", "Python"),
        ),
        misses=(
            example("Authorization: Bearer ${ACCESS_TOKEN}"),
            example("Authorization: Bearer authentication-scheme"),
            example("access_token 5c8w1m9r5c3t"),
        ),
    ),
    Rule(
        id="token-in-query",
        label=Label.KEY,
        title="Token in an address's query",
        finds="A random value of a field such as `access_token`, `key` or `sig`.",
        leaves="Words and samples: `?token=your-access-token`.",
        source="https://www.rfc-editor.org/rfc/rfc6750#section-2.3",
        triggers=(rb"(?i)" + _TOKEN_FIELD + _VALUE,),
        pattern=rb"(?i)" + _TOKEN_FIELD + rb"(" + _VALUE + rb"{12,600}={0,2})",
        read=_read_query_token,
        hits=(
            example("https://forge.dev/?page=2&access_token=[[7f3k9q2x7f1m]]"),
            example('<a href="/?page=2&amp;sig=[[%2B7f3k9q2x7f1m]]">', "HTML"),
        ),
        misses=(
            example("https://forge.dev/?access_token=your-access-token"),
            example("https://forge.dev/?page=5c8w1m9r5c3t"),
        ),
    ),
)
