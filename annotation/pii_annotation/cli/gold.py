"""The commands round a data set: `standoff`, `materialise`, `build`, `datasheet`."""

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import Progress

from pii.detection.loading import load_detector
from pii_annotation.agreement import by_document
from pii_annotation.cli.readings import Output, SnippetsOption, read_readings
from pii_annotation.clones import DEFAULT_ADDRESS, Clones
from pii_annotation.dataset import example_of, read_licences, write_data_set
from pii_annotation.dataset_report import report
from pii_annotation.datasheet import agreement_block, baseline_block, count_block, fill
from pii_annotation.json_fields import read_lines, read_text, write_lines, write_text
from pii_annotation.plot import plot
from pii_annotation.repositories import Repository
from pii_annotation.snippets import cutting_of
from pii_annotation.splits import Split
from pii_annotation.standoff import materialise, read_gold, read_stand_off, stand_off
from pii_annotation.tables import count_table

Licences = Annotated[
    Path | None, typer.Option("--repositories", help="Table with columns `repo` and `licence`.")
]


def register(app: typer.Typer) -> None:
    """Add the commands of this module."""
    app.command("standoff")(write_stand_off)
    app.command("materialise")(rebuild)
    app.command()(build)
    app.command()(datasheet)


def write_stand_off(
    readings: Annotated[list[Path], typer.Argument(help="Readings, one of each document.")],
    snippets: SnippetsOption,
    output: Output,
    together: Annotated[
        list[Path], typer.Option("--with", help="Stand-off annotations to write before them.")
    ] = [],  # noqa: B006  (typer copies it)
) -> None:
    """Write annotations without any text, which can be published."""
    cuttings = {cutting.id: cutting for cutting in map(cutting_of, read_lines(snippets))}
    rows = [one for path in together for one in read_stand_off(path)]
    rows += stand_off(read_readings(readings), cuttings)
    written = write_lines(output, (row.row() for row in rows))
    read_stand_off(output)
    typer.echo(f"{written} documents, {sum(len(row.entities) for row in rows)} entities", err=True)


def rebuild(
    annotations: Annotated[Path, typer.Argument(help="Stand-off annotations.")],
    output: Output,
    repositories: Annotated[
        list[Path], typer.Option(help="A folder of clones or bare git directories.")
    ],
    clone: Annotated[bool, typer.Option("--clone", help="Clone what is missing.")] = False,
    address: Annotated[
        str, typer.Option(help="Where to clone from, with {repo} for a name.")
    ] = DEFAULT_ADDRESS,
) -> None:
    """Rebuild the texts of stand-off annotations from git, and verify every file's hash."""
    clones = Clones(tuple(repositories), address if clone else "")
    rows = list(read_stand_off(annotations))
    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("repositories", total=len({row.cutting.repo for row in rows}))

        def found(name: str) -> Repository | None:
            bar.advance(task)
            return clones.find(name)

        rebuilt = materialise(rows, found)
    write_lines(output, (snippet.row() for snippet in rebuilt.snippets))
    for refusal in rebuilt.refused:
        typer.echo(f"refused {refusal}", err=True)
    typer.echo(f"{len(rebuilt.snippets)} rebuilt, {len(rebuilt.refused)} refused", err=True)
    if rebuilt.refused:
        raise typer.Exit(1)


def build(
    texts: Annotated[list[Path], typer.Argument(help="Annotated texts: `id, text, entities`.")],
    folder: Annotated[Path, typer.Argument(help="Where the data set goes.")],
    licences: Licences = None,
) -> None:
    """Build a data set with train, validation and test splits, a report and a plot."""
    known = read_licences(licences) if licences else {}
    examples = [example_of(record, known) for path in texts for record in read_lines(path)]
    write_data_set(folder, examples)
    write_text(folder / "report.md", report(examples))
    plot(examples, folder / "counts.png")
    typer.echo(report(examples), nl=False)


def datasheet(
    sheet: Annotated[Path, typer.Argument(help="The data sheet, in Markdown with marked blocks.")],
    annotations: Annotated[Path, typer.Option(help="Stand-off annotations.")],
    readings: Annotated[
        list[Path], typer.Option(help="Readings of what several people read.")
    ] = [],  # noqa: B006
    licences: Licences = None,
    texts: Annotated[Path | None, typer.Option(help="What `materialise` wrote.")] = None,
    detector: Annotated[str, typer.Option(help="Whose scores are the baseline.")] = "rules",
) -> None:
    """Rewrite the numbers in a data sheet: counts, agreement, baseline."""
    found = read_stand_off(annotations)
    blocks = {"counts": count_block(found)}
    if licences:
        known = read_licences(licences)
        blocks["licences"] = count_table(
            "licence", (known.get(one.cutting.repo, "") for one in found)
        )
    if readings:
        lengths = {one.cutting.id: one.cutting.end_char - one.cutting.start_char for one in found}
        blocks["agreement"] = agreement_block(by_document(read_readings(readings)), lengths)
    if texts:
        blocks["baseline"] = baseline_block(read_gold(texts), load_detector(detector), Split.TEST)
    write_text(sheet, fill(read_text(sheet), blocks))
