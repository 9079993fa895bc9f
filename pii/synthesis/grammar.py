"""Lines of code with slots, put together from parts.

The files in `lines` beside this module hold the parts. Out come a line's text and the entities
that the slots became. Some kinds of lines are held out of training, because scores on lines of
seen kinds say nothing about code that nobody has seen.
"""

import re
from collections.abc import Mapping, Sequence
from importlib.resources import files
from random import Random

from pii.entities import Entity
from pii.labels import Label
from pii.synthesis.values import Values

# `${word}`, `${NAME:inverted}` in a form of its own, `${USERNAME#a}` the same wherever it stands.
_SLOT = re.compile(r"\$\{(\w+)(?::(\w+))?(?:#(\w+))?\}")
# Kinds of lines that training never shows.
HELD_OUT = (
    *("ruby_gem", "nginx", "java_call", "r_package", "terraform", "ldif", "expect", "cabal"),
    *("mqtt", "sudoers", "dns_zone", "theses", "negative_swift", "negative_go_sum"),
)
_LABELS = frozenset(Label)
# How many runs repeat one shape, as tables do; the others mix the shapes of their kind.
_EVEN_SHARE = 0.6


class Grammar:
    """Writes lines."""

    def __init__(self, parts: Mapping[str, Sequence[str]]) -> None:
        self._parts = parts
        self._kinds = tuple(sorted(name for name in parts if name.startswith("line_")))

    @classmethod
    def load(cls) -> "Grammar":
        """Return the grammar that comes with the package."""
        folder = files("pii.synthesis") / "lines"
        paths = sorted(folder.iterdir(), key=lambda path: path.name)
        return cls(parts_of("\n".join(path.read_text(encoding="utf-8") for path in paths)))

    def kinds(self, *, held_out: bool = False) -> tuple[str, ...]:
        """Return the kinds of lines, those for training or those that are held out."""
        return tuple(k for k in self._kinds if (k.removeprefix("line_") in HELD_OUT) == held_out)

    def line(self, kind: str, values: Values, draw: Random) -> tuple[str, tuple[Entity, ...]]:
        """Return a line, or a few, and the entities in it.

        Raises:
            ValueError: if the grammar asks for a part that nobody makes.
        """
        return _filled(self._expanded(f"${{{kind}}}", draw, {}), values)

    def run(
        self, kind: str, values: Values, draw: Random, lines: int
    ) -> tuple[str, tuple[Entity, ...]]:
        """Return lines of one kind, at least so many, as lists and tables hold them.

        Raises:
            ValueError: if the grammar asks for a part that nobody makes.
        """
        slot = f"${{{kind}}}"
        shape = self._expanded(slot, draw, {})
        is_even = draw.random() < _EVEN_SHARE
        text, entities = _filled(shape, values)
        while text.count("\n") + 1 < lines:
            shape = shape if is_even else self._expanded(slot, draw, {})
            more, found = _filled(shape, values)
            entities += tuple(entity.moved(len(text) + 1) for entity in found)
            text = f"{text}\n{more}"
        return text, entities

    def _expanded(self, text: str, draw: Random, known: dict[str, str]) -> str:
        """Return a text with its parts put in, so that only slots for values are left.

        `known` holds the parts that are the same wherever they stand.
        """

        def written(slot: re.Match[str]) -> str:
            name, _, mark = slot.groups()
            if name not in self._parts:
                return slot[0]
            if slot[0] in known:
                return known[slot[0]]
            expanded = self._expanded(draw.choice(self._parts[name]), draw, known)
            if mark:
                known[slot[0]] = expanded
            return expanded

        return _SLOT.sub(written, text)


def _filled(text: str, values: Values) -> tuple[str, tuple[Entity, ...]]:
    """Return a text with its slots filled, and the entities that they became."""
    pieces: list[str] = []
    entities: list[Entity] = []
    known: dict[str, str] = {}
    kept_from = written = 0
    for slot in _SLOT.finditer(text):
        name, form, mark = slot.groups()
        value = known[slot[0]] if slot[0] in known else _value(name, form or "", values)
        if mark:
            known[slot[0]] = value
        # An IPv6 address before a port needs brackets, which are no part of it.
        bracketed = ":" in value and name == "IP_ADDRESS" and text[slot.end() :][:1] == ":"
        pieces += text[kept_from : slot.start()], "[" * bracketed, value, "]" * bracketed
        start = written + slot.start() - kept_from + bracketed
        if name in _LABELS:
            entities.append(Entity(start, start + len(value), Label(name)))
        written = start + len(value) + bracketed
        kept_from = slot.end()
    pieces.append(text[kept_from:])
    return "".join(pieces), tuple(entities)


def _value(name: str, form: str, values: Values) -> str:
    """Return what fills a slot.

    Raises:
        ValueError: if nobody makes it.
    """
    if name in _LABELS:
        return values.of(Label(name), form)
    if name not in values.lookalikes:
        raise ValueError(f"needs a part, a label or a lookalike, got {name!r}")
    return values.lookalikes[name]()


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
