"""Made-up keys that carry a checksum or hold an encoded structure.

Each recipe takes a source of characters and whether the key shall be valid; an invalid one has
the same form, but its checksum is wrong or its inside does not decode.
"""

import base64
import json
from collections.abc import Callable, Mapping

from pii.formats import checksums
from pii.formats.source import Source
from pii.formats.structures import BEDROCK_HEAD, MACAROON_HEAD

Recipe = Callable[[Source, bool], str]
_LEAST_ACCOUNT = 10**17


def _ending(right: bytes, wrong: str, *, valid: bool) -> str:
    """Return a checksum, or something of its form in its place."""
    return right.decode() if valid else wrong


def url_base64(raw: bytes) -> str:
    """Return base64 of the URL-safe alphabet without padding."""
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")


def plain_base64(raw: bytes) -> str:
    """Return base64 as usual."""
    return base64.b64encode(raw).decode()


def _prefixed_crc32(prefix: str) -> Recipe:
    """Return the recipe that GitHub and npm share."""

    def recipe(source: Source, valid: bool) -> str:
        body = source.text_of("base62", 30)
        right = checksums.crc32_base62(body.encode())
        return prefix + body + _ending(right, source.text_of("base62", 6), valid=valid)

    return recipe


def _hex_crc32(prefix: str, body_template: str, seam: str) -> Recipe:
    """Return the recipe that Cloudflare and Zuplo share."""

    def recipe(source: Source, valid: bool) -> str:
        body = source.filled(body_template)
        right = checksums.crc32_hex(body.encode())
        return prefix + body + seam + _ending(right, source.text_of("hex", 8), valid=valid)

    return recipe


def _atlassian(template: str) -> Recipe:
    """Return the recipe that Atlassian's products share."""

    def recipe(source: Source, valid: bool) -> str:
        body = source.filled(template)
        right = checksums.crc32_hex(body.encode()).upper()
        return body + _ending(right, source.text_of("hex", 8).upper(), valid=valid)

    return recipe


def _grafana(source: Source, valid: bool) -> str:
    body = "glsa_" + source.text_of("base62", 32)
    right = checksums.crc32_hex_little(body.encode())
    return f"{body}_{_ending(right, source.text_of('hex', 8), valid=valid)}"


def _confluent(source: Source, valid: bool) -> str:
    body = source.text_of("base64", 54)
    right = checksums.crc32_base64_little(body.encode())
    return f"cflt{body}{_ending(right, source.text_of('base64', 6), valid=valid)}"


def _nats(source: Source, valid: bool) -> str:
    # The first two bytes spell `SU` and `A` in base32: a seed, of a user.
    body = bytes([18 << 3 | 20 >> 2, (20 & 3) << 6]) + source.bytes_of(32)
    right = checksums.crc16_little(body)
    return base64.b32encode(body + (right if valid else source.bytes_of(2))).decode().rstrip("=")


def _age(source: Source, valid: bool) -> str:
    payload = bytes(checksums.BECH32[byte % 32] for byte in source.bytes_of(52))
    wrong = bytes(checksums.BECH32[byte % 32] for byte in source.bytes_of(6))
    right = checksums.bech32_checksum(b"age-secret-key-", payload)
    return f"age-secret-key-1{(payload + (right if valid else wrong)).decode()}".upper()


def _pypi(source: Source, valid: bool) -> str:
    # Six bytes more fill the eight that the common prefix spells in base64.
    head = MACAROON_HEAD if valid else MACAROON_HEAD[:-1] + b"h"
    text = url_base64(head + b"\x02\x24" + source.bytes_of(120))
    return f"pypi-AgEIcHlwaS5vcmc{text[15:]}" if valid else f"pypi-AgEIcHlwaS5vcmc{text[16:]}"


def _bedrock(source: Source, valid: bool) -> str:
    if not valid:
        return "ABSK" + source.text_of("base64", 128)
    key = source.filled("{base36:4}-at-{digits:12}:{base64:60}").encode()
    return "ABSK" + plain_base64(BEDROCK_HEAD + key)


def _access_key(source: Source, valid: bool) -> str:
    return "AKIA" + (source.text_of("base32", 16) if valid else "9" + source.text_of("upper36", 15))


def _anthropic(source: Source, valid: bool) -> str:
    return f"sk-ant-api03-{source.text_of('url', 93)}{'AA' if valid else 'Zq'}"


def _hugging_face(prefix: str) -> Recipe:
    """Return the recipe of Hugging Face's two kinds of token."""

    def recipe(source: Source, valid: bool) -> str:
        return prefix + (
            source.text_of("letters", 34) if valid else source.text_of("base62", 33) + "7"
        )

    return recipe


def _discord(source: Source, valid: bool) -> str:
    number = str(_LEAST_ACCOUNT + source.number_below(8 * _LEAST_ACCOUNT)).encode()
    # Eighteen digits are twenty-four characters, and a stray one behind them is no digit.
    account = url_base64(number) + ("" if valid else "_")
    return f"{account}.{source.filled('{url:6}.{url:38}')}"


def _bitbucket_http(source: Source, valid: bool) -> str:
    number = source.text_of("digits", 12).encode() if valid else source.bytes_of(12)
    return "BBDC-" + plain_base64(number + b":" + source.bytes_of(20))


def _jfrog_key(source: Source, valid: bool) -> str:
    return "AKCp" + source.text_of("base62", 68).translate(_BASE58) + ("k" if valid else "0")


def _jfrog_reference(source: Source, valid: bool) -> str:
    text = source.filled("reftkn:01:{digits:10}:{base62:27}")
    encoded = url_base64(text.encode())
    return encoded if valid else encoded[:9] + source.text_of("base62", 55)


def _json_in_base64(prefix: str, template: str) -> Recipe:
    """Return a recipe for a token that is JSON in base64 behind a prefix."""

    def recipe(source: Source, valid: bool) -> str:
        encoded = plain_base64(source.filled(template).encode())
        return prefix + (encoded if valid else encoded[:8] + source.text_of("base62", 80))

    return recipe


def _sentry(source: Source, valid: bool) -> str:
    claims = {"iat": 1_700_000_000 + source.number_below(10**8), "org": source.text_of("hex", 8)}
    text = plain_base64(json.dumps(claims).encode())
    middle = text if valid else source.text_of("base64", 80)
    return f"sntrys_{middle}_{source.text_of('base64', 43)}"


def _web_token(source: Source, valid: bool) -> str:
    header = url_base64(json.dumps({"alg": "HS256", "typ": "JWT"}).encode())
    claims = {"sub": source.text_of("hex", 16), "iat": 1_700_000_000 + source.number_below(10**8)}
    payload = url_base64(json.dumps(claims).encode())
    if not valid:
        header = header[:3] + source.text_of("url", 33)
    return f"{header}.{payload}.{source.text_of('url', 43)}"


_BASE58 = str.maketrans("0OIl", "1xyz")

STRUCTURED: Mapping[str, Recipe] = {
    "github-token": _prefixed_crc32("ghp_"),
    "npm-token": _prefixed_crc32("npm_"),
    "cloudflare-token": _hex_crc32("cfut_", "{base62:40}", ""),
    "zuplo-key": _hex_crc32("zpka_", "{hex:32}", "_"),
    "atlassian-token": _atlassian("ATATT3xFfGF0{url:171}="),
    "bitbucket-app-password": _atlassian("ATBB{base62:24}"),
    "grafana-service-account-token": _grafana,
    "confluent-secret": _confluent,
    "nats-seed": _nats,
    "age-identity": _age,
    "pypi-token": _pypi,
    "aws-bedrock-key": _bedrock,
    "aws-access-key": _access_key,
    "anthropic-key": _anthropic,
    "hugging-face-token": _hugging_face("hf_"),
    "hugging-face-organisation-token": _hugging_face("api_org_"),
    "discord-token": _discord,
    "bitbucket-http-token": _bitbucket_http,
    "jfrog-key": _jfrog_key,
    "jfrog-reference-token": _jfrog_reference,
    "grafana-cloud-token": _json_in_base64(
        "glc_", '{"o":"{digits:6}","n":"harbour","k":"{base62:24}"}'
    ),
    "grafana-legacy-key": _json_in_base64("", '{"k":"{base62:32}","n":"harbour","id":1}'),
    "sentry-organisation-token": _sentry,
    "web-token": _web_token,
}
