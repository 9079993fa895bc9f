"""Commands that import, compare and merge readings."""

from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from pii.cli.program import examples
from pii_annotation.adjudication import Rule
from pii_annotation.adjudication import adjudicate as adjudicate_readings
from pii_annotation.agreement import by_document
from pii_annotation.alignment import Rules, align
from pii_annotation.cli.talk import say
from pii_annotation.datasheet import agreement_block
from pii_annotation.disagreements import disagreements
from pii_annotation.entities import Reading, reading_of, row_of_reading
from pii_annotation.formats.export import Export
from pii_annotation.formats.registry import find_format
from pii_annotation.json_fields import read_lines, read_text, write_lines
from pii_annotation.label_table import load_label_table
from pii_annotation.offsets import CODE_POINTS, UTF_16
from pii_annotation.snippets import cutting_of, texts_by_id

Output = Annotated[
    Path, typer.Option("--output", "-o", help="The file to write.", metavar="FILE.jsonl")
]
Readings = Annotated[
    list[Path], typer.Argument(help="Readings of `import`.", metavar="READINGS.jsonl")
]
SnippetsOption = Annotated[
    Path,
    typer.Option(
        "--snippets",
        help="The snippets that were annotated, or stand-off annotations of them.",
        metavar="FILE.jsonl",
    ),
]


def register(app: typer.Typer) -> None:
    """Add the commands of this module."""
    app.command(
        "import",
        epilog=examples(
            "pii-annotate import export.json --snippets snippets.jsonl -o readings.jsonl",
            "pii-annotate import marks.tsv --snippets snippets.jsonl --annotator ann -o ann.jsonl",
        ),
    )(import_)
    app.command(
        "agree",
        epilog=examples("pii-annotate agree ann.jsonl bob.jsonl --snippets snippets.jsonl"),
    )(agree)
    app.command(
        "adjudicate",
        epilog=examples(
            "pii-annotate adjudicate ann.jsonl bob.jsonl --snippets snippets.jsonl "
            "--rule majority --queue queue.jsonl -o settled.jsonl",
        ),
    )(adjudicate)


def import_(
    exports: Annotated[
        list[Path], typer.Argument(help="Exports of other tools.", metavar="EXPORT")
    ],
    output: Output,
    snippets: Annotated[
        Path | None,
        typer.Option(
            help="The snippets that were annotated, with their texts.", metavar="FILE.jsonl"
        ),
    ] = None,
    format_: Annotated[
        str,
        typer.Option("--format", help="The tool's format; `auto` recognises it.", metavar="NAME"),
    ] = "auto",
    labels: Annotated[
        Path | None,
        typer.Option(
            help="A TOML file whose table `[labels]` maps more label names.", metavar="FILE.toml"
        ),
    ] = None,
    annotator: Annotated[
        str, typer.Option(help="The annotator, if the export names none.", metavar="NAME")
    ] = "",
    utf_16: Annotated[
        bool,
        typer.Option("--utf-16", help="Take offsets as UTF-16 units where the format is open."),
    ] = False,
) -> None:
    """Read another tool's annotations.

    Offsets with a single possible correction are corrected. A document with an annotation that
    cannot be aligned is refused, and the exit code is 1.
    """
    texts = texts_by_id(read_lines(snippets)) if snippets else {}
    rules = Rules(texts, load_label_table(labels), UTF_16 if utf_16 else CODE_POINTS)
    readings: list[Reading] = []
    refused = False
    for path in exports:
        export = Export(path, "" if path.is_dir() else read_text(path), texts)
        found, report = align(find_format(export, format_).read(export), rules)
        readings += (replace(one, annotator=one.annotator or annotator) for one in found)
        refused = refused or bool(report.refused)
        for line in report.lines():
            say(f"{path}: {line}")
    write_lines(output, map(row_of_reading, readings))
    if refused:
        raise typer.Exit(1)


def agree(
    readings: Readings,
    snippets: SnippetsOption,
    differences: Annotated[
        Path | None,
        typer.Option(help="Write all disagreements here, as JSON lines.", metavar="FILE.jsonl"),
    ] = None,
) -> None:
    """Print inter-annotator agreement.

    Markdown tables of strict and overlap F1 by label, Krippendorff's alpha, and disagreements.
    """
    found = by_document(read_readings(readings))
    lengths = {
        cutting.id: cutting.end_char - cutting.start_char
        for cutting in map(cutting_of, read_lines(snippets))
    }
    typer.echo(agreement_block(found, lengths), nl=False)
    if differences:
        groups = (group for group in found.values() if len(group) > 1)
        rows = (item.row() for one, other, *_ in groups for item in disagreements(one, other))
        write_lines(differences, rows)


def adjudicate(
    readings: Readings,
    snippets: SnippetsOption,
    output: Output,
    rule: Annotated[Rule, typer.Option(help="How to settle readings that differ.")] = Rule.QUEUE,
    trusted: Annotated[
        str, typer.Option(help="The annotator to follow under `--rule trusted`.", metavar="NAME")
    ] = "",
    queue: Annotated[
        Path | None,
        typer.Option(help="Write snippets that need another reader here.", metavar="FILE.jsonl"),
    ] = None,
) -> None:
    """Merge several readings into one.

    What the rule cannot settle is queued for another annotator.
    """
    if rule is Rule.TRUSTED and not trusted:
        raise typer.BadParameter("--rule trusted needs an annotator", param_hint="--trusted")
    outcome = adjudicate_readings(by_document(read_readings(readings)), rule, trusted)
    write_lines(output, map(row_of_reading, outcome.settled))
    if queue:
        waiting = set(outcome.queue)
        rows = (record.fields for record in read_lines(snippets) if record.text("id") in waiting)
        write_lines(queue, rows)
    say(f"{len(outcome.settled):,} settled, {len(outcome.queue):,} queued")


def read_readings(paths: list[Path]) -> list[Reading]:
    """Return the readings of several files; without an annotator's name the file's counts."""
    return [
        replace(reading, annotator=reading.annotator or path.stem)
        for path in paths
        for reading in map(reading_of, read_lines(path))
    ]
