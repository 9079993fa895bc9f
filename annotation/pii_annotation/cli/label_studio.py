"""The commands that speak with Label Studio: `interface`, `push`, `pull`."""

from collections.abc import Iterable
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import Progress

from pii.detection.loading import load_detector
from pii.detection.protocol import Detector
from pii.documents import Document
from pii_annotation.cli.readings import read_readings
from pii_annotation.interface import interface
from pii_annotation.json_fields import Record, read_lines, read_text, write_text
from pii_annotation.label_studio.instruction import guideline as own_guideline
from pii_annotation.label_studio.instruction import instruction_of
from pii_annotation.label_studio.server import connect
from pii_annotation.label_studio.tasks import Suggestion, Task, suggestion_of, suggestions_of

Title = Annotated[str, typer.Option("--project", help="The project's title.")]


def register(app: typer.Typer) -> None:
    """Add the commands of this module."""
    app.command("interface")(print_interface)
    app.command()(push)
    app.command()(pull)


def print_interface() -> None:
    """Print the labelling page's XML, for a project made by hand."""
    typer.echo(interface(), nl=False)


def push(
    snippets: Annotated[Path, typer.Argument(help="Texts with ids, as `sample` writes them.")],
    project: Title,
    detector: Annotated[
        str, typer.Option(help="Whose claims annotators see first; empty for none.")
    ] = "rules",
    readings: Annotated[
        list[Path], typer.Option(help="Readings to show as suggestions, for a third person.")
    ] = [],  # noqa: B006  (typer copies it)
    guideline: Annotated[
        Path | None, typer.Option(help="What annotators read first, in Markdown; else ours.")
    ] = None,
) -> None:
    """Bring snippets into a Label Studio project, with suggestions and the guideline.

    Set LABEL_STUDIO_URL and LABEL_STUDIO_API_KEY. Pushing twice adds nothing twice.
    """
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
    typer.echo(f"project {pushed.project}: {pushed.new} new, {pushed.known} known", err=True)


def pull(
    project: Title,
    output: Annotated[Path, typer.Option("--output", "-o", help="JSON file to write.")],
) -> None:
    """Fetch a project's lossless export, to be read with `import`."""
    with connect() as server, Console(stderr=True).status("pulling"):
        export = server.pull(project)
    write_text(output, export.decode("utf-8"))


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
