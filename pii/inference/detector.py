"""From texts to claims: tokens, windows, scores, stitching, search, borders, confidence."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import numpy as np

from pii.borders import snapped
from pii.checkpoints import TOKENIZER, Manifest, read_manifest
from pii.documents import Document
from pii.entities import Entity
from pii.inference.runtimes import Runtime, load_runtime
from pii.placeholders import PLACEHOLDER
from pii.tagging import TAGS, entities_of
from pii.tokenization import PAD, Tokenizer, Tokens
from pii.windows import Scores, cut, stitch

# How many windows of full length go through the network at once.
_BATCH = 16
# Short windows are padded to a multiple of this, so that few lengths are ever seen.
_STEP = 32
# What is added to the log probability of every tag but `O` (see `entities_of`): a claim that is
# likelier wrong than right still comes out, with a low score.
_EAGERNESS = 0.8
# The score at which a policy hides a claim unless it says otherwise.
_HIDDEN = 0.5
DEFAULT_THRESHOLD = 0.8


@dataclass(frozen=True, slots=True)
class _Window:
    """A window of one document: which, and its tokens as a half-open range."""

    document: int
    start: int
    end: int


@dataclass(frozen=True)
class EncoderDetector:
    """Marks what a network recognises; keeps no state, so threads may share one."""

    manifest: Manifest
    tokenizer: Tokenizer = field(repr=False)
    runtime: Runtime = field(repr=False)

    @classmethod
    def load(cls, folder: Path, *, engine: str = "auto") -> "EncoderDetector":
        """Read a model folder.

        Raises:
            InvalidModel: if it is none, or has nothing that the engine can run.
            UnreadableFile: if its tokenizer cannot be read.
        """
        manifest = read_manifest(folder)
        tokenizer = Tokenizer.load(folder / TOKENIZER)
        return cls(manifest, tokenizer, load_runtime(folder, engine=engine))

    def detect(self, documents: Sequence[Document]) -> list[Document]:
        """Return the same documents in the same order, marked.

        A claim scores 0.5 where its confidence is just its label's threshold, so that a policy's
        own default hides what the thresholds were chosen for.
        """
        thresholds = self.manifest.thresholds
        return [
            document.marked(
                replace(
                    entity,
                    score=rescaled(entity.score, thresholds.get(entity.label, DEFAULT_THRESHOLD)),
                )
                for entity in entities
            )
            for document, entities in zip(documents, self.claims(documents), strict=True)
        ]

    def claims(self, documents: Sequence[Document]) -> list[list[Entity]]:
        """Return the claims in each document, scored with the network's own confidence."""
        encoded = self.tokenizer.encode([document.text for document in documents])
        return [
            _claims(document.text, scores, tokens)
            for document, scores, tokens in zip(
                documents, self._scores(encoded), encoded, strict=True
            )
        ]

    def _scores(self, encoded: Sequence[Tokens]) -> list[Scores]:
        """Return log probabilities for each text, shape (tokens, tags)."""
        size, overlap = self.manifest.window, self.manifest.overlap
        windows = [
            _Window(number, start, end)
            for number, tokens in enumerate(encoded)
            for start, end in cut(len(tokens), size, overlap)
        ]
        scored: dict[_Window, Scores] = {}
        for batch in _batches(windows):
            scored.update(zip(batch, self._run(batch, encoded), strict=True))
        parts: list[list[tuple[int, Scores]]] = [[] for _ in encoded]
        for window in windows:
            parts[window.document].append((window.start, scored[window]))
        return [_stitched(windows_of_one) for windows_of_one in parts]

    def _run(self, batch: Sequence[_Window], encoded: Sequence[Tokens]) -> list[Scores]:
        """Return log probabilities for each window of a batch, the padding taken off."""
        width = max(w.end - w.start for w in batch)
        width = min(self.manifest.window, -(-width // _STEP) * _STEP)
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


def rescaled(score: float, threshold: float) -> float:
    """Return a score in which this threshold has become 0.5; its order stays."""
    if score < threshold:
        return _HIDDEN * score / threshold
    return _HIDDEN + (1 - _HIDDEN) * (score - threshold) / (1 - threshold or 1.0)


def _batches(windows: Sequence[_Window]) -> Iterator[list[_Window]]:
    """Yield windows of like length together, which leaves little to pad."""
    ordered = sorted(windows, key=lambda w: w.end - w.start)
    for at in range(0, len(ordered), _BATCH):
        yield ordered[at : at + _BATCH]


def _stitched(windows: Sequence[tuple[int, Scores]]) -> Scores:
    """Return the scores of one document; of an empty one, none."""
    if not windows:
        return np.zeros((0, len(TAGS)), dtype=np.float32)
    return stitch([scores for _, scores in windows], [start for start, _ in windows])


def _claims(text: str, scores: Scores, tokens: Tokens) -> list[Entity]:
    """Return the claims in one text, with their borders at the value's, none on a placeholder."""
    found = (
        snapped(text, entity)
        for entity in entities_of(scores, tokens.starts, tokens.ends, _EAGERNESS)
    )
    placed = [match.span() for match in PLACEHOLDER.finditer(text)]
    return sorted(
        {
            entity
            for entity in found
            if entity and not any(s < entity.end and entity.start < e for s, e in placed)
        }
    )
