"""What a family of credentials is, and how a match of its pattern is judged.

A pattern says what a value looks like; a check looks closer, at a checksum, at an encoded
structure or at the bytes around the value. Nothing here runs a pattern: whoever scans brings
the bytes and the offsets. Patterns are RE2 syntax for Latin-1 bytes and capture one group, the
secret itself.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from pii.credentials.dummy_values import looks_made_up

PROVEN_SCORE = 0.99
_DOUBT = 0.75
_LEAST_DOUBTED_SCORE = 0.5

# A value may stand at a word border, but also right behind an escape that ends in a letter or a
# digit: a line break in a string literal, `%3D` in an address, `\u003d` in JSON, a colour in a log.
_ESCAPE = rb"\\[nrt]|%[0-9A-Fa-f]{2}|\\u00[0-9A-Fa-f]{2}|\[[0-9;]{1,8}m"
START = rb"(?:\b|" + _ESCAPE + rb")"
# The same for values that may not follow a dash or a dot either.
LONE_START = rb"(?:^|[^\w~.-]|" + _ESCAPE + rb")"
DIGITS, UPPER, LOWER = b"0123456789", bytes(range(65, 91)), bytes(range(97, 123))
BASE62 = DIGITS + UPPER + LOWER
URL_SAFE = BASE62 + b"_-"
BASE64 = BASE62 + b"+/="


class Evidence(StrEnum):
    """What a closer look at a value says."""

    PROVEN = "proven"
    PLAUSIBLE = "plausible"
    DOUBTFUL = "doubtful"
    REFUSED = "refused"


# Judges `data[start:end]`; the surroundings are given because RE2 cannot look around itself.
Check = Callable[[bytes, int, int], Evidence]


@dataclass(frozen=True, slots=True)
class Family:
    r"""One kind of credential with a fixed form.

    Attributes:
        name: what reports call it, such as `github-token`.
        pattern: RE2 syntax for Latin-1 bytes; its only group captures the secret.
        triggers: short, selective RE2 patterns, one of which matches within every match.
        score: the confidence in [0, 1] that a match deserves without further evidence.
        check: a closer look, or None where the form says all there is to say.
        lines: the most lines that a match may span.
    """

    name: str
    pattern: bytes
    triggers: tuple[bytes, ...]
    score: float
    check: Check | None = None
    lines: int = 1


def score_of(family: Family, data: bytes, start: int = 0, end: int | None = None) -> float:
    """Return the confidence that `data[start:end]` is a credential of this family.

    Published fixtures often carry a wrong checksum, so a right one proves a key while a wrong
    one only lowers the score. A placeholder scores 0.0, as does what the check refuses.
    """
    end = len(data) if end is None else end
    evidence = family.check(data, start, end) if family.check else Evidence.PLAUSIBLE
    if evidence is Evidence.PROVEN:
        return max(family.score, PROVEN_SCORE)
    if evidence is Evidence.REFUSED or looks_made_up(data[start:end]):
        return 0.0
    if evidence is Evidence.DOUBTFUL:
        return max(_LEAST_DOUBTED_SCORE, family.score * _DOUBT)
    return family.score


def worded(
    name: str, body: bytes, *triggers: bytes, score: float = 0.95, check: Check | None = None
) -> Family:
    """Return a family whose values begin and end in a letter, digit or underscore."""
    return Family(name, START + b"(" + body + rb")\b", triggers, score, check)


def dashed(
    name: str,
    body: bytes,
    *triggers: bytes,
    score: float = 0.95,
    check: Check | None = None,
    alphabet: bytes = URL_SAFE,
    lines: int = 1,
) -> Family:
    """Return a family whose values may end in a byte that no word border follows.

    Args:
        name: as in `Family`.
        body: the pattern of the value alone.
        triggers: as in `Family`.
        score: as in `Family`.
        check: a closer look at a value that stands alone.
        alphabet: the bytes that may not follow a value, for else it is cut from a longer run.
        lines: as in `Family`.
    """
    alone = stands_alone(behind=alphabet)
    whole = every(alone, check) if check else alone
    return Family(name, START + b"(" + body + b")", triggers, score, whole, lines)


def stands_alone(*, before: bytes = b"", behind: bytes = b"") -> Check:
    """Return a check that refuses a value with one of these bytes right beside it."""

    def check(data: bytes, start: int, end: int) -> Evidence:
        if start > 0 and data[start - 1] in before:
            return Evidence.REFUSED
        if end < len(data) and data[end] in behind:
            return Evidence.REFUSED
        return Evidence.PLAUSIBLE

    return check


def judged(
    is_right: Callable[[bytes], bool],
    *,
    right: Evidence = Evidence.PROVEN,
    wrong: Evidence = Evidence.DOUBTFUL,
) -> Check:
    """Return a check that asks one question about the value alone."""

    def check(data: bytes, start: int, end: int) -> Evidence:
        return right if is_right(data[start:end]) else wrong

    return check


def holding(*alphabets: bytes, wrong: Evidence = Evidence.REFUSED) -> Check:
    """Return a check that the value has at least one byte of each alphabet.

    Where a form is loose, a long identifier fits it as well; it seldom has a digit, an upper
    and a lower case letter all together, while a random value nearly always does.
    """

    def is_mixed(value: bytes) -> bool:
        return all(any(byte in alphabet for byte in value) for alphabet in alphabets)

    return judged(is_mixed, right=Evidence.PLAUSIBLE, wrong=wrong)


def every(*checks: Check) -> Check:
    """Return a check that joins others: one refusal refuses, one proof outweighs doubts."""
    order = (Evidence.REFUSED, Evidence.PROVEN, Evidence.DOUBTFUL)

    def check(data: bytes, start: int, end: int) -> Evidence:
        found = {one(data, start, end) for one in checks}
        return next((evidence for evidence in order if evidence in found), Evidence.PLAUSIBLE)

    return check


# What holds for nearly all random values of base 62 and for hardly any identifier.
is_mixed = holding(DIGITS, LOWER, UPPER)
