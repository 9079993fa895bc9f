"""From texts to claims: gate, tokens, windows, scores, stitching, search, borders, confidence."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import numpy as np

from pii.documents import Document
from pii.encoder.calibration import in_scores, tempered
from pii.encoder.checkpoint import TOKENIZER, Manifest, read_manifest
from pii.encoder.decoding import entities_of
from pii.encoder.prefilter import passed
from pii.encoder.runtimes import Runtime, load_runtime
from pii.encoder.span_borders import snapped
from pii.encoder.tagging import TAGS
from pii.encoder.tokenizer import PAD, Tokenizer, Tokens
from pii.encoder.windows import Scores, cut, shares
from pii.entities import Entity
from pii.redaction.placeholders import off_placeholders
from pii.stopping import checkpoint

# How many tokens go through the network at once, padding counted in.
_BATCH = 4096
# Short windows are padded to a multiple of this, so that few lengths are ever seen.
_STEP = 32
# How many tokens on both sides of what the gate lets pass the network sees, too.
_CONTEXT = 32
# What is added to the log probability of every tag but `O` (see `entities_of`): a claim that is
# likelier wrong than right still comes out, with a low score.
_EAGERNESS = 0.8

Gate = Callable[[str], list[tuple[int, int]]]


@dataclass(frozen=True, slots=True)
class _Range:
    """A range of one document's tokens: a window, or a region that is judged as one.

    Attributes:
        document: which of a batch.
        start: its first token.
        end: the token behind its last.
    """

    document: int
    start: int
    end: int


class _Place(NamedTuple):
    """Where in a region a window's scores belong.

    Attributes:
        window: whose scores they are.
        table: the region's scores, shape (tokens, tags).
        start: the window's first token, counted from the region's.
        share: the half-open range of the region's tokens that the window speaks for.
    """

    window: _Range
    table: Scores
    start: int
    share: tuple[int, int]


def everything(text: str) -> list[tuple[int, int]]:
    """Let a whole text pass: the gate of those who want to know what the network itself says."""
    return [(0, len(text))]


@dataclass(frozen=True)
class EncoderDetector:
    """Marks what a network recognises; keeps no state, so threads may share one.

    Attributes:
        manifest: how long windows are and which claims are believed.
        tokenizer: the network's vocabulary.
        runtime: what runs the network.
        gate: the stretches of a text that the network is shown, with some context around.
    """

    manifest: Manifest
    tokenizer: Tokenizer = field(repr=False)
    runtime: Runtime = field(repr=False)
    gate: Gate = field(default=everything, repr=False)

    @classmethod
    def load(cls, folder: Path, *, engine: str = "auto", gate: Gate = passed) -> "EncoderDetector":
        """Read a model folder.

        Raises:
            InvalidModel: if it is none, or has nothing that the engine can run.
            UnreadableFile: if its tokenizer cannot be read.
        """
        manifest = read_manifest(folder)
        tokenizer = Tokenizer.load(folder / TOKENIZER)
        return cls(manifest, tokenizer, load_runtime(folder, engine=engine), gate)

    def detect(self, documents: Sequence[Document]) -> list[Document]:
        """Return the same documents in the same order, marked.

        Scores are those of `pii.encoder.calibration`: a policy's own thresholds hide what the
        model's were chosen for.
        """
        return [
            document.marked(in_scores(claims, self.manifest))
            for document, claims in zip(documents, self.claims(documents), strict=True)
        ]

    def claims(self, documents: Sequence[Document]) -> list[list[Entity]]:
        """Return the claims in each document, scored with the network's tempered confidence."""
        stretches = [self.gate(document.text) for document in documents]
        # A text of which nothing passes is not worth its tokens either.
        texts = [d.text if some else "" for d, some in zip(documents, stretches, strict=True)]
        encoded = self.tokenizer.encode(texts)
        regions = [
            _Range(number, start, end)
            for number, (some, tokens) in enumerate(zip(stretches, encoded, strict=True))
            for start, end in token_ranges(some, tokens)
        ]
        found: list[set[Entity]] = [set() for _ in documents]
        for region, scores in zip(regions, self._scores(regions, encoded), strict=True):
            found[region.document].update(
                _claims(texts[region.document], scores, encoded[region.document], region)
            )
        return [
            [
                replace(one, score=tempered(one.score, self.manifest.temperature))
                for one in off_placeholders(text, entities)
            ]
            for text, entities in zip(texts, found, strict=True)
        ]

    def _scores(self, regions: Sequence[_Range], encoded: Sequence[Tokens]) -> list[Scores]:
        """Return log probabilities for each region, shape (tokens, tags).

        Windows of the same tokens, of which a text that repeats itself has many, go through the
        network once. Nothing of them is kept for another call.
        """
        size, overlap = self.manifest.window, self.manifest.overlap
        tables: list[Scores] = [
            np.empty((r.end - r.start, len(TAGS)), dtype=np.float32) for r in regions
        ]
        places: dict[bytes, list[_Place]] = {}
        for table, region in zip(tables, regions, strict=True):
            windows = cut(region.end - region.start, size, overlap)
            for (start, end), share in zip(windows, shares(windows), strict=True):
                window = _Range(region.document, region.start + start, region.start + end)
                ids = encoded[window.document].ids[window.start : window.end].tobytes()
                places.setdefault(ids, []).append(_Place(window, table, start, share))
        alike = {same[0].window: same for same in places.values()}
        for batch in _batches(list(alike)):
            for window, scores in zip(batch, self._run(batch, encoded), strict=True):
                for place in alike[window]:
                    left, right = place.share
                    place.table[left:right] = scores[left - place.start : right - place.start]
        return tables

    def _run(self, batch: Sequence[_Range], encoded: Sequence[Tokens]) -> list[Scores]:
        """Return log probabilities for each window of a batch, the padding taken off."""
        checkpoint()
        width = min(self.manifest.window, _padded(batch[-1]))
        ids = np.full((len(batch), width), self.tokenizer.id_of(PAD), dtype=np.int32)
        mask = np.zeros((len(batch), width), dtype=np.int32)
        for row, window in enumerate(batch):
            tokens = window.end - window.start
            ids[row, :tokens] = encoded[window.document].ids[window.start : window.end]
            mask[row, :tokens] = 1
        logits = self.runtime(ids, mask)
        logits = logits - logits.max(axis=-1, keepdims=True)
        scores = logits - np.log(np.exp(logits).sum(axis=-1, keepdims=True))
        return [scores[row, : w.end - w.start] for row, w in enumerate(batch)]


def token_ranges(stretches: Sequence[tuple[int, int]], tokens: Tokens) -> list[tuple[int, int]]:
    """Return half-open ranges of tokens that cover these stretches and their context, apart."""
    ranges: list[tuple[int, int]] = []
    for start, end in stretches:
        first = int(np.searchsorted(tokens.ends, start, side="right")) - _CONTEXT
        last = int(np.searchsorted(tokens.starts, end, side="left")) + _CONTEXT
        first, last = max(0, first), min(len(tokens), last)
        if ranges and first <= ranges[-1][1]:
            ranges[-1] = (ranges[-1][0], max(last, ranges[-1][1]))
        elif first < last:
            ranges.append((first, last))
    return ranges


def _padded(window: _Range) -> int:
    """Return the width that a window takes in a batch."""
    return -(-(window.end - window.start) // _STEP) * _STEP


def _batches(windows: Sequence[_Range]) -> Iterator[list[_Range]]:
    """Yield windows of one width together, in ascending length."""
    ordered = sorted(windows, key=lambda w: w.end - w.start)
    edges = [
        at for at, (one, other) in enumerate(pairwise(ordered), 1) if _padded(one) != _padded(other)
    ]
    for first, last in pairwise([0, *edges, len(ordered)]):
        if first == last:
            continue
        step = max(1, _BATCH // _padded(ordered[first]))
        for at in range(first, last, step):
            yield ordered[at : min(at + step, last)]


def _claims(text: str, scores: Scores, tokens: Tokens, region: _Range) -> list[Entity]:
    """Return the claims in one region, with their borders at the value's.

    A claim on the edge of a region within a text is dropped: the other half may be outside.
    """
    starts = tokens.starts[region.start : region.end]
    ends = tokens.ends[region.start : region.end]
    first = int(starts[0]) if region.start else -1
    last = int(ends[-1]) if region.end < len(tokens) else len(text) + 1
    found = (
        snapped(text, entity)
        for entity in entities_of(scores, starts, ends, _EAGERNESS)
        if first < entity.start and entity.end < last
    )
    return [entity for entity in found if entity]
