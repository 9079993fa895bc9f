"""The commands before anybody marks anything: `sample`, `show`."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.progress import track

from pii.detection.loading import load_detector
from pii.errors import UnreadableFile
from pii_annotation.errors import MissingExtra
from pii_annotation.json_fields import read_lines, write_lines
from pii_annotation.sampling import Candidate, Plan, candidates_of, draw
from pii_annotation.snippets import Snippet, snippet_of
from pii_annotation.sources import read_source

if TYPE_CHECKING:
    from pii.corpus.duplicates import SimilarTexts

Snippets = Annotated[Path, typer.Argument(help="Snippets, as `sample` writes them.")]


def register(app: typer.Typer) -> None:
    """Add the commands of this module."""
    app.command()(sample)
    app.command()(show)


def sample(
    sources: Annotated[
        list[str],
        typer.Argument(
            help="Repositories, folders of them, plain folders, or data sets: NAME=PATH@REVISION, "
            "or PATH alone."
        ),
    ],
    output: Annotated[Path, typer.Option("--output", "-o", help="JSON lines to write.")],
    count: Annotated[int, typer.Option(help="Snippets to draw at most.", min=1)] = 400,
    per_repository: Annotated[int, typer.Option(help="At most of one repository.", min=1)] = 16,
    files: Annotated[int, typer.Option(help="Files looked at in a repository.", min=1)] = 200,
    random_share: Annotated[
        float, typer.Option(help="Share drawn by chance, not by trigger.", min=0.0, max=1.0)
    ] = 0.1,
    weight: Annotated[
        list[str], typer.Option(help="TRIGGER=NUMBER: how often it is drawn; others have 1.")
    ] = [],  # noqa: B006  (typer copies it)
    by: Annotated[str, typer.Option(help="`chance`, or `uncertainty` of the detector.")] = "chance",
    detector: Annotated[str, typer.Option(help="Whose suspicions are triggers too.")] = "rules",
    known: Annotated[
        list[Path],
        typer.Option(help="Sampled before: these files are not drawn from again.", dir_okay=False),
    ] = [],  # noqa: B006
    exclude: Annotated[
        Path | None, typer.Option(help="A list of repositories, one a line, never to draw from.")
    ] = None,
    seed: Annotated[int, typer.Option(help="The same seed draws the same snippets.")] = 0,
) -> None:
    """Cut snippets that are worth reading out of code.

    They are spread over languages and triggers (email, author, username, key, password, ip), with
    a share by chance, without near duplicates.
    """
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
                typer.echo(f"{name}: excluded", err=True)
                continue
            candidates += candidates_of(found, plan, judge, blobs)
    drawn = draw(candidates, plan, is_new.remember)
    write_lines(output, (snippet.row() for snippet in drawn))
    typer.echo(_summary(drawn, len(candidates)), err=True)


def show(
    snippets: Snippets,
    only: Annotated[list[str], typer.Option("--id", help="Only these, by id.")] = [],  # noqa: B006
) -> None:
    """Print snippets with line numbers, to be read and marked in a TSV file."""
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
    try:
        from pii_annotation.near_duplicates import near_duplicates
    except ImportError:
        raise MissingExtra("numpy", "leaving out near duplicates") from None
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
    try:
        return {line.strip().lower() for line in path.read_text("utf-8").splitlines()}
    except OSError as error:
        raise UnreadableFile(str(path), error.strerror or "cannot be read") from None


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
        f"{len(drawn)} of {candidates} candidates drawn, from {len(repositories)} repositories, "
        f"in {len(languages)} languages: {spread}"
    )
