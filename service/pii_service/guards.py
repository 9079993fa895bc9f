"""The way into a route: key, rate and body, looked at in this order.

They are looked at before the framework reads the body, so that a stranger cannot make the
service read anything, and outside its dependencies, which come after the body.
"""

import asyncio
import email.message
from collections.abc import Callable, Coroutine
from contextlib import suppress
from typing import ClassVar, TypeVar

from fastapi import Request, Response
from fastapi.routing import APIRoute

from pii_service.dependencies import service_of
from pii_service.errors import Reason, Refusal
from pii_service.json_limits import parse_json
from pii_service.request_context import exchange_of

T = TypeVar("T")
_PATIENCE = 0.02
_LONG_BODY = 2**18


class JsonRequest(Request):
    """A request whose JSON is read strictly: UTF-8, no lone surrogates, not too deep or much."""

    async def json(self) -> object:
        """Return the body.

        Raises:
            Refusal: if it is no JSON, or has too many values.
        """
        _refuse_charset(self.headers.get("content-type", ""))
        body, most = await self.body(), service_of(self).settings.max_json_items
        if len(body) < _LONG_BODY:
            return parse_json(body, most)
        # Others are served meanwhile.
        return await asyncio.to_thread(parse_json, body, most)


class GuardedRoute(APIRoute):
    """A route for whoever shows a key, with a body of limited length."""

    endless: ClassVar[bool] = False

    def get_route_handler(self) -> Callable[[Request], Coroutine[object, object, Response]]:
        """Return the route's handler with the checks before it."""
        handle = super().get_route_handler()

        async def handle_guarded(request: Request) -> Response:
            service = service_of(request)
            exchange = exchange_of(request.scope)
            exchange.route = self.path_format
            exchange.client = await service.door.client_of(request)
            if service.settings.has_keys:
                exchange.holding.owner = exchange.client
            await service.rates.count(exchange.client)
            if request.method == "GET":
                return await handle(request)
            async with service.intake.body_of(request, endless=self.endless) as receive:
                return await handle(JsonRequest(request.scope, receive, request._send))

        return handle_guarded


class GuardedStreamRoute(GuardedRoute):
    """A route whose body may go on for ever."""

    endless: ClassVar[bool] = True


class OpenRoute(APIRoute):
    """A route for everybody: health, and the page."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[object, object, Response]]:
        """Return the route's handler, which only leaves its address for the log."""
        handle = super().get_route_handler()

        async def handle_named(request: Request) -> Response:
            exchange_of(request.scope).route = self.path_format
            return await handle(request)

        return handle_named


async def in_time(request: Request, work: Coroutine[object, object, T]) -> T:
    """Return what work gives, unless its client goes away or its time runs out first.

    Raises:
        Refusal: in both cases, after the work was cancelled.
    """
    seconds = service_of(request).settings.deadline_seconds
    task = asyncio.ensure_future(work)
    leaving: asyncio.Future[None] | None = None
    try:
        # Most answers are there before it would pay to look after the client.
        await asyncio.wait({task}, timeout=_PATIENCE)
        if not task.done():
            leaving = asyncio.ensure_future(_client_leaves(request))
            await asyncio.wait({task, leaving}, timeout=seconds, return_when="FIRST_COMPLETED")
        if task.done():
            return task.result()
        if leaving and leaving.done():
            raise Refusal(Reason.GONE, "the client closed the connection")
        raise Refusal(
            Reason.DEADLINE,
            f"the answer was not ready within {seconds:g} s; send less at once",
            headers={"Retry-After": "1"},
        )
    finally:
        await _cancel(task)
        if leaving:
            await _cancel(leaving)


async def _client_leaves(request: Request) -> None:
    """Return once the client has closed the connection."""
    while (await request.receive())["type"] != "http.disconnect":
        pass


async def _cancel(part: "asyncio.Future[T]") -> None:
    if not part.done():
        part.cancel()
        with suppress(asyncio.CancelledError):
            await part


def _refuse_charset(content_type: str) -> None:
    if ";" not in content_type:
        return
    message = email.message.Message()
    message["content-type"] = content_type
    charset = message.get_content_charset("utf-8")
    if charset not in ("utf-8", "utf8", "us-ascii"):
        raise Refusal(Reason.UNSUPPORTED, "JSON is taken in UTF-8 only")
