"""What is known of a request while it is answered, for its log line and its numbers."""

import time
from collections.abc import Mapping
from dataclasses import dataclass, field

from starlette.types import Scope

from pii_service.errors import Reason

_PLACE = "pii.exchange"


@dataclass(slots=True)
class Exchange:
    """One request and its answer.

    The id is always our own: one that a client chose would carry its text into the log.
    `route` is the address as it stands in the documentation, never the one that was asked for.
    """

    id: str
    started: float = field(default_factory=time.perf_counter)
    route: str = "-"
    client: str = ""
    status: int = 0
    received: int = 0
    sent: int = 0
    reason: Reason | None = None
    gone: bool = False


def open_exchange(scope: Scope, name: str = "") -> Exchange:
    """Begin the exchange of a request under a name that no other has."""
    exchange = Exchange(name)
    scope[_PLACE] = exchange
    return exchange


def exchange_of(scope: Scope) -> Exchange:
    """Return the exchange of a request."""
    exchange = scope.get(_PLACE)
    return exchange if isinstance(exchange, Exchange) else open_exchange(scope)


def mark_gone(scope: Mapping[str, object]) -> None:
    """Note that a request's client closed the connection before its answer was complete."""
    exchange = scope.get(_PLACE)
    if isinstance(exchange, Exchange):
        exchange.gone = True
