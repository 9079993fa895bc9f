"""Rules for keys and passwords in a place that says so."""
