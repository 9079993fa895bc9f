"""What the rules know against somebody else's claim: a role, a reference, an organisation.

An encoder judges by what stands around a value; whether the value itself is in a word list or
has the form of a placeholder is asked here.
"""

import re

from pii.entities import Entity
from pii.files.languages import BARE_WORDS_ARE_CODE
from pii.labels import Label
from pii.rules.checks.names import name_certainty
from pii.rules.checks.owners import is_person
from pii.rules.checks.secret_values import is_reference, is_throwaway

_PUBLIC = re.compile(r"-----BEGIN (?!.*PRIVATE)")
_REPOSITORY = re.compile(r"/([\w.-]+)")
_SHORTEST_KEY = 8
_SHORTEST_PASSWORD = 4
# Longer than any value of its label; a key of many bytes written out is longer than that only in
# armour or without a gap.
_LONGEST = {Label.USERNAME: 64, Label.NAME: 80, Label.PASSWORD: 200}
_LONGEST_LIST = 600
# A picture or font written into the code; a long one is met in the middle.
_INLINE_DATA = re.compile(r"data:[\w.+-]+/[\w.+-]+;base64,[A-Za-z0-9+/=\s\\]*\Z")
_DATA_HEAD = 4096
_LITERALS = frozenset(["none", "true", "false", "null", "nil", "self", "this", "undefined", "void"])
_WORD = re.compile(r"[^\W\d]\w*")
_COMMENT = re.compile(r"#|//|/\*|<!--|--|%|;|^\s*\*")
# Of a line's part before a word more is not looked at: a line may be a whole program.
_LOOK_BACK = 400
_OPENING = re.compile(r"[(\[{=]")
_ENDS = tuple("([{=,.:+&|<>-")
_GAP = re.compile(r"[\s,]")


def is_doubtful(text: str, claim: Entity, language: str = "") -> bool:
    """Say whether the value that is claimed cannot be what it is claimed to be."""
    value = text[claim.start : claim.end]
    if len(value) > _LONGEST.get(claim.label, len(value)) or value.lower() in _LITERALS:
        return True
    if language in BARE_WORDS_ARE_CODE and _is_identifier(text, claim, value):
        return True
    match claim.label:
        case Label.USERNAME:
            behind = _REPOSITORY.match(text, claim.end)
            return not is_person(value, behind.group(1) if behind else "")
        case Label.NAME:
            return name_certainty(value, single=True) == 0
        case Label.KEY:
            if _INLINE_DATA.search(text[max(0, claim.start - _DATA_HEAD) : claim.start]):
                return True
            listed = len(value) > _LONGEST_LIST and "-----BEGIN" not in value and _GAP.search(value)
            plain = len(value) < _SHORTEST_KEY or is_throwaway(value)
            return plain or bool(listed or _PUBLIC.match(value))
        case Label.PASSWORD:
            return len(value) < _SHORTEST_PASSWORD or is_throwaway(value) or is_reference(value)
        case _:
            return False


def _is_identifier(text: str, claim: Entity, value: str) -> bool:
    """Say whether a value is a bare word of code: an argument, a variable, a type.

    It names something of the program, and what stands in its place would not parse. Words in
    quotes or behind a comment's sign are none, and of lines without a bracket or an equals sign
    before the word nothing is said: they may be prose in a string of several lines. Nor is it
    of a line whose beginning is far away, as in a program written on one line.
    """
    if not _WORD.fullmatch(value):
        return False
    near = max(0, claim.start - _LOOK_BACK)
    line = text.rfind("\n", near, claim.start) + 1
    if near and not line:
        return False
    before = text[line : claim.start]
    if _COMMENT.search(before) or any(before.count(quote) % 2 for quote in "\"'`"):
        return False
    called = text.startswith("(", claim.end)
    return called or bool(_OPENING.search(before) and before.rstrip().endswith(_ENDS))
