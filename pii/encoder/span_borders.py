"""Where a value really begins and ends: move a claim's borders to the delimiters around it.

A model is sure that something is there before it is sure where it stops. The text tells: values
end at quotes, brackets and blanks, words are not cut in half, and a block in armour reaches from
its first line to its last.
"""

import re
from collections.abc import Mapping
from dataclasses import replace

from pii.entities import Entity
from pii.labels import Label

# How far a border moves outwards, in characters; a longer value is a longer claim already.
_MOST_STEPS = 200
_WORD = re.compile(r"\w")
# What a value of each label is made of, at its borders: a claim grows over these.
_GROWS: Mapping[Label, re.Pattern[str]] = {
    Label.EMAIL: re.compile(r"[\w.+%-]"),
    Label.NAME: _WORD,
    Label.USERNAME: re.compile(r"[\w-]"),
    Label.KEY: re.compile(r"[\w+/~-]"),
    Label.PASSWORD: _WORD,
    Label.IP_ADDRESS: re.compile(r"[0-9A-Fa-f.:]"),
}
_BLANKS = " \t\r\n"
_QUOTES = "\"'`"
_OPENING, _CLOSING = "([{<", ")]}>"
# What never belongs to a value's end; a password may end in any of them.
_TRAILING = ".,;:" + _QUOTES + _CLOSING + _OPENING
_INITIAL = re.compile(r"(?:\b\w|\b(?:Jr|Sr))\.$")
_ARMOUR = re.compile(r"-----BEGIN [^\n-]+-----.*?-----END [^\n-]+-----", re.DOTALL)


def snapped(text: str, entity: Entity) -> Entity | None:
    """Return a claim with its borders where the value's are, or nothing if no value is left."""
    if entity.label is Label.KEY:
        for block in _ARMOUR.finditer(text, max(0, entity.start - 10_000)):
            if block.start() >= entity.end:
                break
            if block.end() > entity.start:
                return replace(entity, start=block.start(), end=block.end())
    start, end = _grown(text, entity)
    start, end = _trimmed(text, start, end, entity.label)
    return replace(entity, start=start, end=end) if start < end else None


def _grown(text: str, entity: Entity) -> tuple[int, int]:
    """Return borders moved outwards as long as the value goes on."""
    fits = _GROWS[entity.label].match
    start, end = entity.start, entity.end
    if fits(text[start]):
        lowest = max(0, start - _MOST_STEPS)
        while start > lowest and fits(text[start - 1]):
            start -= 1
    if fits(text[end - 1]):
        highest = min(len(text), end + _MOST_STEPS)
        while end < highest and fits(text[end]):
            end += 1
    if entity.label is Label.KEY:
        while end < len(text) and text[end] == "=" and end - entity.end < 2:
            end += 1
    return start, end


def _trimmed(text: str, start: int, end: int, label: Label) -> tuple[int, int]:
    """Return borders moved inwards over what encloses the value."""
    trailing = _BLANKS + (_QUOTES if label is Label.PASSWORD else _TRAILING)
    leading = _BLANKS + _QUOTES + ("" if label is Label.PASSWORD else _OPENING + "@,;:")
    while start < end and text[start] in leading:
        start += 1
    while start < end and text[end - 1] in trailing:
        if label is Label.NAME and _INITIAL.search(text, start, end):
            break
        end -= 1
    return start, end
