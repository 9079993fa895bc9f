"""Progress and summary of a scan, on standard error."""

import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from types import TracebackType
from typing import TYPE_CHECKING, Self

from pii.cli.exit_codes import say
from pii.cli.wording import counted, size_of
from pii.files.reading import printable
from pii.labels import Label
from pii.scan.process import FileResult

if TYPE_CHECKING:
    from rich.progress import Progress

# Below these a scan is done before a bar would be seen.
_FILES_WORTH_A_BAR = 20
_BYTES_WORTH_A_BAR = 1_000_000


@dataclass(slots=True)
class Summary:
    """Running counts of a scan; sizes in bytes, times in seconds."""

    done: int = 0
    size: int = 0
    changed: int = 0
    binary: int = 0
    troubled: int = 0
    ignored: int = 0
    links: int = 0
    hidden: Counter[Label] = field(default_factory=Counter)
    began: float = field(default_factory=time.perf_counter)

    def add(self, outcome: FileResult) -> None:
        """Count one outcome."""
        self.done += not outcome.binary and not outcome.trouble
        self.size += outcome.size
        self.changed += bool(outcome.hidden)
        self.binary += outcome.binary
        self.troubled += bool(outcome.trouble)
        self.hidden.update(outcome.hidden)

    @property
    def found(self) -> int:
        """How many entities the policy hides."""
        return self.hidden.total()

    @property
    def seconds(self) -> float:
        """How long it has taken so far."""
        return time.perf_counter() - self.began

    def exit_code(self, *, fail_on_find: bool) -> int:
        """Return 1 if a file failed, or if something was found under `--fail-on-find`."""
        return int(bool(self.troubled or (fail_on_find and self.found)))


class Screen:
    """A progress bar and the files that failed, below the data on a terminal.

    Without a terminal there is no bar, and nothing is loaded to draw one.
    """

    def __init__(self, files: int, size: int, *, quiet: bool) -> None:
        self._size = size
        self._files = files
        worth = files >= _FILES_WORTH_A_BAR or size >= _BYTES_WORTH_A_BAR
        self._bar: Progress | None = None
        if worth and not quiet and sys.stderr.isatty():
            self._bar = _bar_for(size)

    def __enter__(self) -> Self:
        if self._bar is not None:
            self._bar.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        if self._bar is not None:
            self._bar.stop()

    def show(self, outcome: FileResult, summary: Summary) -> None:
        """Advance the bar, and report the file if it failed."""
        if outcome.trouble:
            with self.aside():
                say(f"{printable(outcome.path)}: {outcome.trouble}")
        if self._bar is not None:
            speed = summary.size / 1e6 / max(summary.seconds, 1e-9)
            files = summary.done + summary.binary + summary.troubled
            said = f"{files:,} of {self._files:,} files  {speed:.1f} MB/s  {summary.found:,} found"
            # A file that grew meanwhile must not push the bar over its end.
            self._bar.update(
                self._bar.task_ids[0], completed=min(summary.size, self._size), said=said
            )

    @contextmanager
    def aside(self) -> Iterator[None]:
        """Hide the bar while something else is written to the terminal."""
        if self._bar is None:
            yield
            return
        self._bar.stop()
        try:
            yield
        finally:
            self._bar.start()


def _bar_for(size: int) -> "Progress":
    """Return a bar over so many bytes, with files, megabytes a second and the time that is left."""
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

    progress = Progress(
        BarColumn(),
        TextColumn("{task.fields[said]}"),
        TimeRemainingColumn(compact=True, elapsed_when_finished=True),
        console=Console(stderr=True),
        transient=True,
    )
    progress.add_task("", total=max(size, 1), said="")
    return progress


def tell_summary(summary: Summary, verb: str, policy_file: str | None) -> None:
    """Print a table by label and a line of totals, or one line where there was but one file."""
    if summary.done + summary.binary + summary.troubled > 1:
        _print_table(summary, verb)
        sys.stderr.write(f"{_totals(summary, verb)}\n")
    elif not summary.troubled:
        labels = ", ".join(f"{count} {label}" for label, count in sorted(summary.hidden.items()))
        sys.stderr.write(f"{summary.found} {verb}{f': {labels}' if labels else ''}\n")
    if policy_file is not None:
        sys.stderr.write(f"under the policy {printable(policy_file)}\n")


def _print_table(summary: Summary, verb: str) -> None:
    from rich.console import Console
    from rich.table import Table

    if not summary.found:
        return
    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column("label")
    table.add_column(verb, justify="right")
    for label in Label:
        if summary.hidden[label]:
            table.add_row(label.value, f"{summary.hidden[label]:,}")
    Console(stderr=True, highlight=False).print(table)


def _totals(summary: Summary, verb: str) -> str:
    """Return one line of totals; what was left out is named, for it may hold personal data too."""
    left_out = {
        "binary skipped": summary.binary,
        "ignored by git or --exclude": summary.ignored,
        f"link{'s' * (summary.links != 1)} not followed": summary.links,
        "not done": summary.troubled,
    }
    words = [f"{count:,} {what}" for what, count in left_out.items() if count]
    line = f"{summary.found:,} {verb} in {summary.changed:,} of {counted(summary.done, 'file')}"
    return f"{', '.join([line, *words])} ({_spent(summary)})"


def _spent(summary: Summary) -> str:
    """Return size and time; a speed only where there was enough to read for one to mean much."""
    spent = f"{size_of(summary.size)}, {summary.seconds:.1f} s"
    if summary.size < _BYTES_WORTH_A_BAR:
        return spent
    return f"{spent}, {summary.size / 1e6 / max(summary.seconds, 1e-9):.1f} MB/s"
