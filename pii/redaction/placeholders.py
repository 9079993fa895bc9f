"""What stands in a value's place, so that the file still parses and is never redacted again.

`<EMAIL>` is what language models know from StarCoder's data. It would open an element in markup,
so there the brackets are square. A table may hold a key but once, so the second value of a label
is `<EMAIL_2>`, everywhere in TOML and as a key in JSON, YAML and INI. A bare number in code becomes
the number 0, an address that is spread over four arguments four of them.
"""

import re
from bisect import bisect_right
from collections.abc import Collection

from pii.documents import Document
from pii.entities import Entity, in_order
from pii.files.languages import MARKUP
from pii.labels import Label
from pii.stopping import checkpoint

_LABELS = "|".join(Label)
PLACEHOLDER = re.compile(rf"[<\[](?:{_LABELS})(?:_\d+|:[0-9a-f]{{8,64}})?[>\]]")
# Where a bare word may stand for a value, a placeholder in brackets may too.
_BARE_WORD_LANGUAGES = frozenset({"", "YAML", "INI", "Shell", "Text", "CSV", "Dockerfile"})
# What XML and HTML begin with, whatever the file is called: `Web.config`, a translation `app.ts`.
_BEGINS_AS_MARKUP = re.compile(r"[\ufeff\s]*<(?:\?xml\b|!DOCTYPE\b|!--|[A-Za-z][\w:.-]*[\s/>])")
_BEGINS_WITH_BRACKET = re.compile(r"[\ufeff\s]*<")
# Elements may stand in programs of these.
_HOLDS_ELEMENTS = frozenset({"JavaScript", "TypeScript"})
_ELEMENT_BEFORE = re.compile(r"(?:<[A-Za-z/][^<>;]*|<)>[^<>;{]*\Z")
_ELEMENT_BEHIND = re.compile(r"[^<>;}]*[<{]")
# What a Markdown page says of itself is YAML, between two lines of dashes.
_FRONT_MATTER = re.compile(r"\ufeff?---[ \t]*\r?\n(?:.*\n)*?(?:---|\.\.\.)[ \t]*\r?(?:\n|\Z)")
# What stands between a key and what precedes it, and what follows on it.
_KEYS = {
    "JSON": (re.compile(r"[{,]\s*\"[^\"\n]*\Z"), re.compile(r"[^\"\n]*\"\s*:")),
    "YAML": (
        re.compile(r"(?:^|\n|[{,])[ \t]*(?:[-?] +)*[\"']?(?:[^\s:#{,][^:#{,\n]*)?\Z"),
        re.compile(r"[^:#\n]*:(?:\s|\Z)"),
    ),
    "INI": (re.compile(r"(?:^|\n)[ \t]*\[?[^=:\n]*\Z"), re.compile(r"[^=:\n]*[=:\]]")),
}
_NUMBER_BEFORE = re.compile(r"[:=,(\[]\s*\Z")
_NUMBER_BEHIND = re.compile(r"\s*(?:[,;)}\]\r\n#]|\Z)")
_LOOK_AROUND = 200
# An address as four arguments of a call stays four numbers.
_ADDRESS_ARGUMENTS = re.compile(r"\d{1,3}(?:,\s?\d{1,3}){3}")


class Placeholders:
    """The placeholders of one document, in the brackets that its language bears.

    A document that begins as XML or HTML does counts as markup whatever its language, and one that
    begins with `<` when its language is unknown.
    """

    def __init__(self, document: Document) -> None:
        self._document = document
        unknown = not document.language and _BEGINS_WITH_BRACKET.match(document.text)
        is_markup = document.language in MARKUP or _BEGINS_AS_MARKUP.match(document.text) or unknown
        self._brackets = "[]" if is_markup else "<>"
        front = _FRONT_MATTER.match(document.text) if document.language == "Markdown" else None
        self._front_matter_end = front.end() if front else 0
        self._ordinals: dict[Label, dict[str, int]] = {}

    def number(self, entity: Entity) -> str:
        """Return what stands for a number without quotes in code; empty where there is none."""
        if self._is_bare_number(entity):
            return "0"
        value = self._document.text[entity.start : entity.end]
        return "0, 0, 0, 0" if _ADDRESS_ARGUMENTS.fullmatch(value) else ""

    def plain(self, entity: Entity) -> str:
        """Return `<LABEL>`, or what the place allows instead."""
        if number := self.number(entity):
            return number
        if self._document.language != "TOML" and not self._is_key(entity):
            return self.tagged(entity, "")
        seen = self._ordinals.setdefault(entity.label, {})
        ordinal = seen.setdefault(self._document.text[entity.start : entity.end], len(seen) + 1)
        return self.tagged(entity, f"_{ordinal}" if ordinal > 1 else "")

    def tagged(self, entity: Entity, tag: str) -> str:
        """Return the label with a tag behind it, bracketed."""
        brackets = self._brackets_at(entity)
        return f"{brackets[0]}{entity.label}{tag}{brackets[1]}"

    def _brackets_at(self, entity: Entity) -> str:
        """Return the brackets that the language bears where an entity stands."""
        if entity.end <= self._front_matter_end:
            return "<>"
        if self._document.language in _HOLDS_ELEMENTS:
            before, behind = self._around(entity)
            if _ELEMENT_BEFORE.search(before) and _ELEMENT_BEHIND.match(behind):
                return "[]"
        return self._brackets

    def _is_key(self, entity: Entity) -> bool:
        """Say whether an entity stands in a key, which its table may hold but once."""
        patterns = _KEYS.get(self._document.language)
        if patterns is None:
            return False
        before, behind = self._around(entity)
        return bool(patterns[0].search(before) and patterns[1].match(behind))

    def _around(self, entity: Entity) -> tuple[str, str]:
        """Return what stands before and behind an entity, not far."""
        text = self._document.text
        before = text[max(0, entity.start - _LOOK_AROUND) : entity.start]
        return before, text[entity.end : entity.end + _LOOK_AROUND]

    def _is_bare_number(self, entity: Entity) -> bool:
        """Say whether a number stands there without quotes, in a language that parses numbers."""
        text = self._document.text
        value = text[entity.start : entity.end]
        if self._document.language in _BARE_WORD_LANGUAGES | MARKUP:
            return False
        if not (value.isascii() and value.isdigit()):
            return False
        before, behind = self._around(entity)
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
        checkpoint()
        at = bisect_right(ends, entity.start)
        return at == len(placed) or placed[at][0] >= entity.end

    return sorted(filter(is_free, entities), key=in_order)
