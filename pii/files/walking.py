"""Paths as somebody typed them into the files to read, in an order that never changes.

Folders are walked by name. Symbolic links in them are counted and not followed, as git does not,
so that no circle can hold the walk; a path that was named is followed, and taken even if git
ignores it. A file that git tracks is never ignored, whatever the ignore files say.
"""

import errno
import os
import stat
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from pii.errors import UnreadableFile
from pii.files.gitignore import GIT_FOLDER, IgnoreRules, matchable, patterns_of, rules_at
from pii.files.reading import STDIN, printable, reason_of, special_reason
from pii.files.tracked import TrackedFiles


@dataclass(frozen=True, slots=True)
class Found:
    """A file to read.

    `inside` is its path below the named folder, or the whole path if it was itself named; `root`
    is the number of the named path, from 0. `size` is in bytes.
    """

    path: str
    inside: str
    root: int = 0
    size: int = 0

    @property
    def named(self) -> bool:
        """Whether somebody named this very file, rather than a folder that it is in."""
        return self.inside == self.path


@dataclass(slots=True)
class Listing:
    """What a walk met: files in order, troubles, and how many entries it left out, and why."""

    files: list[Found] = field(default_factory=list)
    troubles: list[UnreadableFile] = field(default_factory=list)
    ignored: int = 0
    links: int = 0

    def note(self, trouble: UnreadableFile) -> None:
        """Add a trouble unless it is there already."""
        if str(trouble) not in map(str, self.troubles):
            self.troubles.append(trouble)

    @property
    def size(self) -> int:
        """How many bytes the files hold together."""
        return sum(found.size for found in self.files)


@dataclass(frozen=True, slots=True)
class Walk:
    """How folders are walked.

    `exclude` holds patterns as in a `.gitignore`, which count from each named folder. `avoid`
    holds real paths that are never met below one, such as the folder that a run writes into.
    """

    gitignore: bool = True
    exclude: tuple[str, ...] = ()
    avoid: frozenset[str] = frozenset()

    def files(self, paths: Sequence[str]) -> Listing:
        """Return the files at and below the named paths, each once."""
        listing = Listing()
        excluded = IgnoreRules(rules=((0, patterns_of(self.exclude)),) if self.exclude else ())
        for root, path in enumerate(paths):
            self._list_path(path, root, excluded, listing)
        if len(paths) > 1:
            listing.files = list(_each_once(listing.files))
        return listing

    def _list_path(self, path: str, root: int, excluded: IgnoreRules, listing: Listing) -> None:
        if path == STDIN:
            listing.files.append(Found(STDIN, STDIN, root))
            return
        try:
            status = os.stat(path)  # noqa: PTH116 -- a Path would lose a leading `./`
        except OSError as error:
            listing.troubles.append(UnreadableFile(printable(path), reason_of(error)))
            return
        if stat.S_ISDIR(status.st_mode):
            self._list_folder(path, root, excluded, listing)
        elif not stat.S_ISREG(status.st_mode):
            reason = special_reason(status.st_mode)
            listing.troubles.append(UnreadableFile(printable(path), reason))
        elif _excludes(excluded, path):
            listing.ignored += 1
        else:
            listing.files.append(Found(path, path, root, status.st_size))

    def _list_folder(self, path: str, root: int, excluded: IgnoreRules, listing: Listing) -> None:
        """List what lies below a folder; with a stack of its own, for trees may be deep."""
        rules = rules_at(path) if self.gitignore else IgnoreRules()
        folder = _Folder(path, "", root, rules, excluded, TrackedFiles(path))
        stack = [self._below(folder, listing)]
        while stack:
            met = next(stack[-1], None)
            if met is None:
                stack.pop()
            elif isinstance(met, Found):
                listing.files.append(met)
            else:
                stack.append(self._below(met, listing))

    def _below(self, folder: "_Folder", listing: Listing) -> "Iterator[Found | _Folder]":
        """Give a folder's files and folders, sorted; count or note everything else."""
        try:
            with os.scandir(folder.path) as scan:
                entries = sorted(scan, key=lambda entry: os.fsencode(entry.name))
        except OSError as error:
            listing.troubles.append(UnreadableFile(printable(folder.path), reason_of(error)))
            return
        for entry in entries:
            if entry.name == GIT_FOLDER:
                continue
            try:
                yield from self._met(folder, entry, listing)
            except UnreadableFile as error:
                listing.note(error)
                listing.ignored += 1
            except OSError as error:
                reason = reason_of(error)
                listing.troubles.append(UnreadableFile(printable(entry.path), reason))

    def _met(
        self, folder: "_Folder", entry: os.DirEntry[str], listing: Listing
    ) -> "Iterator[Found | _Folder]":
        """Give one entry, if it is to be read or entered.

        Raises:
            OSError: if it vanished meanwhile.
            UnreadableFile: if an ignore file names it, and nothing says whether git tracks it.
        """
        status = entry.stat(follow_symlinks=False)
        is_folder = stat.S_ISDIR(status.st_mode)
        ignored = folder.git_ignores(entry.name, is_folder=is_folder)
        tracked = ignored and folder.tracks(entry.name, is_folder=is_folder)
        if folder.excludes(entry.name, is_folder=is_folder) or (ignored and not tracked):
            listing.ignored += 1
        elif stat.S_ISLNK(status.st_mode):
            _note_link(entry, listing)
        elif self._avoids(entry):
            listing.ignored += 1
        elif is_folder:
            yield folder.below(entry, gitignore=self.gitignore, ignored=ignored)
        elif stat.S_ISREG(status.st_mode):
            yield Found(entry.path, folder.inside + entry.name, folder.root, status.st_size)
        else:
            reason = special_reason(status.st_mode)
            listing.troubles.append(UnreadableFile(printable(entry.path), reason))

    def _avoids(self, entry: os.DirEntry[str]) -> bool:
        """Say whether an entry is a place to avoid; its name is looked at first, for speed."""
        return any(
            place.endswith(f"/{entry.name}") and os.path.realpath(entry.path) == place
            for place in self.avoid
        )


@dataclass(frozen=True, slots=True)
class _Folder:
    """A folder on the way down: where it is, and which of its entries are left out.

    `tracked` counts from a folder above, which lies `under` it; of an `ignored` folder only what
    git tracks is looked at.
    """

    path: str
    inside: str
    root: int
    rules: IgnoreRules
    excluded: IgnoreRules
    tracked: TrackedFiles
    under: str = ""
    ignored: bool = False

    def excludes(self, name: str, *, is_folder: bool) -> bool:
        return self.excluded.ignores(name, is_folder=is_folder)

    def git_ignores(self, name: str, *, is_folder: bool) -> bool:
        return self.ignored or self.rules.ignores(name, is_folder=is_folder)

    def tracks(self, name: str, *, is_folder: bool) -> bool:
        return self.tracked.holds(self.under + name, is_folder=is_folder)

    def below(self, entry: os.DirEntry[str], *, gitignore: bool, ignored: bool) -> "_Folder":
        inside = f"{self.inside}{entry.name}/"
        rules = self.rules.below(entry.name, entry.path) if gitignore else self.rules
        excluded = IgnoreRules(matchable(inside), self.excluded.rules)
        tracked, under = self.tracked, f"{self.under}{entry.name}/"
        # A repository inside another has files of its own.
        if gitignore and os.path.lexists(f"{entry.path}/{GIT_FOLDER}"):
            tracked, under, ignored = TrackedFiles(entry.path), "", False
        return _Folder(entry.path, inside, self.root, rules, excluded, tracked, under, ignored)


def _excludes(excluded: IgnoreRules, path: str) -> bool:
    """Say whether a named file, or a folder on the way to it, is excluded."""
    names = [name for name in os.path.normpath(path).split("/") if name not in {"", "..", "."}]
    return any(
        IgnoreRules("".join(f"{above}/" for above in names[:n]), excluded.rules).ignores(
            name, is_folder=n < len(names) - 1
        )
        for n, name in enumerate(names)
    )


def _note_link(entry: os.DirEntry[str], listing: Listing) -> None:
    """Count a link that is not followed, and call a circle by its name."""
    try:
        entry.stat()
    except OSError as error:
        if error.errno == errno.ELOOP:
            raise
    listing.links += 1


def _each_once(files: Sequence[Found]) -> Iterator[Found]:
    """Give each file the first time it is named, whichever ways lead to it."""
    seen: set[str] = set()
    folders: dict[str, str] = {}
    for found in files:
        folder, slash, name = found.path.rpartition("/")
        if folder not in folders:
            folders[folder] = os.path.realpath(folder or slash or ".")
        place = f"{folders[folder]}/{name}"
        if place not in seen:
            seen.add(place)
            yield found
