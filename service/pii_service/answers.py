"""Answers on their way out: in pieces, and counted until the client has taken them."""

from starlette.types import Message, Send

from pii_service.request_context import Exchange

PIECE = 65_536


async def send_in_pieces(message: Message, exchange: Exchange, send: Send) -> None:
    """Send a part of an answer; a long one waits after each piece until the client took it."""
    body = message.get("body", b"")
    exchange.sent += len(body)
    if len(body) <= PIECE:
        await send(message)
        return
    more = message.get("more_body", False)
    exchange.holding.add("answer", len(body))
    for start in range(0, len(body), PIECE):
        end = start + PIECE
        await send({**message, "body": body[start:end], "more_body": more or end < len(body)})
    exchange.holding.add("answer", -len(body))
