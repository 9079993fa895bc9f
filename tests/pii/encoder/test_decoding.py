import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pii.encoder import decoding
from pii.encoder.decoding import best_tags, entities_of
from pii.encoder.tagging import TAGS, tag_of
from pii.labels import Label

# Long enough for several pieces, and for mixes of one long stretch with many short ones.
lengths = st.lists(st.sampled_from([1, 2, 3, 5, 8, 40, 130, 300]), max_size=12)


def drawn(rng, size):
    logits = rng.normal(size=(size, len(TAGS))) * 3
    return (logits - np.log(np.exp(logits).sum(axis=1, keepdims=True))).astype(np.float32)


def stretches(lengths, seed):
    """Scores with busy stretches of these lengths, parted by tokens that are surely outside."""
    rng = np.random.default_rng(seed)
    sure = np.full((1, len(TAGS)), -40, dtype=np.float32)
    sure[0, 0] = 0
    rows = [sure]
    for length in lengths:
        busy = drawn(rng, length)
        # No token of a stretch is so surely outside that it would part it.
        busy[:, 0] = np.minimum(busy[:, 0], -0.5)
        rows += [busy, sure]
    return np.concatenate(rows)


def follows(before, tag):
    """Say whether a tag may stand behind another."""
    one, other = TAGS[before], TAGS[tag]
    if one[0] in "BI":
        return other[0] in "IE" and other[2:] == one[2:]
    return other[0] in "OBS"


def plainly_best(scores):
    """The score of the best row, by a search with nothing clever in it."""
    steps = np.array([[0 if follows(a, b) else -np.inf for b in range(len(TAGS))]
                      for a in range(len(TAGS))])  # fmt: skip
    best = steps[0] + scores[0]
    for row in scores[1:].astype(np.float64):
        best = (best[:, None] + steps).max(axis=0) + row
    return (best + steps[:, 0]).max()


def is_well_formed(tags):
    row = [0, *tags, 0]
    return all(follows(a, b) for a, b in itertools.pairwise(row))


@given(st.integers(0, 40), st.integers(0, 1000), st.sampled_from([0.0, 2.0]))
def test_whatever_the_scores_are_the_tags_are_well_formed(size, seed, eagerness):
    assert is_well_formed(best_tags(drawn(np.random.default_rng(seed), size), eagerness))


@given(st.integers(1, 3), st.integers(0, 300))
def test_the_search_finds_what_trying_everything_finds(size, seed):
    logits = np.random.default_rng(seed).normal(size=(size, len(TAGS)))
    scores = (logits - np.log(np.exp(logits).sum(axis=1, keepdims=True))).astype(np.float32)
    rows = (row for row in itertools.product(range(9), repeat=size) if is_well_formed(row))
    few = np.concatenate([scores[:, :9], np.full((size, len(TAGS) - 9), -1e6)], axis=1)
    best = max(rows, key=lambda row: sum(few[i, tag] for i, tag in enumerate(row)))
    assert tuple(best_tags(few.astype(np.float32))) == best


@given(lengths, st.integers(0, 1000))
def test_the_search_finds_what_a_plain_one_finds_whatever_the_lengths(lengths, seed):
    scores = stretches(lengths, seed)
    tags = best_tags(scores)
    assert is_well_formed(tags)
    total = scores.astype(np.float64)[np.arange(len(tags)), tags].sum()
    assert total == pytest.approx(plainly_best(scores), abs=1e-2)


@given(lengths, st.integers(0, 1000), st.sampled_from([1, 2, 7, 64]))
def test_the_tags_do_not_depend_on_where_stretches_are_cut(lengths, seed, piece):
    scores = stretches(lengths, seed)
    whole = best_tags(scores)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(decoding, "_PIECE", piece)
        patch.setattr(decoding, "_BATCH", 50)
        assert list(best_tags(scores)) == list(whole)


@given(st.lists(st.sampled_from([1, 2, 3, 9, 129, 2_000, 20_000]), min_size=1, max_size=60))
def test_cells_and_steps_are_in_proportion_to_the_tokens_whatever_the_lengths(lengths):
    borders = itertools.pairwise(itertools.accumulate([0, *lengths]))
    pieces = [piece for start, end in borders for piece in decoding._pieces(start, end)]
    batches = list(decoding._batches(pieces))
    assert sorted(piece for batch in batches for piece in batch) == sorted(pieces)
    cells = sum(len(b) * decoding._width(p) * (1 if p.first else 7) for b in batches for p in b[:1])
    assert cells <= 2 * 7 * sum(lengths)
    steps = sum(decoding._width(batch[0]) for batch in batches)
    # Every width but the last of its kind fills its batch.
    assert steps <= 2 * (2 * decoding._PIECE) + 2 * cells * decoding._PIECE / decoding._BATCH


def test_one_long_stretch_among_many_short_ones_makes_no_large_table(monkeypatch):
    sizes = []
    searched = decoding._searched

    def counted(*arguments):
        batch = searched(*arguments)
        sizes.append(batch.came_from.nbytes + batch.out.size * len(TAGS) * 4)
        return batch

    monkeypatch.setattr(decoding, "_searched", counted)
    scores = stretches([3] * 250 + [40_000], seed=1)
    assert is_well_formed(best_tags(scores))
    assert sum(sizes) < 2 * scores.nbytes
    assert max(sizes) < 1 << 22


def certain(tags):
    chances = np.full((len(tags), len(TAGS)), 1e-9, dtype=np.float32)
    chances[np.arange(len(tags)), tags] = 1
    return np.log(chances / chances.sum(axis=1, keepdims=True))


def test_an_entity_longer_than_a_piece_is_one_entity():
    name = tag_of(Label.KEY, "B")
    tags = [0, name, *[name + 1] * 1_000, name + 2, 0]
    starts = np.arange(len(tags)) * 2
    [entity] = entities_of(certain(tags), starts, starts + 2)
    assert (entity.start, entity.end, entity.label) == (2, 2 * (len(tags) - 1), Label.KEY)


def test_eagerness_brings_out_what_is_doubtful_with_a_low_score():
    chances = np.full((1, len(TAGS)), 1e-6, dtype=np.float32)
    chances[0, 0], chances[0, tag_of(Label.NAME, "S")] = 0.7, 0.3
    starts, ends = np.array([0]), np.array([4])
    assert entities_of(np.log(chances), starts, ends) == ()
    [entity] = entities_of(np.log(chances), starts, ends, eagerness=1.0)
    assert entity.score == pytest.approx(0.3, abs=1e-3)
