"""Reasons for refusing a request: a stable name, a status and a sentence for each.

The whole tree of errors is in `pii.errors`. A refusal never quotes what was sent;
`pii_service.problems` writes it as a problem document.
"""

from collections.abc import Mapping
from enum import Enum
from http import HTTPStatus

from starlette.exceptions import HTTPException

from pii.errors import PiiError


class Reason(Enum):
    """A kind of refusal. `slug` and `status` are part of the API and do not change."""

    MALFORMED = ("malformed", 400, "The body cannot be read")
    UNAUTHORIZED = ("unauthorized", 401, "A valid API key is needed")
    CROSS_SITE = ("cross-site", 403, "Another site's page may not use this service")
    NOT_FOUND = ("not-found", 404, "Nothing is here")
    METHOD = ("method-not-allowed", 405, "This address takes other methods")
    SLOW_BODY = ("slow-body", 408, "The body took too long to arrive")
    TOO_LARGE = ("too-large", 413, "More was sent than is taken")
    UNSUPPORTED = ("unsupported-media", 415, "This kind of content is not taken")
    WRONG_HOST = ("wrong-host", 421, "This host is not served here")
    INVALID = ("invalid", 422, "The request breaks a rule")
    BAD_ARCHIVE = ("bad-archive", 422, "The archive cannot be taken")
    RATE = ("rate-limited", 429, "Too many requests with this key")
    GONE = ("client-gone", 499, "The client went away")
    FAILED = ("failed", 500, "The service failed")
    DETECTOR = ("detector-failed", 500, "The detector failed on this text")
    OVERLOADED = ("overloaded", 503, "Too much is waiting already")
    UNREADY = ("unready", 503, "The service takes no work now")
    DEADLINE = ("deadline-passed", 504, "The answer was not ready in time")

    def __init__(self, slug: str, status: int, title: str) -> None:
        self.slug = slug
        self.status = status
        self.title = title

    @property
    def type(self) -> str:
        """Return the URI that names this reason in a problem document."""
        return f"urn:pii:problem:{self.slug}"


class Refusal(PiiError, HTTPException):
    """A request is not answered.

    It is an `HTTPException` too, because the framework turns any other error that is raised
    while it reads a body into a bare 400.

    Attributes:
        reason: which kind.
        faults: for each wrong field, where it is and which rule it breaks.
    """

    def __init__(
        self,
        reason: Reason,
        detail: str,
        *,
        faults: tuple[tuple[str, str], ...] = (),
        headers: Mapping[str, str] | None = None,
    ) -> None:
        HTTPException.__init__(self, reason.status, detail, headers)
        self.reason = reason
        self.faults = faults

    def __str__(self) -> str:
        """Return the sentence, which quotes nothing that was sent."""
        return self.detail


class Unready(PiiError):
    """The service cannot start with these settings; the message says which to change."""


REASON_BY_STATUS: dict[int, Reason] = {
    HTTPStatus.BAD_REQUEST: Reason.MALFORMED,
    HTTPStatus.NOT_FOUND: Reason.NOT_FOUND,
    HTTPStatus.METHOD_NOT_ALLOWED: Reason.METHOD,
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE: Reason.TOO_LARGE,
    HTTPStatus.UNSUPPORTED_MEDIA_TYPE: Reason.UNSUPPORTED,
}
