from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pii.encoder.windows import cut, shares

sizes = st.integers(1, 40).flatmap(lambda size: st.tuples(st.just(size), st.integers(0, size - 1)))


@given(st.integers(0, 300), sizes)
def test_windows_cover_every_token_and_share_what_was_asked(tokens, size_and_overlap):
    size, overlap = size_and_overlap
    windows = cut(tokens, size, overlap)
    assert {i for start, end in windows for i in range(start, end)} == set(range(tokens))
    assert all(end - start <= size for start, end in windows)
    for (_, end), (start, _) in pairwise(windows):
        assert end - start >= overlap


@given(st.integers(1, 300), sizes)
def test_each_token_is_spoken_for_by_one_window_that_holds_it(tokens, size_and_overlap):
    windows = cut(tokens, *size_and_overlap)
    spoken_for = []
    for (start, end), (left, right) in zip(windows, shares(windows), strict=True):
        assert start <= left <= right <= end
        spoken_for += range(left, right)
    assert spoken_for == list(range(tokens))


@given(st.integers(1, 200), st.integers(0, 5), st.integers(0, 30), st.integers(0, 9))
def test_a_model_that_sees_no_further_than_half_the_overlap_minds_no_window(
    tokens, reach, slack, seed
):
    overlap = 2 * reach + 1
    text = np.random.default_rng(seed).normal(size=tokens).astype(np.float32)

    def model(row):
        padded = np.pad(row, reach)
        return np.stack([padded[i : i + len(row)] for i in range(2 * reach + 1)], axis=1)

    windows = cut(tokens, overlap + 1 + slack, overlap)
    joined = [
        model(text[start:end])[left - start : right - start]
        for (start, end), (left, right) in zip(windows, shares(windows), strict=True)
    ]
    assert np.array_equal(np.concatenate(joined), model(text))


@pytest.mark.parametrize(("size", "overlap"), [(4, 4), (4, -1), (0, 0)])
def test_windows_that_would_not_move_on_are_refused(size, overlap):
    with pytest.raises(ValueError, match="overlap < size"):
        cut(10, size, overlap)
