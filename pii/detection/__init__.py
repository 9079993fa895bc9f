"""Detectors: the protocol, rules and encoder together, the second look, loading by name."""
