"""Entities to tags of tokens, and scores of tags back to entities.

The tags are BIOES: `O` outside, and for each label B, I, E at the beginning, inside and end of an
entity and S for one of a single token. Tokens are known here by their offsets alone.
"""

from collections.abc import Sequence
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from pii.encoder.windows import Scores
from pii.entities import ENCODER, Entity
from pii.labels import Label

Offsets: TypeAlias = NDArray[np.int32]
Tags: TypeAlias = NDArray[np.int16]

OUTSIDE = 0
# The tag of tokens from which nothing is learned; the losses of `transformers` skip it.
UNKNOWN = -100
_LABELS = tuple(Label)
TAGS = ("O", *(f"{position}-{label}" for label in Label for position in "BIES"))
_BEGIN, _INSIDE, _END, _SINGLE = range(4)
# A token whose entities are all together less likely than this is outside without a search.
_IDLE = 0.02
_NEVER = np.float32(-1e9)


def tag_of(label: Label, position: str) -> int:
    """Return the number of a tag; `position` is one of B, I, E, S."""
    return 1 + 4 * _LABELS.index(label) + "BIES".index(position)


def tags_of(
    entities: Sequence[Entity], ignored: Sequence[Entity], starts: Offsets, ends: Offsets
) -> Tags:
    """Return the tag of each token, shape (tokens,).

    An entity takes every token that it shares a character with. Entities are disjoint; where
    two share a token, the later one has it. Tokens of ignored stretches are `UNKNOWN` unless an
    entity takes them.

    `starts` and `ends` say where tokens begin and end in the text, ascending, shape (tokens,).
    """
    tags = np.full(len(starts), OUTSIDE, dtype=np.int16)
    for stretch in ignored:
        first, last = _tokens_in(stretch, starts, ends)
        tags[first:last] = UNKNOWN
    for entity in sorted(entities):
        first, last = _tokens_in(entity, starts, ends)
        if last - first == 1:
            tags[first] = tag_of(entity.label, "S")
        elif last - first > 1:
            tags[first:last] = tag_of(entity.label, "I")
            tags[first] = tag_of(entity.label, "B")
            tags[last - 1] = tag_of(entity.label, "E")
    return tags


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
    chances = np.exp(scores)
    entities = []
    for first, last, label in spans_of(best_tags(scores, eagerness)):
        column = 1 + 4 * _LABELS.index(label)
        score = float(chances[first:last, column : column + 4].sum(axis=1).mean())
        start, end = int(starts[first]), int(ends[last - 1])
        if start < end:
            entities.append(Entity(start, end, label, min(1.0, score), ENCODER))
    return tuple(entities)


def best_tags(scores: Scores, eagerness: float = 0.0) -> Tags:
    """Return the likeliest row of tags in which every entity begins and ends; shape (tokens,).

    Viterbi search, over all busy stretches of a document at once: most tokens are so surely
    outside that they part the stretches, and need no search.
    """
    tags = np.full(len(scores), OUTSIDE, dtype=np.int16)
    stretches = _busy_stretches(scores, eagerness)
    if not stretches:
        return tags
    # Stretches of much the same length go together: a lone long one would pad all others.
    stretches.sort(key=lambda stretch: stretch[1] - stretch[0])
    for at in range(0, len(stretches), 256):
        batch = stretches[at : at + 256]
        longest = batch[-1][1] - batch[-1][0]
        table = np.full((len(batch), longest, len(TAGS)), _NEVER, dtype=np.float32)
        table[:, :, OUTSIDE] = 0
        for row, (start, end) in enumerate(batch):
            table[row, : end - start] = scores[start:end]
            table[row, : end - start, 1:] += eagerness
        for path, (start, end) in zip(_search(table), batch, strict=True):
            tags[start:end] = path[: end - start]
    return tags


def _tokens_in(entity: Entity, starts: Offsets, ends: Offsets) -> tuple[int, int]:
    """Return the half-open range of tokens that share a character with an entity."""
    first = int(np.searchsorted(ends, entity.start, side="right"))
    last = int(np.searchsorted(starts, entity.end, side="left"))
    return first, max(first, last)


def _busy_stretches(scores: Scores, eagerness: float) -> list[tuple[int, int]]:
    """Return the half-open ranges of tokens that may lie in an entity."""
    busy = np.log1p(-np.exp(np.minimum(scores[:, OUTSIDE], -1e-7))) + eagerness > np.log(_IDLE)
    edges = np.flatnonzero(np.diff(np.concatenate(([False], busy, [False])).astype(np.int8)))
    return [(int(start), int(end)) for start, end in edges.reshape(-1, 2)]


def _allowed() -> Scores:
    """Return 0 for each step from tag to tag that keeps entities whole, and `_NEVER` else."""
    size = len(TAGS)
    steps = np.full((size, size), _NEVER, dtype=np.float32)
    starters = [OUTSIDE, *(tag for tag in range(1, size) if (tag - 1) % 4 in (_BEGIN, _SINGLE))]
    for tag in range(size):
        if tag == OUTSIDE or (tag - 1) % 4 in (_END, _SINGLE):
            steps[tag, starters] = 0
        else:
            label = (tag - 1) // 4
            steps[tag, [1 + 4 * label + _INSIDE, 1 + 4 * label + _END]] = 0
    return steps


_STEPS = _allowed()
_MAY_START = _STEPS[OUTSIDE]
_MAY_END = _STEPS[:, OUTSIDE]


def _search(table: Scores) -> Tags:
    """Return the best path through each stretch, shape (stretches, tokens)."""
    rows, tokens, _ = table.shape
    came_from = np.zeros(table.shape, dtype=np.int8)
    best = table[:, 0] + _MAY_START
    for token in range(1, tokens):
        reached = best[:, :, None] + _STEPS
        came_from[:, token] = reached.argmax(axis=1)
        best = reached.max(axis=1) + table[:, token]
    paths = np.zeros((rows, tokens), dtype=np.int16)
    paths[:, -1] = (best + _MAY_END).argmax(axis=1)
    for token in range(tokens - 1, 0, -1):
        paths[:, token - 1] = came_from[np.arange(rows), token, paths[:, token]]
    return paths


def spans_of(tags: Tags) -> list[tuple[int, int, Label]]:
    """Return first token, token behind the last, and label of each entity in a row of tags.

    What does not begin, as at the edge of a window, begins with the row or behind the entity
    before it; what does not end is left out.
    """
    spans = []
    first = 0
    for token in np.flatnonzero(tags > OUTSIDE):
        position = (tags[token] - 1) % 4
        if position in (_BEGIN, _SINGLE):
            first = int(token)
        if position in (_END, _SINGLE):
            spans.append((first, int(token) + 1, _LABELS[(tags[token] - 1) // 4]))
            first = int(token) + 1
    return spans
