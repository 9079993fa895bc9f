"""People who do not want their code in a training set: rows left out by owner or repository."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from pii.files.reading import read_text

_HOSTS = ("https://github.com/", "http://github.com/", "github.com/")


@dataclass(frozen=True, slots=True)
class OptOut:
    """Owners and `owner/repository` names, in lower case."""

    names: frozenset[str] = field(default=frozenset(), repr=False)

    def __bool__(self) -> bool:
        return bool(self.names)

    def covers(self, repository: str | None) -> bool:
        """Say whether a repository, or its owner, opted out.

        >>> OptOut(frozenset({"ann"})).covers("Ann/tools")
        True
        """
        if not repository:
            return False
        name = normal(repository)
        return name in self.names or name.partition("/")[0] in self.names

    def covers_any(self, repositories: Iterable[str | None]) -> bool:
        """Say whether one of these did: a row may name several repositories that hold it."""
        return any(self.covers(repository) for repository in repositories)


def normal(name: str) -> str:
    """Return a name as it is compared: without host, `.git` and outer slashes, in lower case."""
    lowered = name.strip().lower()
    for host in _HOSTS:
        lowered = lowered.removeprefix(host)
    return lowered.strip("/").removesuffix(".git")


def read_opt_out(path: Path) -> OptOut:
    """Return the names in a file, one a line; `#` begins a comment.

    Raises:
        UnreadableFile: if it cannot be read as UTF-8.
    """
    names = (normal(line.partition("#")[0]) for line in read_text(path).splitlines())
    return OptOut(frozenset(name for name in names if name))
