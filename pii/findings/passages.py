"""Findings: hidden entities with line and column, and passages that show them in their lines."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from pii.documents import Document
from pii.entities import Entity
from pii.findings.lines import Change, Lines, changes_of
from pii.labels import Label
from pii.redaction.apply import Redaction

# How much is shown of a long line around a value, and of a long value, in code points.
_MOST_CONTEXT = 100
_MOST_VALUE = 400


@dataclass(frozen=True, slots=True)
class Finding:
    """One hidden entity and where it stands.

    Attributes:
        entity: offsets in the original text, in code points.
        line: counted from 1, as editors do.
        column: counted from 1, in code points.
        end_line: the line of what follows it.
        end_column: the column of what follows it.
        value: what is hidden; only where it was asked for, and never in a `repr`.
        fingerprints: see `pii.findings.fingerprints`; only where they were asked for.
    """

    entity: Entity
    line: int
    column: int
    end_line: int
    end_column: int
    value: str = field(default="", repr=False)
    fingerprints: Mapping[str, str] = field(default_factory=dict)

    @property
    def label(self) -> Label:
        """What the entity is."""
        return self.entity.label

    @property
    def rule(self) -> str:
        """The id of what claimed the entity."""
        return self.entity.rule


@dataclass(frozen=True, slots=True)
class Swap:
    """A hidden entity within a passage: what stood there, what stands there now, which rule."""

    label: Label
    score: float
    original: str = field(repr=False)
    replacement: str = field(repr=False)
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Passage:
    """Neighbouring lines with findings: kept text and swaps, in order; long stretches are cut."""

    line: int
    parts: tuple[str | Swap, ...] = field(repr=False)


def findings_of(
    document: Document, entities: tuple[Entity, ...], *, values: bool = False
) -> tuple[Finding, ...]:
    """Return hidden entities with their places and, if asked for, their values."""
    if not entities:
        return ()
    lines = Lines(document.text)
    return tuple(
        Finding(
            entity,
            *lines.place_of(entity.start),
            *lines.place_of(entity.end),
            document.text[entity.start : entity.end] if values else "",
        )
        for entity in entities
    )


def passages_of(document: Document, redaction: Redaction, most: int) -> tuple[Passage, ...]:
    """Return the passages that hold the first `most` findings of a redacted document."""
    if not redaction.hidden:
        return ()
    passages = []
    for change in changes_of(redaction, Lines(document.text)):
        if change.hidden[0] >= most:
            break
        parts = _parts(document.text, redaction, change, most)
        passages.append(Passage(change.line, tuple(parts)))
    return tuple(passages)


def _parts(text: str, redaction: Redaction, change: Change, most: int) -> Iterator[str | Swap]:
    """Give a passage's kept text and swaps, in order; what follows the last one shown is cut."""
    kept_from = change.old[0]
    first, behind = change.hidden
    shown = min(behind, most)
    for number in range(first, shown):
        entity, (start, end) = redaction.hidden[number], redaction.placed[number]
        yield _cut(text, kept_from, entity.start, opens=number == first)
        original, replacement = text[entity.start : entity.end], redaction.text[start:end]
        yield Swap(entity.label, entity.score, _short(original), _short(replacement), entity.rule)
        kept_from = entity.end
    stop = change.old[1] if shown == behind else redaction.hidden[shown].start
    yield _cut(text, kept_from, stop, closes=True).rstrip("\r\n")


def _cut(text: str, start: int, end: int, *, opens: bool = False, closes: bool = False) -> str:
    """Return kept text with its far part left out where it is long."""
    if opens:
        return (
            text[start:end]
            if end - start <= _MOST_CONTEXT
            else f"…{text[end - _MOST_CONTEXT : end]}"
        )
    if closes:
        short = end - start <= _MOST_CONTEXT
        return text[start:end] if short else f"{text[start : start + _MOST_CONTEXT]}…"
    if end - start <= 2 * _MOST_CONTEXT:
        return text[start:end]
    return f"{text[start : start + _MOST_CONTEXT]} … {text[end - _MOST_CONTEXT : end]}"


def _short(value: str) -> str:
    """Return a value, cut where it is long."""
    return value if len(value) <= _MOST_VALUE else f"{value[:_MOST_VALUE]}…"
