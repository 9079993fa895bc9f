"""Annotated documents, for training and evaluation, and their files of JSON lines.

A sample is a document with its true entities and its ignored ones: those that an annotator
flagged as an example or as ambiguous.
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from pii.documents import Document
from pii.entities import Entity
from pii.errors import PiiError, UnreadableFile
from pii.labels import Label


class InvalidSample(PiiError):
    """A line of a file of samples is not JSON, or lacks a field, or points outside its text."""


@dataclass(frozen=True, slots=True)
class Sample:
    """A document with its true entities.

    Attributes:
        document: its entities are the ground truth.
        ignored: entities that are neither scored nor trained on.
        repository: where the document comes from; samples of one repository share a split.
    """

    document: Document
    ignored: tuple[Entity, ...] = ()
    repository: str = ""


def read_samples(path: Path) -> Iterator[Sample]:
    """Yield the samples of a file of JSON lines.

    A line has `id`, `text`, `entities` of `start`, `end`, `label` and optionally `flag`
    (`"example"` or `"ambiguous"`), and optionally `language` and `repo`. Entities of other labels
    than ours are left out.

    Raises:
        UnreadableFile: if the file cannot be opened.
        InvalidSample: if a line breaks these rules; the message names the line, never its text.
    """
    try:
        lines = path.open(encoding="utf-8", newline="\n")
    except OSError as error:
        raise UnreadableFile(str(path), error.strerror or "cannot be read") from None
    with lines:
        for number, line in enumerate(lines, start=1):
            try:
                yield _sample_of(json.loads(line))
            except (ValueError, KeyError, TypeError, PiiError) as error:
                kind = type(error).__name__
                raise InvalidSample(
                    f"{path}: line {number} is not a sample ({kind}): needs id, text and entities "
                    "with start, end and label"
                ) from None


def write_samples(path: Path, samples: Iterable[Sample]) -> int:
    """Write samples as JSON lines that `read_samples` reads, and return how many there were."""
    with path.open("w", encoding="utf-8", newline="\n") as file:
        return sum(1 for sample in samples if file.write(json.dumps(_record_of(sample)) + "\n"))


def _sample_of(record: dict[str, object]) -> Sample:
    """Return the sample that a decoded line holds."""
    scored: list[Entity] = []
    ignored: list[Entity] = []
    entities = record["entities"]
    if not isinstance(entities, list):
        raise TypeError("entities must be a list")
    for item in entities:
        if str(item["label"]).upper() in Label.__members__:
            entity = Entity(item["start"], item["end"], Label(item["label"]))
            (ignored if item.get("flag") else scored).append(entity)
    document = Document(
        str(record["id"]), str(record["text"]), tuple(scored), str(record.get("language") or "")
    )
    return Sample(document, tuple(ignored), str(record.get("repo") or ""))


def _record_of(sample: Sample) -> dict[str, object]:
    """Return a sample as the object of its line."""
    document = sample.document
    flagged = [
        *((entity, None) for entity in document.entities),
        *((entity, "ambiguous") for entity in sample.ignored),
    ]
    return {
        "id": document.id,
        "repo": sample.repository,
        "language": document.language,
        "text": document.text,
        "entities": [
            {"start": e.start, "end": e.end, "label": e.label, "flag": flag} for e, flag in flagged
        ],
    }
