"""Around every request: its id, its log line, its numbers, its security headers.

Nothing inside may escape as a traceback, which the server would print with its message.
"""

import logging
import time
from itertools import count
from uuid import uuid4

from starlette.requests import ClientDisconnect
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from pii_service.answers import send_in_pieces
from pii_service.client_addresses import address_of
from pii_service.dependencies import Service
from pii_service.errors import Reason, Refusal
from pii_service.ledger import Holding
from pii_service.logs import places_of, write_log
from pii_service.problems import problem
from pii_service.request_context import Exchange, open_exchange
from pii_service.security import SECURITY_HEADERS

# A method is the client's word too; these are the ones that may stand in a log.
_METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
_HEADERS = [(name.lower().encode(), value.encode()) for name, value in SECURITY_HEADERS.items()]
_QUIET_ROUTES = frozenset({"/health/live", "/health/ready", "/metrics"})


class Observed:
    """An application of which every exchange is logged and counted."""

    def __init__(self, app: ASGIApp, service: Service) -> None:
        self._app = app
        self._service = service
        # Unique together with a number, and cheaper than asking the system each time.
        self._prefix = uuid4().hex[:20]
        self._numbers = count()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        holding = Holding(self._service.ledger, address_of(scope))
        exchange = open_exchange(scope, f"{self._prefix}{next(self._numbers):012x}", holding)

        async def send_observed(message: Message) -> None:
            if message["type"] == "http.response.start":
                exchange.status = message["status"]
                self._add_headers(message, exchange)
                await send(message)
            else:
                await send_in_pieces(message, exchange, send)

        try:
            await self._app(scope, receive, send_observed)
        except Exception as error:
            await self._fail(error, exchange, scope, receive, send_observed)
        finally:
            holding.release()
            self._record(exchange, scope["method"])

    def _add_headers(self, message: Message, exchange: Exchange) -> None:
        headers = list(message.get("headers", []))
        own = {name for name, _ in headers}
        headers += [header for header in _HEADERS if header[0] not in own]
        headers.append((b"x-request-id", exchange.id.encode()))
        if self._service.draining:
            headers.append((b"connection", b"close"))
        message["headers"] = headers

    async def _fail(
        self, error: Exception, exchange: Exchange, scope: Scope, receive: Receive, send: Send
    ) -> None:
        """Answer an error that no handler knew, or cut the answer off if it has begun."""
        if exchange.gone or isinstance(error, ClientDisconnect | ConnectionError):
            exchange.gone = True
            return
        exchange.reason = Reason.FAILED
        places = " < ".join(places_of(error))
        write_log("failure", logging.ERROR, request_id=exchange.id, where=places)
        if exchange.status:
            raise error.with_traceback(None)
        refusal = Refusal(Reason.FAILED, "the failure is in the log under this request id")
        await problem(exchange.id, refusal)(scope, receive, send)

    def _record(self, exchange: Exchange, method: str) -> None:
        seconds = time.perf_counter() - exchange.started
        method = method if method in _METHODS else "OTHER"
        metrics = self._service.metrics
        if exchange.gone:
            exchange.reason, exchange.status = Reason.GONE, Reason.GONE.status
            metrics.count_client_gone(exchange.route)
        metrics.count_answer(exchange.route, method, exchange.status, seconds)
        if exchange.reason:
            metrics.count_refusal(exchange.reason.slug)
        if exchange.route in _QUIET_ROUTES:
            return
        write_log(
            "request",
            request_id=exchange.id,
            client=exchange.client,
            method=method,
            route=exchange.route,
            status=exchange.status,
            ms=round(seconds * 1000, 3),
            received=exchange.received,
            sent=exchange.sent,
            problem=exchange.reason.slug if exchange.reason else None,
        )
