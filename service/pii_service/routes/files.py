"""A file in, the same file out: `/v1/redact/file`."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from fastapi import APIRouter, Request, Response

from pii.documents import Document
from pii.files.encodings import decode, is_binary
from pii.files.languages import language_of
from pii.labels import Label
from pii_service.dependencies import BatcherDep, ServiceDep
from pii_service.errors import Reason, Refusal
from pii_service.guards import GuardedRoute, in_time
from pii_service.problems import problem_responses
from pii_service.queue import Failure
from pii_service.rendering import rendered
from pii_service.request_context import client_of
from pii_service.request_options import redacted_bodies, terms_of
from pii_service.responses import FileReport
from pii_service.routes.texts import REASONS
from pii_service.tallies import Tally, by_label, tally_of
from pii_service.text_limits import refusal_of_failure
from pii_service.uploads import UPLOAD_BODY, UploadDep

router = APIRouter(
    prefix="/v1", route_class=GuardedRoute, tags=["files"], responses=problem_responses(*REASONS)
)

_FILE_OR_REPORT: dict[int | str, dict[str, object]] = {
    200: {
        "description": "The file, redacted, with its name and type; or, asked for, the report.",
        "content": {
            "*/*": {"schema": {"type": "string", "format": "binary"}},
            "application/json": {"schema": {"$ref": "#/components/schemas/FileReport"}},
        },
        "headers": {
            "X-PII-Entities": {"schema": {"type": "integer"}},
            "X-PII-Counts": {"schema": {"type": "string"}, "description": "`EMAIL=2, KEY=1`"},
        },
    }
}


@dataclass(frozen=True, slots=True)
class _Redacted:
    tally: Tally
    answer: bytes = field(repr=False)


@router.post(
    "/redact/file",
    response_class=Response,
    responses=_FILE_OR_REPORT,
    openapi_extra=UPLOAD_BODY,
)
async def redact_file(
    upload: UploadDep,
    request: Request,
    service: ServiceDep,
    batcher: BatcherDep,
    report: Literal["json"] | None = None,
) -> Response:
    """Hide the personal data in one text file, whatever its encoding.

    Every byte outside a hidden value comes back as it was. The summary is in `X-PII-Entities`
    and `X-PII-Counts`; with `report=json` the findings come back in the file's place.
    """
    if is_binary(upload.data):
        raise Refusal(Reason.UNSUPPORTED, "the file holds no text")
    terms = terms_of(upload.options, service.key, service.settings.max_entities)
    text, encoding = decode(upload.data)

    def act(marked: Document) -> _Redacted:
        redaction = terms.redact(marked)
        tally = tally_of(redaction.hidden)
        if not report:
            return _Redacted(tally, encoding.encode(redaction.text))
        findings = FileReport(
            name=upload.name,
            encoding=encoding.codec,
            offset_unit=terms.offset_unit,
            counts=by_label(tally),
            entities=redacted_bodies(text, redaction, terms),
        )
        return _Redacted(tally, rendered(findings))

    document = Document("0", text, language=language_of(upload.name))
    [outcome] = await in_time(request, batcher.run([document], act, client=client_of(request)))
    if isinstance(outcome, Failure):
        raise refusal_of_failure(outcome)
    service.metrics.count_entities(outcome.tally)
    if report:
        return Response(outcome.answer, media_type="application/json")
    headers = upload.headers() | summary_headers(by_label(outcome.tally))
    return Response(outcome.answer, media_type=upload.media_type, headers=headers)


def summary_headers(counts: Mapping[Label, int]) -> dict[str, str]:
    """Return the headers that tell what was hidden."""
    return {
        "X-PII-Entities": str(Counter(counts).total()),
        "X-PII-Counts": ", ".join(f"{label}={count}" for label, count in counts.items()),
    }
