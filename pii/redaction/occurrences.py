"""Where a value stands in a text, in time in proportion to the text, whatever the two are."""

from collections.abc import Iterator


def stretches_of(value: str, text: str) -> Iterator[tuple[int, int]]:
    """Yield the half-open stretches that a value covers; places that overlap are one stretch.

    >>> list(stretches_of("aa", "xaaaax aa"))
    [(1, 5), (7, 9)]

    Args:
        value: what is looked for, not empty.
        text: where.
    """
    begin, end, at = -1, -1, text.find(value)
    if at < 0:
        return
    step = period(value)
    repeated = value[-step:]
    while at >= 0:
        if at >= end:
            if end >= 0:
                yield begin, end
            begin = at
        end = at + len(value)
        # Found one by one, places a short step apart would compare each character many times.
        while step < len(value) and text.startswith(repeated, end):
            end += step
        at = text.find(value, end - len(value) + 1)
    yield begin, end


def period(value: str) -> int:
    """Return the least distance, above 0, at which two places of a value may overlap.

    Without an overlap it is the value's length.

    >>> period("abab"), period("abc")
    (2, 3)
    """
    # For each prefix, the length of the longest shorter one that also ends it.
    borders = [0] * len(value)
    border = 0
    for at in range(1, len(value)):
        while border and value[at] != value[border]:
            border = borders[border - 1]
        border += value[at] == value[border]
        borders[at] = border
    return len(value) - border
