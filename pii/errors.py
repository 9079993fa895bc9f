"""Every error that the project raises on purpose.

    PiiError
    ├── InvalidEntity         offsets or a score that no entity can have
    ├── OffsetMismatch        an annotation that quotes other text than it points at
    ├── UnencodableText       a replacement that the document's encoding cannot write
    ├── InvalidPolicy         a policy file or field that breaks a rule
    ├── UnknownDetector       a detector name or folder that leads nowhere
    └── UnreadableFile        a path that cannot be read or written, and why

What a message may hold: ids, paths, offsets, labels, field names, counts. What it never holds:
a document's text. A programmer's mistake is a plain `ValueError`, not one of these.
"""


class PiiError(Exception):
    """Something outside the program was not as it must be; the message says what to do."""


class InvalidEntity(PiiError):
    """An entity was given offsets or a score that none can have."""


class OffsetMismatch(PiiError):
    """An imported offset does not point at the text it quotes."""

    def __init__(self, document_id: str, start: int, end: int) -> None:
        super().__init__(
            f"document {document_id!r}: the annotation at {start}:{end} quotes other text than "
            "is found there; export again, or check for changed line endings"
        )
        self.document_id = document_id
        self.start = start
        self.end = end


class UnencodableText(PiiError):
    """A replacement holds a character that the file's own encoding cannot write."""

    def __init__(self, encoding: str, position: int) -> None:
        super().__init__(
            f"the redacted text cannot be written as {encoding}: no code for the character at "
            f"{position}; choose ASCII replacements"
        )
        self.encoding = encoding
        self.position = position


class InvalidPolicy(PiiError):
    """A policy breaks a rule; the message names the field, the rule and the remedy."""

    def __init__(self, field: str, rule: str, *, source: str = "policy") -> None:
        super().__init__(f"{source}: {field}: {rule}")
        self.field = field
        self.rule = rule
        self.source = source


class UnknownDetector(PiiError):
    """No detector goes by that name, and no model folder stands at that path."""


class UnreadableFile(PiiError):
    """A path could not be read or written."""

    def __init__(self, path: str, reason: str) -> None:
        super().__init__(f"{path}: {reason}")
        self.path = path
        self.reason = reason
