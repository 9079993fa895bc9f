"""Entities to tags of tokens, and tags back to stretches of tokens.

The tags are BIOES: `O` outside, and for each label B, I, E at the beginning, inside and end of an
entity and S for one of a single token. Tokens are known here by their offsets alone.
"""

from collections.abc import Sequence
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from pii.entities import Entity
from pii.labels import Label

Offsets: TypeAlias = NDArray[np.int32]
Tags: TypeAlias = NDArray[np.int16]

OUTSIDE = 0
# The tag of tokens from which nothing is learned; the losses of `transformers` skip it.
UNKNOWN = -100
_LABELS = tuple(Label)
TAGS = ("O", *(f"{position}-{label}" for label in Label for position in "BIES"))
_BEGIN, _INSIDE, _END, _SINGLE = range(4)


def column_of(label: Label) -> int:
    """Return the number of a label's first tag, `B`; its `I`, `E` and `S` follow."""
    return 1 + 4 * _LABELS.index(label)


def tag_of(label: Label, position: str) -> int:
    """Return the number of a tag; `position` is one of B, I, E, S."""
    return column_of(label) + "BIES".index(position)


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


def _tokens_in(entity: Entity, starts: Offsets, ends: Offsets) -> tuple[int, int]:
    """Return the half-open range of tokens that share a character with an entity."""
    first = int(np.searchsorted(ends, entity.start, side="right"))
    last = int(np.searchsorted(starts, entity.end, side="left"))
    return first, max(first, last)


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
