"""The rules detector: what has a fixed form, or stands where a word says what it is."""

from pii.rules.detector import RulesDetector

__all__ = ["RulesDetector"]
