"""Code in data sets: which column is the text, and which says where it comes from.

Files of JSON lines are read with nothing but the standard library; parquet files need `pyarrow`,
and folders that `datasets` saved that library.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from pii.extras import DATA_SETS, PARQUET, require
from pii_annotation.errors import MalformedRecord
from pii_annotation.json_fields import read_lines

_TEXT_COLUMNS = ("content", "text", "code")
_REPO_COLUMNS = ("repo", "repo_name", "max_stars_repo_name", "repository_name", "repository")
_PATH_COLUMNS = ("path", "max_stars_repo_path", "file_path", "func_path_in_repository")
_COMMIT_COLUMNS = ("commit", "revision_id", "max_stars_repo_head_hexsha")
_SAVED_BY_DATASETS = ("dataset_info.json", "dataset_dict.json")


@dataclass(frozen=True, slots=True)
class CodeRow:
    """One row of a data set of code."""

    text: str = field(repr=False)
    repo: str = ""
    path: str = ""
    commit: str = ""


def is_data_set(path: Path) -> bool:
    """Say whether a path is a data set rather than a folder of files."""
    if path.is_dir():
        return any((path / name).is_file() for name in _SAVED_BY_DATASETS)
    return path.suffix in {".jsonl", ".ndjson", ".parquet"}


def read_rows(path: Path) -> Iterator[CodeRow]:
    """Yield the rows of a data set.

    Raises:
        UnreadableFile: if it cannot be read.
        MalformedRecord: if a row has no column of text: `content`, `text` or `code`.
        MissingExtra: if `datasets` or `pyarrow` is needed and not installed.
    """
    if path.suffix in {".jsonl", ".ndjson"}:
        rows: Iterable[tuple[str, Mapping[str, object]]] = (
            (record.place, record.fields) for record in read_lines(path)
        )
    else:
        rows = _saved_rows(path) if path.is_dir() else _parquet_rows(path)
    for place, row in rows:
        text = _first_string(row, _TEXT_COLUMNS)
        if text is None:
            raise MalformedRecord(place, f"needs a string in one of {', '.join(_TEXT_COLUMNS)}")
        yield CodeRow(
            text,
            _first_string(row, _REPO_COLUMNS) or "",
            _first_string(row, _PATH_COLUMNS) or "",
            _first_string(row, _COMMIT_COLUMNS) or "",
        )


def _parquet_rows(path: Path) -> Iterator[tuple[str, Mapping[str, object]]]:
    require("reading this data set", PARQUET)
    from pyarrow import parquet

    number = 0
    # By way of `datasets` it would be copied into a cache first.
    for batch in parquet.ParquetFile(path).iter_batches():
        for row in batch.to_pylist():
            yield f"{path}, row {number}", row
            number += 1


def _saved_rows(path: Path) -> Iterator[tuple[str, Mapping[str, object]]]:
    require("reading this data set", DATA_SETS)
    import datasets

    loaded = datasets.load_from_disk(str(path))
    splits = loaded if isinstance(loaded, datasets.DatasetDict) else {"rows": loaded}
    for name, split in splits.items():
        for number, row in enumerate(split):
            yield f"{path}, {name} row {number}", row


def _first_string(row: Mapping[str, object], columns: Iterable[str]) -> str | None:
    values = (row.get(column) for column in columns)
    return next((value for value in values if isinstance(value, str)), None)
