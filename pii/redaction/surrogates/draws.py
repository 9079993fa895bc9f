"""Numbers and choices that a key and a value decide, the same on every machine."""

from collections.abc import Iterator, Sequence
from hashlib import blake2b
from itertools import count
from struct import unpack

_MOST_KEY_BYTES = blake2b.MAX_KEY_SIZE


def draws(key: bytes, *parts: str) -> Iterator[int]:
    """Yield numbers below 2**32 that depend on the key and on each of the parts."""
    # A lone surrogate has no UTF-8, but a value may hold one.
    data = "".join(f"{len(part)}:{part}" for part in parts).encode("utf-8", "surrogatepass")
    fitting = key if len(key) <= _MOST_KEY_BYTES else blake2b(key).digest()
    seed = blake2b(data, key=fitting).digest()
    for block in count():
        yield from unpack("<16I", blake2b(seed + block.to_bytes(8, "little")).digest())


def pick(choices: Sequence[str], draws: Iterator[int]) -> str:
    """Return one of the choices."""
    return choices[next(draws) % len(choices)]


def admitted(words: Sequence[str], before: str, key: bytes) -> Sequence[str]:
    """Return the few words that the key admits after another.

    With them a real name made of listed words is still seldom taken for an invented one.
    """
    shares = max(4, len(words) // 48)
    return words[next(draws(key, "admitted", before)) % shares :: shares]
