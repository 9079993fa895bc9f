"""Memory that requests hold, counted for all of them and shared fairly between clients.

A client may hold as much as it leaves free, so that one alone gets half of all, two get a third
each, and whoever comes next finds room. What is little is never refused: connections are limited,
and so is what all of them hold of it together.
"""

from collections import Counter
from dataclasses import dataclass, field

from pii_service.errors import Reason, Refusal
from pii_service.metrics import Metrics

# What each client may hold whatever the others do.
SMALL = 65_536


@dataclass
class Ledger:
    """Bytes held now, by client.

    Attributes:
        metrics: shows the sum.
        most: for all clients together.
        own: what a client may hold as long as there is room, whatever its share: one body.
    """

    metrics: Metrics
    most: int = 2**62
    own: int = 0
    total: int = field(default=0, init=False)
    _held: Counter[str] = field(default_factory=Counter, init=False)

    @property
    def owners(self) -> int:
        """Return how many clients hold something."""
        return len(self._held)

    def has_room(self, owner: str, added: int) -> bool:
        """Say whether a client may hold so much more."""
        held, free = self._held[owner] + added, self.most - self.total - added
        return held <= SMALL or (free >= 0 and held <= max(self.own, free))

    def add(self, owner: str, added: int) -> None:
        """Count bytes that came, or went if they are negative."""
        if not added:
            return
        self.total += added
        self._held[owner] += added
        if not self._held[owner]:
            del self._held[owner]
        self.metrics.show_inflight(self.total)


@dataclass
class Holding:
    """What one request holds, in named parts."""

    ledger: Ledger
    owner: str
    _parts: Counter[str] = field(default_factory=Counter, init=False)

    def take(self, part: str, size: int) -> None:
        """Hold so many bytes more as a part.

        Raises:
            Refusal: if the client has no room for them; then nothing changes.
        """
        if not self.ledger.has_room(self.owner, size):
            raise Refusal(
                Reason.OVERLOADED,
                "too many bytes are being worked on; try again later",
                headers={"Retry-After": "1"},
            )
        self.add(part, size)

    def add(self, part: str, size: int) -> None:
        """Count bytes that are there already, or that are gone if they are negative."""
        self.ledger.add(self.owner, size)
        self._parts[part] += size

    def drop(self, part: str) -> None:
        """Hold nothing of a part any more."""
        self.add(part, -self._parts[part])

    def release(self) -> None:
        """Hold nothing any more."""
        for part in self._parts:
            self.drop(part)
