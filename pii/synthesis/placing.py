"""Invented values in new lines between those of real code."""

from collections.abc import Sequence
from dataclasses import replace
from random import Random

from pii.entities import Entity
from pii.samples import Sample
from pii.synthesis.grammar import Grammar
from pii.synthesis.values import Values

# Short runs are more frequent than long ones.
_RUN_LENGTHS = (2, 2, 3, 3, 4, 5, 6, 8, 10, 12)


def sprinkle(
    sample: Sample,
    grammar: Grammar,
    kinds: Sequence[str],
    values: Values,
    draw: Random,
    *,
    lines_between: int = 12,
    run_share: float = 0.15,
) -> Sample:
    """Insert lines of these kinds between a sample's own, at one in `lines_between` on average.

    A share of the places, `run_share`, gets a run of up to twelve lines of one kind, as real files
    hold lists, tables and settings. New lines take the indent of the one they stand before. None
    is put inside an entity or an ignored stretch of several lines.
    """
    text = sample.document.text
    taken = [*sample.document.entities, *sample.ignored]
    pieces: list[str] = []
    inserted: list[Entity] = []
    jumps: list[tuple[int, int]] = []
    at = written = 0
    for line in text.splitlines(keepends=True):
        free = not any(entity.start < at < entity.end for entity in taken)
        if free and draw.random() < 1 / lines_between:
            indent = line[: len(line) - len(line.lstrip(" \t"))]
            lines = draw.choice(_RUN_LENGTHS) if draw.random() < run_share else 1
            new, entities = grammar.run(draw.choice(kinds), values, draw, lines)
            new, entities = _indented(new, entities, indent)
            inserted += (entity.moved(written) for entity in entities)
            pieces.append(f"{new}\n")
            jumps.append((at, len(pieces[-1])))
            written += len(pieces[-1])
        pieces.append(line)
        at += len(line)
        written += len(line)
    true = [*_moved(sample.document.entities, jumps), *inserted]
    document = replace(sample.document, text="".join(pieces), entities=tuple(true))
    return replace(sample, document=document, ignored=tuple(_moved(sample.ignored, jumps)))


def _indented(text: str, entities: Sequence[Entity], indent: str) -> tuple[str, tuple[Entity, ...]]:
    """Return a text with every line indented, and its entities where they stand then."""

    def moved(offset: int) -> int:
        return offset + len(indent) * (1 + text.count("\n", 0, offset))

    at_new_places = (replace(e, start=moved(e.start), end=moved(e.end)) for e in entities)
    return indent + text.replace("\n", f"\n{indent}"), tuple(at_new_places)


def _moved(entities: Sequence[Entity], jumps: Sequence[tuple[int, int]]) -> list[Entity]:
    """Return entities where they stand once the lengths were inserted at these offsets."""
    return [e.moved(sum(length for at, length in jumps if at <= e.start)) for e in entities]
