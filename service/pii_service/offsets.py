"""Offsets in the unit that a client counts in: code points, UTF-8 bytes or UTF-16 units."""

from collections.abc import Iterable
from enum import StrEnum


class OffsetUnit(StrEnum):
    """What an offset counts. Python counts code points, JavaScript and Java UTF-16 units."""

    CODEPOINT = "codepoint"
    UTF8 = "utf8"
    UTF16 = "utf16"


def offset_table(text: str, offsets: Iterable[int], unit: OffsetUnit) -> dict[int, int]:
    r"""Return, for each of these code point offsets, the same place counted in a unit.

    A byte that was no UTF-8 in its file counts as the one byte it is.

    >>> offset_table("\N{GRINNING FACE}a", [1, 2], OffsetUnit.UTF16)
    {1: 2, 2: 3}
    """
    wanted = sorted(set(offsets))
    if unit is OffsetUnit.CODEPOINT or text.isascii():
        return dict(zip(wanted, wanted, strict=True))
    table: dict[int, int] = {}
    seen = counted = 0
    for offset in wanted:
        counted += _length(text[seen:offset], unit)
        seen = offset
        table[offset] = counted
    return table


def _length(text: str, unit: OffsetUnit) -> int:
    """Return how many units a text fills."""
    if unit is OffsetUnit.UTF16:
        return len(text) + sum(1 for c in text if c > "\uffff")
    strays = sum(1 for c in text if "\udc80" <= c <= "\udcff")
    return len(text.encode("utf-8", "surrogatepass")) - 2 * strays
