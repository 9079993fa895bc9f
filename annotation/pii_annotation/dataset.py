"""A data set that a model can be trained on: examples in three splits, as parquet and JSON lines.

Annotated texts come in; a folder goes out with `parquet/` (what `datasets` loads as a
`DatasetDict`), `jsonl/`, a report and a plot. Snippets of one repository share a split.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from pii.extras import DATA_SETS, require
from pii_annotation.entities import MarkedEntity, entity_of, row_of_entity
from pii_annotation.errors import MalformedRecord
from pii_annotation.json_fields import Record, read_text, write_lines
from pii_annotation.splits import Split, split_of

LICENCE_COLUMNS = ("repo", "licence")
_COLUMNS = ("id", "text", "entities", "language", "repo", "licence")


@dataclass(frozen=True, slots=True)
class Example:
    """One annotated text and where it comes from; `licence` is its repository's."""

    id: str
    text: str = field(repr=False)
    entities: tuple[MarkedEntity, ...]
    language: str = ""
    repo: str = ""
    licence: str = ""

    @property
    def split(self) -> Split:
        """The split of its repository; a text of unknown origin goes by its id."""
        return split_of(self.repo or self.id)

    def row(self) -> dict[str, object]:
        """Return the fields as a JSON object has them."""
        return {
            "id": self.id,
            "text": self.text,
            "entities": [row_of_entity(entity) for entity in self.entities],
            "language": self.language,
            "repo": self.repo,
            "licence": self.licence,
        }


def example_of(record: Record, licences: Mapping[str, str]) -> Example:
    """Return the example that an annotated text with `id`, `text` and `entities` makes.

    Raises:
        MalformedRecord: if a field is missing or of another type, an entity ends behind the text,
            or the text holds a lone surrogate, which parquet cannot.
    """
    text = record.text("text")
    entities = tuple(entity_of(item) for item in record.records("entities"))
    if any(entity.end > len(text) for entity in entities):
        raise MalformedRecord(record.place, f"an entity ends behind the {len(text)} characters")
    if any("\ud800" <= character <= "\udfff" for character in text):
        raise MalformedRecord(record.place, "the text holds a lone surrogate")
    repo = record.text("repo", "")
    licence = record.text("licence", licences.get(repo, ""))
    return Example(record.text("id"), text, entities, record.text("language", ""), repo, licence)


def read_licences(path: Path) -> dict[str, str]:
    """Return the licence of each repository from a table with tabs and a heading.

    Raises:
        UnreadableFile: if the file cannot be read.
        MalformedRecord: if the heading lacks `repo` or `licence`, or a line has fewer fields.
    """
    heading, *lines = read_text(path).splitlines() or [""]
    columns = heading.split("\t")
    if not set(LICENCE_COLUMNS) <= set(columns):
        raise MalformedRecord(f"{path}, line 1", f"needs the columns {', '.join(LICENCE_COLUMNS)}")
    licences = {}
    for number, line in enumerate(lines, start=2):
        fields = line.split("\t")
        if len(fields) < len(columns):
            raise MalformedRecord(f"{path}, line {number}", f"needs {len(columns)} fields")
        licences[fields[columns.index("repo")]] = fields[columns.index("licence")]
    return licences


def write_data_set(folder: Path, examples: Iterable[Example]) -> None:
    """Write a data set's parquet and JSON lines, a file for each split, ordered by id.

    Raises:
        MissingExtra: if `datasets` is not installed.
        UnreadableFile: if the folder cannot be written.
    """
    require("building a data set", DATA_SETS)
    import datasets

    ordered = sorted(examples, key=lambda example: example.id)
    splits = {}
    for split in Split:
        lines = folder / "jsonl" / f"{split}.jsonl"
        rows = [example.row() for example in ordered if example.split is split]
        write_lines(lines, rows)
        columns = {name: [row[name] for row in rows] for name in _COLUMNS}
        splits[str(split)] = datasets.Dataset.from_dict(columns, features=_features())
    for name, part in datasets.DatasetDict(splits).items():
        target = folder / "parquet" / f"{name}.parquet"
        target.parent.mkdir(parents=True, exist_ok=True)
        part.to_parquet(str(target))


def _features() -> object:
    """Return the columns' types, which a split without entities could not tell."""
    import datasets

    text, number = datasets.Value("string"), datasets.Value("int64")
    entity = {"start": number, "end": number, "label": text, "flag": text}
    return datasets.Features({**dict.fromkeys(_COLUMNS, text), "entities": [entity]})
