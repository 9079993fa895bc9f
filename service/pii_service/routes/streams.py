"""Lines of JSON in, lines of JSON out: `/v1/redact/stream`."""

from collections.abc import AsyncIterator

from fastapi import APIRouter, Request, Response
from pydantic import ValidationError

from pii_service.dependencies import BatcherDep, ServiceDep
from pii_service.errors import Reason, Refusal
from pii_service.guards import GuardedStreamRoute
from pii_service.json_limits import parse_json
from pii_service.lines import Line, line_groups
from pii_service.problems import invalid, problem_responses
from pii_service.request_context import exchange_of
from pii_service.request_options import terms_of
from pii_service.requests import EXAMPLE_TEXT, Options, StreamHead
from pii_service.routes.texts import REASONS
from pii_service.streaming import LineRedactor, LinesAnswer, in_order

router = APIRouter(
    prefix="/v1",
    route_class=GuardedStreamRoute,
    tags=["texts"],
    responses=problem_responses(*REASONS),
)
MEDIA_TYPES = ("application/x-ndjson", "application/jsonl", "application/ndjson")
_LINES_IN: dict[str, object] = {
    "requestBody": {
        "required": True,
        "content": {
            MEDIA_TYPES[0]: {
                "schema": {"type": "string", "format": "binary"},
                "example": f'{{"id": "1", "text": {EXAMPLE_TEXT!r}}}\n'.replace("'", '"'),
            }
        },
    }
}
_LINES_OUT: dict[int | str, dict[str, object]] = {
    200: {
        "description": "For each line a `StreamLine`, in order: the redacted text or an `error`.",
        "content": {MEDIA_TYPES[0]: {"schema": {"type": "string"}}},
    }
}


@router.post(
    "/redact/stream", response_class=Response, responses=_LINES_OUT, openapi_extra=_LINES_IN
)
async def redact_stream(request: Request, service: ServiceDep, batcher: BatcherDep) -> Response:
    """Hide the personal data in lines of JSON, as many as may come.

    Each line is `{"text": …}` with `id` and `language` if you like; the first may be
    `{"options": {…}}` instead. Answers leave while lines arrive, so read while you send.
    """
    if request.headers.get("content-type", "").partition(";")[0].strip() not in MEDIA_TYPES:
        raise Refusal(Reason.UNSUPPORTED, f"send lines of JSON as {MEDIA_TYPES[0]}")
    holding = exchange_of(request.scope).holding
    groups = line_groups(request.receive, service.settings.max_line_bytes, holding)
    first: list[Line] = await anext(groups, [])
    options = _options_in(first[0]) if first else None
    redactor = LineRedactor(
        service.settings,
        service.metrics,
        terms_of(options or Options(), service.key, service.settings.max_entities),
        batcher,
        holding,
    )
    lines = in_order(_joined(first[1:] if options else first, groups), redactor)
    return LinesAnswer(lines)


async def _joined(first: list[Line], rest: AsyncIterator[list[Line]]) -> AsyncIterator[list[Line]]:
    """Yield the group that was read to find the options, then the others."""
    if first:
        yield first
    async for group in rest:
        yield group


def _options_in(line: Line) -> Options | None:
    """Return the options that a first line holds, or None if it holds a text or nothing good.

    Raises:
        Refusal: if it has `options` and they do not fit their schema.
    """
    try:
        head = parse_json(line.data or b"")
    except Refusal:
        return None
    if not isinstance(head, dict) or "options" not in head:
        return None
    try:
        return StreamHead.model_validate(head).options
    except ValidationError as error:
        raise invalid(error) from None
