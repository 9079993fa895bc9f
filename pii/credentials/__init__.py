"""Credentials that have a fixed form: what each looks like and how to judge one.

The records say where a value may stand and what a closer look at it proves; running the patterns
over a text is the scanner's business.
"""

from pii.credentials.checks import Check, Evidence
from pii.credentials.dummy_values import looks_made_up
from pii.credentials.families import FAMILIES
from pii.credentials.family import Family, score_of
from pii.credentials.fixtures.examples import hits_of, misses_of
from pii.credentials.fixtures.forging import context_of, forge

__all__ = [
    "FAMILIES",
    "Check",
    "Evidence",
    "Family",
    "context_of",
    "forge",
    "hits_of",
    "looks_made_up",
    "misses_of",
    "score_of",
]
