"""Commands that draw and show snippets."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.progress import track

from pii.cli.program import examples
from pii.cli.wording import counted
from pii.detection.loading import load_detector
from pii.extras import SAMPLING, require
from pii_annotation.cli.talk import say
from pii_annotation.json_fields import read_lines, read_text, write_lines
from pii_annotation.sampling import Candidate, Plan, candidates_of, draw
from pii_annotation.snippets import Snippet, snippet_of
from pii_annotation.sources import read_source

if TYPE_CHECKING:
    from pii.corpus.duplicates import SimilarTexts

Snippets = Annotated[Path, typer.Argument(help="Snippets of `sample`.", metavar="SNIPPETS.jsonl")]


def register(app: typer.Typer) -> None:
    """Add the commands of this module."""
    app.command(
        "sample",
        epilog=examples(
            "pii-annotate sample ~/clones -o snippets.jsonl --count 400",
            "pii-annotate sample octo/tools=../tools@v2 code.parquet -o snippets.jsonl "
            "--weight password=3 --seed 1",
        ),
    )(sample)
    app.command(
        "show",
        epilog=examples(
            "pii-annotate show snippets.jsonl", "pii-annotate show snippets.jsonl --id 12"
        ),
    )(show)


def sample(
    sources: Annotated[
        list[str],
        typer.Argument(
            help="Repositories, folders of them, plain folders, or data sets: "
            "`NAME=PATH@REVISION`, or the path alone.",
            metavar="SOURCE",
        ),
    ],
    output: Annotated[
        Path, typer.Option("--output", "-o", help="The file to write.", metavar="FILE.jsonl")
    ],
    count: Annotated[
        int, typer.Option(help="Maximum number of snippets.", min=1, metavar="N")
    ] = 400,
    per_repository: Annotated[
        int, typer.Option(help="Maximum number per repository.", min=1, metavar="N")
    ] = 16,
    files: Annotated[
        int, typer.Option(help="Files to read per repository.", min=1, metavar="N")
    ] = 200,
    random_share: Annotated[
        float,
        typer.Option(
            help="Share of snippets drawn at random, without a trigger.",
            min=0.0,
            max=1.0,
            metavar="0..1",
        ),
    ] = 0.1,
    weight: Annotated[
        list[str],
        typer.Option(
            help="How often a trigger is drawn; 1 by default. May be repeated.",
            metavar="TRIGGER=N",
        ),
    ] = [],  # noqa: B006  (typer copies it)
    by: Annotated[
        str,
        typer.Option(help="Draw by `chance`, or by `uncertainty` of the detector.", metavar="NAME"),
    ] = "chance",
    detector: Annotated[
        str, typer.Option(help="Its findings are triggers too.", metavar="NAME")
    ] = "rules",
    known: Annotated[
        list[Path],
        typer.Option(
            help="Snippets drawn before; their files are left out. May be repeated.",
            dir_okay=False,
            metavar="FILE.jsonl",
        ),
    ] = [],  # noqa: B006
    exclude: Annotated[
        Path | None,
        typer.Option(help="Repositories to leave out, one per line.", metavar="FILE"),
    ] = None,
    seed: Annotated[int, typer.Option(help="Random seed.", metavar="N")] = 0,
) -> None:
    """Draw snippets of code to annotate.

    They are spread over languages and triggers (email, author, username, key, password, ip), with
    a random share, without near duplicates.
    """
    require("pii-annotate sample", SAMPLING)
    if by not in {"chance", "uncertainty"}:
        raise typer.BadParameter("choose chance or uncertainty", param_hint="--by")
    try:
        plan = Plan(
            snippets=count,
            per_repository=per_repository,
            files_per_repository=files,
            random_share=random_share,
            weights=dict(map(_weight, weight)),
            by_uncertainty=by == "uncertainty",
            seed=seed,
        )
    except ValueError as error:
        raise typer.BadParameter(str(error), param_hint="--weight") from None
    blobs, is_new = _known(known)
    excluded = _names(exclude)
    candidates: list[Candidate] = []
    judge = load_detector(detector)
    console = Console(stderr=True)
    for source in track(sources, "sources", console=console, transient=True):
        for name, found in read_source(source, seed):
            if name.lower() in excluded:
                say(f"{name}: excluded")
                continue
            candidates += candidates_of(found, plan, judge, blobs)
    drawn = draw(candidates, plan, is_new.remember)
    write_lines(output, (snippet.row() for snippet in drawn))
    say(_summary(drawn, len(candidates)))


def show(
    snippets: Snippets,
    only: Annotated[
        list[str],
        typer.Option("--id", help="Print only this snippet. May be repeated.", metavar="ID"),
    ] = [],  # noqa: B006
) -> None:
    """Print snippets with line numbers.

    They can be annotated in a TSV file then, and read with `import`.
    """
    for record in read_lines(snippets):
        snippet = snippet_of(record)
        if only and snippet.id not in only:
            continue
        cutting = snippet.cutting
        typer.echo(f"=== {cutting.id}  {cutting.repo}  {cutting.path}  [{cutting.language}]")
        for number, line in enumerate(snippet.text.removesuffix("\n").split("\n"), start=1):
            typer.echo(f"{number:4}\t{line}")


def _weight(spelled: str) -> tuple[str, float]:
    """Return the trigger and weight of `TRIGGER=NUMBER`."""
    trigger, _, number = spelled.partition("=")
    try:
        return trigger, float(number)
    except ValueError:
        raise typer.BadParameter("needs TRIGGER=NUMBER", param_hint="--weight") from None


def _known(paths: list[Path]) -> "tuple[set[str], SimilarTexts]":
    """Return the blobs of earlier samples, and an index that remembers their texts."""
    from pii_annotation.near_duplicates import near_duplicates

    blobs: set[str] = set()
    index = near_duplicates()
    for path in paths:
        for record in read_lines(path):
            blobs.add(record.text("blob"))
            if "text" in record.fields:
                index.remember(record.text("text"))
    return blobs, index


def _names(path: Path | None) -> set[str]:
    """Return the repositories of a list, in lower case as names are compared."""
    if path is None:
        return set()
    return {line.strip().lower() for line in read_text(path).splitlines()}


def _summary(drawn: list[Snippet], candidates: int) -> str:
    """Return how the drawn snippets are spread."""
    triggers: dict[str, int] = {}
    for snippet in drawn:
        trigger = snippet.cutting.trigger
        triggers[trigger] = triggers.get(trigger, 0) + 1
    languages = {snippet.cutting.language for snippet in drawn}
    repositories = {snippet.cutting.repo for snippet in drawn}
    spread = ", ".join(f"{trigger} {number}" for trigger, number in sorted(triggers.items()))
    return (
        f"{len(drawn):,} of {counted(candidates, 'candidate')} drawn, from "
        f"{counted(len(repositories), 'repository', 'repositories')}, "
        f"in {counted(len(languages), 'language')}: {spread}"
    )
