"""Bodies as they arrive: counted, timed, and refused before they are too many.

The memory that all bodies hold together is bounded too: a body's bytes count from their arrival
until its request is answered.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from starlette.requests import Request
from starlette.types import Message, Receive

from pii_service.errors import Reason, Refusal
from pii_service.metrics import Metrics
from pii_service.request_context import exchange_of
from pii_service.settings import Settings


@dataclass
class Intake:
    """Takes bodies in, within the limits that the settings give."""

    settings: Settings
    metrics: Metrics
    _held: int = field(default=0, init=False)

    @asynccontextmanager
    async def body_of(self, request: Request, *, endless: bool) -> AsyncIterator[Receive]:
        """Give a `receive` that refuses what is too much or too slow.

        Args:
            request: nothing of its body has been read.
            endless: the body may be of any length, for its reader holds a piece of it only.

        Raises:
            Refusal: at once, if the body is compressed or announces too much.
        """
        _refuse_announced(request, None if endless else self.settings.max_body_bytes)
        body = _Body(self, request, endless)
        try:
            yield body.receive
        finally:
            self.hold(-body.held)

    def hold(self, received: int) -> None:
        """Count bytes that came to stay, or that went.

        Raises:
            Refusal: if all bodies together hold too much.
        """
        if received > 0 and self._held + received > self.settings.max_inflight_bytes:
            raise Refusal(
                Reason.OVERLOADED,
                "too many bytes are being worked on; try again later",
                headers={"Retry-After": "1"},
            )
        self._held += received
        self.metrics.show_inflight(self._held)


class _Body:
    """One body on its way in."""

    def __init__(self, intake: Intake, request: Request, endless: bool) -> None:
        self._intake = intake
        self._receive = request.receive
        self._exchange = exchange_of(request.scope)
        self._endless = endless
        self._ended = False
        self.held = 0

    async def receive(self) -> Message:
        """Return the next part of the body; after its end, wait for the client to go."""
        if self._ended:
            return await self._receive()
        settings = self._intake.settings
        try:
            message = await asyncio.wait_for(self._receive(), settings.body_seconds)
        except TimeoutError:
            raise Refusal(
                Reason.SLOW_BODY,
                f"no more of the body came within {settings.body_seconds:g} s",
                headers={"Connection": "close"},
            ) from None
        if message["type"] == "http.request":
            self._count(len(message.get("body", b"")))
            self._ended = not message.get("more_body", False)
        return message

    def _count(self, received: int) -> None:
        self._exchange.received += received
        self._intake.metrics.count_received(received)
        if self._endless:
            return
        if self._exchange.received > self._intake.settings.max_body_bytes:
            raise _too_large(self._intake.settings.max_body_bytes)
        self._intake.hold(received)
        self.held += received


def _refuse_announced(request: Request, most: int | None) -> None:
    """Refuse a body for what its headers say of it."""
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
