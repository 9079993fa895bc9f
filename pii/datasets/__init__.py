"""Redact data sets: shards in, the same shards out, resumable at any moment.

A source becomes a plan of shards; each shard is read, redacted, counted and published whole; a
manifest remembers what the run is. Nothing here prints, and nothing here knows of Ray.
"""
