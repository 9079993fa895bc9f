"""Lines of code with slots, put together from parts.

`grammar.txt` beside this module holds the parts. Out come a line's text and the entities that
the slots became. Some kinds of lines are held out of training, because scores on lines of seen
kinds say nothing about code that nobody has seen.
"""

import re
from collections.abc import Mapping, Sequence
from importlib.resources import files
from random import Random

from pii.entities import Entity
from pii.labels import Label
from pii.synthesis.values import Values

_SLOT = re.compile(r"\$\{(\w+)\}")
# Kinds of lines that training never shows.
HELD_OUT = ("ruby_gem", "nginx", "java_call", "r_package", "terraform")
_LABELS = frozenset(Label)


class Grammar:
    """Writes lines."""

    def __init__(self, parts: Mapping[str, Sequence[str]]) -> None:
        self._parts = parts
        self._kinds = tuple(sorted(name for name in parts if name.startswith("line_")))

    @classmethod
    def load(cls) -> "Grammar":
        """Return the grammar that comes with the package."""
        return cls(parts_of((files("pii.synthesis") / "grammar.txt").read_text(encoding="utf-8")))

    def kinds(self, *, held_out: bool = False) -> tuple[str, ...]:
        """Return the kinds of lines, those for training or those that are held out."""
        return tuple(k for k in self._kinds if (k.removeprefix("line_") in HELD_OUT) == held_out)

    def line(self, kind: str, values: Values, draw: Random) -> tuple[str, tuple[Entity, ...]]:
        """Return a line, or a few, and the entities in it.

        Raises:
            ValueError: if the grammar asks for a part that nobody makes.
        """
        pieces: list[str] = []
        entities: list[Entity] = []
        self._write(f"${{{kind}}}", values, draw, pieces, entities)
        return "".join(pieces), tuple(entities)

    def _write(
        self, text: str, values: Values, draw: Random, pieces: list[str], entities: list[Entity]
    ) -> None:
        """Append the pieces of a text with its slots filled, and the entities among them."""
        split = _SLOT.split(text)
        for number, piece in enumerate(split):
            if number % 2 == 0:
                pieces.append(piece)
            elif piece in self._parts:
                self._write(draw.choice(self._parts[piece]), values, draw, pieces, entities)
            elif piece in _LABELS:
                value = values.of(Label(piece))
                # An IPv6 address before a port needs brackets, which are no part of it.
                bracketed = ":" in value and piece == "IP_ADDRESS" and split[number + 1][:1] == ":"
                pieces.append("[" * bracketed)
                start = sum(map(len, pieces))
                entities.append(Entity(start, start + len(value), Label(piece)))
                pieces += value, "]" * bracketed
            elif piece in values.lookalikes:
                pieces.append(values.lookalikes[piece]())
            else:
                raise ValueError(f"needs a part, a label or a lookalike, got {piece!r}")


def parts_of(text: str) -> dict[str, list[str]]:
    r"""Return the alternatives of each part.

    A part's name stands alone in a line and ends with a colon; its alternatives follow, each in
    a line of its own behind two blanks, with `\n` for a line break. `#` in the first column
    begins a comment.

    >>> parts_of("greeting:\n  hello ${NAME}\n")
    {'greeting': ['hello ${NAME}']}
    """
    parts: dict[str, list[str]] = {}
    alternatives: list[str] = []
    for line in text.splitlines():
        if line.startswith("  "):
            alternatives.append(line[2:].replace("\\n", "\n"))
        elif line.endswith(":") and not line.startswith("#"):
            alternatives = parts.setdefault(line[:-1], [])
    return parts
