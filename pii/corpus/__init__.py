"""Code to learn from: read, sifted, deduplicated and written as shards with a manifest."""

from pii.corpus.building import Recipe, build
from pii.corpus.shards import Manifest, read_manifest, read_shards

__all__ = ["Manifest", "Recipe", "build", "read_manifest", "read_shards"]
