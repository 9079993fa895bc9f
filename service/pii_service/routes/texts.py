"""Texts in JSON: `/v1/detect` and `/v1/redact`."""

from typing import TypeVar

from fastapi import APIRouter, Request

from pii.documents import Document
from pii.entities import Entity
from pii_service.dependencies import BatcherDep, ServiceDep
from pii_service.errors import Reason
from pii_service.guards import GuardedRoute, in_time
from pii_service.problems import problem_responses
from pii_service.queue import Failure
from pii_service.request_options import (
    Places,
    counts_of,
    document_of,
    entity_bodies,
    redacted_bodies,
    terms_of,
)
from pii_service.requests import TextsRequest
from pii_service.responses import (
    DetectAnswer,
    DetectedText,
    EntityBody,
    RedactAnswer,
    RedactedEntityBody,
    RedactedText,
)
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

router = APIRouter(
    prefix="/v1", route_class=GuardedRoute, tags=["texts"], responses=problem_responses(*REASONS)
)


@router.post("/detect", response_model_exclude_none=True)
async def detect_texts(
    body: TextsRequest, request: Request, service: ServiceDep, batcher: BatcherDep
) -> DetectAnswer:
    """Find the personal data in one text or many: what `/v1/redact` would hide."""
    passages = body.passages
    check_passages(passages, service.settings)
    terms = terms_of(body, service.key, service.settings.max_entities)

    places = Places(service.settings.max_entities)

    def act(marked: Document) -> tuple[tuple[Entity, ...], list[EntityBody]]:
        hidden = terms.hidden(marked)
        places.take(len(hidden))
        return hidden, entity_bodies(marked.text, hidden, terms)

    documents = [document_of(passage, number) for number, passage in enumerate(passages)]
    outcomes = await in_time(request, batcher.run(documents, act))
    counts = counts_of(e for o in outcomes if not isinstance(o, Failure) for e in o[0])
    service.metrics.count_entities(counts)
    found = [
        DetectedText(id=passage.id, error=failure_body(outcome))
        if isinstance(outcome, Failure)
        else DetectedText(id=passage.id, entities=outcome[1])
        for passage, outcome in zip(passages, _answerable(outcomes), strict=True)
    ]
    return DetectAnswer(offset_unit=body.offset_unit, counts=counts, documents=found)


@router.post("/redact", response_model_exclude_none=True)
async def redact_texts(
    body: TextsRequest, request: Request, service: ServiceDep, batcher: BatcherDep
) -> RedactAnswer:
    """Hide the personal data in one text or many."""
    passages = body.passages
    check_passages(passages, service.settings)
    terms = terms_of(body, service.key, service.settings.max_entities)

    places = Places(service.settings.max_entities)

    def act(marked: Document) -> tuple[str, tuple[Entity, ...], list[RedactedEntityBody]]:
        redaction = terms.redact(marked)
        places.take(len(redaction.hidden))
        bodies = redacted_bodies(marked.text, redaction, terms)
        return redaction.text, redaction.hidden, bodies

    documents = [document_of(passage, number) for number, passage in enumerate(passages)]
    outcomes = await in_time(request, batcher.run(documents, act))
    counts = counts_of(e for o in outcomes if not isinstance(o, Failure) for e in o[1])
    service.metrics.count_entities(counts)
    redacted = [
        RedactedText(id=passage.id, error=failure_body(outcome))
        if isinstance(outcome, Failure)
        else RedactedText(id=passage.id, text=outcome[0], entities=outcome[2])
        for passage, outcome in zip(passages, _answerable(outcomes), strict=True)
    ]
    return RedactAnswer(offset_unit=body.offset_unit, counts=counts, documents=redacted)


def _answerable(outcomes: list[T | Failure]) -> list[T | Failure]:
    """Return outcomes, unless all there is to answer is one failure."""
    match outcomes:
        case [Failure() as failure]:
            raise refusal_of_failure(failure)
        case _:
            return outcomes
