"""What some credentials hold inside: JSON in base64, macaroons, DER, SSH wire format.

A value's bytes come in; out goes whether its inside is built as its issuer builds it. Nothing
here raises on bad input, since any text may look like a token from outside.
"""

import base64
import binascii
import json
import re
from collections.abc import Mapping

OPENSSH_MAGIC = b"openssh-key-v1\0"
MACAROON_HEAD = b"\x02\x01\x08pypi.org"
IDENTIFIER_FIELD = b"\x02"
BEDROCK_HEAD = b"BedrockAPIKey-"
_URL_TO_PLAIN = bytes.maketrans(b"-_", b"+/")
_BASE58 = b"123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
_JFROG_KEY_BYTES = 54
_LEAST_ID = 1_000
_SEQUENCE = 0x30
_LONG_LENGTH = 0x80
_MOST_LENGTH_BYTES = 4
_BASE64 = re.compile(rb"[0-9A-Za-z+/]+")
_REFERENCE = re.compile(rb"reftkn:\d+:\d+:[\w/+-]+")
_NUMBERED = re.compile(rb"(\d{4,20}):")


def decode_base64(text: bytes) -> bytes:
    """Return what base64 text of either alphabet holds, padded or not; empty if it is none."""
    plain = text.rstrip(b"=").translate(_URL_TO_PLAIN)
    try:
        return base64.b64decode(plain + b"=" * (-len(plain) % 4), validate=True)
    except binascii.Error:
        return b""


def object_of(text: bytes) -> Mapping[str, object] | None:
    """Return the JSON object that base64 text holds, or None."""
    try:
        parsed: object = json.loads(decode_base64(text))
    # A hostile depth of brackets ends in a RecursionError.
    except (ValueError, RecursionError):
        return None
    return parsed if isinstance(parsed, dict) else None


def is_pypi_macaroon(value: bytes) -> bool:
    """Check a PyPI token: a macaroon whose location is `pypi.org`, and then its identifier."""
    return decode_base64(value.removeprefix(b"pypi-")).startswith(MACAROON_HEAD + IDENTIFIER_FIELD)


def is_sentry_token(value: bytes) -> bool:
    """Check a Sentry organisation token: its middle says when it was issued."""
    middle = _BASE64.match(value, len(b"sntrys_"))
    claims = object_of(middle[0]) if middle else None
    return claims is not None and "iat" in claims


def is_grafana_cloud_token(value: bytes) -> bool:
    """Check a Grafana Cloud token or a legacy key: an object that holds a key `k`."""
    claims = object_of(value.removeprefix(b"glc_"))
    return claims is not None and "k" in claims


def is_bedrock_key(value: bytes) -> bool:
    """Check a long-lived Bedrock key: its text begins with what it is."""
    return decode_base64(value.removeprefix(b"ABSK")).startswith(BEDROCK_HEAD)


def is_discord_token(value: bytes) -> bool:
    """Check a Discord bot token: its first part is the decimal number of an account."""
    number = decode_base64(value.partition(b".")[0])
    return number.isdigit() and int(number) >= _LEAST_ID


def is_bitbucket_token(value: bytes) -> bool:
    """Check a Bitbucket HTTP token: a decimal number, a colon, and bytes."""
    return _NUMBERED.match(decode_base64(value.removeprefix(b"BBDC-"))) is not None


def is_jfrog_reference(value: bytes) -> bool:
    """Check a JFrog reference token: its text names itself and when it ends."""
    return _REFERENCE.fullmatch(decode_base64(value)) is not None


def is_jfrog_key(value: bytes) -> bool:
    """Check a JFrog key: base 58 of fifty-four bytes."""
    number = 0
    for byte in value:
        digit = _BASE58.find(byte)
        if digit < 0:
            return False
        number = number * 58 + digit
    return (number.bit_length() + 7) // 8 == _JFROG_KEY_BYTES


def is_der(raw: bytes) -> bool:
    """Say whether bytes are one DER sequence and nothing behind it."""
    if len(raw) < 2 or raw[0] != _SEQUENCE:
        return False
    if raw[1] < _LONG_LENGTH:
        return len(raw) == 2 + raw[1]
    size = raw[1] - _LONG_LENGTH
    if not 0 < size <= _MOST_LENGTH_BYTES:
        return False
    return len(raw) == 2 + size + int.from_bytes(raw[2 : 2 + size], "big")


def fields_of(raw: bytes) -> list[bytes] | None:
    """Return the strings of SSH wire format that fill these bytes, or None if they do not."""
    fields, position = [], 0
    while position < len(raw):
        size = int.from_bytes(raw[position : position + 4], "big")
        position += 4
        if position + size > len(raw):
            return None
        fields.append(raw[position : position + size])
        position += size
    return fields
