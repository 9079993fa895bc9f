"""Closer looks at a value and at the bytes beside it, for what a pattern cannot say."""

from collections.abc import Callable
from enum import StrEnum

from pii.credentials.alphabets import DIGITS, LOWER, UPPER


class Evidence(StrEnum):
    """What a closer look at a value says."""

    PROVEN = "proven"
    PLAUSIBLE = "plausible"
    DOUBTFUL = "doubtful"
    REFUSED = "refused"


# Judges `data[start:end]`; the surroundings are given because RE2 cannot look around itself.
Check = Callable[[bytes, int, int], Evidence]


def stands_alone(*, before: bytes = b"", behind: bytes = b"") -> Check:
    """Return a check that refuses a value with one of these bytes right beside it."""

    def check(data: bytes, start: int, end: int) -> Evidence:
        if start > 0 and data[start - 1] in before:
            return Evidence.REFUSED
        if end < len(data) and data[end] in behind:
            return Evidence.REFUSED
        return Evidence.PLAUSIBLE

    return check


def judged(is_right: Callable[[bytes], bool], *, wrong: Evidence = Evidence.DOUBTFUL) -> Check:
    """Return a check that asks one question about the value alone."""

    def check(data: bytes, start: int, end: int) -> Evidence:
        return Evidence.PLAUSIBLE if is_right(data[start:end]) else wrong

    return check


def holding(*alphabets: bytes, wrong: Evidence = Evidence.REFUSED) -> Check:
    """Return a check that the value has at least one byte of each alphabet.

    Where a form is loose, a long identifier fits it as well; it seldom has a digit, an upper
    and a lower case letter all together, while a random value nearly always does.
    """

    def is_mixed(value: bytes) -> bool:
        return all(any(byte in alphabet for byte in value) for alphabet in alphabets)

    return judged(is_mixed, wrong=wrong)


def every(*checks: Check) -> Check:
    """Return a check that joins others; the worst that one of them says counts."""
    order = (Evidence.REFUSED, Evidence.DOUBTFUL)

    def check(data: bytes, start: int, end: int) -> Evidence:
        found = {one(data, start, end) for one in checks}
        return next((evidence for evidence in order if evidence in found), Evidence.PLAUSIBLE)

    return check


# What holds for nearly all random values of base 62 and for hardly any identifier.
is_mixed = holding(DIGITS, LOWER, UPPER)
