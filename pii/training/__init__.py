"""Learning: masked tokens first, then tags."""
