"""Credentials that a request carries: in its headers, in its query."""

import base64
import binascii
from collections.abc import Iterator
from urllib.parse import unquote

from pii.labels import Label
from pii.rules.checks.logins import is_login
from pii.rules.checks.secret_values import is_random, is_reference, is_throwaway
from pii.rules.rule import Claim, Hit, Rule


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


RULES = (
    Rule(
        "basic-header",
        Label.PASSWORD,
        (rb"(?i)\bbasic[\s:\\\"']{1,4}[A-Za-z0-9+/]{8}",),
        rb"(?i)\bbasic[\s:\\\"']{1,4}([A-Za-z0-9+/]{8,400}={0,2})",
        _read_basic,
    ),
    Rule(
        "bearer-header",
        Label.PASSWORD,
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
        "token-in-query",
        Label.PASSWORD,
        (
            rb"(?i)[?&](?:[a-z_\-]{0,20}(?:token|key|secret|sig|signature)|auth|sid|"
            rb"appid)=[A-Za-z0-9]",
        ),
        rb"(?i)[?&;](?:[a-z_\-]{0,20}(?:token|key|secret|sig|signature)|auth|sid|"
        rb"appid)=([A-Za-z0-9_\-.~%+/]{12,600}={0,2})",
        _read_query_token,
    ),
)
