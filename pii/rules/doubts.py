"""What the rules know against somebody else's claim: a role, a reference, an organisation.

An encoder judges by what stands around a value; whether the value itself is in a word list or
has the form of a placeholder is asked here.
"""

import re

from pii.entities import Entity
from pii.labels import Label
from pii.rules.judgement import is_reference, is_throwaway
from pii.rules.names import name_certainty
from pii.rules.owners import is_person

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
_GAP = re.compile(r"[\s,]")


def is_doubtful(text: str, claim: Entity) -> bool:
    """Say whether the value that is claimed cannot be what it is claimed to be."""
    value = text[claim.start : claim.end]
    if len(value) > _LONGEST.get(claim.label, len(value)):
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
