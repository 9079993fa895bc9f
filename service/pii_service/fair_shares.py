"""Start-time fair queuing: whose work is next, such that nobody gets more than a fair share.

Each flow, here a client, has a *start tag*: the virtual time at which its next piece of work is
due. The flow with the least tag is served next, which sets virtual time to that tag, and the cost
of the service is added to the tag. A flow that was idle is due at the present virtual time, so that
nobody saves up for later. Costs need not be known before: a piece of work is charged when it ends.

P. Goyal, H. M. Vin and H. Cheng, "Start-time Fair Queuing", SIGCOMM 1996; for processor time, and
with queues of queues, P. Goyal, X. Guo and H. M. Vin, "A Hierarchical CPU Scheduler for Multimedia
Operating Systems", OSDI 1996.
"""

from collections.abc import Collection
from dataclasses import dataclass, field

# With more tags than this, those that say no more than virtual time does are forgotten.
_MOST_TAGS = 1_024


@dataclass
class FairShares:
    """What each flow has had of one thing that they share."""

    _now: float = field(default=0.0, init=False)
    _tags: dict[str, float] = field(default_factory=dict, init=False)

    def first(self, flows: Collection[str]) -> str:
        """Return the flow that is due first; of several, the one named first."""
        return min(flows, key=self._due)

    def serve(self, flow: str, cost: float) -> None:
        """Let virtual time go on to a flow's start tag, and charge it what is known of the cost."""
        self._now = self._due(flow)
        self._tags[flow] = self._now + cost
        if len(self._tags) > _MOST_TAGS:
            self._tags = {name: tag for name, tag in self._tags.items() if tag > self._now}

    def charge(self, flow: str, cost: float) -> None:
        """Add to what the last service of a flow cost, or take off what was too much."""
        self._tags[flow] = self._tags.get(flow, self._now) + cost

    def _due(self, flow: str) -> float:
        return max(self._now, self._tags.get(flow, 0.0))
