"""Whether a secret is made up: a placeholder, a keyboard walk, a pattern that no generator makes.

Bytes come in, a yes or no goes out. Every rule was weighed against chance: a random key of at
least twenty bytes from any usual alphabet is taken for made up less than once in ten thousand.
"""

import re
from itertools import pairwise

from pii.gazetteers import PLACEHOLDER_PHRASES

_WORDS = (
    *sorted(PLACEHOLDER_PHRASES),
    *("sample", "dummy", "lorem", "foobar", "testtest", "insert_here", "not_real"),
    *("your_key", "your_secret", "your_token", "your_api", "your_password"),
    *("fake_key", "fake_secret", "fake_token", "fake_access"),
    *("secret_here", "key_here", "token_here", "qwerty", "asdfgh"),
    *("deadbeef", "cafebabe", "feedface", "baadf00d"),
)
# Chance spells four letters somewhere in a long value, and words begin with them.
_SHORT_WORDS = ("your", "fake", "mock")
_MOST_FOR_SHORT_WORDS = 100
# Enough of a long value to tell, so that a hostile one costs no more.
_MOST_JUDGED = 4_096
_LEAST_FOR_ALPHABET = 8
_MOST_DISTINCT = ((32, 7), (20, 5), (10, 3), (8, 2), (3, 1))
_LEAST_ASCENT = 7
_LEAST_PARTIAL_ASCENT = 4
_LEAST_INTERLEAVED = 8


def _spellings(word: str) -> set[str]:
    """Return a word as names in programs spell it: `change_me`, `changeMe`, `CHANGE-ME`, ...

    Any mixture of cases would hit random text sixteen times as often for four letters.
    """
    parts = word.split("_")
    pascal = "".join(part.capitalize() for part in parts)
    joined = {sign.join(parts) for sign in ("_", "-", "")}
    camel = parts[0] + pascal[len(parts[0]) :]
    return joined | {form.upper() for form in joined} | {pascal, camel}


def _any_of(words: tuple[str, ...]) -> bytes:
    """Return a pattern for all spellings of words."""
    return b"|".join(re.escape(form).encode() for word in words for form in _spellings(word))


_WORD = re.compile(_any_of(_WORDS))
_SHORT_WORD = re.compile(rb"(?:^|[^A-Za-z])(?:%b)(?:[^a-z]|$)" % _any_of(_SHORT_WORDS))
_TEMPLATE = re.compile(
    rb"<[^<>]*>|\{\{.*\}\}|\$?\{[^{}]*\}|\$\([^()]*\)|\[[\w .-]*\]|%\(?\w+\)?s?%?|[*.xX#?_-]+"
)
# `A` is what zero bytes look like in base64, so a run of it is no sign of a human hand.
_RUN = re.compile(rb"([0-9B-Za-z])\1{7}|([xX*?#])\2{4}|\.{4}|^\.{3}|\.{3}$")
_ZEROS = re.compile(rb"A{4,}")
_REPEAT = re.compile(rb"([0-9A-Za-z]{2,3})\1{3}|([0-9A-Za-z]{4,5})\2{2}|([0-9A-Za-z]{6,16})\3")
_SAME = re.compile(rb"([0-9A-Za-z*.#?])\1{3,}")


def looks_made_up(value: bytes) -> bool:
    """Say whether a person, not a generator, wrote this value, and wrote it to stand for another.

    >>> looks_made_up(b"YOUR_API_KEY"), looks_made_up(b"q8Zt4LmW0cRy7KdX2vBn")
    (True, False)
    """
    value = value[:_MOST_JUDGED]
    if _TEMPLATE.fullmatch(value) or _WORD.search(value) or _RUN.search(value):
        return True
    if len(value) <= _MOST_FOR_SHORT_WORDS and _SHORT_WORD.search(value):
        return True
    if _has_small_alphabet(value) or _is_mostly_runs(value) or _counts(value):
        return True
    return _REPEAT.search(_ZEROS.sub(b"A", value)) is not None


def _has_small_alphabet(value: bytes) -> bool:
    """Say whether a value uses far fewer different bytes than chance would."""
    for least, most in _MOST_DISTINCT:
        if len(value) >= least:
            return len(set(value)) <= most
    return False


def _is_mostly_runs(value: bytes) -> bool:
    """Say whether at least half of a value repeats one byte four times or more."""
    covered = sum(match.end() - match.start() for match in _SAME.finditer(value))
    return covered > 0 and 2 * covered >= len(value)


def _counts(value: bytes) -> bool:
    """Say whether a value counts up or down: `abcdefg`, `7654321`, `abcd1234`, `a1b2c3d4`."""
    steps = [second - first for first, second in pairwise(value)]
    rises = _longest_runs(value, steps, 1)
    longest = max([*rises, *_longest_runs(value, steps, -1)], default=0)
    if longest >= _LEAST_ASCENT:
        return True
    covered = sum(run for run in rises if run >= _LEAST_PARTIAL_ASCENT)
    if len(value) >= _LEAST_FOR_ALPHABET and 2 * covered >= len(value):
        return True
    return _interleaves(value)


def _longest_runs(value: bytes, steps: list[int], step: int) -> list[int]:
    """Return the lengths of the runs of letters or digits that go on by one step at a time."""
    runs, length = [], 1
    for first, taken in zip(value, steps, strict=False):
        # After nine comes zero on the keyboard.
        wraps = step == 1 and first == ord("9") and taken == -9
        if (taken == step or wraps) and chr(first).isalnum():
            length += 1
        else:
            runs.append(length)
            length = 1
    return [*runs, length]


def _interleaves(value: bytes) -> bool:
    """Say whether two sequences take turns, as in `a1b2c3d4` and `11223344`."""
    length = 0
    for first, third in zip(value, value[2:], strict=False):
        length = length + 1 if third - first == 1 and chr(first).isalnum() else 0
        if length + 2 >= _LEAST_INTERLEAVED:
            return True
    return False
