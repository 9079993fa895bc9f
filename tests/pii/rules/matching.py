"""Texts that a pattern matches, every alternative of it taken at least once.

Hypothesis draws such texts too, but seldom from the rare branches of a long pattern, which are
those where a trigger was forgotten.
"""

import random
from collections.abc import Iterator
from functools import cache
from itertools import accumulate
from re import _constants as op  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]

_MOST_REPEATS = 3
_CATEGORIES = {
    op.CATEGORY_DIGIT: b"0123456789",
    op.CATEGORY_SPACE: b" \t",
    op.CATEGORY_WORD: b"abcxyzABCXYZ0189_",
}
_PRINTABLE = bytes(range(32, 127))


class _Sampler:
    """Draws texts from a parsed pattern; branches not yet taken come first."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        self.taken: dict[int, int] = {}

    def draw(self, nodes: object) -> bytes:
        return b"".join(self._one(kind, value) for kind, value in nodes)

    def _one(self, kind: object, value: object) -> bytes:
        if kind is op.LITERAL:
            return bytes([value])
        if kind is op.NOT_LITERAL:
            return bytes([self.random.choice([b for b in _PRINTABLE if b != value])])
        if kind is op.ANY:
            return b"x"
        if kind is op.IN:
            return self._run(tuple(value), 1)
        if kind is op.BRANCH:
            number = self.taken.get(id(value), 0)
            self.taken[id(value)] = number + 1
            # Every branch in its turn, then at random.
            branches = value[1]
            chosen = number if number < len(branches) else self.random.randrange(len(branches))
            return self.draw(branches[chosen])
        if kind is op.SUBPATTERN:
            return self.draw(value[3])
        if kind in (op.MAX_REPEAT, op.MIN_REPEAT):
            least, most, body = value
            count = self.random.randint(least, max(least, min(most, least + _MOST_REPEATS)))
            if len(body) == 1 and body[0][0] is op.IN:
                return self._run(tuple(body[0][1]), count)
            return b"".join(self.draw(body) for _ in range(count))
        # Borders and anchors take no room.
        assert kind is op.AT, kind
        return b""

    def _run(self, members: tuple[tuple[object, object], ...], count: int) -> bytes:
        pool, weights = _pool(members)
        return bytes(self.random.choices(pool, cum_weights=weights, k=count))


@cache
def _pool(members: tuple[tuple[object, object], ...]) -> tuple[bytes, list[float]]:
    """Return a class's bytes, with weights that make each of its members as likely as another."""
    if members[0][0] is op.NEGATE:
        refused = {byte for member in members[1:] for byte in _bytes_of(*member)}
        held = [bytes(byte for byte in _PRINTABLE if byte not in refused)]
    else:
        held = [_bytes_of(*member) for member in members]
    weights = (1 / len(run) for run in held for _ in run)
    return b"".join(held), list(accumulate(weights))


def _bytes_of(kind: object, value: object) -> bytes:
    if kind is op.LITERAL:
        return bytes([value])
    if kind is op.RANGE:
        return bytes(range(value[0], value[1] + 1))
    if value in _CATEGORIES:
        return _CATEGORIES[value]
    negated = {op.CATEGORY_NOT_DIGIT: op.CATEGORY_DIGIT, op.CATEGORY_NOT_SPACE: op.CATEGORY_SPACE}
    refused = _CATEGORIES[negated.get(value, op.CATEGORY_WORD)]
    return bytes(byte for byte in _PRINTABLE if byte not in refused)


def texts_of(pattern: bytes, count: int = 200, seed: int = 0) -> Iterator[bytes]:
    """Yield texts made after a pattern; borders may keep it from matching some of them."""
    sampler = _Sampler(seed)
    nodes = parser.parse(pattern)
    for _ in range(count):
        yield sampler.draw(nodes)


def alternatives_of(pattern: bytes) -> Iterator[bytes]:
    """Yield texts made after each alternative of a pattern, in turn, at least one of each."""
    yield from texts_of(pattern, count=max(20, 2 * pattern.count(b"|") + 2))
