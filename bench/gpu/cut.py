"""Keep as many windows of a features file as fit into some megabytes: `cut.py FROM TO MB`."""

import sys
from pathlib import Path

import numpy as np

from pii.training.features import Features


def main() -> None:
    """Write windows drawn at random, the same ones each time."""
    source, target, megabytes = Path(sys.argv[1]), Path(sys.argv[2]), float(sys.argv[3])
    features = Features.load(source)
    kept = min(len(features), int(len(features) * megabytes * 1e6 / source.stat().st_size))
    rows = np.sort(np.random.default_rng(0).permutation(len(features))[:kept])
    Features(features.ids[rows], features.tags[rows]).save(target)
    print(f"{kept:,} of {len(features):,} windows, {features.ids[rows].size:,} tokens")


if __name__ == "__main__":
    main()
