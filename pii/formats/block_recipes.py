r"""Made-up key material in blocks and files: PEM, OpenPGP, OpenSSH, PuTTY.

The numbers inside are drawn at random and belong to no key; only the wrapping is right, and
that is all a check can see.
"""

from collections.abc import Mapping
from textwrap import wrap

from pii.formats.checksums import crc24
from pii.formats.source import Source
from pii.formats.structured_recipes import Recipe, plain_base64
from pii.formats.structures import OPENSSH_MAGIC

_LINE = 64
_KINDS = ("RSA ", "EC ", "", "OPENSSH ", "PGP ")


def _der(tag: int, content: bytes) -> bytes:
    """Return a DER element with a length of two bytes, as a large key has."""
    return bytes([tag, 0x82]) + len(content).to_bytes(2, "big") + content


def _string(content: bytes) -> bytes:
    """Return a string of SSH wire format."""
    return len(content).to_bytes(4, "big") + content


def block_of(kind: str, lines: list[str]) -> str:
    """Return lines between a BEGIN and an END line, put together so that no scanner minds."""
    end = " BLOCK" if kind.startswith("PGP") else ""
    name = f"{kind}PRIVATE" + " KEY" + end
    rule = "-" * 5
    return "\n".join([f"{rule}BEGIN {name}{rule}", *lines, f"{rule}END {name}{rule}"])


def _private_key(source: Source, valid: bool) -> str:
    """Put together a block of one of the usual kinds."""
    kind = _KINDS[source.number_below(len(_KINDS))]
    if kind == "PGP ":
        return block_of(kind, _openpgp_lines(source, valid))
    if kind == "OPENSSH ":
        cipher = _string(b"none") + _string(b"none") + _string(b"")
        raw = OPENSSH_MAGIC + cipher + b"\0\0\0\x01" + _string(source.bytes_of(300))
    else:
        numbers = b"".join(_der(2, b"\0" + source.bytes_of(128)) for _ in range(4))
        raw = _der(0x30, b"\x02\x01\0" + numbers)
    return block_of(kind, wrap(plain_base64(raw if valid else source.bytes_of(500)), _LINE))


def _bare_private_key(source: Source, valid: bool) -> str:
    """Put together PKCS #8 in one line; a broken one ends too early."""
    algorithm = bytes.fromhex("300d06092a864886f70d0101010500")
    raw = _der(0x30, b"\x02\x01\0" + algorithm + _der(4, source.bytes_of(1_190)))
    return plain_base64(raw if valid else raw[:-9])


def _openpgp_lines(source: Source, valid: bool) -> list[str]:
    """Return the armour of a packet, its checksum in a line of its own."""
    raw = b"\x95\x01" + source.bytes_of(400)
    checksum = crc24(raw) if valid else source.bytes_of(3)
    return ["", *wrap(plain_base64(raw), _LINE), "=" + plain_base64(checksum)]


def _ssh_public_key(source: Source, valid: bool) -> str:
    name = b"ssh-ed25519"
    body = _string(name) + _string(source.bytes_of(32))
    # A length that runs past the end, as after a cut.
    broken = _string(name) + b"\0\0\1\0" + source.bytes_of(32)
    return plain_base64(body if valid else broken)


def _putty_file(source: Source, valid: bool) -> str:
    public = wrap(plain_base64(_string(b"ssh-rsa") + source.bytes_of(140)), _LINE)
    private = wrap(plain_base64(source.bytes_of(300)), _LINE)
    return "\n".join(
        [
            "PuTTY-User-Key-" + "File-2: ssh-rsa",
            *("Encryption: none", "Comment: harbour", f"Public-Lines: {len(public)}", *public),
            *(f"Private-Lines: {len(private)}", *private),
            f"Private-MAC: {source.text_of('hex', 40)}",
        ]
    )


BLOCKS: Mapping[str, Recipe] = {
    "private-key": _private_key,
    "bare-private-key": _bare_private_key,
    "ssh-public-key": _ssh_public_key,
    "putty-private-key": _putty_file,
}
