"""Where files to sample come from: git repositories, plain folders, and data sets.

A source is named on a command line; out come files with their bytes, in an order that depends on
nothing but the seed and the files themselves.
"""

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from pii.errors import UnreadableFile
from pii.files.git_repositories import Repository, TreeFile, blob_hash, open_repository
from pii.files.languages import language_of
from pii_annotation.dataset_columns import is_data_set, read_rows
from pii_annotation.file_filter import MOST_BYTES, is_readable_path


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file to sample from, and where it stands."""

    repo: str
    commit: str
    path: str
    blob: str
    language: str
    data: bytes = field(repr=False)


def read_source(spelled: str, seed: int) -> Iterator[tuple[str, Iterator[SourceFile]]]:
    """Yield each repository of a source by name, with its files one by one.

    Args:
        spelled: a git work tree or bare directory, a folder of such, a folder of plain files, or
            a data set (a file of JSON lines or parquet, or a folder that `datasets` saved).
            `NAME=` before a path says what a repository is called, `@REVISION` behind it which
            commit to read.
        seed: shuffles the files; languages take turns, so that rare ones come early too.

    Raises:
        UnreadableFile: if nothing is there.
        UnusableRepository: if git cannot read it or has no such commit.
    """
    name, path, revision = _parse_source(spelled)
    if is_data_set(path):
        yield from _data_set_files(name, path, seed)
        return
    if not path.is_dir():
        raise UnreadableFile(str(path), "is neither a folder nor a data set")
    repositories = _repositories(path, name)
    for repository in repositories:
        yield repository.name, _repository_files(repository, revision, seed)
    if not repositories:
        plain = name or path.resolve().name
        yield plain, _folder_files(plain, path, seed)


def _parse_source(spelled: str) -> tuple[str, Path, str]:
    """Return the name, path and revision of a source; a path with `=` or `@` in it is itself."""
    if Path(spelled).exists():
        return "", Path(spelled), "HEAD"
    name, equals, rest = spelled.partition("=")
    if not equals:
        name, rest = "", spelled
    path, at, revision = rest.rpartition("@")
    if at and not Path(rest).exists():
        return name, Path(path), revision
    return name, Path(rest), "HEAD"


def _repositories(folder: Path, name: str) -> list[Repository]:
    """Return the repository that a folder is, or those that its subfolders are."""
    own = open_repository(folder, name)
    if own is not None:
        return [own]
    inner = (open_repository(child) for child in sorted(folder.iterdir()) if child.is_dir())
    return [repository for repository in inner if repository is not None]


def _repository_files(repository: Repository, revision: str, seed: int) -> Iterator[SourceFile]:
    commit = repository.commit(revision)
    listed = [
        file
        for file in repository.files(commit)
        if 0 < file.size <= MOST_BYTES and is_readable_path(file.path)
    ]
    ordered = _taking_turns(listed, repository.name, seed)
    blobs = repository.blobs(file.blob for file in ordered)
    for file, data in zip(ordered, blobs, strict=True):
        if data is not None:
            yield _source_file(repository.name, commit, file.path, data)


def _folder_files(name: str, folder: Path, seed: int) -> Iterator[SourceFile]:
    paths = (path for path in sorted(folder.rglob("*")) if path.is_file() and not path.is_symlink())
    listed = [
        TreeFile(path.relative_to(folder).as_posix(), "", path.stat().st_size) for path in paths
    ]
    readable = (file for file in listed if is_readable_path(file.path) and file.size <= MOST_BYTES)
    for file in _taking_turns(readable, name, seed):
        yield _source_file(name, "", file.path, (folder / file.path).read_bytes())


def _data_set_files(name: str, path: Path, seed: int) -> Iterator[tuple[str, Iterator[SourceFile]]]:
    """Group the rows of a data set by repository, each group in the order of the seed."""
    groups: dict[str, list[SourceFile]] = {}
    for number, row in enumerate(read_rows(path)):
        repo = row.repo or name or path.stem
        file = _source_file(repo, row.commit, row.path or f"{number}", row.text.encode())
        groups.setdefault(repo, []).append(file)
    for repo, files in sorted(groups.items()):
        yield repo, iter(sorted(files, key=lambda file: _draw(seed, repo, file.path)))


def _source_file(repo: str, commit: str, path: str, data: bytes) -> SourceFile:
    return SourceFile(repo, commit, path, blob_hash(data), language_of(path), data)


def _taking_turns(files: Iterable[TreeFile], name: str, seed: int) -> list[TreeFile]:
    """Return files shuffled by the seed, one of each language before the second of any."""
    turns: Counter[str] = Counter()
    ranked = []
    for file in sorted(files, key=lambda file: _draw(seed, name, file.path)):
        language = language_of(file.path)
        ranked.append((turns[language], file))
        turns[language] += 1
    return [file for _, file in sorted(ranked, key=lambda pair: pair[0])]


def _draw(seed: int, *names: str) -> bytes:
    """Return what orders names by chance, the same at every run and on every machine."""
    joined = "\0".join((str(seed), *names))
    return hashlib.sha256(joined.encode("utf-8", "surrogateescape")).digest()
