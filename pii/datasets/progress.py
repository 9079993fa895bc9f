"""How far a run has come: a bar on a terminal, a line now and then elsewhere."""

import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from pii.datasets.stats import ShardStats

_BAR_EVERY = 0.2
_LINE_EVERY = 30.0
_WIDTH = 24


@dataclass(slots=True)
class Progress:
    """Adds up tallies of finished and growing shards and says so at intervals.

    Args:
        shards: how many shards there are to do.
        size: how many bytes these have as they are stored; the estimate goes by it.
        say: prints a line, or on a terminal replaces the last one.
    """

    shards: int
    size: int
    say: Callable[[str], None]
    every: float = _LINE_EVERY
    done: int = 0
    done_size: int = 0
    total: ShardStats = field(default_factory=ShardStats)
    _growing: dict[str, ShardStats] = field(default_factory=dict)
    _begun: float = field(default_factory=time.monotonic)
    _said: float = field(default_factory=time.monotonic)

    def grow(self, shard: str, tally: ShardStats) -> None:
        """Hear of a shard that is being worked on."""
        self._growing[shard] = tally
        self._say_now_and_then()

    def finish(self, shard: str, size: int, tally: ShardStats | None) -> None:
        """Hear of a shard that is done, or given up."""
        self._growing.pop(shard, None)
        self.done += 1
        self.done_size += size
        if tally is not None:
            self.total.add(tally)
        self._say_now_and_then()

    def line(self) -> str:
        """Return the present state in one line."""
        now = ShardStats()
        for tally in [self.total, *self._growing.values()]:
            now.add(tally)
        seconds = max(time.monotonic() - self._begun, 1e-3)
        share = self.done_size / self.size if self.size else 1.0
        filled = int(share * _WIDTH)
        left = seconds / share - seconds if share > 0 else None
        return (
            f"[{'#' * filled}{'.' * (_WIDTH - filled)}] {self.done}/{self.shards} shards  "
            f"{now.rows:,} rows  {now.text_bytes / 1e6 / seconds:.1f} MB/s  "
            f"{now.entities:,} entities  {_left(left)}"
        )

    def _say_now_and_then(self) -> None:
        if time.monotonic() - self._said >= self.every:
            self._said = time.monotonic()
            self.say(self.line())


def _left(seconds: float | None) -> str:
    if seconds is None:
        return "time left unknown"
    minutes, rest = divmod(int(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02} left"


def talking(shards: int, size: int, *, quiet: bool = False) -> Progress:
    """Return the progress that suits standard error: a bar on a terminal, else lines."""
    if quiet:
        return Progress(shards, size, lambda line: None)
    if sys.stderr.isatty():
        return Progress(shards, size, _replace_line, every=_BAR_EVERY)
    return Progress(shards, size, _add_line)


def _replace_line(line: str) -> None:
    sys.stderr.write(f"\r\x1b[K{line}")
    sys.stderr.flush()


def _add_line(line: str) -> None:
    sys.stderr.write(f"{line}\n")
    sys.stderr.flush()
