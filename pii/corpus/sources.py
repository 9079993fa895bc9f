"""Files of folders and of git repositories, as bytes with their origin."""

import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from pii.errors import UnreadableFile, UnusableRepository
from pii.files.git_repositories import Repository

# Larger files are data or generated nearly always.
MOST_BYTES = 1_000_000


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file as it was found.

    `path` is relative to the origin, with forward slashes.
    """

    origin: str
    path: str
    data: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Origin:
    """A folder or a git directory to read, what it is called, and under which licence it is."""

    path: Path
    name: str
    licence: str = ""

    @property
    def is_git(self) -> bool:
        """Whether the path is a git directory: one without a work tree."""
        return (self.path / "HEAD").is_file() and (self.path / "objects").is_dir()


def files_of(origin: Origin) -> Iterator[SourceFile]:
    """Yield an origin's files, sorted by path; large ones and links are left out.

    Of a git directory the files of its last commit are read, whether checked out or not.

    Raises:
        UnreadableFile: if the path is neither a folder nor a git directory, or git fails on it.
    """
    if not origin.path.is_dir():
        raise UnreadableFile(str(origin.path), "is no folder")
    yield from _git_files(origin) if origin.is_git else _folder_files(origin)


def _folder_files(origin: Origin) -> Iterator[SourceFile]:
    for folder, folders, names in os.walk(origin.path):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            path = Path(folder, name)
            if path.is_symlink() or not path.is_file() or path.stat().st_size > MOST_BYTES:
                continue
            inside = path.relative_to(origin.path).as_posix()
            try:
                data = path.read_bytes()
            except OSError:
                # A corpus lacks nothing for one file that is not ours to read.
                continue
            yield SourceFile(origin.name, inside, data)


def _git_files(origin: Origin) -> Iterator[SourceFile]:
    repository = Repository(origin.name, origin.path)
    try:
        files = [file for file in repository.files("HEAD") if file.size <= MOST_BYTES]
    except UnusableRepository:
        raise UnreadableFile(str(origin.path), "git cannot list its last commit") from None
    blobs = repository.blobs(file.blob for file in files)
    for file, data in zip(files, blobs, strict=True):
        # A partial copy may list a file and lack it.
        if data is not None:
            path = file.path.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
            yield SourceFile(origin.name, path, data)
