"""What is known of a request while it is answered, for its log line and its numbers."""

import time
from collections.abc import Mapping
from dataclasses import dataclass, field

from starlette.requests import Request
from starlette.types import Scope

from pii_service.errors import Reason, Unready
from pii_service.ledger import Holding

_PLACE = "pii.exchange"


@dataclass(slots=True)
class Exchange:
    """One request and its answer.

    The id is always our own: one that a client chose would carry its text into the log.
    `route` is the address as it stands in the documentation, never the one that was asked for.

    Attributes:
        client: the name of the API key, for the log.
        holding: the memory that it holds, for its key's or its address' account.
        gone: the client closed the connection before the answer was complete.
    """

    id: str
    holding: Holding
    started: float = field(default_factory=time.perf_counter)
    route: str = "-"
    client: str = ""
    status: int = 0
    received: int = 0
    sent: int = 0
    reason: Reason | None = None
    gone: bool = False


def open_exchange(scope: Scope, name: str, holding: Holding) -> Exchange:
    """Begin the exchange of a request under a name that no other has."""
    exchange = Exchange(name, holding)
    scope[_PLACE] = exchange
    return exchange


def exchange_of(scope: Scope) -> Exchange:
    """Return the exchange of a request."""
    exchange = scope.get(_PLACE)
    if not isinstance(exchange, Exchange):
        raise Unready("the application was not made by create_app")
    return exchange


def client_of(request: Request) -> str:
    """Return who answers for what a request takes: its API key or, without keys, its address."""
    return exchange_of(request.scope).holding.owner


def mark_gone(scope: Mapping[str, object]) -> None:
    """Note that a request's client closed the connection before its answer was complete."""
    exchange = scope.get(_PLACE)
    if isinstance(exchange, Exchange):
        exchange.gone = True
