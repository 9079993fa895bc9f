"""Files of folders and of git repositories, as bytes with their origin."""

import os
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from pii.errors import UnreadableFile

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
    wanted = list(_blobs(origin))
    with subprocess.Popen(  # noqa: S603  (the arguments are ours)
        [*_git(origin), "cat-file", "--batch"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    ) as process:
        asked, answered = process.stdin, process.stdout
        if asked is None or answered is None:
            raise ValueError("needs both ends of the pipe")
        for name, path in wanted:
            asked.write(name.encode() + b"\n")
            asked.flush()
            size = answered.readline().split()[-1]
            # A partial copy may list a file and lack it.
            if size.isdigit():
                data = answered.read(int(size))
                answered.read(1)
                yield SourceFile(origin.name, path, data)


def _blobs(origin: Origin) -> Iterator[tuple[str, str]]:
    """Yield object name and path of each regular file of moderate size in the last commit."""
    listed = subprocess.run(  # noqa: S603  (the arguments are ours)
        [*_git(origin), "ls-tree", "-r", "-z", "--long", "HEAD"], capture_output=True, check=False
    )
    if listed.returncode:
        raise UnreadableFile(str(origin.path), "git cannot list its last commit")
    for entry in listed.stdout.split(b"\0"):
        about, _, path = entry.partition(b"\t")
        mode, _, name, size = about.split() if about else (b"", b"", b"", b"-")
        if mode.startswith(b"100") and size.isdigit() and int(size) <= MOST_BYTES:
            yield name.decode(), path.decode("utf-8", "replace")


def _git(origin: Origin) -> list[str]:
    return ["git", f"--git-dir={origin.path}", "-c", "core.quotepath=off"]
