"""The characters that credentials are made of, and the names that templates give to them."""

from dataclasses import dataclass

DIGITS, UPPER, LOWER = b"0123456789", bytes(range(65, 91)), bytes(range(97, 123))
BASE62 = DIGITS + UPPER + LOWER
WORD = BASE62 + b"_"
URL_SAFE = BASE62 + b"_-"
BASE64 = BASE62 + b"+/="


@dataclass(frozen=True, slots=True)
class Alphabet:
    """Characters to draw from, and the RE2 class that matches one of them."""

    characters: bytes
    pattern: bytes

    @property
    def continuation(self) -> bytes:
        """The bytes with one of which behind it a value would be a piece of a longer run."""
        usual = (WORD, URL_SAFE, BASE64)
        return next(held for held in usual if set(self.characters) <= set(held))


ALPHABETS = {
    "base32": Alphabet(UPPER + b"234567", rb"[A-Z2-7]"),
    "base36": Alphabet(DIGITS + LOWER, rb"[0-9a-z]"),
    "base62": Alphabet(BASE62, rb"[0-9A-Za-z]"),
    "base64": Alphabet(BASE62 + b"+/", rb"[0-9A-Za-z+/]"),
    "digits": Alphabet(DIGITS, rb"\d"),
    "hex": Alphabet(b"0123456789abcdef", rb"[0-9a-f]"),
    "letters": Alphabet(UPPER + LOWER, rb"[A-Za-z]"),
    "lower32": Alphabet(LOWER + b"234567", rb"[a-z2-7]"),
    "upper36": Alphabet(DIGITS + UPPER, rb"[0-9A-Z]"),
    "upperhex": Alphabet(b"0123456789ABCDEF", rb"[0-9A-F]"),
    "url": Alphabet(BASE62 + b"-_", rb"[\w-]"),
}
