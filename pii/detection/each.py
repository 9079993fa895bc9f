"""Many documents through a detector, such that one which makes it fail fails alone."""

from collections.abc import Sequence

from pii.detection.protocol import Detector
from pii.documents import Document
from pii.stopping import Stopped


class LostDocuments(RuntimeError):
    """A detector returned fewer or more documents than it was given."""

    def __init__(self) -> None:
        super().__init__("the detector did not return one document for each that it was given")


def detect_each(detector: Detector, documents: Sequence[Document]) -> list[Document | Exception]:
    """Return each document marked, or the error that it alone makes the detector raise.

    Documents go through the detector together, which is fastest; only if that fails is each
    tried by itself.

    Raises:
        Stopped: if the work is stopped, which is no document's fault.
    """
    try:
        marked = detector.detect(documents)
        if len(marked) != len(documents):
            raise LostDocuments
        return list(marked)
    except Stopped:
        raise
    except Exception as error:
        if len(documents) == 1:
            return [error]
    # Not in the handler: each error would hold on to the first one, and that to all documents.
    return [outcome for one in documents for outcome in detect_each(detector, [one])]
