"""Texts that were met before, to the letter or nearly: MinHash signatures in bands."""

from collections.abc import Callable, Iterable
from hashlib import blake2b
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

_PRIME = np.uint64((1 << 61) - 1)
_MOST_SHINGLES = 2_000


class SimilarTexts:
    """Remembers the signatures of texts, and says whether one like a new text is among them.

    A text is the set of its shingles. Two texts that share a part p of theirs are found to be
    alike with probability 1 - (1 - p**rows)**bands. One text costs bands of 8 bytes.

    Args:
        shingles_of: cuts a text into shingles.
        bands: how many parts of a signature are compared, each as a whole.
        rows: how many minima make a part.
    """

    def __init__(
        self, shingles_of: Callable[[str], Iterable[str]], *, bands: int, rows: int
    ) -> None:
        self._shingles_of = shingles_of
        self._shape = bands, rows
        self._bands: set[tuple[int, bytes]] = set()
        draw = np.random.default_rng(0)
        # The products stay under 2**63: coefficients and shingles have 31 and 32 bits.
        self._factors = draw.integers(1, 1 << 31, bands * rows, dtype=np.uint64)
        self._terms = draw.integers(0, 1 << 31, bands * rows, dtype=np.uint64)

    def remember(self, text: str) -> bool:
        """Remember a text unless one like it is remembered; return whether it was new."""
        bands = self._bands_of(text)
        if any(band in self._bands for band in bands):
            return False
        self._bands.update(bands)
        return True

    def _bands_of(self, text: str) -> list[tuple[int, bytes]]:
        hashed = (self._numbers_of(text)[:, None] * self._factors + self._terms) % _PRIME
        return [
            (number, blake2b(band.tobytes(), digest_size=8).digest())
            for number, band in enumerate(hashed.min(axis=0).reshape(self._shape))
        ]

    def _numbers_of(self, text: str) -> NDArray[np.uint64]:
        """Return a number for each distinct shingle, shape (shingles,); one number at least."""
        shingles = set(self._shingles_of(text)) or {""}
        numbers = sorted(crc32(one.encode("utf-8", "surrogatepass")) for one in shingles)
        return np.array(numbers, dtype=np.uint64)


class Duplicates:
    """Remembers files by their digests and by the pairs of lines in them."""

    def __init__(self) -> None:
        self._digests: set[bytes] = set()
        # Finds files that share seven in ten of their pairs of lines with 99% certainty, and
        # those that share three in ten in 12 of 100 cases.
        self._similar = SimilarTexts(_pairs_of_lines, bands=16, rows=4)

    def reason_to_drop(self, text: str) -> str:
        """Return whether a text was met before (`copy`, `near copy`, or nothing); remember it."""
        digest = blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).digest()
        if digest in self._digests:
            return "copy"
        self._digests.add(digest)
        return "" if self._similar.remember(text) else "near copy"


def _pairs_of_lines(text: str) -> set[str]:
    """Return each pair of lines that follow each other, blank ones left out."""
    lines = [line.strip() for line in text.splitlines() if line.strip()][: _MOST_SHINGLES + 1]
    return {f"{a}\n{b}" for a, b in zip(lines, lines[1:] or [""], strict=False)}
