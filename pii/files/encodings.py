"""Bytes to text and back, losing none.

A file's bytes come in; out go its text and how to write the text back. Every byte string has a
reading, so a broken or Latin-1 file is redacted like any other and all bytes outside what was
hidden come out as they went in. This module knows nothing of personal data.
"""

import re
from dataclasses import dataclass, field

from pii.errors import UnencodableText

# How far a reader looks for signs that a file holds no text; git looks as far for a NUL.
_SNIFFED_BYTES = 8_000
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_MOST_CONTROL_SHARE = 0.1
# The longer mark first: UTF-32's little-endian one begins with UTF-16's.
_MARKS = (
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe\x00\x00", "utf-32-le"),
    (b"\x00\x00\xfe\xff", "utf-32-be"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)
_UNIT_BYTES = {"utf-16-le": 2, "utf-16-be": 2, "utf-32-le": 4, "utf-32-be": 4}


@dataclass(frozen=True, slots=True)
class Encoding:
    """How a text was written: enough to write it back byte for byte.

    `tail` holds what follows the last whole code unit of a cut-off UTF-16 or UTF-32 file.
    """

    codec: str = "utf-8"
    mark: bytes = b""
    tail: bytes = field(default=b"", repr=False)
    errors: str = "strict"

    def encode(self, text: str) -> bytes:
        """Return the bytes of a text, with the mark before and the tail behind it.

        Raises:
            UnencodableText: if the codec has no bytes for a character.
        """
        try:
            body = text.encode(self.codec, self.errors)
        except UnicodeEncodeError as error:
            raise UnencodableText(self.codec, error.start) from None
        return self.mark + body + self.tail


def is_binary(data: bytes) -> bool:
    """Say whether these bytes, a file's beginning or all of it, are no text.

    A NUL or many control characters near the beginning say so, unless a byte order mark
    announces UTF-16 or UTF-32.
    """
    for mark, codec in _MARKS:
        if codec != "utf-8" and data.startswith(mark):
            return False
    head = data[:_SNIFFED_BYTES]
    if b"\0" in head:
        return True
    return len(_CONTROL.findall(head)) > len(head) * _MOST_CONTROL_SHARE


def decode(data: bytes) -> tuple[str, Encoding]:
    r"""Return the text of these bytes and the encoding that writes it back.

    UTF-8, UTF-16 and UTF-32 are recognised with their marks, UTF-8 without one too. In anything
    else a byte that fits no character stands for itself: as a lone surrogate where most of the
    rest is UTF-8, as its Latin-1 character where it is not.

    >>> text, encoding = decode(b"caf\xe9")
    >>> encoding.encode(text + "s")
    b'caf\xe9s'
    """
    for mark, codec in _MARKS:
        if data.startswith(mark):
            text, encoding = _decode_marked(data, mark, codec)
            if encoding.encode(text) == data:
                return text, encoding
    try:
        return data.decode(), Encoding()
    except UnicodeDecodeError:
        return _decode_broken(data, b"")


def _decode_marked(data: bytes, mark: bytes, codec: str) -> tuple[str, Encoding]:
    """Read what follows a byte order mark."""
    body = data[len(mark) :]
    if codec == "utf-8":
        try:
            return body.decode(), Encoding(mark=mark)
        except UnicodeDecodeError:
            return _decode_broken(body, mark)
    whole = len(body) - len(body) % _UNIT_BYTES[codec]
    encoding = Encoding(codec, mark, body[whole:], "surrogatepass")
    try:
        return body[:whole].decode(codec, "surrogatepass"), encoding
    except UnicodeDecodeError:
        return _decode_broken(data, b"")


def _decode_broken(body: bytes, mark: bytes) -> tuple[str, Encoding]:
    """Read bytes that are not UTF-8 throughout."""
    text = body.decode("utf-8", "surrogateescape")
    strays = sum(1 for c in text if "\udc80" <= c <= "\udcff")
    whole = sum(1 for c in text if c > "\x7f") - strays
    if whole > strays:
        return text, Encoding("utf-8", mark, errors="surrogateescape")
    return body.decode("latin-1"), Encoding("latin-1", mark)
