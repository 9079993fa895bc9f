"""Where the repositories of a data set are: a folder of clones, filled when that is wanted."""

import os
import subprocess
from dataclasses import dataclass
from pathlib import Path

from pii.errors import UnreadableFile
from pii_annotation.repositories import Repository, find_repository, open_repository

DEFAULT_ADDRESS = "https://github.com/{repo}.git"


@dataclass(frozen=True, slots=True)
class Clones:
    """Folders that hold clones.

    Attributes:
        folders: looked into in this order; a new clone goes into the first.
        address: where to clone from what is in none of them, with `{repo}` for the name; empty
            for never.
    """

    folders: tuple[Path, ...]
    address: str = ""

    def __post_init__(self) -> None:
        for folder in self.folders:
            if not folder.is_dir() and not self.address:
                raise UnreadableFile(str(folder), "is no folder; clones are looked for in it")

    def find(self, name: str) -> Repository | None:
        """Return a repository by name, None if it cannot be had."""
        found = (find_repository(folder, name) for folder in self.folders)
        return next((one for one in found if one is not None), None) or self._clone(name)

    def _clone(self, name: str) -> Repository | None:
        if not self.address:
            return None
        target = self.folders[0] / f"{name.replace('/', '+')}.git"
        address = self.address.replace("{repo}", name)
        done = subprocess.run(  # noqa: S603  (a fixed program, no shell)
            ["git", "clone", "--bare", "--quiet", "--", address, str(target)],  # noqa: S607
            capture_output=True,
            check=False,
            # A private or vanished repository must fail, not wait for somebody to type a login.
            env={**os.environ, "GIT_TERMINAL_PROMPT": "0"},
        )
        return open_repository(target, name) if done.returncode == 0 else None
