"""What can be wrong with other people's files, repositories and servers.

The whole tree of errors is in `pii.errors`. As everywhere, a message holds ids, paths, offsets
and rules, and never a document's text.
"""

from pii.errors import PiiError


class MalformedRecord(PiiError):
    """A record of a file breaks the file's format.

    Attributes:
        place: the file, line or field.
        rule: what holds there.
    """

    def __init__(self, place: str, rule: str) -> None:
        super().__init__(f"{place}: {rule}")
        self.place = place
        self.rule = rule


class UnknownFormat(PiiError):
    """The format of an export cannot be told from its content, or has no importer."""


class InvalidLabels(PiiError):
    """A table of labels sends a name to a label that we do not have."""


class MissingBlob(PiiError):
    """No repository at hand holds the blob that was annotated."""

    def __init__(self, document_id: str, repository: str, blob: str) -> None:
        super().__init__(
            f"document {document_id!r}: {repository} holds no blob {blob}; get a clone with the "
            "annotated commit in its history"
        )


class BlobMismatch(PiiError):
    """The bytes that were found do not have the hash that was annotated."""

    def __init__(self, document_id: str, wanted: str, found: str) -> None:
        super().__init__(
            f"document {document_id!r}: the file's hash is {found}, annotated was {wanted}; "
            "nothing was written for it"
        )


class LabelStudioRefused(PiiError):
    """A Label Studio server cannot be reached, or answered that it will not."""
