"""What is done with a file: read it, find what is in it, write it anew.

Options say what is wanted of every file, a task which file, a result what became of it. A
file that cannot be worked on has an outcome too, with the reason; no error of one file ends the
work on the others.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from pii.detection.each import detect_each
from pii.detection.protocol import Detector
from pii.documents import Document
from pii.errors import PiiError, UnreadableFile
from pii.files.reading import (
    MOST_BYTES,
    STDIN,
    Snapshot,
    Source,
    read_snapshot,
    read_standard_input,
    source_of,
)
from pii.files.writing import Writing, place_at, rewrite, write_whole
from pii.findings.diff import difference
from pii.findings.passages import Finding, Passage, findings_of, passages_of
from pii.labels import Label
from pii.redaction.apply import Redaction, hidden_entities, redact
from pii.redaction.policy import Policy


@dataclass(frozen=True, slots=True)
class ScanOptions:
    """What is to be done with every file; travels to workers, so it holds names, not detectors.

    Attributes:
        detector: a detector's name or model folder.
        policy: what is hidden and how.
        in_place: redacted files replace their originals.
        copies_binaries: a binary file with a target is copied there as it is.
        writing: how files are written.
        lists: outcomes carry findings.
        shows_values: findings carry their values.
        fingerprints: findings carry fingerprints, under the policy's key if it has one.
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
    fingerprints: bool = False
    differs: bool = False
    returns_data: bool = False
    passages: int = 0
    most_bytes: int = MOST_BYTES
    stdin_name: str = STDIN


_NOT_TEXT = "holds no text, so nothing in it was looked at; `redact --copy-binaries` copies it"


@dataclass(frozen=True, slots=True)
class FileTask:
    """A file to work on.

    Attributes:
        path: where it is.
        size: in bytes.
        target: where its redacted twin goes, if anywhere.
        named: somebody asked for this very file, so that not reading it is a trouble.
    """

    path: str
    size: int = 0
    target: str = ""
    named: bool = False


@dataclass(frozen=True, slots=True)
class FileResult:
    """What became of one file.

    Attributes:
        path: the file, as the system spells it.
        size: its bytes; 0 where it could not be read.
        hidden: how many entities of each label the policy hides in it.
        rules: the same by the rule that claimed them.
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
    rules: Mapping[str, int] = field(default_factory=dict)
    trouble: str = ""
    binary: bool = False
    findings: tuple[Finding, ...] = ()
    passages: tuple[Passage, ...] = field(default=(), repr=False)
    difference: bytes = field(default=b"", repr=False)
    data: bytes = field(default=b"", repr=False)


@dataclass(frozen=True, slots=True)
class _Reading:
    """A task's file after it was read, and its document once it is marked."""

    task: FileTask
    snapshot: Snapshot
    source: Source


def process(
    options: ScanOptions, tasks: Sequence[FileTask], detector: Detector
) -> list[FileResult]:
    """Scan some files and return what became of each, in order.

    They go through the detector together; a file that makes it fail fails alone.
    """
    read = [_read(options, task) for task in tasks]
    readings = [item for item in read if isinstance(item, _Reading)]
    marked = iter(detect_each(detector, [reading.source.document for reading in readings]))
    return [
        _finished(options, item, next(marked)) if isinstance(item, _Reading) else item
        for item in read
    ]


def _read(options: ScanOptions, task: FileTask) -> _Reading | FileResult:
    """Read a file; return what became of it already if there is no text to work on."""
    name = options.stdin_name if task.path == STDIN else task.path
    try:
        if task.path == STDIN:
            snapshot = read_standard_input(name, options.most_bytes)
        else:
            snapshot = read_snapshot(
                task.path, options.most_bytes, whole_binaries=options.copies_binaries
            )
        source = source_of(snapshot)
        if source is None:
            return _binary(options, task, snapshot)
    except Exception as error:
        return FileResult(name, trouble=_words(error))
    return _Reading(task, snapshot, source)


def _binary(options: ScanOptions, task: FileTask, snapshot: Snapshot) -> FileResult:
    """Copy a binary file if that is wanted; one that was asked for by name is else a trouble.

    Raises:
        UnreadableFile: if the copy cannot be written.
    """
    if options.copies_binaries and task.target:
        write_whole(place_at(task.target), snapshot.data, snapshot, options.writing)
    elif task.named and not options.copies_binaries:
        return FileResult(snapshot.path, snapshot.size, trouble=_NOT_TEXT)
    data = snapshot.data if options.copies_binaries and options.returns_data else b""
    return FileResult(snapshot.path, snapshot.size, binary=True, data=data)


def _finished(options: ScanOptions, reading: _Reading, marked: Document | Exception) -> FileResult:
    """Return what became of a file that was read, written anew if the options ask for it."""
    path, size = reading.snapshot.path, reading.snapshot.size
    if isinstance(marked, Exception):
        return FileResult(path, size, trouble=f"the detector failed with {_words(marked)}")
    try:
        return _redacted(options, reading, marked)
    except Exception as error:
        return FileResult(path, size, trouble=_words(error))


def _redacted(options: ScanOptions, reading: _Reading, marked: Document) -> FileResult:
    """Redact a marked document as far as the options need it, and write it.

    Raises:
        PiiError: if the redacted text cannot be encoded or written.
    """
    target = reading.task.target
    rewrites = options.in_place or target or options.returns_data
    if rewrites or options.differs or options.passages:
        redaction = redact(marked, options.policy)
    else:
        redaction = Redaction(marked.id, "", hidden_entities(marked, options.policy))
    data = _write(options, reading, redaction) if rewrites else b""
    outcome = FileResult(
        reading.snapshot.path,
        reading.snapshot.size,
        Counter(entity.label for entity in redaction.hidden),
        Counter(entity.rule for entity in redaction.hidden),
        data=data if options.returns_data else b"",
    )
    return _shown(options, reading, marked, redaction, outcome) if redaction.hidden else outcome


def _write(options: ScanOptions, reading: _Reading, redaction: Redaction) -> bytes:
    """Write a redacted file where the options want it, and return its bytes.

    Raises:
        PiiError: if the redacted text cannot be encoded or written.
    """
    snapshot = reading.snapshot
    data = reading.source.encoding.encode(redaction.text) if redaction.hidden else snapshot.data
    if options.in_place and redaction.hidden:
        rewrite(snapshot, data, options.writing)
    if reading.task.target:
        write_whole(place_at(reading.task.target), data, snapshot, options.writing)
    return data


def _shown(
    options: ScanOptions,
    reading: _Reading,
    marked: Document,
    redaction: Redaction,
    outcome: FileResult,
) -> FileResult:
    """Add to an outcome what is to be shown of the findings."""
    if options.lists:
        outcome = replace(outcome, findings=_findings(options, reading, marked, redaction))
    if options.passages:
        outcome = replace(outcome, passages=passages_of(marked, redaction, options.passages))
    if options.differs:
        encoding = reading.source.encoding
        written = difference(reading.snapshot.path, marked.text, redaction, encoding)
        outcome = replace(outcome, difference=written)
    return outcome


def _findings(
    options: ScanOptions, reading: _Reading, marked: Document, redaction: Redaction
) -> tuple[Finding, ...]:
    findings = findings_of(marked, redaction.hidden, values=options.shows_values)
    if not options.fingerprints:
        return findings
    # Only some reports want them.
    from pii.findings.fingerprints import fingerprints_of

    path = reading.snapshot.path
    prints = fingerprints_of(path, marked, redaction.hidden, options.policy.key)
    return tuple(
        replace(finding, fingerprints=own) for finding, own in zip(findings, prints, strict=True)
    )


def _words(error: Exception) -> str:
    """Say what went wrong; of an error that is not ours only the kind, for it may quote text."""
    if isinstance(error, UnreadableFile):
        return error.reason
    return str(error) if isinstance(error, PiiError) else type(error).__name__
