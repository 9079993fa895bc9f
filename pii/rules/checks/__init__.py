"""Closer looks at short texts; they know nothing of rules."""
