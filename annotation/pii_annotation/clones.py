"""Where the repositories of a data set are: a folder of clones, filled when that is wanted."""

import os
import subprocess
from dataclasses import dataclass, field
from pathlib import Path

from pii.errors import UnreadableFile
from pii.files.git_repositories import Repository, find_repository, open_repository

DEFAULT_ADDRESS = "https://github.com/{repo}.git"


@dataclass(frozen=True, slots=True)
class Clones:
    """Folders that hold clones.

    Attributes:
        folders: looked into in this order; a new clone goes into the first.
        address: where to clone from what is in none of them, with `{repo}` for the name; empty
            for never.
        reasons: why a repository is not available, by name, once it was asked for.
    """

    folders: tuple[Path, ...]
    address: str = ""
    reasons: dict[str, str] = field(default_factory=dict, init=False, compare=False)

    def __post_init__(self) -> None:
        for folder in self.folders:
            if not folder.is_dir() and not self.address:
                raise UnreadableFile(str(folder), "no such folder; it should hold the clones")

    def find(self, name: str) -> Repository | None:
        """Return a repository by name, None if it is not available."""
        found = (find_repository(folder, name) for folder in self.folders)
        return next((one for one in found if one is not None), None) or self._clone(name)

    def _clone(self, name: str) -> Repository | None:
        if not self.address:
            self.reasons[name] = "there is no clone of it; --clone makes one"
            return None
        target = self.folders[0] / f"{name.replace('/', '+')}.git"
        address = self.address.replace("{repo}", name)
        done = subprocess.run(  # noqa: S603  (a fixed program, no shell)
            ["git", "clone", "--bare", "--quiet", "--", address, str(target)],  # noqa: S607
            capture_output=True,
            check=False,
            # A private or deleted repository must fail, not wait for a login.
            env={**os.environ, "GIT_TERMINAL_PROMPT": "0"},
        )
        if done.returncode:
            self.reasons[name] = _reason_of(done.stderr, address)
            return None
        return open_repository(target, name)


def _reason_of(stderr: bytes, address: str) -> str:
    """Return why git could not clone, the same words for every repository of a host."""
    lines = stderr.decode("utf-8", "replace").strip().splitlines()
    said = lines[-1].removeprefix("fatal: ") if lines else "no reason given"
    said = said.removeprefix(f"unable to access '{address}/': ").replace(address, "the address")
    return f"git clone: {said}"
