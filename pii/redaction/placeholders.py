"""What stands in a value's place, so that the file still parses and is never redacted again.

`<EMAIL>` is what language models know from StarCoder's data. It would open an element in markup,
so there the brackets are square. A TOML table may hold a key but once, so there the second value
of a label is `<EMAIL_2>`. A bare number in code becomes the number 0, an address that is spread
over four arguments four of them.
"""

import re
from bisect import bisect_right
from collections.abc import Collection

from pii.documents import Document
from pii.entities import Entity, in_order
from pii.files.languages import MARKUP
from pii.labels import Label

_LABELS = "|".join(Label)
PLACEHOLDER = re.compile(rf"[<\[](?:{_LABELS})(?:_\d+|:[0-9a-f]{{8,64}})?[>\]]")
# Where a bare word may stand for a value, a placeholder in brackets may too.
_BARE_WORD_LANGUAGES = frozenset({"", "YAML", "INI", "Shell", "Text", "CSV", "Dockerfile"})
_NUMBER_BEFORE = re.compile(r"[:=,(\[]\s*\Z")
_NUMBER_BEHIND = re.compile(r"\s*(?:[,;)}\]\r\n#]|\Z)")
_LOOK_AROUND = 40
# An address as four arguments of a call stays four numbers.
_ADDRESS_ARGUMENTS = re.compile(r"\d{1,3}(?:,\s?\d{1,3}){3}")


class Placeholders:
    """The placeholders of one document, in the brackets that its language bears.

    A document that begins with `<` counts as markup when its language is unknown.
    """

    def __init__(self, document: Document) -> None:
        self._document = document
        markup = document.language in MARKUP or (
            not document.language and document.text[:200].lstrip("\ufeff \t\r\n").startswith("<")
        )
        self._brackets = "[]" if markup else "<>"
        self._ordinals: dict[Label, dict[str, int]] = {}

    def plain(self, entity: Entity) -> str:
        """Return `<LABEL>`, or what the place allows instead."""
        if self._is_bare_number(entity):
            return "0"
        if _ADDRESS_ARGUMENTS.fullmatch(self._document.text[entity.start : entity.end]):
            return "0, 0, 0, 0"
        if self._document.language != "TOML":
            return self.tagged(entity, "")
        seen = self._ordinals.setdefault(entity.label, {})
        ordinal = seen.setdefault(self._document.text[entity.start : entity.end], len(seen) + 1)
        return self.tagged(entity, f"_{ordinal}" if ordinal > 1 else "")

    def tagged(self, entity: Entity, tag: str) -> str:
        """Return the label with a tag behind it, bracketed."""
        return f"{self._brackets[0]}{entity.label}{tag}{self._brackets[1]}"

    def _is_bare_number(self, entity: Entity) -> bool:
        """Say whether a number stands there without quotes, in a language that parses numbers."""
        text = self._document.text
        value = text[entity.start : entity.end]
        if self._document.language in _BARE_WORD_LANGUAGES | MARKUP:
            return False
        if not (value.isascii() and value.isdigit()):
            return False
        before = text[max(0, entity.start - _LOOK_AROUND) : entity.start]
        behind = text[entity.end : entity.end + _LOOK_AROUND]
        return bool(_NUMBER_BEFORE.search(before) and _NUMBER_BEHIND.match(behind))


def is_placeholder(value: str) -> bool:
    """Say whether a value is, whole, a placeholder of ours."""
    return PLACEHOLDER.fullmatch(value) is not None


def off_placeholders(text: str, entities: Collection[Entity]) -> list[Entity]:
    """Return the entities that touch no placeholder of ours, sorted.

    Without what touches one, redacting twice is redacting once.
    """
    if not entities:
        return []
    placed = [match.span() for match in PLACEHOLDER.finditer(text)]
    ends = [end for _, end in placed]

    def is_free(entity: Entity) -> bool:
        at = bisect_right(ends, entity.start)
        return at == len(placed) or placed[at][0] >= entity.end

    return sorted(filter(is_free, entities), key=in_order)
