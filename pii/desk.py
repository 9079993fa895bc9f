"""What is done with a file: read it, find what is in it, write it anew.

An errand says what is wanted of every file, a task which file, an outcome what became of it. A
file that cannot be worked on has an outcome too, with the reason; no error of one file ends the
work on the others.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from pii.detector import Detector
from pii.differences import difference
from pii.documents import Document
from pii.errors import PiiError, UnreadableFile
from pii.files import (
    MOST_BYTES,
    STDIN,
    Snapshot,
    Source,
    read_snapshot,
    read_standard_input,
    source_of,
)
from pii.findings import Finding, Passage, findings_of, passages_of
from pii.labels import Label
from pii.policy import Policy
from pii.redaction import Redaction, hidden_entities, redact
from pii.writing import Writing, place_at, rewrite, write_whole


@dataclass(frozen=True, slots=True)
class Errand:
    """What is to be done with every file; travels to workers, so it holds names, not detectors.

    Attributes:
        detector: a detector's name or model folder.
        policy: what is hidden and how.
        in_place: redacted files replace their originals.
        copies_binaries: a binary file with a target is copied there as it is.
        writing: how files are written.
        lists: outcomes carry findings.
        shows_values: findings carry their values.
        differs: outcomes carry the difference between original and redacted file.
        returns_data: outcomes carry the redacted bytes.
        passages: for how many of a file's findings its outcome carries passages.
        most_bytes: larger files are refused.
        stdin_name: the path that standard input passes for.
    """

    detector: str = "auto"
    policy: Policy = field(default_factory=Policy)
    in_place: bool = False
    copies_binaries: bool = False
    writing: Writing = field(default_factory=Writing)
    lists: bool = False
    shows_values: bool = False
    differs: bool = False
    returns_data: bool = False
    passages: int = 0
    most_bytes: int = MOST_BYTES
    stdin_name: str = STDIN


@dataclass(frozen=True, slots=True)
class Task:
    """A file to work on; `size` is in bytes, `target` where its redacted twin goes, if anywhere."""

    path: str
    size: int = 0
    target: str = ""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one file.

    Attributes:
        path: the file, as the system spells it.
        size: its bytes; 0 where it could not be read.
        hidden: how many entities of each label the policy hides in it.
        trouble: why it was not done, or empty.
        binary: it holds no text.
        findings: what the policy hides, in order, if asked for.
        passages: the first findings in their lines, if asked for.
        difference: the unified difference, if asked for.
        data: the redacted bytes, if asked for.
    """

    path: str
    size: int = 0
    hidden: Mapping[Label, int] = field(default_factory=dict)
    trouble: str = ""
    binary: bool = False
    findings: tuple[Finding, ...] = ()
    passages: tuple[Passage, ...] = field(default=(), repr=False)
    difference: bytes = field(default=b"", repr=False)
    data: bytes = field(default=b"", repr=False)


@dataclass(frozen=True, slots=True)
class _Reading:
    """A task's file after it was read, and its document once it is marked."""

    task: Task
    snapshot: Snapshot
    source: Source


def process(errand: Errand, tasks: Sequence[Task], detector: Detector) -> list[Outcome]:
    """Do an errand with some files and return what became of each, in order.

    They go through the detector together. A file that makes it fail fails alone: the others are
    then detected one by one.
    """
    read = [_read(errand, task) for task in tasks]
    readings = [item for item in read if isinstance(item, _Reading)]
    marked = _marked(detector, [reading.source.document for reading in readings])
    return [
        _finished(errand, item, next(marked)) if isinstance(item, _Reading) else item
        for item in read
    ]


def _read(errand: Errand, task: Task) -> _Reading | Outcome:
    """Read a file; return what became of it already if there is no text to work on."""
    name = errand.stdin_name if task.path == STDIN else task.path
    try:
        if task.path == STDIN:
            snapshot = read_standard_input(name, errand.most_bytes)
        else:
            snapshot = read_snapshot(
                task.path, errand.most_bytes, whole_binaries=errand.copies_binaries
            )
        source = source_of(snapshot)
        if source is None:
            return _binary(errand, task, snapshot)
    except Exception as error:
        return Outcome(name, trouble=_words(error))
    return _Reading(task, snapshot, source)


def _binary(errand: Errand, task: Task, snapshot: Snapshot) -> Outcome:
    """Copy a binary file if that is wanted.

    Raises:
        UnreadableFile: if the copy cannot be written.
    """
    if errand.copies_binaries and task.target:
        write_whole(place_at(task.target), snapshot.data, snapshot, errand.writing)
    data = snapshot.data if errand.copies_binaries and errand.returns_data else b""
    return Outcome(snapshot.path, snapshot.size, binary=True, data=data)


def _marked(detector: Detector, documents: Sequence[Document]) -> Iterator[Document | str]:
    """Give each document marked, or the reason why it could not be."""
    try:
        yield from detector.detect(documents)
    except Exception as error:
        if len(documents) == 1:
            yield f"the detector failed with {_words(error)}"
            return
        for document in documents:
            yield from _marked(detector, [document])


def _finished(errand: Errand, reading: _Reading, marked: Document | str) -> Outcome:
    """Return what became of a file that was read, written anew if that is the errand."""
    path, size = reading.snapshot.path, reading.snapshot.size
    if isinstance(marked, str):
        return Outcome(path, size, trouble=marked)
    try:
        return _redacted(errand, reading, marked)
    except Exception as error:
        return Outcome(path, size, trouble=_words(error))


def _redacted(errand: Errand, reading: _Reading, marked: Document) -> Outcome:
    """Redact a marked document as far as the errand needs it, and write it.

    Raises:
        PiiError: if the redacted text cannot be encoded or written.
    """
    target = reading.task.target
    rewrites = errand.in_place or target or errand.returns_data
    if rewrites or errand.differs or errand.passages:
        redaction = redact(marked, errand.policy)
    else:
        redaction = Redaction(marked.id, "", hidden_entities(marked, errand.policy))
    data = _write(errand, reading, redaction) if rewrites else b""
    outcome = Outcome(
        reading.snapshot.path,
        reading.snapshot.size,
        Counter(entity.label for entity in redaction.hidden),
        data=data if errand.returns_data else b"",
    )
    return _shown(errand, reading, marked, redaction, outcome) if redaction.hidden else outcome


def _write(errand: Errand, reading: _Reading, redaction: Redaction) -> bytes:
    """Write a redacted file where the errand wants it, and return its bytes.

    Raises:
        PiiError: if the redacted text cannot be encoded or written.
    """
    snapshot = reading.snapshot
    data = reading.source.encoding.encode(redaction.text) if redaction.hidden else snapshot.data
    if errand.in_place and redaction.hidden:
        rewrite(snapshot, data, errand.writing)
    if reading.task.target:
        write_whole(place_at(reading.task.target), data, snapshot, errand.writing)
    return data


def _shown(
    errand: Errand, reading: _Reading, marked: Document, redaction: Redaction, outcome: Outcome
) -> Outcome:
    """Add to an outcome what is to be shown of the findings."""
    if errand.lists:
        findings = findings_of(marked, redaction.hidden, values=errand.shows_values)
        outcome = replace(outcome, findings=findings)
    if errand.passages:
        outcome = replace(outcome, passages=passages_of(marked, redaction, errand.passages))
    if errand.differs:
        encoding = reading.source.encoding
        written = difference(reading.snapshot.path, marked.text, redaction, encoding)
        outcome = replace(outcome, difference=written)
    return outcome


def _words(error: Exception) -> str:
    """Say what went wrong; of an error that is not ours only the kind, for it may quote text."""
    if isinstance(error, UnreadableFile):
        return error.reason
    return str(error) if isinstance(error, PiiError) else type(error).__name__
