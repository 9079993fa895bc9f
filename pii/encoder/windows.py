"""Cut a row of tokens into overlapping windows, and say which of them speaks for which tokens.

Counts come in and go out; this module knows neither text nor models.
"""

from collections.abc import Sequence
from itertools import pairwise
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

Scores: TypeAlias = NDArray[np.float32]


def cut(tokens: int, size: int, overlap: int) -> list[tuple[int, int]]:
    """Return half-open windows that cover this many tokens without a gap.

    Neighbours share at least `overlap` tokens. The last window ends with the last token and is
    as long as the others, so that a document's end has as much before it as anything else.

    >>> cut(10, 6, 2)
    [(0, 6), (4, 10)]

    Raises:
        ValueError: unless 0 <= overlap < size.
    """
    if not 0 <= overlap < size:
        raise ValueError(f"needs 0 <= overlap < size, got overlap={overlap}, size={size}")
    if tokens <= size:
        return [(0, tokens)] if tokens else []
    starts = [*range(0, tokens - size, size - overlap), tokens - size]
    return [(start, start + size) for start in starts]


def shares(windows: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the half-open range of tokens that each window speaks for: together, all of them.

    Where windows overlap, a token belongs to the window that shows the model most of its
    surroundings, which is the one whose nearer edge lies farther away. The edges of the document
    itself are no edges in this sense: nothing was cut off there.

    Args:
        windows: half-open, ascending, without a gap; at least one.

    >>> shares([(0, 6), (4, 10)])
    [(0, 5), (5, 10)]
    """
    # Left of the middle of what two windows share, the first one sees more, right of it the
    # second.
    middles = [(end + start + 1) // 2 for (_, end), (start, _) in pairwise(windows)]
    borders = [windows[0][0], *middles, windows[-1][1]]
    return [
        (max(left, start), right)
        for (start, _), (left, right) in zip(windows, pairwise(borders), strict=True)
    ]
