"""Open connections: how many there may be, and for how long each may keep the service waiting.

At a limit, the connection that has been without a request for longest makes room for the new one,
so that connections which only wait cannot shut out others. This module knows no sockets.
"""

from dataclasses import dataclass, field
from typing import Protocol

from pii_service.metrics import Metrics


@dataclass(frozen=True, slots=True)
class ConnectionLimits:
    """What connections may cost.

    Attributes:
        total: open connections in this process.
        per_address: open connections from one address, or from one IPv6 network of 64 bits.
        header_seconds: from a request's first byte, or from the connection's start, to the end of
            the request's headers.
        stall_seconds: for the client to take the next part of an answer.
        bytes_per_second: least speed at which an answer is taken, beyond `stall_seconds`.
    """

    total: int
    per_address: int
    header_seconds: float
    stall_seconds: float
    bytes_per_second: float


class Connection(Protocol):
    """One open connection."""

    @property
    def address(self) -> str:
        """Return where it comes from."""
        ...

    def overdue(self, now: float, limits: ConnectionLimits) -> str:
        """Return why it has been waited for too long, or an empty string."""
        ...

    def abort(self) -> None:
        """Close it at once, whatever has not been sent."""
        ...


@dataclass
class Connections:
    """All open connections of this process, by address."""

    limits: ConnectionLimits
    metrics: Metrics
    _open: dict[str, set[Connection]] = field(default_factory=dict, init=False)
    # Those without a request, by address; the one that has waited longest comes first.
    _idle: dict[str, dict[Connection, None]] = field(default_factory=dict, init=False)
    _count: int = field(default=0, init=False)

    def admit(self, connection: Connection) -> bool:
        """Count a new connection, and say whether it may stay."""
        address = connection.address
        crowded = len(self._open.get(address, ())) >= self.limits.per_address
        full = self._count >= self.limits.total
        if (crowded and not self._make_room(address)) or (
            full and not crowded and not self._make_room(self._busiest_address())
        ):
            self.metrics.count_closed_connection("limit")
            return False
        self._open.setdefault(address, set()).add(connection)
        self._count += 1
        self.metrics.show_connections(self._count)
        self.idle(connection)
        return True

    def idle(self, connection: Connection) -> None:
        """Note that a connection has no request under way now."""
        self._idle.setdefault(connection.address, {})[connection] = None

    def busy(self, connection: Connection) -> None:
        """Note that a request is under way."""
        _discard(self._idle, connection)

    def forget(self, connection: Connection) -> None:
        """Note that a connection is closed."""
        if connection not in self._open.get(connection.address, ()):
            return
        _discard(self._idle, connection)
        mine = self._open[connection.address]
        mine.discard(connection)
        if not mine:
            del self._open[connection.address]
        self._count -= 1
        self.metrics.show_connections(self._count)

    def close_overdue(self, now: float) -> None:
        """Close each connection that has been waited for too long."""
        everybody = [connection for mine in self._open.values() for connection in mine]
        for connection in everybody:
            if why := connection.overdue(now, self.limits):
                self._close(connection, why)

    def _busiest_address(self) -> str:
        """Return the address with the most connections, of those that have an idle one."""
        return max(self._idle, key=lambda address: len(self._open[address]), default="")

    def _make_room(self, address: str) -> bool:
        """Close an address' connection that has been idle for longest, if it has one."""
        longest = next(iter(self._idle.get(address, ())), None)
        if longest is None:
            return False
        self._close(longest, "room")
        return True

    def _close(self, connection: Connection, why: str) -> None:
        self.metrics.count_closed_connection(why)
        self.forget(connection)
        connection.abort()


def _discard(idle: dict[str, dict[Connection, None]], connection: Connection) -> None:
    mine = idle.get(connection.address, {})
    mine.pop(connection, None)
    if not mine:
        idle.pop(connection.address, None)
