"""Samples whose truth is known because it was put there: invented values in real contexts."""

from pii.synthesis.grammar import HELD_OUT, Grammar
from pii.synthesis.mixing import Mix, mixed
from pii.synthesis.placing import sprinkle
from pii.synthesis.refilling import refill, revalue
from pii.synthesis.values import Values

__all__ = ["HELD_OUT", "Grammar", "Mix", "Values", "mixed", "refill", "revalue", "sprinkle"]
