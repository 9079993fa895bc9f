"""Private keys: armoured blocks, and the base64 of one without its armour."""

from pii.credentials.alphabets import BASE64
from pii.credentials.armour import (
    BARE,
    BARE_HEAD,
    BLOCK,
    BLOCK_TRIGGER,
    MOST_LINES,
    check_block,
    is_bare_key,
)
from pii.credentials.contexts import Context
from pii.credentials.family import Family
from pii.credentials.fixtures.block_recipes import bare_private_key, private_key

_RULE = "-" * 5

FAMILIES = (
    Family(
        id="private-key",
        vendor="",
        title="Private key in armour",
        finds="A block from BEGIN to END PRIVATE KEY, in one line or many, also in literals.",
        leaves="Certificates, public keys, and blocks in which the key was left out.",
        source="https://www.rfc-editor.org/rfc/rfc7468",
        sample=private_key,
        body=BLOCK,
        not_followed_by=b"",
        context=Context(pattern=b""),
        check=check_block,
        trigger=BLOCK_TRIGGER,
        lines=MOST_LINES,
        misses=(
            _RULE
            + "BEGIN PUBLIC KEY"
            + _RULE
            + "\\n{base64:64}\\n"
            + _RULE
            + "END PUBLIC KEY-----",
            _RULE
            + "BEGIN PRIVATE KEY"
            + _RULE
            + "\\n<your key>\\n"
            + _RULE
            + "END PRIVATE KEY-----",
            '#define BEGIN "' + _RULE + "BEGIN PRIVATE KEY" + _RULE + '"',
        ),
    ),
    # In many a program the lines of armour are left away. Line breaks may not stand before it:
    # there it is the first line of a block that was judged as a whole.
    Family(
        id="bare-private-key",
        vendor="",
        title="Private key without armour",
        finds="Base64 of an RSA or Ed25519 key, PKCS #8 or PKCS #1, where a value begins.",
        leaves="Certificates and public keys, whose base64 begins otherwise, and lines of a block.",
        source="https://www.rfc-editor.org/rfc/rfc5958",
        sample=bare_private_key,
        body=BARE,
        context=Context(pattern=rb"(?:^|[\"'`,>(]|[=:] ?|%(?:3D|3A|22|20))"),
        not_followed_by=BASE64,
        proof=is_bare_key,
        score=0.9,
        trigger=BARE_HEAD,
        lines=64,
        misses=(
            'certificate = "MIID{base62:4}CCAvagAwIBAgI{base64:60}"',
            'public = "MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8A{base64:60}"',
        ),
    ),
)
