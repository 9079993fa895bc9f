"""Cut a row of tokens into overlapping windows, and join what a model says of them.

Counts and arrays come in and go out; this module knows neither text nor models.
"""

from collections.abc import Sequence
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


def stitch(windows: Sequence[Scores], starts: Sequence[int]) -> Scores:
    """Join per-window scores into one row for each token of the document.

    Where windows overlap, a token takes its row from the window that shows the model most of
    its surroundings, which is the one whose nearer edge lies farther away. The edges of the
    document itself are no edges in this sense: nothing was cut off there.

    Args:
        windows: for each window, shape (tokens in window, tags).
        starts: first token of each window, ascending; the windows leave no gap.

    Returns:
        Shape (tokens in document, tags), float32.

    Raises:
        ValueError: if there is no window, or not one start for each.
    """
    if not windows or len(windows) != len(starts):
        raise ValueError(f"needs windows and a start for each, got {len(windows)}, {len(starts)}")
    borders = [starts[0]]
    for window, start, following in zip(windows, starts, starts[1:], strict=False):
        # Left of the middle of what two windows share, the first one sees more, right of it
        # the second.
        borders.append((following + start + len(window) + 1) // 2)
    borders.append(starts[-1] + len(windows[-1]))
    pieces = [
        window[max(0, left - start) : right - start]
        for window, start, left, right in zip(
            windows, starts, borders[:-1], borders[1:], strict=True
        )
    ]
    return np.concatenate(pieces).astype(np.float32, copy=False)
