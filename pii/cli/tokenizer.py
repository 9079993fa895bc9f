"""`pii tokenizer` and `pii features`: a vocabulary, and samples as its tokens."""

from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import Annotated

import typer

from pii.cli.exit_codes import exit_codes, say
from pii.samples import Sample, read_samples


def register(app: typer.Typer) -> None:
    """Add the commands to the program."""
    app.command("tokenizer")(train_tokenizer)
    app.command("features")(write_features)


def train_tokenizer(
    corpus: Annotated[Path, typer.Argument(help="A folder of `pii corpus`.", metavar="CORPUS")],
    target: Annotated[Path, typer.Argument(help="The vocabulary to write.", metavar="FILE.json")],
    size: Annotated[
        int, typer.Option(min=300, max=65_536, help="How many tokens.", metavar="N")
    ] = 16_384,
    every: Annotated[
        int, typer.Option(min=1, help="Learn from each Nth file only.", metavar="N")
    ] = 1,
) -> None:
    """Learn a vocabulary from code."""
    with exit_codes():
        from pii.corpus import read_shards
        from pii.encoder.tokenizer import Tokenizer

        texts = (
            document.text
            for number, document in enumerate(read_shards(corpus))
            if number % every == 0
        )
        tokenizer = Tokenizer.train(texts, size)
        tokenizer.save(target)
        say(f"{len(tokenizer):,} tokens")


def write_features(
    source: Annotated[
        Path, typer.Argument(help="Samples as JSON lines, or a corpus folder.", metavar="SOURCE")
    ],
    tokenizer: Annotated[Path, typer.Argument(help="The vocabulary.", metavar="FILE.json")],
    target: Annotated[Path, typer.Argument(help="What to write.", metavar="FILE.npz")],
    window: Annotated[int, typer.Option(min=8, help="Tokens in a window.", metavar="N")] = 256,
    revalued: Annotated[
        int,
        typer.Option(
            min=0, help="Add the samples so many times with invented values.", metavar="N"
        ),
    ] = 0,
) -> None:
    """Write samples, or a corpus for pre-training, as windows of tokens and tags."""
    with exit_codes():
        from pii.encoder.tokenizer import Tokenizer
        from pii.training.features import features_of

        samples = chain(_samples(source), *(_revalued(source, seed) for seed in range(revalued)))
        features = features_of(samples, Tokenizer.load(tokenizer), window)
        features.save(target)
        say(f"{len(features):,} windows, {features.ids.size:,} tokens")


def _samples(source: Path) -> Iterator[Sample]:
    from pii.corpus import read_shards

    if source.is_dir():
        return (Sample(document) for document in read_shards(source))
    return read_samples(source)


def _revalued(source: Path, seed: int) -> Iterator[Sample]:
    """Yield samples with other values; they are read again, since a corpus fits no memory."""
    from pii.synthesis import Values, revalue
    from pii.synthesis.values import HELD_OUT_FAMILIES

    values = Values(seed, HELD_OUT_FAMILIES, wide=True)
    return (revalue(sample, values) for sample in _samples(source))
