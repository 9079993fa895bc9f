"""Which files git tracks: those that it keeps although an ignore file names them."""

import os
import subprocess
from dataclasses import dataclass, field

from pii.errors import UnreadableFile
from pii.files.reading import printable

# Settings of a repository that is only looked at must not run programs of its own.
_HARMLESS = ("-c", "core.fsmonitor=false", "-c", "core.hooksPath=/dev/null")
_NO_REPOSITORY = b"not a git repository"


@dataclass(slots=True)
class TrackedFiles:
    """The files that git tracks below a folder; git is asked when the first question comes.

    Attributes:
        folder: a folder of a work tree, or any folder: then nothing is tracked.
    """

    folder: str
    _files: frozenset[str] | None = field(default=None, init=False)
    _folders: frozenset[str] = field(default=frozenset(), init=False)

    def holds(self, path: str, *, is_folder: bool) -> bool:
        """Say whether a file is tracked, or a folder with tracked files in it.

        Args:
            path: below the folder, with `/` between names.
            is_folder: what is at the path.

        Raises:
            UnreadableFile: if git cannot say.
        """
        if self._files is None:
            self._files = frozenset(_listed(self.folder))
            self._folders = frozenset(above for file in self._files for above in _above(file))
        return path in (self._folders if is_folder else self._files)


def _listed(folder: str) -> list[str]:
    """Return the paths of all tracked files below a folder, counted from it."""
    try:
        done = subprocess.run(  # noqa: S603  (a fixed program, no shell)
            ["git", *_HARMLESS, "ls-files", "-z", "--cached"],  # noqa: S607
            cwd=folder,
            capture_output=True,
            check=False,
            env={**os.environ, "LC_ALL": "C", "GIT_OPTIONAL_LOCKS": "0"},
        )
    except FileNotFoundError:
        raise _unknown(folder, "git is not installed") from None
    if done.returncode == 0:
        return [os.fsdecode(path) for path in done.stdout.split(b"\0") if path]
    if _NO_REPOSITORY in done.stderr:
        return []
    raise _unknown(folder, "git refuses to list them (`git status` there says why)")


def _unknown(folder: str, reason: str) -> UnreadableFile:
    return UnreadableFile(
        printable(folder),
        f"ignore files name some of its files, and whether git tracks them is not known: {reason}; "
        "--no-gitignore looks at all",
    )


def _above(path: str) -> list[str]:
    """Return each folder on the way to a file."""
    names = path.split("/")
    return ["/".join(names[:count]) for count in range(1, len(names))]
