"""Keys that prove who one is: SSH public keys, the files of PuTTY, and age."""

from pii.credentials.alphabets import BASE64, WORD
from pii.credentials.checks import stands_alone
from pii.credentials.checksums import BECH32, bech32_checksum, has_bech32_checksum
from pii.credentials.family import Family
from pii.credentials.fixtures.block_recipes import putty_file, ssh_public_key
from pii.credentials.fixtures.source import Source
from pii.credentials.literals import SEAM, joined
from pii.credentials.structures import decode_base64, fields_of

# Base64 of the length and the beginning of each algorithm's name, with which a key begins.
_SSH_HEADS = (
    rb"(?:B3NzaC1(?:yc2E|kc3M)|C3NzaC1lZDI1NTE5|E2VjZHNhLXNoYTItbmlzdHA"
    rb"|GnNrLXNzaC1lZDI1NTE5|InNrLWVjZHNhLXNoYTItbmlzdHA)"
)
# A line break inside a literal must be followed by much base64, for a comment may follow as well.
_SSH_BODY = (
    rb"[0-9A-Za-z+/]{36,}(?:" + SEAM + rb"[0-9A-Za-z+/]+|\\+n[0-9A-Za-z+/]{20,})*"
    rb"(?:\\+n[0-9A-Za-z+/]{1,19}=)?={0,2}"
)
_LEAST_SSH_FIELDS = 2
_LEAST_SSH_BYTES = 40
_NEW_LINE = rb"(?:\r?\n|\\r\\n|\\n|\\r)"
_PUTTY = (
    rb"PuTTY-User-Key-File-[23]: [\w@.-]+"
    + _NEW_LINE
    + rb"[\w+/=:., @()#~\\\r\n-]*?Private-Lines: [0-9]+"
    + _NEW_LINE
    + rb"[0-9A-Za-z+/=\\\r\n]*?"
    + _NEW_LINE
    + rb"Private-MAC: [0-9a-f]{40,64}"
)


def _is_ssh_key(value: bytes) -> bool:
    """Say whether base64 is SSH wire format from end to end, its first string an algorithm."""
    raw = decode_base64(joined(value))
    fields = fields_of(raw) if len(raw) >= _LEAST_SSH_BYTES else None
    return fields is not None and len(fields) >= _LEAST_SSH_FIELDS and fields[0].isascii()


def _age_identity(source: Source, valid: bool) -> str:
    """Put together an age identity in bech32."""
    payload = bytes(BECH32[byte % 32] for byte in source.bytes_of(52))
    wrong = bytes(BECH32[byte % 32] for byte in source.bytes_of(6))
    right = bech32_checksum(b"age-secret-key-", payload)
    return f"age-secret-key-1{(payload + (right if valid else wrong)).decode()}".upper()


FAMILIES = (
    Family(
        id="ssh-public-key",
        vendor="",
        title="SSH public key",
        finds="The base64 of an SSH public key: it names a person's machine, if not the person.",
        leaves="The algorithm before it and the comment behind it; other base64, such as images.",
        source="https://www.rfc-editor.org/rfc/rfc4253#section-6.6",
        sample=ssh_public_key,
        body=rb"AAAA" + _SSH_HEADS + _SSH_BODY,
        not_followed_by=BASE64,
        check=stands_alone(before=b"+/"),
        proof=_is_ssh_key,
        score=0.9,
        trigger=rb"AAAA[BCEGI][23n][NV][jrz]",
        lines=16,
        misses=(
            "ssh-rsa AAAAB3NzaC1yc2E{base64:20}",
            '<img src="data:image/x-icon;base64,AAABAAEAEBAAAAEAIABoBAAAFgAAACgA{base64:60}">',
        ),
    ),
    Family(
        id="putty-private-key",
        vendor="PuTTY",
        title="PuTTY private key file",
        finds="A file of PuTTY's own format, from its first line to its `Private-MAC`.",
        leaves="A file whose private half is missing.",
        source="https://the.earth.li/~sgtatham/putty/0.76/htmldoc/AppendixC.html",
        sample=putty_file,
        body=_PUTTY,
        not_followed_by=WORD,
        score=0.97,
        trigger=rb"PuTTY-User-Key-File-[23]",
        lines=150,
        misses=(
            'static const char *header = "PuTTY-User-Key-File-2: ";',
            "PuTTY-User-Key-File-2: ssh-rsa\\nEncryption: none\\nPublic-Lines: 1\\n{base64:64}",
        ),
    ),
    Family(
        id="age-identity",
        vendor="age",
        title="age identity",
        finds="`AGE-SECRET-KEY-1` and 58 characters of bech32, the last six of them a checksum.",
        leaves="Recipients, which are public and begin with `age1`.",
        source="https://age-encryption.org/v1",
        sample=_age_identity,
        body=rb"AGE-SECRET-KEY-1[0-9A-Z]{58}",
        proof=has_bech32_checksum,
        misses=("AGE-SECRET-KEY-1{upper36:57}", "recipient: age1{base36:58}"),
    ),
)
