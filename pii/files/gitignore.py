"""What git would leave out, by the ignore files on the way down to a folder.

Nested `.gitignore` files and `.git/info/exclude` count; a user's global ignore file does not,
since the same tree must give the same result on every machine. `pii.files.tracked` knows which
files git tracks all the same.
"""

import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

GIT_FOLDER = ".git"
IGNORE_FILE = ".gitignore"
_SPECIAL = re.compile(r"[*?\[\\]")


@dataclass(frozen=True, slots=True)
class IgnorePattern:
    """One line of an ignore file.

    Git judges every entry on its own, once the folder that holds it is let in; so a pattern must
    match the entry itself, and not a folder above it.

    Attributes:
        leaves_out: whether what matches is left out; a negated pattern lets it in.
        folders_only: whether it speaks of folders alone.
        by_name: whether the entry's name alone is compared, not its path.
        segments: how many names its path has; 0 if any number, for `**`.
        literal: the name, or its ending, that matches; or empty.
        is_ending: whether `literal` is an ending.
        regex: matches the name or the path, where there is no literal.
    """

    leaves_out: bool
    folders_only: bool
    by_name: bool
    segments: int
    literal: str
    is_ending: bool
    regex: re.Pattern[str] | None

    def matches(self, name: str, path: str, *, is_folder: bool) -> bool:
        """Say whether an entry is meant, by its name and its path from the ignore file."""
        if self.folders_only and not is_folder:
            return False
        if self.literal:
            return name.endswith(self.literal) if self.is_ending else name == self.literal
        if self.regex is None:
            return False
        if self.by_name:
            return self.regex.match(name) is not None
        if self.segments and path.count("/") != self.segments - 1:
            return False
        return self.regex.match(path) is not None


def patterns_of(lines: Iterable[str]) -> tuple[IgnorePattern, ...]:
    """Return the patterns in lines of an ignore file, the last one first, for it decides.

    A line that git could not read either is passed over, as git does.
    """
    found = [pattern for line in lines for pattern in _pattern_of(line.removesuffix("\r"))]
    return tuple(reversed(found))


def _pattern_of(line: str) -> Iterator[IgnorePattern]:
    """Give the pattern in one line, if there is one."""
    # A blank at the end counts only behind a backslash.
    line = line if line.endswith("\\ ") else line.rstrip(" ")
    if not line or line.startswith("#"):
        return
    leaves_out = not line.startswith("!")
    body = line.removeprefix("!").removesuffix("/")
    folders_only = line.endswith("/")
    body = body.removeprefix("**/") if "/" not in body.removeprefix("**/") else body
    by_name = "/" not in body
    segments = 0 if "**" in body else body.removeprefix("/").count("/") + 1
    ending = by_name and body.startswith("*.") and not _SPECIAL.search(body[1:])
    if ending or (by_name and body and not _SPECIAL.search(body)):
        literal = body.removeprefix("*") if ending else body
        yield IgnorePattern(leaves_out, folders_only, by_name, 1, literal, ending, None)
        return
    regex = _regex_of(f"/{body}" if by_name else body)
    if regex is not None:
        yield IgnorePattern(leaves_out, folders_only, by_name, segments, "", False, regex)


def _regex_of(body: str) -> re.Pattern[str] | None:
    """Translate a pattern, or return None if it can match nothing."""
    # Most folders have no ignore file, and a run on one file never needs the library.
    from pathspec import GitIgnoreSpec

    try:
        spec = GitIgnoreSpec.from_lines([body])
    except ValueError:
        return None
    regexes = (getattr(pattern, "regex", None) for pattern in spec.patterns)
    return next((regex for regex in regexes if isinstance(regex, re.Pattern)), None)


def matchable(path: str) -> str:
    """Return a path that patterns can be matched against: bytes that are no UTF-8 become U+FFFD."""
    return path if path.isascii() else os.fsencode(path).decode("utf-8", "replace")


@dataclass(frozen=True, slots=True)
class IgnoreRules:
    """The patterns that hold in one folder, those of its nearest ignore file last.

    `base` is the folder's path below the place where the first rule applies, empty or with a
    slash at the end; each rule goes with the number of characters of `base` that lie above it.
    """

    base: str = ""
    rules: tuple[tuple[int, tuple[IgnorePattern, ...]], ...] = ()

    def ignores(self, name: str, *, is_folder: bool) -> bool:
        """Say whether an entry of the folder is left out."""
        if not self.rules:
            return False
        name = matchable(name)
        path = self.base + name
        for above, patterns in reversed(self.rules):
            for pattern in patterns:
                if pattern.matches(name, path[above:], is_folder=is_folder):
                    return pattern.leaves_out
        return False

    def below(self, name: str, path: str) -> "IgnoreRules":
        """Return the rules that hold in the folder of that name, which lies at a path."""
        return IgnoreRules(f"{self.base}{matchable(name)}/", self.rules).joined(path)

    def joined(self, folder: str) -> "IgnoreRules":
        """Return these rules and the ones that the folder itself brings.

        A repository inside another starts anew: the outer one's rules end at its door.
        """
        rules = self
        if os.path.lexists(f"{folder}/{GIT_FOLDER}"):
            rules = IgnoreRules()._with(f"{folder}/{GIT_FOLDER}/info/exclude")
        return rules._with(f"{folder}/{IGNORE_FILE}")

    def _with(self, path: str) -> "IgnoreRules":
        """Return these rules and those of an ignore file, if it can be read."""
        try:
            text = Path(path).read_text(encoding="utf-8", errors="replace")
        except OSError:
            return self
        patterns = patterns_of(text.removeprefix("\ufeff").split("\n"))
        rule = len(self.base), patterns
        return IgnoreRules(self.base, (*self.rules, rule)) if patterns else self


def rules_at(folder: str) -> IgnoreRules:
    """Return the rules for a folder that a run starts from.

    Ignore files above it count up to the root of its repository, and not at all outside of one.
    A folder that its repository ignores was named on purpose: only its own rules hold there.
    """
    place = Path(os.path.realpath(folder))
    chain = [place, *place.parents]
    roots = [n for n, above in enumerate(chain) if os.path.lexists(above / GIT_FOLDER)]
    if not roots:
        return IgnoreRules().joined(folder)
    rules = IgnoreRules().joined(str(chain[roots[0]]))
    for below in reversed(chain[: roots[0]]):
        if rules.ignores(below.name, is_folder=True):
            return IgnoreRules().joined(folder)
        rules = rules.below(below.name, str(below))
    return rules
