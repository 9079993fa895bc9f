r"""Private keys between a BEGIN line and an END line, however a source file lays them out.

In code such a block stands over several lines or in one with `\n` between, in one literal or
cut into many, behind comment signs, indents and diff marks. The pattern takes all of that, but
quotes only in pairs: a block that begins inside a literal ends inside a literal of the same
kind, so that a file which parsed goes on to parse with the block replaced. Where the END line
is missing, it takes the lines of base64 behind BEGIN.
"""

import re

from pii.credentials.alphabets import BASE64
from pii.credentials.checks import Evidence
from pii.credentials.checksums import crc24
from pii.credentials.dummy_values import looks_made_up
from pii.credentials.literals import SEAM, joined
from pii.credentials.structures import OPENSSH_MAGIC, decode_base64, is_der

_MOST_BYTES = 64_000
MOST_LINES = 600
_LEAST_BASE64 = 40
_QUOTES = (rb"\"", rb"'", rb"`")

_KIND = rb"(?:[A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?|OpenVPN Static key V1)"
_BEGIN = rb"-{4,5} ?BEGIN " + _KIND + rb" ?-{4,5}"
_END = rb"-{4,5} ?END " + _KIND + rb" ?-{4,5}"
# What lies between two literals: `" + "`, `",` and a new line, `");` and the next call.
_SEAM = rb"|".join(
    q + rb"[^" + q + rb"\r\n-]*(?:\r?\n[^" + q + rb"\r\n-]*){0,2}" + q for q in _QUOTES
)
_HEADER = rb"[A-Z][A-Za-z-]{1,30}: [^\r\n\\\"'`]*?"
_COMMENT_DASHES = rb"\n[ \t]*-{1,2}"
_PLAIN = rb"[\t\n\r !#-&(-,./-_a-~]"
_BODY = rb"(?:" + rb"|".join((_PLAIN, _HEADER, _COMMENT_DASHES, _SEAM)) + rb")*?"
_BETWEEN_LINES = rb"[\s\\,.+#*|/&;:]|\n[A-Z][A-Za-z-]{1,30}: [^\r\n\\\"'`]*|" + _SEAM
_CUT_OFF = rb"(?:(?:" + _BETWEEN_LINES + rb")*[0-9A-Za-z+/]{32,}={0,2})+"
BLOCK = _BEGIN + rb"(?:" + _BODY + _END + rb"|" + _CUT_OFF + rb")"
BLOCK_TRIGGER = rb"-{4} ?BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY|-{4} ?BEGIN OpenVPN Static key"

# The version and the algorithm that PKCS #8 and PKCS #1 begin with, for RSA and Ed25519.
BARE_HEAD = (
    rb"(?:MII[0-9A-Za-z+/]{3}(?:IBADANBgkqhkiG9w0BAQEFAASC|IBAAK[BC])|MC4CAQAwBQYDK2VwBCIEI)"
)
BARE = BARE_HEAD + rb"(?:[0-9A-Za-z+/]|" + SEAM + rb"){40,}={0,2}"

_BORDERS = re.compile(_BEGIN + rb"|" + _END)
_SEAMS = re.compile(_SEAM)
_HEADERS = re.compile(rb"^[^\w\n]*[A-Z][A-Za-z-]{1,30}: .*$", re.MULTILINE)
_LINE_BREAKS = re.compile(rb"\\{1,4}[nr]|\\{1,4}u000[aAdD]|<br ?/?>|&#(?:10|xA);|%0[aAdD]")
_OPAQUE = re.compile(rb"ENCRYPTED|PGP|OpenVPN")
_CHECKSUM = re.compile(rb"=[0-9A-Za-z+/]{4}")
_BASE64_WORD = re.compile(rb"=?[0-9A-Za-z+/]+={0,2}")
_BASE64_SIGNS = b"+/="
_DECORATION = bytes(set(range(128)) - set(BASE64))
_LEAST_LINE = 20


def check_block(data: bytes, start: int, end: int) -> Evidence:
    """Judge a block by what its base64 holds."""
    if end - start > _MOST_BYTES:
        return Evidence.REFUSED
    words, strange = _base64_of(data[start:end])
    checksum = words.pop() if words and _CHECKSUM.fullmatch(words[-1]) else b""
    body = b"".join(words)
    if len(body) < _LEAST_BASE64 or strange > len(body):
        return Evidence.REFUSED
    if _is_whole(body, checksum):
        return Evidence.PROVEN
    if looks_made_up(body):
        return Evidence.REFUSED
    # What is encrypted, or no DER to begin with, cannot be seen through.
    is_opaque = _OPAQUE.search(data, start, end) is not None
    is_known = is_opaque or body.startswith((b"MI", b"b3Blbn"))
    return Evidence.PLAUSIBLE if is_known else Evidence.DOUBTFUL


def _base64_of(block: bytes) -> tuple[list[bytes], int]:
    """Return a block's words of base64 and how many bytes its other words have.

    A short word counts as base64 behind a long one alone: it may be the last line. Everywhere
    else it is prose, such as the remark that a key was left out.
    """
    text = _SEAMS.sub(b"\n", _HEADERS.sub(b"", _LINE_BREAKS.sub(b"\n", _BORDERS.sub(b"\n", block))))
    words: list[bytes] = []
    strange, may_end = 0, False
    for word in text.split():
        bare = word.strip(_DECORATION)
        is_base64 = _BASE64_WORD.fullmatch(bare) is not None
        if is_base64 and (len(bare) >= _LEAST_LINE or may_end):
            words.append(bare)
        elif bare.strip(_BASE64_SIGNS):
            strange += len(bare)
        may_end = is_base64 and len(bare) >= _LEAST_LINE
    return words, strange


def _is_whole(body: bytes, checksum: bytes) -> bool:
    """Say whether base64 holds one key from end to end."""
    raw = decode_base64(body)
    if is_der(raw) or raw.startswith(OPENSSH_MAGIC):
        return True
    return checksum != b"" and decode_base64(checksum[1:]) == crc24(raw)


def is_bare_key(value: bytes) -> bool:
    """Say whether base64 without its lines of armour is one sequence from end to end."""
    return is_der(decode_base64(joined(value)))
