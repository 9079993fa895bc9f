"""Bodies as they arrive: counted, timed, and refused before they are too many.

A body's bytes count from their arrival until its request is answered, with those of all others
that are there.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

from starlette.requests import Request
from starlette.types import Message, Receive

from pii_service.errors import Reason, Refusal
from pii_service.metrics import Metrics
from pii_service.request_context import exchange_of
from pii_service.settings import Settings

_BODY = "body"
_LONGEST_CONTENT_TYPE = 500


@dataclass(frozen=True)
class Intake:
    """Takes bodies in, within the limits that the settings give."""

    settings: Settings
    metrics: Metrics

    @asynccontextmanager
    async def body_of(self, request: Request, *, endless: bool) -> AsyncIterator[Receive]:
        """Give a `receive` that refuses what is too much or too slow.

        Args:
            request: nothing of its body has been read.
            endless: the body may be of any length and take any time, for its reader holds a piece
                of it only, and counts that.

        Raises:
            Refusal: at once, if the body is compressed or announces too much.
        """
        _refuse_announced(request, None if endless else self.settings.max_body_bytes)
        try:
            yield _Body(self, request, endless).receive
        finally:
            exchange_of(request.scope).holding.drop(_BODY)


class _Body:
    """One body on its way in."""

    def __init__(self, intake: Intake, request: Request, endless: bool) -> None:
        self._settings = intake.settings
        self._metrics = intake.metrics
        self._receive = request.receive
        self._exchange = exchange_of(request.scope)
        self._endless = endless
        self._ended = False
        self._loop = asyncio.get_running_loop()
        self._started = self._loop.time()

    async def receive(self) -> Message:
        """Return the next part of the body; after its end, wait for the client to go."""
        if self._ended:
            return await self._receive()
        try:
            async with asyncio.timeout_at(self._due()):
                message = await self._receive()
        except TimeoutError:
            raise self._too_slow() from None
        if message["type"] == "http.request":
            self._count(len(message.get("body", b"")))
            self._ended = not message.get("more_body", False)
        return message

    def _due(self) -> float:
        """Return when the next part must be there, by the loop's clock."""
        settings = self._settings
        patience = self._loop.time() + settings.body_seconds
        if self._endless:
            return patience
        pace = self._exchange.received / settings.min_bytes_per_second
        return min(patience, self._started + settings.body_seconds + pace)

    def _too_slow(self) -> Refusal:
        settings = self._settings
        return Refusal(
            Reason.SLOW_BODY,
            f"the next part of the body did not come within {settings.body_seconds:g} s, "
            f"or the body came at less than {settings.min_bytes_per_second} bytes a second",
            headers={"Connection": "close"},
        )

    def _count(self, received: int) -> None:
        self._exchange.received += received
        self._metrics.count_received(received)
        if self._endless:
            return
        if self._exchange.received > self._settings.max_body_bytes:
            raise _too_large(self._settings.max_body_bytes)
        self._exchange.holding.take(_BODY, received)


def _refuse_announced(request: Request, most: int | None) -> None:
    """Refuse a body for what its headers say of it."""
    # Parsers of its parameters take a time that grows with the square of their number.
    if len(request.headers.get("content-type", "")) > _LONGEST_CONTENT_TYPE:
        raise Refusal(
            Reason.UNSUPPORTED, f"a content type may have {_LONGEST_CONTENT_TYPE} characters"
        )
    encoding = request.headers.get("content-encoding", "identity").strip().lower()
    if encoding not in ("", "identity"):
        raise Refusal(
            Reason.UNSUPPORTED, "compressed bodies are not taken; leave Content-Encoding out"
        )
    length = request.headers.get("content-length", "")
    if most is not None and length.isdecimal() and int(length) > most:
        raise _too_large(most)


def _too_large(most: int) -> Refusal:
    return Refusal(
        Reason.TOO_LARGE,
        f"a body may have {most} bytes",
        headers={"Connection": "close"},
    )
