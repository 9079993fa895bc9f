"""Git repositories, read through git itself: work trees and bare directories alike.

Nothing is checked out and nothing written: files are listed from a commit's tree and their bytes
come from the object store.
"""

import hashlib
import re
import subprocess
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from pii.errors import UnusableRepository

_REGULAR_MODES = {b"100644", b"100755"}
_ADDRESS_NAME = re.compile(r"[/:]([^/:]+/[^/:]+?)(?:\.git)?/?$")


@dataclass(frozen=True, slots=True)
class TreeFile:
    """A file of a commit: its path, git's hash of its bytes, and how many these are."""

    path: str
    blob: str
    size: int


@dataclass(frozen=True, slots=True)
class Repository:
    """A git directory and the name it goes by, `owner/name` where that is known."""

    name: str
    git_dir: Path

    def commit(self, revision: str = "HEAD") -> str:
        """Return the full hash of the commit that a revision names."""
        output = self._git("rev-parse", "--verify", "--quiet", f"{revision}^{{commit}}")
        return output.decode("ascii").strip()

    def files(self, commit: str) -> list[TreeFile]:
        """Return the regular files of a commit; links and submodules are left out."""
        files = []
        for entry in self._git("ls-tree", "-r", "-l", "-z", commit).split(b"\0"):
            facts, _, path = entry.partition(b"\t")
            if path and facts.split()[0] in _REGULAR_MODES:
                _, _, blob, size = facts.split()
                # A size of `-` is a blob that the clone lacks.
                if size.isdigit():
                    name = path.decode("utf-8", "surrogateescape")
                    files.append(TreeFile(name, blob.decode("ascii"), int(size)))
        return files

    def blobs(self, names: Iterable[str]) -> Iterator[bytes | None]:
        """Yield the bytes of blobs in the order of their names, None for what is not there.

        Args:
            names: hashes, or `COMMIT:PATH`.
        """
        with subprocess.Popen(  # noqa: S603  (a fixed program; names go through its input)
            [*self._command(), "cat-file", "--batch"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        ) as process:
            if process.stdin is None or process.stdout is None:
                raise UnusableRepository(f"{self.git_dir}: git gave no pipes")
            for name in names:
                if "\n" in name:
                    yield None
                    continue
                process.stdin.write(name.encode("utf-8", "surrogateescape") + b"\n")
                process.stdin.flush()
                header = process.stdout.readline().split()
                if len(header) != 3 or not header[2].isdigit():
                    yield None
                    continue
                data = process.stdout.read(int(header[2]))
                process.stdout.read(1)
                yield data if header[1] == b"blob" else None
            process.stdin.close()

    def _command(self) -> list[str]:
        # A clone made by another user is only read here, never trusted with hooks or settings.
        return ["git", "-c", "safe.directory=*", f"--git-dir={self.git_dir}"]

    def _git(self, *arguments: str) -> bytes:
        try:
            done = subprocess.run(  # noqa: S603  (a fixed program, no shell)
                [*self._command(), *arguments], capture_output=True, check=True
            )
        except FileNotFoundError:
            raise UnusableRepository("the program git is not installed") from None
        except subprocess.CalledProcessError:
            raise UnusableRepository(
                f"{self.git_dir}: git {arguments[0]} failed; is it a whole repository, and does "
                "the revision exist?"
            ) from None
        return done.stdout


def blob_hash(data: bytes) -> str:
    """Return git's hash of a file's bytes.

    >>> blob_hash(b"")
    'e69de29bb2d1d6434b8b29ae775ad8c2e48c5391'
    """
    return hashlib.sha1(b"blob %d\0" % len(data) + data, usedforsecurity=False).hexdigest()


def git_dir_of(folder: Path) -> Path | None:
    """Return the git directory that a folder is or has, or None.

    A folder `repo` within is looked into as well, for that is how mirrors keep a clone beside
    its notes.
    """
    for candidate in (folder, folder / ".git", folder / "repo", folder / "repo" / ".git"):
        if (candidate / "HEAD").is_file() and (candidate / "objects").is_dir():
            return candidate
    return None


def open_repository(folder: Path, name: str = "") -> Repository | None:
    """Return the repository in a folder, or None if there is none.

    Without a name it goes by the folder's, if that is spelled `owner+name`, else by the address
    it was cloned from, else by the folder's name.
    """
    git_dir = git_dir_of(folder)
    if git_dir is None:
        return None
    return Repository(name or _name_of(folder, git_dir), git_dir)


def find_repository(clones: Path, name: str) -> Repository | None:
    """Return a repository by its name from a folder of clones, or None.

    A clone stands at `owner/name`, `owner+name` or `name`, with or without `.git`.
    """
    for spelling in (name, name.replace("/", "+"), name.rpartition("/")[2]):
        for ending in ("", ".git"):
            found = open_repository(clones / f"{spelling}{ending}", name)
            if found is not None:
                return found
    return None


def _name_of(folder: Path, git_dir: Path) -> str:
    folder = folder.resolve()
    if folder.name in {"repo", ".git"}:
        folder = folder.parent
    own = folder.name.removesuffix(".git")
    if "+" in own:
        return own.replace("+", "/", 1)
    asked = subprocess.run(  # noqa: S603  (a fixed program, no shell)
        ["git", f"--git-dir={git_dir}", "config", "--local", "remote.origin.url"],  # noqa: S607
        capture_output=True,
        check=False,
    )
    address = _ADDRESS_NAME.search(asked.stdout.decode("utf-8", "replace").strip())
    return address.group(1) if address else own
