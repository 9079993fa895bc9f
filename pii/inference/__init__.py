"""The encoder behind the detector's protocol."""

from pii.inference.detector import EncoderDetector

__all__ = ["EncoderDetector"]
