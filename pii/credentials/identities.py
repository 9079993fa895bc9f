"""Keys that prove who one is: SSH public keys, PuTTY's files, age, and signed web tokens."""

import re
from collections.abc import Mapping

from pii.credentials.checksums import has_bech32_checksum
from pii.credentials.dummy_values import looks_made_up
from pii.credentials.family import (
    BASE64,
    START,
    URL_SAFE,
    Evidence,
    Family,
    dashed,
    every,
    judged,
    stands_alone,
    worded,
)
from pii.credentials.literals import SEAM, joined
from pii.credentials.structures import decode_base64, fields_of, object_of

# Base64 of the length and the beginning of each algorithm's name, with which a key begins.
_SSH_HEADS = (
    rb"(?:B3NzaC1(?:yc2E|kc3M)|C3NzaC1lZDI1NTE5|E2VjZHNhLXNoYTItbmlzdHA"
    rb"|GnNrLXNzaC1lZDI1NTE5|InNrLWVjZHNhLXNoYTItbmlzdHA)"
)
_PUTTY_LINE = rb"(?:\r?\n|\\r\\n|\\n|\\r)"
_PUTTY = (
    START
    + rb"(PuTTY-User-Key-File-[23]: [\w@.-]+"
    + _PUTTY_LINE
    + rb"[\w+/=:., @()#~\\\r\n-]*?Private-Lines: [0-9]+"
    + _PUTTY_LINE
    + rb"[0-9A-Za-z+/=\\\r\n]*?"
    + _PUTTY_LINE
    + rb"Private-MAC: [0-9a-f]{40,64})\b"
)
_JSON_HEAD = rb"e(?:yJ|yA|wog|w0K)"
_PIECE = rb"(?:[\w-]|" + SEAM + rb")"
_SIGNED = rb"%b{8,}\.%b{2,}\.%b{16,}" % ((_PIECE,) * 3)
_ENCRYPTED = rb"%b{20,}\.%b*\.%b{8,}\.%b{2,}\.%b{16,}" % ((_PIECE,) * 5)
# A line break inside a literal must be followed by much base64, for a comment may follow as well.
_SSH_BODY = (
    rb"[0-9A-Za-z+/]{36,}(?:" + SEAM + rb"[0-9A-Za-z+/]+|\\+n[0-9A-Za-z+/]{20,})*"
    rb"(?:\\+n[0-9A-Za-z+/]{1,19}=)?={0,2}"
)
_LEAST_SSH_FIELDS = 2
_LEAST_PARTS = 3
_LEAST_SSH_BYTES = 40
_SAMPLES = ({"sub": "1234567890", "name": "John Doe"}, {"iss": "joe"})
_ALGORITHM = re.compile(r"[A-Z][\w+-]{1,30}|dir")


def _is_ssh_key(value: bytes) -> bool:
    """Say whether base64 is SSH wire format from end to end, its first string an algorithm."""
    raw = decode_base64(joined(value))
    fields = fields_of(raw) if len(raw) >= _LEAST_SSH_BYTES else None
    return fields is not None and len(fields) >= _LEAST_SSH_FIELDS and fields[0].isascii()


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


IDENTITIES = (
    dashed(
        "ssh-public-key",
        rb"AAAA" + _SSH_HEADS + _SSH_BODY,
        rb"AAAA[BCEGI][23n][NV][jrz]",
        score=0.9,
        check=every(stands_alone(before=b"+/"), judged(_is_ssh_key)),
        alphabet=BASE64,
        lines=16,
    ),
    Family("putty-private-key", _PUTTY, (rb"PuTTY-User-Key-File-[23]",), 0.97, lines=150),
    worded(
        "age-identity",
        rb"AGE-SECRET-KEY-1[0-9A-Z]{58}",
        rb"AGE-SECRET-KEY-1",
        check=judged(has_bech32_checksum),
    ),
    dashed(
        "web-token",
        _JSON_HEAD + rb"(?:" + _ENCRYPTED + rb"|" + _SIGNED + rb")",
        START + _JSON_HEAD + rb"[\w-]{8}",
        score=0.8,
        check=_check_web_token,
        alphabet=URL_SAFE,
        lines=16,
    ),
)
