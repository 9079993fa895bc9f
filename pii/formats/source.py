"""A source of characters that look random and are the same every time.

A seed comes in, a stream of characters goes out. Everything is derived by hash, so that two
runs, two machines and two versions of Python put together the same keys.
"""

import hashlib
import re

from pii.formats.family import BASE62, DIGITS, LOWER, UPPER

_HEX = b"0123456789abcdef"
ALPHABETS = {
    "base32": UPPER + b"234567",
    "base36": DIGITS + LOWER,
    "base62": BASE62,
    "base64": BASE62 + b"+/",
    "digits": DIGITS,
    "hex": _HEX,
    "letters": UPPER + LOWER,
    "upper36": DIGITS + UPPER,
    "url": BASE62 + b"-_",
}
_PLACE = re.compile(r"\{(\w+):(\d+)\}")


class Source:
    """Characters drawn one after another from a hash of a seed."""

    def __init__(self, seed: str) -> None:
        self._seed = seed.encode()
        self._drawn = 0

    def bytes_of(self, count: int) -> bytes:
        """Draw so many bytes."""
        self._drawn += 1
        return hashlib.shake_256(b"%b/%d" % (self._seed, self._drawn)).digest(count)

    def text_of(self, alphabet: str, count: int) -> str:
        """Draw so many characters of an alphabet that `ALPHABETS` names."""
        characters = ALPHABETS[alphabet]
        # Two bytes a character, lest the first of sixty-two come up a quarter more often.
        raw = self.bytes_of(2 * count)
        pairs = zip(raw[::2], raw[1::2], strict=True)
        return "".join(chr(characters[(256 * a + b) % len(characters)]) for a, b in pairs)

    def number_below(self, bound: int) -> int:
        """Draw a whole number from 0 up to, and without, a bound."""
        return int.from_bytes(self.bytes_of(8), "big") % bound

    def filled(self, template: str) -> str:
        """Return a template with each of its places, such as `{hex:32}`, filled."""
        return _PLACE.sub(lambda place: self.text_of(place[1], int(place[2])), template)
