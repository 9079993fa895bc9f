"""Refusals as problem documents (RFC 9457): every answer that is not a success.

`REASON_BY_ERROR` is the one table from our errors to HTTP. Nothing that was sent is in a problem
document: of a body that fails validation it tells the field and the rule, and a field only by
the names that our own schemas have.
"""

from collections.abc import Sequence

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from pydantic import ValidationError
from pydantic_core import ErrorDetails
from starlette.exceptions import HTTPException

from pii.errors import InvalidPolicy, PiiError, UnencodableText
from pii_service.errors import REASON_BY_STATUS, Reason, Refusal
from pii_service.logs import write_log
from pii_service.request_context import exchange_of
from pii_service.requests import Options, PolicyFields, TextItem, TextsRequest
from pii_service.responses import ProblemBody

REASON_BY_ERROR: dict[type[PiiError], Reason] = {
    InvalidPolicy: Reason.INVALID,
    UnencodableText: Reason.INVALID,
}
_KNOWN_FIELDS = frozenset(
    name for model in (Options, TextItem, PolicyFields, TextsRequest) for name in model.model_fields
) | {"body", "query", "path", "report", "binary", "options", "file"}
_MOST_FAULTS = 10
# Kinds of fault whose message quotes our rule and not the input.
_PLAIN_FAULTS = frozenset(
    {
        "bool_type", "dict_type", "enum", "extra_forbidden", "float_type", "greater_than_equal",
        "int_type", "less_than_equal", "list_type", "literal_error", "missing", "model_type",
        "string_too_long", "string_too_short", "string_type", "too_long", "too_short",
        "value_error", "model_attributes_type",
    }
)  # fmt: skip


class ProblemAnswer(JSONResponse):
    """An answer of type `application/problem+json`."""

    media_type = "application/problem+json"


def install_problems(app: FastAPI) -> None:
    """Let an application answer every error with a problem document."""
    app.add_exception_handler(RequestValidationError, _refuse_body)
    app.add_exception_handler(HTTPException, _refuse)
    app.add_exception_handler(PiiError, _refuse)


def problem(request_id: str, refusal: Refusal) -> ProblemAnswer:
    """Return the problem document of a refusal."""
    reason = refusal.reason
    body = ProblemBody(
        type=reason.type,
        title=reason.title,
        status=reason.status,
        detail=refusal.detail,
        request_id=request_id,
        faults=[{"field": field, "rule": rule} for field, rule in refusal.faults],
    )
    return ProblemAnswer(
        body.model_dump(exclude={"faults"} if not body.faults else None),
        status_code=reason.status,
        headers=dict(refusal.headers or {}),
    )


def refusal_of(error: Exception) -> Refusal:
    """Return the refusal that an error becomes; what has no place in the table is a 500."""
    if isinstance(error, Refusal):
        return error
    if isinstance(error, InvalidPolicy):
        return Refusal(Reason.INVALID, str(error), faults=((f"policy.{error.field}", error.rule),))
    if isinstance(error, PiiError) and type(error) in REASON_BY_ERROR:
        return Refusal(REASON_BY_ERROR[type(error)], str(error))
    if isinstance(error, HTTPException) and error.status_code in REASON_BY_STATUS:
        # The framework's own sentence may quote a parser's, and that the input.
        reason = REASON_BY_STATUS[error.status_code]
        return Refusal(reason, f"{reason.title.lower()}", headers=error.headers)
    return Refusal(Reason.FAILED, "the failure is in the log under this request id")


def faults_of(errors: Sequence[ErrorDetails]) -> tuple[tuple[str, str], ...]:
    """Return each fault's field and rule, without what the client wrote there."""
    return tuple(
        (
            ".".join(_name_of(part) for part in error["loc"] if part != "body"),
            error["msg"] if error["type"] in _PLAIN_FAULTS else "is not valid",
        )
        for error in errors[:_MOST_FAULTS]
    )


def invalid(error: ValidationError) -> Refusal:
    """Return the refusal of something that does not fit its schema."""
    faults = faults_of(error.errors(include_input=False, include_url=False))
    return Refusal(Reason.INVALID, "the request does not fit the schema", faults=faults)


def _name_of(part: str | int) -> str:
    if isinstance(part, int) or part in _KNOWN_FIELDS:
        return str(part)
    return "*"


async def _refuse_body(request: Request, error: Exception) -> ProblemAnswer:
    errors: Sequence[ErrorDetails] = (
        error.errors() if isinstance(error, RequestValidationError) else ()
    )
    refusal = Refusal(
        Reason.INVALID, "the request does not fit the schema", faults=faults_of(errors)
    )
    return await _refuse(request, refusal)


async def _refuse(request: Request, error: Exception) -> ProblemAnswer:
    refusal = refusal_of(error)
    exchange = exchange_of(request.scope)
    exchange.reason = refusal.reason
    if refusal.reason is Reason.FAILED:
        write_log("failure", request_id=exchange.id, error=type(error).__qualname__)
    return problem(exchange.id, refusal)


def problem_responses(*reasons: Reason) -> dict[int | str, dict[str, object]]:
    """Return OpenAPI's `responses` for the refusals that a route may answer with."""
    titles: dict[int, list[str]] = {}
    for reason in reasons:
        titles.setdefault(reason.status, []).append(f"`{reason.slug}`: {reason.title}.")
    return {
        status: {
            "description": " ".join(lines),
            "content": {
                ProblemAnswer.media_type: {"schema": {"$ref": "#/components/schemas/ProblemBody"}}
            },
        }
        for status, lines in titles.items()
    }
