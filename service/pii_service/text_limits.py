"""What a text must be to be worked on, and what its failure means for who sent it."""

from collections.abc import Sequence

from pii_service.errors import Reason, Refusal
from pii_service.logs import write_log
from pii_service.problems import refusal_of
from pii_service.queue import Failure
from pii_service.requests import TextItem
from pii_service.responses import FailureBody
from pii_service.settings import Settings


def check_passages(passages: Sequence[TextItem], settings: Settings) -> None:
    """Refuse texts that are too many, too long or no texts.

    Raises:
        Refusal: naming the first fault and, from 0, the text that has it.
    """
    if len(passages) > settings.max_texts:
        raise Refusal(Reason.TOO_LARGE, f"a request may have {settings.max_texts} texts")
    for number, passage in enumerate(passages):
        if len(passage.text) > settings.max_text_characters:
            raise Refusal(
                Reason.TOO_LARGE,
                f"text {number} is longer than {settings.max_text_characters} characters",
            )
        if "\0" in passage.text:
            raise Refusal(
                Reason.INVALID,
                f"text {number} holds NUL, so it is no text",
                faults=((f"documents.{number}.text", "may not hold NUL"),),
            )


def refusal_of_failure(failure: Failure) -> Refusal:
    """Return what a document's failure means for its client, and log where it came from."""
    refusal = refusal_of(failure.error)
    if refusal.reason is not Reason.FAILED:
        return refusal
    write_log("document failed", where=" < ".join(failure.where))
    return Refusal(Reason.DETECTOR, "the text was not redacted; nothing of it is returned")


def failure_body(failure: Failure) -> FailureBody:
    """Return a failure as it stands beside other texts' results."""
    reason = refusal_of_failure(failure).reason
    return FailureBody(type=reason.type, title=reason.title)
