"""`pii corpus`, `pii synthesize`, `pii pseudo-label`: code to train on, and samples made of it."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pii.cli.exit_codes import say
from pii.cli.program import examples

if TYPE_CHECKING:
    from pii.detection.protocol import Detector
    from pii.synthesis import Mix

Seed = Annotated[int, typer.Option(help="Random seed.", metavar="N")]
Corpus = Annotated[Path, typer.Argument(help="A folder of `pii corpus`.", metavar="CORPUS")]
Target = Annotated[Path, typer.Argument(help="The samples to write.", metavar="FILE.jsonl")]
Characters = Annotated[
    int, typer.Option(min=1, help="Stop after this many characters of code.", metavar="N")
]


def register(app: typer.Typer) -> None:
    """Add the commands to the program."""
    app.command(
        "corpus",
        epilog=examples(
            "pii corpus corpus/ src/ vendor/tool.git --licence MIT",
            "pii corpus corpus/ src/ --forbidden test-blobs.txt",
        ),
    )(build_corpus)
    app.command(
        "synthesize",
        epilog=examples(
            "pii synthesize corpus/ synthetic.jsonl",
            "pii synthesize corpus/ unseen.jsonl --held-out --characters 2000000 --seed 1",
        ),
    )(synthesize)
    app.command(
        "pseudo-label",
        epilog=examples(
            "pii pseudo-label corpus/ pseudo.jsonl --detector model/",
            "pii pseudo-label corpus/ pseudo.jsonl --characters 5000000",
        ),
    )(pseudo_label)


def build_corpus(
    target: Annotated[Path, typer.Argument(help="The folder to write.", metavar="CORPUS")],
    origins: Annotated[
        list[Path],
        typer.Argument(help="Folders and bare git repositories.", metavar="SOURCE"),
    ],
    licence: Annotated[
        str, typer.Option(help="The licence of all sources, for the manifest.", metavar="SPDX")
    ] = "",
    forbidden: Annotated[
        Path | None,
        typer.Option(
            help="Git blob ids, one per line, of files to leave out: those that a model is "
            "tested on.",
            metavar="FILE",
        ),
    ] = None,
) -> None:
    """Collect code to train on, without duplicates.

    Generated, vendored and minified files are dropped, and so is a text that is nearly one
    collected before. The manifest counts languages, sources and what was dropped.
    """
    from pii.extras import CORPUS, require

    require("pii corpus", CORPUS)
    from pii.corpus import Recipe, build
    from pii.corpus.sources import Origin
    from pii.files.reading import read_text

    names = frozenset(read_text(forbidden).split() if forbidden else ())
    recipe = Recipe([Origin(path, path.resolve().name, licence) for path in origins], names)
    manifest = build(recipe, target)
    say(
        f"{manifest.files:,} files, {manifest.characters:,} characters, "
        f"{len(manifest.languages)} languages; {sum(manifest.dropped.values()):,} dropped"
    )


def synthesize(
    corpus: Corpus,
    target: Target,
    characters: Characters = 40_000_000,
    seed: Seed = 0,
    held_out: Annotated[
        bool,
        typer.Option("--held-out", help="Use the contexts and key formats kept out of training."),
    ] = False,
) -> None:
    """Make samples: real code with invented values.

    A snippet of each file is taken, what the rules find in it is replaced by invented values, and
    invented lines are added. So every entity in a sample is known.
    """
    from pii.extras import CORPUS, require

    require("pii synthesize", CORPUS)
    from pii.rules import RulesDetector
    from pii.synthesis import Mix

    _write(corpus, target, RulesDetector(), Mix(characters, held_out=held_out), seed)


def pseudo_label(
    corpus: Corpus,
    target: Target,
    detector: Annotated[
        str, typer.Option(help="The detector to trust, as in `pii detect`.", metavar="NAME")
    ] = "auto",
    characters: Characters = 40_000_000,
    seed: Seed = 0,
) -> None:
    """Make samples from a detector's confident claims.

    Confident claims in real code count as true, with invented values in their places; uncertain
    ones are not trained on. Most snippets without a claim are left out, since what the detector
    misses would be learned as plain code.
    """
    from pii.extras import CORPUS, require

    require("pii pseudo-label", CORPUS)
    from pii.detection.loading import load_detector
    from pii.synthesis import Mix

    mix = Mix(characters, idle_share=0.05, lines_between=0)
    _write(corpus, target, load_detector(detector), mix, seed)


def _write(corpus: Path, target: Path, detector: "Detector", mix: "Mix", seed: int) -> None:
    from pii.corpus import read_shards
    from pii.samples import write_samples
    from pii.synthesis import mixed

    say(f"{write_samples(target, mixed(read_shards(corpus), detector, mix, seed)):,} samples")
