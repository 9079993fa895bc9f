"""Annotations without the annotated text, and the text back from git.

A stand-off file can be published where the code cannot: it holds where a snippet stands and what
was marked in it, and none of its characters. Whoever has the repositories rebuilds the text, and
each file's hash proves that it is the one that was read.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from pii.errors import InvalidEntity
from pii.files.git_repositories import Repository, blob_hash
from pii_annotation.entities import MarkedEntity, Reading, entity_of, row_of_entity
from pii_annotation.errors import BlobMismatch, MalformedRecord, MissingBlob
from pii_annotation.json_fields import Record, read_lines
from pii_annotation.snippets import Cutting, cutting_of

FindRepository = Callable[[str], Repository | None]


@dataclass(frozen=True, slots=True)
class StandOff:
    """A snippet's place, what was marked in it, and how many people read it.

    Entities' offsets count from the snippet's first character.
    """

    cutting: Cutting
    entities: tuple[MarkedEntity, ...]
    annotators: int = 1

    def row(self) -> dict[str, object]:
        """Return the fields as a JSON object has them."""
        return {
            **self.cutting.row(),
            "annotators": self.annotators,
            "entities": [row_of_entity(entity) for entity in self.entities],
        }


@dataclass(frozen=True, slots=True)
class GoldSnippet:
    """Stand-off annotations with the text they mean."""

    stand_off: StandOff
    text: str = field(repr=False)

    @property
    def cutting(self) -> Cutting:
        """Where it was cut."""
        return self.stand_off.cutting

    def row(self) -> dict[str, object]:
        """Return the fields as a JSON object has them."""
        return {**self.stand_off.row(), "text": self.text}


@dataclass(slots=True)
class Rebuilt:
    """The result of rebuilding texts.

    Attributes:
        snippets: those whose text has the annotated hash.
        refused: an error for each snippet whose text is missing or differs.
        absent: repositories that are not available, with their number of snippets.
    """

    snippets: list[GoldSnippet] = field(default_factory=list)
    refused: list[BlobMismatch | MissingBlob | MalformedRecord] = field(default_factory=list)
    absent: Counter[str] = field(default_factory=Counter)

    @property
    def refusals(self) -> int:
        """How many snippets could not be rebuilt."""
        return len(self.refused) + self.absent.total()


def stand_off_of(record: Record) -> StandOff:
    """Return the annotations that a JSON object spells.

    Raises:
        MalformedRecord: if a field is missing or of another type, if entities overlap, or one
            ends behind the snippet.
    """
    cutting = cutting_of(record)
    entities = tuple(entity_of(item) for item in record.records("entities"))
    try:
        reading = Reading(cutting.id, "", entities)
    except InvalidEntity as error:
        raise MalformedRecord(record.place, str(error)) from None
    length = cutting.end_char - cutting.start_char
    if any(entity.end > length for entity in entities):
        raise MalformedRecord(record.place, f"an entity ends behind the {length} characters")
    annotators = record.number("annotators") if "annotators" in record.fields else 1
    return StandOff(cutting, reading.entities, annotators)


def read_stand_off(path: Path) -> list[StandOff]:
    """Return the annotations of a stand-off file; texts in it are passed over.

    Raises:
        UnreadableFile: if the file cannot be read.
        MalformedRecord: at the first line that breaks a rule, and for an id that comes twice.
    """
    seen: set[str] = set()
    annotations = []
    for record in read_lines(path):
        annotation = stand_off_of(record)
        if annotation.cutting.id in seen:
            raise MalformedRecord(record.place, f"the id {annotation.cutting.id!r} came before")
        seen.add(annotation.cutting.id)
        annotations.append(annotation)
    return annotations


def read_gold(path: Path) -> list[GoldSnippet]:
    """Return the annotations of a file that has the texts too.

    Raises:
        UnreadableFile: if the file cannot be read.
        MalformedRecord: at the first line that breaks a rule.
    """
    return [GoldSnippet(stand_off_of(record), record.text("text")) for record in read_lines(path)]


def stand_off(readings: Iterable[Reading], cuttings: Mapping[str, Cutting]) -> list[StandOff]:
    """Return readings as annotations without text, ordered by id.

    Args:
        readings: one of each document.
        cuttings: where each document was cut, by id.

    Raises:
        MalformedRecord: if a document has no cutting, or two readings.
    """
    rows: dict[str, StandOff] = {}
    for reading in readings:
        document_id = reading.document_id
        if document_id not in cuttings:
            raise MalformedRecord(f"document {document_id!r}", "no snippet has this id")
        if document_id in rows:
            raise MalformedRecord(f"document {document_id!r}", "has two readings; adjudicate first")
        rows[document_id] = StandOff(cuttings[document_id], reading.entities, reading.annotators)
    return [rows[document_id] for document_id in sorted(rows)]


def materialise(annotations: Iterable[StandOff], find: FindRepository) -> Rebuilt:
    """Rebuild the texts of annotations from git.

    A blob is looked up by its hash, then by commit and path. Whatever is found must have the
    annotated hash; what is missing or differs is refused and named, never guessed.

    Args:
        annotations: in any order; the result keeps it.
        find: opens a repository by name, None for one that is not available.
    """
    by_repository: dict[str, list[StandOff]] = {}
    for annotation in annotations:
        by_repository.setdefault(annotation.cutting.repo, []).append(annotation)
    rebuilt = Rebuilt()
    for name, group in by_repository.items():
        repository = find(name)
        if repository is None:
            rebuilt.absent[name] = len(group)
            continue
        for annotation, data in _blobs(group, repository):
            try:
                rebuilt.snippets.append(_rebuild(annotation, data))
            except (BlobMismatch, MissingBlob, MalformedRecord) as refusal:
                rebuilt.refused.append(refusal)
    return rebuilt


def _blobs(
    group: list[StandOff], repository: Repository
) -> Iterator[tuple[StandOff, bytes | None]]:
    by_hash = repository.blobs(one.cutting.blob for one in group)
    by_path = repository.blobs(f"{one.cutting.commit}:{one.cutting.path}" for one in group)
    for annotation, named, stood in zip(group, by_hash, by_path, strict=True):
        yield annotation, stood if named is None else named


def _rebuild(annotation: StandOff, data: bytes | None) -> GoldSnippet:
    cutting = annotation.cutting
    if data is None:
        raise MissingBlob(cutting.id, cutting.repo, cutting.blob)
    found = blob_hash(data)
    if found != cutting.blob:
        raise BlobMismatch(cutting.id, cutting.blob, found)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise MalformedRecord(
            f"document {cutting.id!r}", f"its file is not UTF-8 at byte {error.start}"
        ) from None
    if cutting.end_char > len(text):
        raise MalformedRecord(
            f"document {cutting.id!r}", f"ends behind the file's {len(text)} characters"
        )
    return GoldSnippet(annotation, text[cutting.start_char : cutting.end_char])
