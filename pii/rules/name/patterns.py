"""How names are written, in bytes: what several patterns share.

Blanks stand in classes, so that laying a pattern out does not drop them.
"""

from pii.patterns import one_of

# The bytes that capitals begin with: Latin ones, with and without accents, and Cyrillic ones.
UPPER = rb"[A-Z\xc3-\xc5\xd0]"
# Of the particles between the parts of a name those that seldom are words of code or prose.
PARTICLE = one_of(["da", "de", "del", "den", "der", "di", "la", "le", "van", "von"])
WORD = UPPER + rb"[A-Za-z'.\-\x80-\xff]{0,24}"
_NEXT_WORD = rb"[ ](?:" + PARTICLE + rb"[ ])?" + WORD
# Two to four words; counted without braces, which a gate would loosen.
FULL_NAME = WORD + _NEXT_WORD + rb"(?:" + _NEXT_WORD + rb"(?:" + _NEXT_WORD + rb")?)?"
