"""How a run ended."""

from dataclasses import dataclass, field

from pii.datasets.stats import ShardStats
from pii.datasets.worker import Failure


@dataclass(slots=True)
class RunResult:
    """How a run ended: tallies of all that is done now, what failed, and how many were done before.

    `left` counts shards that nobody tried, because the target was full. `unnoted` names the error
    for which the run's own notes, rejects and report, could not be written.
    """

    done: dict[str, ShardStats] = field(default_factory=dict)
    failures: list[Failure] = field(default_factory=list)
    before: int = 0
    left: int = 0
    seconds: float = 0.0
    unnoted: str = ""

    @property
    def whole(self) -> bool:
        """Whether everything was done and noted."""
        return not (self.failures or self.left or self.unnoted)

    @property
    def total(self) -> ShardStats:
        """The counts of all shards together."""
        total = ShardStats()
        for tally in self.done.values():
            total.add(tally)
        return total
