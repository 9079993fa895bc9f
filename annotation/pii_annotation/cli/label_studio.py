"""Commands for Label Studio."""

from collections.abc import Iterable
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import Progress

from pii.cli.program import examples
from pii.cli.wording import counted, size_of
from pii.detection.loading import load_detector
from pii.detection.protocol import Detector
from pii.documents import Document
from pii.extras import LABEL_STUDIO, require
from pii_annotation.cli.readings import read_readings
from pii_annotation.cli.talk import say
from pii_annotation.interface import interface
from pii_annotation.json_fields import Record, read_lines, read_text, write_text
from pii_annotation.label_studio.instruction import guideline as own_guideline
from pii_annotation.label_studio.instruction import instruction_of
from pii_annotation.label_studio.server import connect
from pii_annotation.label_studio.tasks import Suggestion, Task, suggestion_of, suggestions_of

Title = Annotated[str, typer.Option("--project", help="The title of the project.", metavar="TITLE")]


def register(app: typer.Typer) -> None:
    """Add the commands of this module."""
    app.command("interface", epilog=examples("pii-annotate interface > labels.xml"))(
        print_interface
    )
    app.command(
        "push",
        epilog=examples(
            "export LABEL_STUDIO_URL=http://localhost:8080 LABEL_STUDIO_API_KEY=...",
            'pii-annotate push snippets.jsonl --project "Round 1"',
            'pii-annotate push queue.jsonl --project "Third reader" --detector "" '
            "--readings ann.jsonl",
        ),
    )(push)
    app.command("pull", epilog=examples('pii-annotate pull --project "Round 1" -o export.json'))(
        pull
    )


def print_interface() -> None:
    """Print the labelling configuration as XML.

    It is for a project that is created by hand; `push` sets it up by itself.
    """
    typer.echo(interface(), nl=False)


def push(
    snippets: Annotated[
        Path, typer.Argument(help="Snippets of `sample`.", metavar="SNIPPETS.jsonl")
    ],
    project: Title,
    detector: Annotated[
        str,
        typer.Option(
            help="Show the findings of this detector as suggestions; empty for none.",
            metavar="NAME",
        ),
    ] = "rules",
    readings: Annotated[
        list[Path],
        typer.Option(
            help="Show these readings as suggestions, for a third annotator. May be repeated.",
            metavar="FILE",
        ),
    ] = [],  # noqa: B006  (typer copies it)
    guideline: Annotated[
        Path | None,
        typer.Option(
            help="Instructions for annotators, in Markdown; ours by default.", metavar="FILE.md"
        ),
    ] = None,
) -> None:
    """Send snippets to a Label Studio project, with suggestions.

    Set `LABEL_STUDIO_URL` and `LABEL_STUDIO_API_KEY`. Snippets that the project already has are
    not sent again.
    """
    require("pii-annotate push", LABEL_STUDIO)
    others = suggestions_of(read_readings(readings))
    judge = load_detector(detector) if detector else None
    tasks = [_task(record, others, judge, detector) for record in read_lines(snippets)]
    instruction = instruction_of(read_text(guideline) if guideline else own_guideline())
    with connect() as server, Progress(console=Console(stderr=True), transient=True) as bar:
        shown = bar.add_task("pushing", total=len(tasks))
        pushed = server.push(
            project,
            tasks,
            instruction,
            lambda done, total: bar.update(shown, completed=done, total=total),
        )
    new = counted(pushed.new, "new task")
    say(f"project {pushed.project}: {new}, {pushed.known:,} already there")


def pull(
    project: Title,
    output: Annotated[
        Path, typer.Option("--output", "-o", help="The file to write.", metavar="FILE.json")
    ],
) -> None:
    """Download a Label Studio project's export.

    Read it with `import`.
    """
    require("pii-annotate pull", LABEL_STUDIO)
    with connect() as server, Console(stderr=True).status("pulling"):
        export = server.pull(project)
    write_text(output, export.decode("utf-8"))
    say(f"{size_of(len(export))} in {output}; read it with pii-annotate import")


def _task(
    record: Record,
    others: dict[str, list[Suggestion]],
    detector: Detector | None,
    name: str,
) -> Task:
    document = Document(
        record.text("id"), record.text("text"), language=record.text("language", "")
    )
    suggestions: Iterable[Suggestion] = others.get(document.id, [])
    if detector is not None:
        [marked] = detector.detect([document])
        suggestions = [suggestion_of(marked, name), *suggestions]
    return Task(document.id, document.text, record.text("path", ""), tuple(suggestions))
