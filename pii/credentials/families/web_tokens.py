"""Signed and encrypted web tokens."""

import json
import re
from collections.abc import Mapping

from pii.credentials.alphabets import URL_SAFE
from pii.credentials.checks import Evidence
from pii.credentials.dummy_values import looks_made_up
from pii.credentials.family import Family
from pii.credentials.fixtures.recipes import url_base64
from pii.credentials.fixtures.source import Source
from pii.credentials.literals import SEAM, joined
from pii.credentials.structures import object_of

# No literal is cut within its first five characters.
_JSON_HEAD = rb"e(?:yJ|yA|wog|w0K)[\w-]{2}"
_PIECE = rb"(?:[\w-]|" + SEAM + rb")"
_SIGNED = rb"%b{6,}\.%b{2,}\.%b{16,}" % ((_PIECE,) * 3)
_ENCRYPTED = rb"%b{18,}\.%b*\.%b{8,}\.%b{2,}\.%b{16,}" % ((_PIECE,) * 5)
_LEAST_PARTS = 3
_SAMPLES = ({"sub": "1234567890", "name": "John Doe"}, {"iss": "joe"})
_ALGORITHM = re.compile(r"[A-Z][\w+-]{1,30}|dir")


def _is_sample(claims: Mapping[str, object]) -> bool:
    """Say whether claims are those of the standard or of its best known web site."""
    return any(all(claims.get(k) == v for k, v in sample.items()) for sample in _SAMPLES)


def _check_web_token(data: bytes, start: int, end: int) -> Evidence:
    """Judge a JWS or JWE by its header, its claims and its signature."""
    parts = joined(data[start:end]).split(b".")
    if len(parts) < _LEAST_PARTS:
        return Evidence.REFUSED
    header, claims = object_of(parts[0]), object_of(parts[1])
    algorithm = header.get("alg") if header else None
    if algorithm == "none" or looks_made_up(parts[-1]) or (claims and _is_sample(claims)):
        return Evidence.REFUSED
    if isinstance(algorithm, str) and _ALGORITHM.fullmatch(algorithm):
        return Evidence.PROVEN
    # Both halves damaged, it may be anything with two dots in it.
    return Evidence.DOUBTFUL if parts[1].startswith(b"ey") else Evidence.REFUSED


def _web_token(source: Source, valid: bool) -> str:
    """Put together a signed token; the header of a broken one is no JSON."""
    header = url_base64(json.dumps({"alg": "HS256", "typ": "JWT"}).encode())
    claims = {"sub": source.text_of("hex", 16), "iat": 1_700_000_000 + source.number_below(10**8)}
    payload = url_base64(json.dumps(claims).encode())
    if not valid:
        header = header[:3] + source.text_of("url", 33)
    return f"{header}.{payload}.{source.text_of('url', 43)}"


FAMILIES = (
    Family(
        id="web-token",
        vendor="",
        title="JSON web token",
        finds="A JWS or a JWE in compact form whose header names an algorithm.",
        leaves="Unsigned tokens, and the samples of the standard and of jwt.io.",
        source="https://www.rfc-editor.org/rfc/rfc7519",
        sample=_web_token,
        body=_JSON_HEAD + rb"(?:" + _ENCRYPTED + rb"|" + _SIGNED + rb")",
        not_followed_by=URL_SAFE,
        check=_check_web_token,
        score=0.8,
        lines=16,
        # Base64 of a brace and a quote: it tells the form and no maker.
        public_prefixes=(),
        misses=(
            "eyJhbGciOiJub25lIn0.eyJzdWIiOiI0NzExIn0.{url:43}",
            "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiI0NzExIn0.",
            "eyJ{base62:20}.{base62:20}.{base62:20}",
        ),
    ),
)
