"""`pii corpus` and `pii synthesize`: code to learn from, and samples made of it."""

from pathlib import Path
from typing import Annotated

import typer

from pii.cli.leaving import exit_codes, say

Seed = Annotated[int, typer.Option(help="Where all chance begins.", metavar="N")]


def register(app: typer.Typer) -> None:
    """Add the commands to the program."""
    app.command("corpus")(build_corpus)
    app.command("synthesize")(synthesize)


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
    corpus: Annotated[Path, typer.Argument(help="A folder of `pii corpus`.", metavar="CORPUS")],
    target: Annotated[Path, typer.Argument(help="The samples to write.", metavar="FILE.jsonl")],
    characters: Annotated[
        int, typer.Option(min=1, help="When to stop, in characters of code read.", metavar="N")
    ] = 40_000_000,
    seed: Seed = 0,
    held_out: Annotated[
        bool, typer.Option("--held-out", help="Use the contexts that training never sees.")
    ] = False,
) -> None:
    """Put invented values into real code, so that what is in it is known."""
    with exit_codes():
        from pii.corpus import read_shards
        from pii.rules import RulesDetector
        from pii.samples import write_samples
        from pii.synthesis import Mix, mixed

        mix = Mix(characters, held_out=held_out)
        written = write_samples(target, mixed(read_shards(corpus), RulesDetector(), mix, seed))
        say(f"{written:,} samples")
