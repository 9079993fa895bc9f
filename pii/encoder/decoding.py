"""Scores of tags back to entities: the likeliest row in which every entity begins and ends.

Between two tokens a row of tags is in one of seven states: outside of all entities, or inside one
of a label. `O` and `S` stay outside, `B` enters, `I` stays inside, `E` leaves. Most tokens are so
surely outside that they part the busy stretches between them, which alone are searched.

Time and memory are in proportion to the tokens, whatever the stretches' lengths: a stretch is cut
into pieces, and pieces of like length are searched side by side, each from every state that it
may begin in. A stretch's pieces are then chained, so that the result is exact wherever the cuts
fall.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

from pii.encoder.tagging import OUTSIDE, TAGS, Offsets, Tags, column_of, spans_of
from pii.encoder.windows import Scores
from pii.entities import ENCODER, Entity
from pii.labels import Label
from pii.stopping import checkpoint

States: TypeAlias = NDArray[np.int8]

# A token whose entities are all together less likely than this is outside without a search.
_IDLE = 0.02
_NEVER = np.float32(-1e9)
# Longer pieces take more steps, shorter ones more chaining.
_PIECE = 128
# How many tokens are searched side by side, padding and every beginning counted in.
_BATCH = 1 << 15

_BEGIN, _INSIDE, _END, _SINGLE = (
    np.array([column_of(label) + position for label in Label]) for position in range(4)
)
_OUT = np.concatenate(([OUTSIDE], _SINGLE))
_STATES = 1 + len(Label)
# The tag that leads from one state (row) to another (column), but for outside to outside.
_BETWEEN = np.full((_STATES, _STATES), OUTSIDE, dtype=np.int16)
_BETWEEN[OUTSIDE, 1:], _BETWEEN[1:, OUTSIDE] = _BEGIN, _END
_BETWEEN[range(1, _STATES), range(1, _STATES)] = _INSIDE
_WITHIN = np.arange(1, _STATES, dtype=np.int8)


class _Piece(NamedTuple):
    """A half-open range of tokens: a busy stretch or a part of one."""

    start: int
    end: int
    first: bool


@dataclass(frozen=True, slots=True)
class _Batch:
    """Pieces of like length that have been searched side by side.

    Attributes:
        pieces: all of them the first of their stretch, or none.
        totals: the score of the best path from each beginning to each state, shape
            (pieces, beginnings, states).
        came_from: the state before each token, shape (tokens, pieces, beginnings, states).
        out: the tag of each token that stays outside, shape (pieces, tokens).
    """

    pieces: Sequence[_Piece]
    totals: Scores = field(repr=False)
    came_from: States = field(repr=False)
    out: Tags = field(repr=False)


def entities_of(
    scores: Scores, starts: Offsets, ends: Offsets, eagerness: float = 0.0
) -> tuple[Entity, ...]:
    """Return the most likely well-formed row of entities.

    An entity covers whole tokens and scores its label's mean probability over them.

    Args:
        scores: log probabilities, shape (tokens, tags).
        starts: as in `tags_of`.
        ends: as in `tags_of`.
        eagerness: added to the log probability of every tag but `O`: what is doubtful comes out
            with a low score instead of not at all.
    """
    entities = []
    for first, last, label in spans_of(best_tags(scores, eagerness)):
        checkpoint()
        column = column_of(label)
        chances = np.exp(scores[first:last, column : column + 4])
        start, end = int(starts[first]), int(ends[last - 1])
        if start < end:
            score = min(1.0, float(chances.sum(axis=1).mean()))
            entities.append(Entity(start, end, label, score, ENCODER))
    return tuple(entities)


def best_tags(scores: Scores, eagerness: float = 0.0) -> Tags:
    """Return the likeliest row of tags in which every entity begins and ends; shape (tokens,).

    The arguments are those of `entities_of`.
    """
    tags = np.full(len(scores), OUTSIDE, dtype=np.int16)
    stretches = [_pieces(start, end) for start, end in _busy_stretches(scores, eagerness)]
    batches = [
        _searched(batch, scores, eagerness)
        for batch in _batches([piece for pieces in stretches for piece in pieces])
    ]
    ways = _chained(stretches, batches)
    for batch in batches:
        _write(tags, batch, [ways[piece] for piece in batch.pieces])
    return tags


def _busy_stretches(scores: Scores, eagerness: float) -> list[tuple[int, int]]:
    """Return the half-open ranges of tokens that may lie in an entity."""
    busy = np.log1p(-np.exp(np.minimum(scores[:, OUTSIDE], -1e-7))) + eagerness > np.log(_IDLE)
    edges = np.flatnonzero(np.diff(np.concatenate(([False], busy, [False])).astype(np.int8)))
    return [(int(start), int(end)) for start, end in edges.reshape(-1, 2)]


def _pieces(start: int, end: int) -> list[_Piece]:
    """Cut a stretch into pieces that are no longer than may be searched at once."""
    return [_Piece(at, min(end, at + _PIECE), at == start) for at in range(start, end, _PIECE)]


def _width(piece: _Piece) -> int:
    """Return the power of two that a piece is padded to, less than twice its length."""
    return 1 << (piece.end - piece.start - 1).bit_length()


def _batches(pieces: Sequence[_Piece]) -> Iterator[list[_Piece]]:
    """Yield pieces of like length and place together, few enough for one search."""

    def kind(piece: _Piece) -> tuple[bool, int]:
        return piece.first, _width(piece)

    for (first, width), group in groupby(sorted(pieces, key=kind), kind):
        alike = list(group)
        step = max(1, _BATCH // width // (1 if first else _STATES))
        for at in range(0, len(alike), step):
            yield alike[at : at + step]


def _table(pieces: Sequence[_Piece], scores: Scores, eagerness: float) -> Scores:
    """Return the scores of pieces side by side, shape (pieces, tokens, tags).

    They are padded with tokens that leave every state as it is.
    """
    table = np.full((len(pieces), _width(pieces[0]), len(TAGS)), _NEVER, dtype=np.float32)
    table[:, :, OUTSIDE] = 0
    table[:, :, _INSIDE] = 0
    for row, piece in enumerate(pieces):
        length = piece.end - piece.start
        table[row, :length] = scores[piece.start : piece.end]
        table[row, :length, 1:] += eagerness
    return table


def _searched(pieces: Sequence[_Piece], scores: Scores, eagerness: float) -> _Batch:
    """Return the best paths through pieces of one width, from each state they may begin in."""
    checkpoint()
    table = _table(pieces, scores, eagerness)
    rows, tokens, _ = table.shape
    beginnings = 1 if pieces[0].first else _STATES
    staying = table[:, :, _OUT]
    out, staying = _OUT[staying.argmax(axis=2)].astype(np.int16), staying.max(axis=2)
    enter, within, leave = table[:, :, _BEGIN], table[:, :, _INSIDE], table[:, :, _END]
    came_from = np.empty((tokens, rows, beginnings, _STATES), dtype=np.int8)
    best = np.full((rows, beginnings, _STATES), _NEVER, dtype=np.float32)
    best[:, range(beginnings), range(beginnings)] = 0
    for token in range(tokens):
        outside, inside = best[:, :, :1], best[:, :, 1:]
        ways_out = np.concatenate(
            (outside + staying[:, token, None, None], inside + leave[:, token, None]), axis=2
        )
        entered, stayed = outside + enter[:, token, None], inside + within[:, token, None]
        came_from[token, :, :, 0] = ways_out.argmax(axis=2)
        came_from[token, :, :, 1:] = np.where(stayed > entered, _WITHIN, np.int8(OUTSIDE))
        best = np.concatenate(
            (ways_out.max(axis=2, keepdims=True), np.maximum(stayed, entered)), axis=2
        )
    return _Batch(pieces, best, came_from, out)


def _chained(
    stretches: Sequence[Sequence[_Piece]], batches: Sequence[_Batch]
) -> dict[_Piece, tuple[int, int]]:
    """Return for each piece the states in which the best path begins and ends there."""
    totals = {
        piece: found
        for batch in batches
        for piece, found in zip(batch.pieces, batch.totals, strict=True)
    }
    ways: dict[_Piece, tuple[int, int]] = {}
    for pieces in stretches:
        reached, before = totals[pieces[0]][0].astype(np.float64), []
        for piece in pieces[1:]:
            joined = reached[:, None] + totals[piece]
            before.append(joined.argmax(axis=0))
            reached = joined.max(axis=0)
        state = OUTSIDE
        for piece, came_from in zip(reversed(pieces), [*reversed(before), None], strict=True):
            begins = OUTSIDE if came_from is None else int(came_from[state])
            ways[piece] = begins, state
            state = begins
    return ways


def _write(tags: Tags, batch: _Batch, ways: Sequence[tuple[int, int]]) -> None:
    """Write the tags of a batch's best paths, from the last token to the first."""
    rows = np.arange(len(batch.pieces))
    begins, state = (np.array(states) for states in zip(*ways, strict=True))
    beginnings = begins if batch.totals.shape[1] > 1 else np.zeros_like(begins)
    found = np.empty_like(batch.out)
    for token in range(len(batch.came_from) - 1, -1, -1):
        before = batch.came_from[token, rows, beginnings, state]
        stays = (before == OUTSIDE) & (state == OUTSIDE)
        found[:, token] = np.where(stays, batch.out[:, token], _BETWEEN[before, state])
        state = before
    for piece, row in zip(batch.pieces, found, strict=True):
        tags[piece.start : piece.end] = row[: piece.end - piece.start]
