"""Which columns count, by the names that data sets of code give them."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from pii.datasets.errors import UnsuitableColumn
from pii.datasets.job import Columns
from pii.datasets.redact_rows import RedactedRow
from pii.files.languages import language_of

ADDED_ENTITIES = "pii_entities"
ADDED_COUNT = "pii_count"

TEXT_NAMES = ("content", "text", "code")
LANGUAGE_NAMES = ("language", "lang", "programming_language")
PATH_NAMES = ("path", "file_path", "filepath", "filename", "max_stars_repo_path")
REPOSITORY_NAMES = (
    "repository", "repository_name", "repo", "repo_name", "repo_full_name",
    "max_stars_repo_name", "max_issues_repo_name", "max_forks_repo_name",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Roles:
    """The columns of one file that count."""

    text: str
    language: str | None = None
    path: str | None = None
    repository: tuple[str, ...] = ()


def recognised(names: Sequence[str], asked: Columns, *, opt_out: bool = False) -> Roles:
    """Return the columns that count, those asked for before those with a usual name.

    Raises:
        UnsuitableColumn: if there is no text column, a column that was asked for is missing, or
            the opt-out list has no column to look at.
    """
    for name in (asked.text, asked.language, *asked.repository):
        if name is not None and name not in names:
            raise UnsuitableColumn(f"there is no column {name!r}; there are {', '.join(names)}")
    text = asked.text or next((name for name in TEXT_NAMES if name in names), None)
    if text is None:
        raise UnsuitableColumn(
            f"no column is called {', '.join(TEXT_NAMES)}; name one with --text-column; "
            f"there are {', '.join(names)}"
        )
    repository = asked.repository or tuple(n for n in REPOSITORY_NAMES if n in names)
    if opt_out and not repository:
        raise UnsuitableColumn(
            "the opt-out list needs a repository column; name it with --repository-column"
        )
    return Roles(
        text,
        asked.language or next((name for name in LANGUAGE_NAMES if name in names), None),
        next((name for name in PATH_NAMES if name in names), None),
        repository,
    )


def language_in(value: object, *, named: bool) -> str:
    """Return the language that a cell tells, by its name or by a path."""
    if not isinstance(value, str):
        return ""
    return value if named else _language_of_name(value.rpartition("/")[2])


@lru_cache(maxsize=1 << 16)
def _language_of_name(name: str) -> str:
    """Remember what file names tell: the same ones come again and again."""
    return language_of(name)


def entities_of(done: RedactedRow) -> list[dict[str, int | float | str]]:
    """Return what was hidden in a row, without any text.

    `start` and `end` count code points of the original, `out_start` and `out_end` of the output;
    `rule` is the id of what made the claim.
    """
    return [
        {
            "start": entity.start,
            "end": entity.end,
            "out_start": start,
            "out_end": end,
            "label": str(entity.label),
            "score": entity.score,
            "rule": entity.rule,
        }
        for entity, (start, end) in zip(done.hidden, done.placed, strict=True)
    ]
