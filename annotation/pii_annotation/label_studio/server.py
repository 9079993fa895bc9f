"""Label Studio, both ways: tasks up, annotations down.

The server checks next to nothing and answers with what it was sent, so texts are made safe before
they go up, and no answer of it gets into an error.
"""

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from pii_annotation.errors import LabelStudioRefused
from pii_annotation.interface import interface
from pii_annotation.label_studio.client import Client, open_client, refusal_of
from pii_annotation.label_studio.tasks import Task

URL_VARIABLE = "LABEL_STUDIO_URL"
KEY_VARIABLE = "LABEL_STUDIO_API_KEY"
_TITLE_CHARACTERS = range(3, 51)
_MOST_TASKS = 100
_MOST_CHARACTERS = 2_000_000
_TASKS_A_PAGE = 500

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Pushed:
    """What a push came to: the project's number, tasks that were new, tasks already there."""

    project: int
    new: int
    known: int


class Server:
    """A Label Studio server, with the rights of one of its users."""

    def __init__(self, client: Client) -> None:
        self._client = client

    def push(
        self, title: str, tasks: Sequence[Task], instruction: str, progress: Progress
    ) -> Pushed:
        """Bring tasks into the project of this title, made if there is none.

        A document that the project has already is left alone, so that pushing again after a
        broken connection adds what is missing and nothing twice.

        Args:
            title: the project's, 3 to 50 characters.
            tasks: with distinct ids.
            instruction: shown to annotators, in HTML.
            progress: called with the tasks that are done and those that there are.

        Raises:
            LabelStudioRefused: if the server cannot be reached, says no, or has a document of
                the same id with another text.
        """
        if len(title) not in _TITLE_CHARACTERS:
            raise LabelStudioRefused(f"a project's title has 3 to 50 characters, not {len(title)}")
        with _refusals(f"pushing to {title!r}"):
            project = self._project(title, instruction)
            known = self._known(project)
            changed = [one for one in tasks if known.get(one.document_id, one.sha256) != one.sha256]
            if changed:
                raise LabelStudioRefused(
                    f"the project {title!r} has document {changed[0].document_id!r} with another "
                    "text; push to a new project, or give the document a new id"
                )
            new = [one for one in tasks if one.document_id not in known]
            done = len(tasks) - len(new)
            progress(done, len(tasks))
            for batch in _batches(new):
                rows = [task.row() for task in batch]
                self._client.projects.import_tasks(id=project, request=rows)
                done += len(batch)
                progress(done, len(tasks))
        return Pushed(project, len(new), len(tasks) - len(new))

    def pull(self, title: str) -> bytes:
        """Return a project's lossless export: JSON with every task and annotation.

        Raises:
            LabelStudioRefused: if the server cannot be reached, says no, or has no such project.
        """
        with _refusals(f"pulling {title!r}"):
            project = self._find(title)
            if project is None:
                raise LabelStudioRefused(f"the server has no project called {title!r}")
            parts = self._client.projects.exports.download_sync(
                id=project, export_type="JSON", download_all_tasks=True
            )
            return b"".join(parts)

    def _project(self, title: str, instruction: str) -> int:
        """Return the number of the project of this title, made if need be."""
        found = self._find(title)
        if found is not None:
            return found
        made = self._client.projects.create(
            title=title,
            label_config=interface(),
            expert_instruction=instruction,
            show_instruction=True,
            show_collab_predictions=True,
            maximum_annotations=2,
        )
        return made.id

    def _find(self, title: str) -> int | None:
        numbers = [one.id for one in self._client.projects.list() if one.title == title]
        if len(numbers) > 1:
            raise LabelStudioRefused(f"the server has several projects called {title!r}")
        return numbers[0] if numbers else None

    def _known(self, project: int) -> dict[str, str]:
        """Return the hashes of the texts that a project has, by our id."""
        known = {}
        for task in self._client.tasks.list(project=project, fields="all", page_size=_TASKS_A_PAGE):
            data = task.data or {}
            known[str(data.get("document", ""))] = str(data.get("sha256", ""))
        return known


@contextmanager
def connect(environment: Mapping[str, str] = os.environ) -> Iterator[Server]:
    """Give the server at `LABEL_STUDIO_URL`, as the user whose `LABEL_STUDIO_API_KEY` it is.

    Raises:
        LabelStudioRefused: if either is not set.
        MissingExtra: if the SDK is not installed.
    """
    url, key = environment.get(URL_VARIABLE), environment.get(KEY_VARIABLE)
    if not url or not key:
        raise LabelStudioRefused(
            f"set {URL_VARIABLE} (http://localhost:8080) and {KEY_VARIABLE} (a personal access "
            "token, from Account & Settings)"
        )
    with open_client(url, key) as client:
        yield Server(client)


def _batches(tasks: Sequence[Task]) -> Iterator[list[Task]]:
    """Yield tasks in groups that a server takes in one request."""
    batch: list[Task] = []
    characters = 0
    for task in tasks:
        if batch and (len(batch) == _MOST_TASKS or characters > _MOST_CHARACTERS):
            yield batch
            batch, characters = [], 0
        batch.append(task)
        characters += len(task.text)
    if batch:
        yield batch


@contextmanager
def _refusals(doing: str) -> Iterator[None]:
    """Make one of our errors of what the SDK and its transport raise, without their words."""
    try:
        yield
    except Exception as error:
        told = refusal_of(error)
        if told is None:
            raise
        raise LabelStudioRefused(f"{doing}: {told}") from None
