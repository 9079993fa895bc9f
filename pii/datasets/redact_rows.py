"""Rows through a detector and a policy: the work itself, whatever file the rows came from.

Texts go to the detector together, those of like length next to each other, so that an encoder
wastes nothing on padding. A text met before is not detected again. If a batch fails, its rows are
tried one by one, so that one bad row does not take its neighbours along.
"""

import time
from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from pii.datasets.errors import RowFailed, name_of
from pii.datasets.job import Job, OnError
from pii.datasets.stats import ReviewSample, ReviewSampler, ShardStats, lot_of
from pii.detection.each import detect_each
from pii.detection.protocol import Detector
from pii.documents import Document
from pii.entities import Entity
from pii.redaction.apply import Redaction, redact

_REMEMBERED_BYTES = 8 << 20
_OVERHEAD_BYTES = 200
_AROUND = 160
_SAMPLED = 16

Key = tuple[str, int, int, int]


@dataclass(frozen=True, slots=True)
class Row:
    """A text to redact; `id` is its row's number in the shard, or a path."""

    id: str
    text: str = field(repr=False)
    language: str = ""


@dataclass(frozen=True, slots=True)
class RedactedRow:
    """A redacted row; `text` is None where nothing changed."""

    text: str | None = field(repr=False)
    hidden: tuple[Entity, ...] = ()
    placed: tuple[tuple[int, int], ...] = ()


class ResultCache:
    """Remembers, by content, what became of the texts met last; bounded in bytes."""

    def __init__(self, most_bytes: int = _REMEMBERED_BYTES) -> None:
        self._known: OrderedDict[Key, RedactedRow] = OrderedDict()
        self._room = most_bytes

    def recall(self, key: Key) -> RedactedRow | None:
        """Return what became of a text, and count it as met last."""
        done = self._known.get(key)
        if done is not None:
            self._known.move_to_end(key)
        return done

    def learn(self, key: Key, done: RedactedRow) -> None:
        """Remember a text's fate; forget the oldest ones beyond the bound."""
        if key in self._known:
            return
        self._known[key] = done
        self._room -= _cost(done)
        while self._room < 0 and self._known:
            _, oldest = self._known.popitem(last=False)
            self._room += _cost(oldest)


def _cost(done: RedactedRow) -> int:
    return _OVERHEAD_BYTES * (1 + len(done.hidden)) + 4 * len(done.text or "")


def key_of(row: Row) -> Key:
    """Return what makes two rows the same: the language that picks placeholders, and the text.

    Two hashes of 64 bits and the length stand for the text. Python keys them with a secret of the
    process, so nobody can write two texts that would pass for one another; by accident it takes
    two of one length that agree in one hash of all characters and in one of every sixteenth.
    """
    text = row.text
    return row.language, len(text), hash(text), hash(text[::_SAMPLED])


class ShardRedactor:
    """Redacts the rows of one shard and keeps its tally."""

    def __init__(
        self,
        job: Job,
        shard: str,
        detector: Detector,
        memory: ResultCache,
        tell: Callable[[ShardStats], None] = lambda tally: None,
    ) -> None:
        self.job = job
        self.tally = ShardStats()
        self._shard = shard
        self._detector = detector
        self._memory = memory
        self._tell = tell
        self._draw = ReviewSampler(job.review.places)

    def redact(self, rows: Sequence[Row]) -> list[RedactedRow | None]:
        """Return what becomes of each row; None stands for a row that must not be written.

        Raises:
            RowFailed: for such a row, unless the job drops it.
        """
        keys = [key_of(row) for row in rows]
        known: dict[Key, RedactedRow | str] = {}
        fresh: dict[Key, Row] = {}
        for key, row in zip(keys, rows, strict=True):
            recalled = self._memory.recall(key)
            if recalled is not None:
                known[key] = recalled
            else:
                fresh.setdefault(key, row)
        self.tally.repeated += len(rows) - len(fresh)
        known.update(self._redact_fresh(fresh))
        return [self._settle(row, known[key]) for key, row in zip(keys, rows, strict=True)]

    def fail(self, row: str, error: str) -> None:
        """Count a row that cannot be redacted.

        Raises:
            RowFailed: unless the job drops such rows.
        """
        if self.job.on_error is OnError.FAIL_SHARD:
            raise RowFailed(row, error)
        self.tally.dropped.append((row, error))

    def slice_done(self) -> None:
        """Tell how far the shard has come."""
        self._tell(self.tally)

    def finish(self) -> ShardStats:
        """Return the whole tally."""
        self.tally.review_samples = self._draw.review_samples()
        return self.tally

    def _redact_fresh(self, fresh: dict[Key, Row]) -> dict[Key, RedactedRow | str]:
        ordered = sorted(fresh.items(), key=lambda item: len(item[1].text))
        documents = [
            Document(f"{self._shard}:{row.id}", row.text, language=row.language)
            for _, row in ordered
        ]
        begun = time.perf_counter()
        outcomes = detect_each(self._detector, documents)
        self.tally.detecting += time.perf_counter() - begun
        return {
            key: self._redacted(key, outcome)
            for (key, _), outcome in zip(ordered, outcomes, strict=True)
        }

    def _redacted(self, key: Key, outcome: Document | Exception) -> RedactedRow | str:
        """Redact a marked document, or return the name of what went wrong."""
        if isinstance(outcome, Exception):
            return name_of(outcome)
        try:
            done = (
                _done(redact(outcome, self.job.policy))
                if self._acts_on(outcome)
                else RedactedRow(None)
            )
        except Exception as error:
            return name_of(error)
        self._memory.learn(key, done)
        return done

    def _acts_on(self, document: Document) -> bool:
        """Say whether redacting could change a document; most of clean code ends here."""
        return bool(document.entities or self.job.policy.deny)

    def _settle(self, row: Row, outcome: RedactedRow | str) -> RedactedRow | None:
        if isinstance(outcome, str):
            self.fail(row.id, outcome)
            return None
        if outcome.hidden:
            self._count(row, outcome)
        return outcome

    def _count(self, row: Row, done: RedactedRow) -> None:
        self.tally.changed += 1
        for number, entity in enumerate(done.hidden):
            self.tally.labels[entity.label] += 1
            self.tally.rules[entity.rule] += 1
            self.tally.languages[row.language] += 1
            sample_key = lot_of(self._shard, row.id, str(number))
            if self._draw.wants(entity.label, sample_key):
                self._draw.keep(self._sighting(row, done, number, sample_key))

    def _sighting(self, row: Row, done: RedactedRow, number: int, sample_key: str) -> ReviewSample:
        entity, (start, end) = done.hidden[number], done.placed[number]
        text = done.text if done.text is not None else row.text
        original = row.text[entity.start : entity.end] if self.job.review.originals else None
        return ReviewSample(
            sample_key,
            f"{self._shard}:{row.id}",
            entity.label,
            entity.start,
            entity.end,
            text[max(0, start - _AROUND) : start],
            text[start:end],
            text[end : end + _AROUND],
            original,
            entity.rule,
        )


def _done(redaction: Redaction) -> RedactedRow:
    return RedactedRow(
        redaction.text if redaction.hidden else None, redaction.hidden, redaction.placed
    )
