"""A connection of the HTTP server, with the limits that the server itself does not have.

Headers are parsed by h11, which refuses them when they are too long, and reads a request only
when the one before it has been answered. Data is read in small pieces, so that no connection
makes all the others wait while its own is parsed.
"""

import asyncio

from uvicorn import Config
from uvicorn.protocols.http.h11_impl import H11Protocol
from uvicorn.server import ServerState

from pii_service.client_addresses import address_group
from pii_service.connections import ConnectionLimits, Connections
from pii_service.request_context import mark_gone

# What is read at once. Headers may be this much longer than `MOST_HEADER_BYTES`.
_PIECE = 16_384
MOST_HEADER_BYTES = 32_768
# What the transport takes before it asks to wait.
_WRITE_BUFFER = 65_536
_REFUSAL = (
    b"HTTP/1.1 503 Service Unavailable\r\nConnection: close\r\nRetry-After: 1\r\n"
    b"Content-Length: 0\r\n\r\n"
)
_SECONDS_BETWEEN_LOOKS = 0.25
# Under which key the application's lifespan state has the open connections.
CONNECTIONS = "connections"


async def close_overdue_connections(connections: Connections) -> None:
    """Look after all connections, as long as the service runs."""
    loop = asyncio.get_running_loop()
    while True:
        await asyncio.sleep(_SECONDS_BETWEEN_LOOKS)
        connections.close_overdue(loop.time())


class _Http(H11Protocol):
    """The server's own protocol; it tells when an answer is complete."""

    owner: "ClientConnection"

    def on_response_complete(self) -> None:
        """Send the next pipelined request on its way, or rest."""
        super().on_response_complete()
        if not self.is_busy:
            self.owner.rest()

    @property
    def is_busy(self) -> bool:
        """Say whether a request is under way."""
        return self.cycle is not None and not self.cycle.response_complete


class ClientConnection(asyncio.BufferedProtocol):
    """One connection: what uvicorn's protocol does, within limits."""

    def __init__(
        self,
        config: Config,
        server_state: ServerState,
        app_state: dict[str, object],
        _loop: asyncio.AbstractEventLoop | None = None,
    ) -> None:
        self._loop = _loop or asyncio.get_running_loop()
        self._http = _Http(config, server_state, app_state, _loop)
        self._http.owner = self
        connections = app_state.get(CONNECTIONS)
        self._connections = connections if isinstance(connections, Connections) else None
        self._piece = memoryview(bytearray(_PIECE))
        self._is_busy = False
        # Each is the time since when the client has been waited for in one way.
        self._asking_since: float | None = self._loop.time()
        self._stalled_since: float | None = None
        self._closing_since: float | None = None
        # Of the answer under way: seconds waited for its client, and bytes that it has taken.
        self._waited = 0.0
        self._taken = 0
        self.address = ""

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Serve a connection, unless there are too many."""
        peer = transport.get_extra_info("peername")
        self.address = address_group(str(peer[0])) if peer else ""
        self._transport = transport
        if self._connections is not None and not self._connections.admit(self):
            transport.write(_REFUSAL)
            transport.close()
            return
        self._http.connection_made(transport)

    def connection_lost(self, exc: Exception | None) -> None:
        """Note that the connection is closed, and whether a request was under way."""
        if self._connections is not None:
            self._connections.forget(self)
        if self._http.is_busy:
            mark_gone(self._http.scope)
        if self._http.flow is not None:
            self._http.connection_lost(exc)

    def get_buffer(self, sizehint: int) -> memoryview:
        """Return where the next piece of data goes."""
        return self._piece

    def buffer_updated(self, nbytes: int) -> None:
        """Take a piece of data."""
        if self._http.flow is None:
            return
        if not self._is_busy and self._asking_since is None:
            self._asking_since = self._loop.time()
        self._http.data_received(bytes(self._piece[:nbytes]))
        if not self._is_busy and self._http.is_busy:
            self._is_busy = True
            self._asking_since = None
            if self._connections is not None:
                self._connections.busy(self)

    def eof_received(self) -> None:
        """Let the transport close: the client sends no more."""
        self._http.eof_received()

    def pause_writing(self) -> None:
        """Note that the client does not take the answer as fast as it is written."""
        self._stalled_since = self._loop.time()
        self._http.pause_writing()

    def resume_writing(self) -> None:
        """Go on: the client has taken a part of the answer."""
        if self._stalled_since is not None:
            self._waited += self._loop.time() - self._stalled_since
        self._stalled_since = None
        self._taken += _WRITE_BUFFER
        self._http.resume_writing()

    def rest(self) -> None:
        """Wait for the next request."""
        self._is_busy = False
        self._waited, self._taken = 0.0, 0
        if self._connections is not None:
            self._connections.idle(self)

    def overdue(self, now: float, limits: ConnectionLimits) -> str:
        """Return why the client has been waited for too long, or an empty string."""
        if self._asking_since is not None and now - self._asking_since > limits.header_seconds:
            return "slow-headers"
        if self._transport.is_closing() and self._closing_since is None:
            self._closing_since = now
        waiting = [since for since in (self._stalled_since, self._closing_since) if since]
        longest = max((now - since for since in waiting), default=0.0)
        allowed = limits.stall_seconds + self._taken / limits.bytes_per_second
        if longest > limits.stall_seconds or self._waited + longest > allowed:
            return "slow-reader"
        return ""

    def abort(self) -> None:
        """Close the connection at once."""
        self._transport.abort()
