"""Commands that publish annotations and build data sets."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import Progress

from pii.cli.program import examples
from pii.cli.wording import counted
from pii.detection.loading import load_detector
from pii.extras import CHARTS, DATA_SETS, require
from pii.files.git_repositories import Repository
from pii_annotation.agreement import by_document
from pii_annotation.cli.readings import Output, SnippetsOption, read_readings
from pii_annotation.cli.talk import say
from pii_annotation.clones import DEFAULT_ADDRESS, Clones
from pii_annotation.dataset import example_of, read_licences, write_data_set
from pii_annotation.dataset_report import report
from pii_annotation.datasheet import agreement_block, baseline_block, count_block, fill
from pii_annotation.json_fields import read_lines, read_text, write_lines, write_text
from pii_annotation.plot import plot
from pii_annotation.snippets import cutting_of
from pii_annotation.splits import Split
from pii_annotation.standoff import materialise, read_gold, read_stand_off, stand_off
from pii_annotation.tables import count_table

# Repositories named in a message; there may be hundreds.
_MOST_NAMED = 3
Licences = Annotated[
    Path | None,
    typer.Option(
        "--repositories", help="Table with the columns `repo` and `licence`.", metavar="FILE.tsv"
    ),
]


def register(app: typer.Typer) -> None:
    """Add the commands of this module."""
    app.command(
        "standoff",
        epilog=examples(
            "pii-annotate standoff settled.jsonl --snippets snippets.jsonl -o annotations.jsonl"
        ),
    )(write_stand_off)
    app.command(
        "materialise",
        epilog=examples(
            "pii-annotate materialise gold.jsonl --repositories clones/ -o texts.jsonl",
            "pii-annotate materialise gold.jsonl --repositories clones/ --clone -o texts.jsonl",
        ),
    )(rebuild)
    app.command(
        "build",
        epilog=examples(
            "pii-annotate build texts.jsonl dataset/",
            "pii-annotate build texts.jsonl more.jsonl dataset/ --repositories repos.tsv",
        ),
    )(build)
    app.command(
        "datasheet",
        epilog=examples(
            "pii-annotate datasheet DATASHEET.md --annotations gold.jsonl",
            "pii-annotate datasheet DATASHEET.md --annotations gold.jsonl --texts texts.jsonl",
        ),
    )(datasheet)


def write_stand_off(
    readings: Annotated[
        list[Path], typer.Argument(help="Readings, one per document.", metavar="READINGS")
    ],
    snippets: SnippetsOption,
    output: Output,
    together: Annotated[
        list[Path],
        typer.Option(
            "--with", help="Stand-off annotations to write first. May be repeated.", metavar="FILE"
        ),
    ] = [],  # noqa: B006  (typer copies it)
) -> None:
    """Write annotations without the annotated text.

    They hold repository, commit, path, blob id and offsets, and can be published.
    """
    cuttings = {cutting.id: cutting for cutting in map(cutting_of, read_lines(snippets))}
    rows = [one for path in together for one in read_stand_off(path)]
    rows += stand_off(read_readings(readings), cuttings)
    written = write_lines(output, (row.row() for row in rows))
    read_stand_off(output)
    entities = sum(len(row.entities) for row in rows)
    say(f"{counted(written, 'document')}, {counted(entities, 'entity', 'entities')}")


def rebuild(
    annotations: Annotated[
        Path, typer.Argument(help="Stand-off annotations.", metavar="ANNOTATIONS")
    ],
    output: Output,
    repositories: Annotated[
        list[Path],
        typer.Option(
            help="A folder of clones or bare git repositories. May be repeated.", metavar="FOLDER"
        ),
    ],
    clone: Annotated[bool, typer.Option("--clone", help="Clone what is missing.")] = False,
    address: Annotated[
        str, typer.Option(help="Where to clone from, with {repo} for the name.", metavar="URL")
    ] = DEFAULT_ADDRESS,
) -> None:
    """Rebuild the texts of stand-off annotations from git.

    A file whose git hash differs from the annotated one is refused.
    """
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
        say(f"refused: {refusal}")
    for line in _absent_lines(rebuilt.absent, clones.reasons):
        say(line)
    say(f"{counted(len(rebuilt.snippets), 'snippet')} rebuilt, {rebuilt.refusals:,} refused")
    if rebuilt.refusals:
        raise typer.Exit(1)


def _absent_lines(absent: Mapping[str, int], reasons: Mapping[str, str]) -> Iterator[str]:
    """Yield a line for each reason why repositories are not available."""
    by_reason: dict[str, list[str]] = {}
    for name in absent:
        by_reason.setdefault(reasons.get(name, "not found"), []).append(name)
    for reason, names in by_reason.items():
        more = ", ..." if len(names) > _MOST_NAMED else ""
        snippets = counted(sum(absent[name] for name in names), "snippet")
        yield (
            f"{counted(len(names), 'repository', 'repositories')} with {snippets} not available "
            f"({', '.join(names[:_MOST_NAMED])}{more}): {reason}"
        )


def build(
    texts: Annotated[
        list[Path],
        typer.Argument(
            help="Annotated texts with `id`, `text` and `entities`.", metavar="TEXTS.jsonl"
        ),
    ],
    folder: Annotated[Path, typer.Argument(help="The folder to write.", metavar="FOLDER")],
    licences: Licences = None,
) -> None:
    """Build a data set with train, validation and test splits.

    Writes parquet, JSON lines, a report and a plot. All snippets of a repository are in the same
    split.
    """
    require("pii-annotate build", DATA_SETS, CHARTS)
    known = read_licences(licences) if licences else {}
    rows = [example_of(record, known) for path in texts for record in read_lines(path)]
    write_data_set(folder, rows)
    write_text(folder / "report.md", report(rows))
    plot(rows, folder / "counts.png")
    typer.echo(report(rows), nl=False)


def datasheet(
    sheet: Annotated[
        Path,
        typer.Argument(help="A data sheet: Markdown with marked blocks.", metavar="SHEET.md"),
    ],
    annotations: Annotated[Path, typer.Option(help="Stand-off annotations.", metavar="FILE")],
    readings: Annotated[
        list[Path],
        typer.Option(help="Readings of several annotators. May be repeated.", metavar="FILE"),
    ] = [],  # noqa: B006
    licences: Licences = None,
    texts: Annotated[
        Path | None, typer.Option(help="The output of `materialise`.", metavar="FILE")
    ] = None,
    detector: Annotated[
        str, typer.Option(help="The detector of the baseline scores.", metavar="NAME")
    ] = "rules",
) -> None:
    """Update the figures in a data sheet.

    Rewrites the marked blocks: counts, licences, agreement, baseline.
    """
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
