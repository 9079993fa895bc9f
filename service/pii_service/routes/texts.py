"""Texts in JSON: `/v1/detect` and `/v1/redact`."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypeVar

from fastapi import APIRouter, Request, Response

from pii.documents import Document
from pii_service.dependencies import BatcherDep, Service, ServiceDep
from pii_service.errors import Reason
from pii_service.guards import GuardedRoute, in_time
from pii_service.micro_batching import MicroBatcher
from pii_service.problems import problem_responses
from pii_service.queue import Failure
from pii_service.rendering import answer_of, rendered
from pii_service.request_context import client_of
from pii_service.request_options import (
    Places,
    document_of,
    entity_bodies,
    redacted_bodies,
    terms_of,
)
from pii_service.requests import TextsRequest
from pii_service.responses import (
    DetectAnswer,
    DetectedText,
    FailureBody,
    RedactAnswer,
    RedactedText,
)
from pii_service.tallies import Tally, by_label, tally_of
from pii_service.text_limits import check_passages, failure_body, refusal_of_failure

REASONS = (
    Reason.MALFORMED,
    Reason.UNAUTHORIZED,
    Reason.CROSS_SITE,
    Reason.SLOW_BODY,
    Reason.TOO_LARGE,
    Reason.UNSUPPORTED,
    Reason.WRONG_HOST,
    Reason.INVALID,
    Reason.RATE,
    Reason.DETECTOR,
    Reason.OVERLOADED,
    Reason.UNREADY,
    Reason.DEADLINE,
)

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class _Done:
    """What became of one text: how much was hidden, and its part of the answer as JSON."""

    tally: Tally
    text: bytes = field(repr=False)


router = APIRouter(
    prefix="/v1", route_class=GuardedRoute, tags=["texts"], responses=problem_responses(*REASONS)
)


@router.post("/detect", response_model=DetectAnswer)
async def detect_texts(
    body: TextsRequest, request: Request, service: ServiceDep, batcher: BatcherDep
) -> Response:
    """Find the personal data in one text or many: what `/v1/redact` would hide."""
    check_passages(body.passages, service.settings)
    most = service.settings.max_entities
    terms, places = terms_of(body, service.key, most), Places(most)

    def act(marked: Document, name: str) -> _Done:
        hidden = terms.hidden(marked)
        places.take(len(hidden))
        found = DetectedText(id=name, entities=entity_bodies(marked.text, hidden, terms))
        return _Done(tally_of(hidden), rendered(found))

    def failed(name: str, error: FailureBody) -> DetectedText:
        return DetectedText(id=name, error=error)

    return await _answer(body, request, service, batcher, act, failed)


@router.post("/redact", response_model=RedactAnswer)
async def redact_texts(
    body: TextsRequest, request: Request, service: ServiceDep, batcher: BatcherDep
) -> Response:
    """Hide the personal data in one text or many."""
    check_passages(body.passages, service.settings)
    most = service.settings.max_entities
    terms, places = terms_of(body, service.key, most), Places(most)

    def act(marked: Document, name: str) -> _Done:
        redaction = terms.redact(marked)
        places.take(len(redaction.hidden))
        entities = redacted_bodies(marked.text, redaction, terms)
        redacted = RedactedText(id=name, text=redaction.text, entities=entities)
        return _Done(tally_of(redaction.hidden), rendered(redacted))

    def failed(name: str, error: FailureBody) -> RedactedText:
        return RedactedText(id=name, error=error)

    return await _answer(body, request, service, batcher, act, failed)


async def _answer(
    body: TextsRequest,
    request: Request,
    service: Service,
    batcher: MicroBatcher,
    act: Callable[[Document, str], _Done],
    failed: Callable[[str, FailureBody], DetectedText | RedactedText],
) -> Response:
    """Return what becomes of a request's texts, which were checked.

    Args:
        body: the request's.
        request: the request.
        service: its parts.
        batcher: detects.
        act: gets a marked document and the client's name for it.
        failed: returns what stands in the place of a text that failed.
    """
    passages = body.passages
    documents = [document_of(passage, number) for number, passage in enumerate(passages)]

    def act_on(marked: Document) -> _Done:
        return act(marked, passages[int(marked.id)].id)

    outcomes = await in_time(request, batcher.run(documents, act_on, client=client_of(request)))
    tally = sum((o.tally for o in outcomes if not isinstance(o, Failure)), Tally())
    service.metrics.count_entities(tally)
    parts = [
        rendered(failed(passage.id, failure_body(outcome)))
        if isinstance(outcome, Failure)
        else outcome.text
        for passage, outcome in zip(passages, _answerable(outcomes), strict=True)
    ]
    return answer_of(body.offset_unit, by_label(tally), parts)


def _answerable(outcomes: list[T | Failure]) -> list[T | Failure]:
    """Return outcomes, unless all there is to answer is one failure."""
    match outcomes:
        case [Failure() as failure]:
            raise refusal_of_failure(failure)
        case _:
            return outcomes
