"""What the gate before the encoder lets pass: `python -m bench.gate SAMPLES`.

Prints for each label the share of annotated entities that begin in a stretch that passes, alone
and together with those that the rules mark anyway, and the share of plain code that passes.
"""

import argparse
import time
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from bench.throughput import documents
from pii.documents import Document
from pii.inference.gate import passed
from pii.labels import Label
from pii.rules import RulesDetector
from pii.samples import Sample, read_samples


def recall(samples: Iterable[Sample]) -> dict[Label, tuple[int, int, int]]:
    """Return how many entities of each label there are, pass, and pass or are marked by rules."""
    true, passing, either = Counter[Label](), Counter[Label](), Counter[Label]()
    rules = RulesDetector()
    for sample in samples:
        stretches = passed(sample.document.text)
        [ruled] = rules.detect([sample.document.marked(())])
        for entity in sample.document.entities:
            inside = any(start <= entity.start < end for start, end in stretches)
            marked = any(e.start < entity.end and entity.start < e.end for e in ruled.entities)
            true[entity.label] += 1
            passing[entity.label] += inside
            either[entity.label] += inside or marked
    return {label: (true[label], passing[label], either[label]) for label in Label}


def share(texts: Iterable[Document]) -> tuple[float, float]:
    """Return the share of characters that pass, and the seconds that a million of them take."""
    seen = let = 0
    started = time.perf_counter()
    for document in texts:
        seen += len(document.text)
        let += sum(end - start for start, end in passed(document.text))
    return let / seen, (time.perf_counter() - started) / seen * 1e6


def main() -> None:
    """Print both tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("samples", type=Path)
    parser.add_argument("--megabytes", type=float, default=5.0)
    chosen = parser.parse_args()
    print(f"{'':12}{'true':>6}{'pass':>8}{'or rules':>10}")
    for label, (true, passing, either) in recall(read_samples(chosen.samples)).items():
        print(f"{label:12}{true:6}{passing / max(true, 1):8.4f}{either / max(true, 1):10.4f}")
    let, seconds = share(documents(chosen.megabytes))
    print(f"{let:.3f} of plain library code passes, {seconds * 1000:.0f} ms a megabyte")


if __name__ == "__main__":
    main()
