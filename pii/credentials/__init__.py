"""Credentials that have a fixed form: what each looks like and how to judge one.

The tables say where a value may stand and what a closer look at it proves; running the patterns
over a text is the scanner's business.
"""

from pii.credentials.dummy_values import looks_made_up
from pii.credentials.families import FAMILIES
from pii.credentials.family import Check, Evidence, Family, score_of
from pii.credentials.fixtures.forging import forge, setting_of

__all__ = [
    "FAMILIES",
    "Check",
    "Evidence",
    "Family",
    "forge",
    "looks_made_up",
    "score_of",
    "setting_of",
]
