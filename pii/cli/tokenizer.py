"""`pii tokenizer` and `pii features`: a vocabulary, and samples encoded with it."""

from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pii.cli.exit_codes import say
from pii.cli.program import examples

if TYPE_CHECKING:
    from pii.samples import Sample


def register(app: typer.Typer) -> None:
    """Add the commands to the program."""
    app.command(
        "tokenizer",
        epilog=examples(
            "pii tokenizer corpus/ tokenizer.json",
            "pii tokenizer corpus/ tokenizer.json --size 8192 --every 5",
        ),
    )(train_tokenizer)
    app.command(
        "features",
        epilog=examples(
            "pii features corpus/ tokenizer.json code.npz",
            "pii features train.jsonl tokenizer.json train.npz --revalued 5",
        ),
    )(write_features)


def train_tokenizer(
    corpus: Annotated[Path, typer.Argument(help="A folder of `pii corpus`.", metavar="CORPUS")],
    target: Annotated[Path, typer.Argument(help="The tokenizer to write.", metavar="FILE.json")],
    size: Annotated[
        int, typer.Option(min=300, max=65_536, help="Tokens in the vocabulary.", metavar="N")
    ] = 16_384,
    every: Annotated[int, typer.Option(min=1, help="Read every Nth file only.", metavar="N")] = 1,
) -> None:
    """Train a tokenizer on a corpus."""
    from pii.extras import FEATURES, require

    require("pii tokenizer", FEATURES)
    from pii.corpus import read_shards
    from pii.encoder.tokenizer import Tokenizer

    texts = (
        document.text for number, document in enumerate(read_shards(corpus)) if number % every == 0
    )
    tokenizer = Tokenizer.train(texts, size)
    tokenizer.save(target)
    say(f"{len(tokenizer):,} tokens")


def write_features(
    source: Annotated[
        Path, typer.Argument(help="Samples as JSON lines, or a corpus folder.", metavar="SOURCE")
    ],
    tokenizer: Annotated[
        Path, typer.Argument(help="A file of `pii tokenizer`.", metavar="FILE.json")
    ],
    target: Annotated[Path, typer.Argument(help="The features to write.", metavar="FILE.npz")],
    window: Annotated[int, typer.Option(min=8, help="Tokens per window.", metavar="N")] = 256,
    revalued: Annotated[
        int,
        typer.Option(
            min=0,
            help="Add the samples this many more times, with other invented values.",
            metavar="N",
        ),
    ] = 0,
) -> None:
    """Encode samples or a corpus as windows of tokens.

    Samples get tags as well; a corpus is for pre-training, which needs none.
    """
    from pii.extras import FEATURES, require

    require("pii features", FEATURES)
    from pii.encoder.tokenizer import Tokenizer
    from pii.training.features import features_of

    samples = chain(_samples(source), *(_revalued(source, seed) for seed in range(revalued)))
    features = features_of(samples, Tokenizer.load(tokenizer), window)
    features.save(target)
    say(f"{len(features):,} windows, {features.ids.size:,} tokens")


def _samples(source: Path) -> "Iterator[Sample]":
    from pii.corpus import read_shards
    from pii.samples import Sample, read_samples

    if source.is_dir():
        return (Sample(document) for document in read_shards(source))
    return read_samples(source)


def _revalued(source: Path, seed: int) -> "Iterator[Sample]":
    """Yield samples with other values; they are read again, as a corpus may not fit in memory."""
    from pii.synthesis import Values, revalue
    from pii.synthesis.values import HELD_OUT_FAMILIES

    values = Values(seed, HELD_OUT_FAMILIES, wide=True)
    return (revalue(sample, values) for sample in _samples(source))
