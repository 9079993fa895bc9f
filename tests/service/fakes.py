"""A detector that does what its texts say, so that tests can make it slow or fail."""

import re
import time
from collections.abc import Sequence

from pii.documents import Document
from pii.entities import ENCODER, Entity
from pii.labels import Label

_MAIL = re.compile(r"(?<![\w.+-])[\w.+-]{1,40}@[\w-]+(?:\.[\w-]+)+")
_FOUND = (
    (_MAIL, Label.EMAIL, 0.9, "email-address"),
    (re.compile(r"(?<=pw=)\S+"), Label.PASSWORD, 0.8, "assigned-secret"),
    (re.compile(r"(?<=user=)\w+"), Label.USERNAME, 0.6, ENCODER),
    (re.compile(r"\b(?:\d{1,3}\.){3}\d{1,3}\b"), Label.IP_ADDRESS, 0.95, "no-such-rule"),
)
_SLEEP = re.compile(r"\bsleep=(\d+)ms\b")


class ObedientDetector:
    """Finds mails, `pw=…`, `user=…` and IPs; sleeps on `sleep=…ms`; dies of `poison`.

    IPs are found by a rule that is not in the catalogue.
    """

    def __init__(self) -> None:
        self.calls: list[int] = []

    def detect(self, documents: Sequence[Document]) -> list[Document]:
        self.calls.append(len(documents))
        for document in documents:
            if "poison" in document.text:
                raise ValueError(f"cannot read {document.text!r}")
            for pause in _SLEEP.findall(document.text):
                time.sleep(int(pause) / 1000)
        return [self._marked(document) for document in documents]

    def _marked(self, document: Document) -> Document:
        return document.marked(
            Entity(found.start(), found.end(), label, score, rule)
            for pattern, label, score, rule in _FOUND
            for found in pattern.finditer(document.text)
        )


def load(name: str) -> ObedientDetector:
    return ObedientDetector()
