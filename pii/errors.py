"""Every error that the project raises on purpose: the common ones, and where the others are.

    PiiError
    ├── InvalidEntity             offsets or a score that no entity can have
    ├── InvalidPolicy             a policy file or field that breaks a rule
    ├── MissingExtra              an optional package that is needed and not installed
    ├── OffsetMismatch            an annotation that quotes other text than it points at
    ├── UnencodableText           a replacement that the file's encoding cannot write
    ├── UnknownDetector           a detector name that does not exist, a folder without a model
    ├── UnreadableFile            a path that cannot be read or written, and why
    ├── Stopped                   pii.stopping: work that was stopped before its end
    ├── InvalidSample             pii.samples: a line of a samples file that breaks the format
    ├── InvalidModel              pii.encoder.checkpoint: a folder without a usable model
    ├── InvalidCorpus             pii.corpus.shards: a folder without a usable corpus
    ├── InvalidPlan               pii.training.config: a training plan that breaks a rule
    ├── SeenInTraining            pii.cli.evaluate: samples that the model was trained on
    ├── BatchError                pii.datasets.errors: a batch run that cannot start or continue
    │   ├── NoShards              a source without data
    │   ├── BadTarget             a target inside its source, or one that is not empty
    │   ├── TargetInUse           a target that another run is writing
    │   ├── OtherRun              a target begun with other settings, model or source
    │   ├── UnsuitableColumn      a column that is missing or holds no text
    │   ├── BrokenRow             a row that breaks its format
    │   └── RowFailed             a row that could not be redacted
    ├── MalformedRecord           pii_annotation.errors: a line or field that breaks its format
    ├── UnknownFormat             pii_annotation.errors: an export of an unknown format
    ├── InvalidLabels             pii_annotation.errors: a label table with an unknown label
    ├── UnusableRepository        a git directory that cannot be read
    ├── MissingBlob               pii_annotation.errors: a blob that no clone has
    ├── BlobMismatch              pii_annotation.errors: a file with another hash than annotated
    ├── LabelStudioRefused        pii_annotation.errors: a server that refuses or does not answer
    ├── Refusal                   pii_service.errors: a request that is refused, and why
    └── Unready                   pii_service.errors: settings that the service cannot start with

A message may hold ids, paths, offsets, labels, field names and counts, never a document's text.
A programming error is a plain `ValueError`, not one of these.
"""

from collections.abc import Sequence


class PiiError(Exception):
    """Some input or setting is wrong; the message says what is, where, and what to do."""


class InvalidEntity(PiiError):
    """An entity has offsets or a score that none can have."""


class InvalidPolicy(PiiError):
    """A policy breaks a rule; the message names the field, the rule and the remedy."""

    def __init__(self, field: str, rule: str, *, source: str = "policy") -> None:
        super().__init__(f"{source}: {field}: {rule}")
        self.field = field
        self.rule = rule
        self.source = source


class MissingExtra(PiiError):
    """Optional packages that a part of the program needs are not installed.

    Attributes:
        packages: what is missing, by the names that pip knows.
        extra: the extra of this project that brings them.
    """

    def __init__(
        self, purpose: str, packages: Sequence[str], extra: str, *, otherwise: str = ""
    ) -> None:
        remedy = f"pip install 'pii-in-code[{extra}]'"
        super().__init__(
            f"{purpose} needs {', '.join(packages)}: {remedy}{otherwise and f', or {otherwise}'}"
        )
        self.packages = tuple(packages)
        self.extra = extra


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


class UnknownDetector(PiiError):
    """There is no detector of that name, and no model in a folder of that path."""


class UnreadableFile(PiiError):
    """A path could not be read or written."""

    def __init__(self, path: str, reason: str) -> None:
        super().__init__(f"{path}: {reason}")
        self.path = path
        self.reason = reason


class UnusableRepository(PiiError):
    """A git directory is missing or cannot be read."""
