"""The commands between people and a data set: `import`, `agree`, `adjudicate`."""

from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from pii_annotation.adjudication import Rule
from pii_annotation.adjudication import adjudicate as adjudicate_readings
from pii_annotation.agreement import by_document
from pii_annotation.alignment import Rules, align
from pii_annotation.datasheet import agreement_block
from pii_annotation.disagreements import disagreements
from pii_annotation.entities import Reading, reading_of, row_of_reading
from pii_annotation.formats.export import Export
from pii_annotation.formats.registry import find_format
from pii_annotation.json_fields import read_lines, read_text, write_lines
from pii_annotation.label_table import load_label_table
from pii_annotation.offsets import CODE_POINTS, UTF_16
from pii_annotation.snippets import cutting_of, texts_by_id

Output = Annotated[Path, typer.Option("--output", "-o", help="JSON lines to write.")]
Readings = Annotated[list[Path], typer.Argument(help="Readings, as `import` writes them.")]
SnippetsOption = Annotated[
    Path, typer.Option("--snippets", help="The snippets that were read, or stand-off of them.")
]


def register(app: typer.Typer) -> None:
    """Add the commands of this module."""
    app.command("import")(import_)
    app.command()(agree)
    app.command()(adjudicate)


def import_(
    exports: Annotated[list[Path], typer.Argument(help="What the other tool wrote.")],
    output: Output,
    snippets: Annotated[
        Path | None, typer.Option(help="The snippets that were read, with their texts.")
    ] = None,
    format_: Annotated[str, typer.Option("--format", help="`auto` tells by the content.")] = "auto",
    labels: Annotated[
        Path | None, typer.Option(help="TOML with a table `labels` of more names for labels.")
    ] = None,
    annotator: Annotated[str, typer.Option(help="Who read them, where the file has no name.")] = "",
    utf_16: Annotated[
        bool, typer.Option("--utf-16", help="Offsets count UTF-16 units where nothing tells.")
    ] = False,
) -> None:
    """Read another tool's annotations, repair what is certain, refuse the rest by name."""
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
            typer.echo(f"{path}: {line}", err=True)
    write_lines(output, map(row_of_reading, readings))
    if refused:
        raise typer.Exit(1)


def agree(
    readings: Readings,
    snippets: SnippetsOption,
    differences: Annotated[
        Path | None, typer.Option(help="JSON lines of all disagreements to write.")
    ] = None,
) -> None:
    """Print how far annotators agree, as Markdown tables."""
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
    rule: Annotated[Rule, typer.Option(help="How readings that differ are settled.")] = Rule.QUEUE,
    trusted: Annotated[str, typer.Option(help="Whose word counts under `trusted`.")] = "",
    queue: Annotated[
        Path | None, typer.Option(help="Snippets to write that wait for a further reader.")
    ] = None,
) -> None:
    """Make one reading of several, and queue what a rule cannot settle."""
    if rule is Rule.TRUSTED and not trusted:
        raise typer.BadParameter("say whose word counts", param_hint="--trusted")
    outcome = adjudicate_readings(by_document(read_readings(readings)), rule, trusted)
    write_lines(output, map(row_of_reading, outcome.settled))
    if queue:
        waiting = set(outcome.queue)
        rows = (record.fields for record in read_lines(snippets) if record.text("id") in waiting)
        write_lines(queue, rows)
    typer.echo(f"{len(outcome.settled)} settled, {len(outcome.queue)} queued", err=True)


def read_readings(paths: list[Path]) -> list[Reading]:
    """Return the readings of several files; an annotator without a name goes by the file's."""
    return [
        replace(reading, annotator=reading.annotator or path.stem)
        for path in paths
        for reading in map(reading_of, read_lines(path))
    ]
