"""What an importer gets, and what it must say of itself."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from pii_annotation.import_report import Claimed, Refusal, Skipped


@dataclass(frozen=True, slots=True)
class Export:
    """A file of annotations, read.

    Attributes:
        path: a folder for formats of many files.
        content: the file's text with its line endings as they are; empty for a folder.
        texts: our own texts by document id, for formats that have none.
    """

    path: Path
    content: str = field(default="", repr=False)
    texts: Mapping[str, str] = field(default_factory=dict, repr=False)


@dataclass(frozen=True, slots=True)
class Format:
    """One tool's format.

    Attributes:
        suits: says whether an export looks like this format; it must not raise for any content.
        read: yields what the export says, and a refusal for each document that breaks the
            format. It raises only if nothing at all can be read.
    """

    name: str
    suits: Callable[[Export], bool]
    read: Callable[[Export], Iterable[Claimed | Refusal | Skipped]]
