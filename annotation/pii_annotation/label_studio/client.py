"""What we use of Label Studio's SDK, spelled out; the SDK itself is imported when needed.

Its own types vary from one version to the next. A fake for a test implements these few methods.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from importlib import import_module
from typing import Protocol

from pii.extras import LABEL_STUDIO, require

# A server may take its time over an export of everything.
_TIMEOUT_SECONDS = 300.0


class Project(Protocol):
    """A project as the server lists it."""

    id: int
    title: str


class ListedTask(Protocol):
    """A task as the server lists it."""

    data: Mapping[str, object] | None


class Exports(Protocol):
    """The exports of projects."""

    def download_sync(
        self, id: int, *, export_type: str, download_all_tasks: bool
    ) -> Iterable[bytes]:
        """Yield the parts of an export."""
        ...


class Projects(Protocol):
    """The projects of a server."""

    exports: Exports

    def list(self) -> Iterable[Project]:
        """Yield every project that the user sees."""
        ...

    def create(
        self,
        *,
        title: str,
        label_config: str,
        expert_instruction: str,
        show_instruction: bool,
        show_collab_predictions: bool,
        maximum_annotations: int,
    ) -> Project:
        """Make a project."""
        ...

    def import_tasks(self, id: int, *, request: Sequence[Mapping[str, object]]) -> object:
        """Add tasks to a project."""
        ...


class Tasks(Protocol):
    """The tasks of a server."""

    def list(self, *, project: int, fields: str, page_size: int) -> Iterable[ListedTask]:
        """Yield the tasks of a project."""
        ...


class Client(Protocol):
    """A connection to a server."""

    projects: Projects
    tasks: Tasks


@contextmanager
def open_client(url: str, key: str) -> Iterator[Client]:
    """Give a connection that the SDK makes, and close it afterwards, which the SDK does not.

    Raises:
        MissingExtra: if the SDK is not installed.
    """
    require("talking to Label Studio", LABEL_STUDIO)
    sdk, httpx = import_module("label_studio_sdk"), import_module("httpx")
    with httpx.Client(timeout=_TIMEOUT_SECONDS, follow_redirects=True) as transport:
        yield sdk.LabelStudio(base_url=url, api_key=key, httpx_client=transport)


def refusal_of(error: Exception) -> str | None:
    """Return what a failed call came to in words of ours, None if it is no failure of a call.

    An answer's body may hold what was sent, so only its status is told.
    """
    status = getattr(error, "status_code", None)
    if isinstance(status, int):
        return f"the server answered {status}"
    if type(error).__module__.partition(".")[0] in {"httpx", "httpcore"}:
        return f"no answer ({type(error).__name__})"
    return None
