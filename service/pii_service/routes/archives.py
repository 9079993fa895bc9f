"""An archive in, the same archive out: `/v1/redact/archive`."""

from typing import Literal

from fastapi import APIRouter, Request, Response

from pii_service.archive_redaction import Binaries, rewrite_archive
from pii_service.archives import ArchiveLimits
from pii_service.dependencies import BatcherDep, ServiceDep
from pii_service.errors import Reason
from pii_service.guards import GuardedRoute, in_time
from pii_service.problems import problem_responses
from pii_service.request_context import exchange_of
from pii_service.request_options import terms_of
from pii_service.routes.files import summary_headers
from pii_service.routes.texts import REASONS
from pii_service.uploads import UPLOAD_BODY, UploadDep

router = APIRouter(
    prefix="/v1",
    route_class=GuardedRoute,
    tags=["files"],
    responses=problem_responses(*REASONS, Reason.BAD_ARCHIVE),
)

_ARCHIVE_OR_REPORT: dict[int | str, dict[str, object]] = {
    200: {
        "description": "The archive, redacted, with its name; or, asked for, the report.",
        "content": {
            "*/*": {"schema": {"type": "string", "format": "binary"}},
            "application/json": {"schema": {"$ref": "#/components/schemas/ArchiveReport"}},
        },
        "headers": {
            "X-PII-Entities": {"schema": {"type": "integer"}},
            "X-PII-Counts": {"schema": {"type": "string"}, "description": "`EMAIL=2, KEY=1`"},
            "X-PII-Left-Out": {
                "schema": {"type": "integer"},
                "description": "Members that are not in the answer; the report names them.",
            },
        },
    }
}


@router.post(
    "/redact/archive",
    response_class=Response,
    responses=_ARCHIVE_OR_REPORT,
    openapi_extra=UPLOAD_BODY,
)
async def redact_archive(
    upload: UploadDep,
    request: Request,
    service: ServiceDep,
    batcher: BatcherDep,
    report: Literal["json"] | None = None,
    binary: Binaries = "leave-out",
) -> Response:
    """Hide the personal data in the text files of a zip or tar.gz.

    The answer is an archive of the same kind with the members in their order. Links, devices and
    files that failed are left out; so are files that hold no text, unless `binary=keep`. Owners'
    names are not written.
    """
    limits = ArchiveLimits(
        members=service.settings.max_members,
        member_bytes=service.settings.max_member_bytes,
        total_bytes=service.settings.max_unpacked_bytes,
    )
    terms = terms_of(upload.options, service.key, service.settings.max_entities)
    holding = exchange_of(request.scope).holding
    work = rewrite_archive(upload.data, limits, terms, batcher, binary, holding)
    data, became, tally = await in_time(request, work)
    service.metrics.count_entities(tally)
    if report:
        return Response(became.model_dump_json(), media_type="application/json")
    headers = (
        upload.headers() | summary_headers(became.counts) | {"X-PII-Left-Out": str(became.left_out)}
    )
    return Response(data, media_type=upload.media_type, headers=headers)
