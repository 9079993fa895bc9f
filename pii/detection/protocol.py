"""The seam between what finds personal data and what acts on it."""

from collections.abc import Sequence
from typing import Protocol

from pii.documents import Document


class Detector(Protocol):
    """Marks personal data. The service, the batch runner and the evaluation know no more."""

    def detect(self, documents: Sequence[Document]) -> list[Document]:
        """Return the same documents in the same order, marked with what was found."""
        ...
