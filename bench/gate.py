"""What the gate before the encoder lets pass: `python -m bench.gate SAMPLES [MODEL]`.

Prints for each label the share of annotated entities that lie whole in what the network is shown,
lines that pass and the context around them, alone and together with those that the rules mark
anyway; and the share of plain code's tokens that the network has to read.
"""

import argparse
import time
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from bench.throughput import documents
from pii.documents import Document
from pii.encoder.checkpoint import TOKENIZER
from pii.encoder.detector import token_ranges
from pii.encoder.prefilter import passed
from pii.encoder.tokenizer import Tokenizer, Tokens
from pii.labels import Label
from pii.rules import RulesDetector
from pii.samples import Sample, read_samples


def shown(text: str, tokens: Tokens) -> list[tuple[int, int]]:
    """Return the half-open stretches of a text that the network is shown."""
    return [
        (int(tokens.starts[first]), int(tokens.ends[last - 1]))
        for first, last in token_ranges(passed(text), tokens)
    ]


def recall(samples: Iterable[Sample], tokenizer: Tokenizer) -> dict[Label, tuple[int, int, int]]:
    """Return how many entities of each label there are, are shown, and are shown or ruled."""
    true, inside, either = Counter[Label](), Counter[Label](), Counter[Label]()
    rules = RulesDetector()
    for sample in samples:
        [tokens] = tokenizer.encode([sample.document.text])
        stretches = shown(sample.document.text, tokens)
        [ruled] = rules.detect([sample.document.marked(())])
        for entity in sample.document.entities:
            seen = any(start <= entity.start and entity.end <= end for start, end in stretches)
            marked = any(e.start < entity.end and entity.start < e.end for e in ruled.entities)
            true[entity.label] += 1
            inside[entity.label] += seen
            either[entity.label] += seen or marked
    return {label: (true[label], inside[label], either[label]) for label in Label}


def share(texts: Iterable[Document], tokenizer: Tokenizer) -> tuple[float, float]:
    """Return the share of tokens that are shown, and the seconds for a million characters."""
    seen = let = characters = 0
    spent = 0.0
    for document in texts:
        [tokens] = tokenizer.encode([document.text])
        started = time.process_time()
        stretches = passed(document.text)
        spent += time.process_time() - started
        let += sum(last - first for first, last in token_ranges(stretches, tokens))
        seen += len(tokens)
        characters += len(document.text)
    return let / seen, spent / characters * 1e6


def main() -> None:
    """Print both tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("samples", type=Path)
    parser.add_argument("model", type=Path, nargs="?", default=Path("pii/weights/small"))
    parser.add_argument("--megabytes", type=float, default=5.0)
    chosen = parser.parse_args()
    tokenizer = Tokenizer.load(chosen.model / TOKENIZER)
    print(f"{'':12}{'true':>6}{'shown':>8}{'or rules':>10}")
    for label, (true, inside, either) in recall(read_samples(chosen.samples), tokenizer).items():
        print(f"{label:12}{true:6}{inside / max(true, 1):8.4f}{either / max(true, 1):10.4f}")
    let, seconds = share(documents(chosen.megabytes), tokenizer)
    print(
        f"{let:.3f} of plain library code is shown; the gate takes "
        f"{seconds * 1000:.0f} ms a megabyte"
    )


if __name__ == "__main__":
    main()
