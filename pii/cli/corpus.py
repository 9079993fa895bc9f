"""`pii corpus`, `pii synthesize`, `pii pseudo-label`: code to learn from, and samples of it."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pii.cli.exit_codes import exit_codes, say

if TYPE_CHECKING:
    from pii.detection.protocol import Detector
    from pii.synthesis import Mix

Seed = Annotated[int, typer.Option(help="Where all chance begins.", metavar="N")]


def register(app: typer.Typer) -> None:
    """Add the commands to the program."""
    app.command("corpus")(build_corpus)
    app.command("synthesize")(synthesize)
    app.command("pseudo-label")(pseudo_label)


Corpus = Annotated[Path, typer.Argument(help="A folder of `pii corpus`.", metavar="CORPUS")]
Target = Annotated[Path, typer.Argument(help="The samples to write.", metavar="FILE.jsonl")]
Characters = Annotated[
    int, typer.Option(min=1, help="When to stop, in characters of code read.", metavar="N")
]


def build_corpus(
    target: Annotated[Path, typer.Argument(help="The folder to write.", metavar="CORPUS")],
    origins: Annotated[
        list[Path], typer.Argument(help="Folders and git directories.", metavar="ORIGIN")
    ],
    licence: Annotated[str, typer.Option(help="The licence of all origins.", metavar="SPDX")] = "",
    forbidden: Annotated[
        Path | None,
        typer.Option(help="Git object names, one a line, of files to leave out.", metavar="FILE"),
    ] = None,
) -> None:
    """Read code, drop what nobody wrote, and write each text once, with a manifest."""
    with exit_codes():
        from pii.corpus import Recipe, build
        from pii.corpus.sources import Origin

        names = frozenset(forbidden.read_text(encoding="utf-8").split() if forbidden else ())
        recipe = Recipe([Origin(path, path.name, licence) for path in origins], names)
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
        bool, typer.Option("--held-out", help="Use the contexts that training never sees.")
    ] = False,
) -> None:
    """Put invented values into real code, so that what is in it is known."""
    with exit_codes():
        from pii.rules import RulesDetector
        from pii.synthesis import Mix

        _write(corpus, target, RulesDetector(), Mix(characters, held_out=held_out), seed)


def pseudo_label(
    corpus: Corpus,
    target: Target,
    detector: Annotated[
        str, typer.Option(help="Whose claims are taken for true, as in `pii detect`.")
    ] = "auto",
    characters: Characters = 40_000_000,
    seed: Seed = 0,
) -> None:
    """Take a detector's sure claims in real code for true, with invented values in their places.

    Nothing is learned from unsure claims. Snippets without any claim are left out but for a few:
    what a detector misses would be taught as plain code.
    """
    with exit_codes():
        from pii.detection.loading import load_detector
        from pii.synthesis import Mix

        mix = Mix(characters, idle_share=0.05, lines_between=0)
        _write(corpus, target, load_detector(detector), mix, seed)


def _write(corpus: Path, target: Path, detector: "Detector", mix: "Mix", seed: int) -> None:
    from pii.corpus import read_shards
    from pii.samples import write_samples
    from pii.synthesis import mixed

    say(f"{write_samples(target, mixed(read_shards(corpus), detector, mix, seed)):,} samples")
