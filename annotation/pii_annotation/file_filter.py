"""Which files of a repository people should read: text that somebody wrote there by hand.

Binary, generated, minified and vendored files, lock files and files over 1 MB are left out: they
cost a reader's time and teach a detector nothing about people's code.
"""

import re

from pii.files.encodings import is_binary

MOST_BYTES = 1_000_000
_MOST_LINE_CHARACTERS = 2_000
_MOST_MEAN_LINE_CHARACTERS = 200
_GENERATED_WITHIN = 1_000

_FOREIGN_FOLDER = re.compile(
    r"(?:^|/)(?:_?vendors?|node_modules|bower_components|third[_-]?party|3rd[_-]?party|externals?"
    r"|deps|dist|\.yarn|\.bundle|site-packages|Pods|Carthage|Godeps|elm-stuff)/",
    re.IGNORECASE,
)
_LOCK_FILE = re.compile(
    r"(?:^|/)(?:[^/]*[.-]lock(?:file|\.json|\.ya?ml)?|go\.sum|npm-shrinkwrap\.json"
    r"|cabal\.project\.freeze|Manifest\.toml)$"
)
_UNREAD_ENDING = re.compile(r"\.(?:svg|map|snap|po|pot|geojson|pbxproj|xcscheme)$", re.IGNORECASE)
_MADE_BY_TOOL = re.compile(
    r"[.-]min\.[^/]*$|\.bundle\.[^/]*$|\.pb\.[^/]*$|_pb2\.[^/]*$|\.g\.dart$"
    r"|\.(?:designer|generated)\.[^/]*$",
    re.IGNORECASE,
)
_UNREAD = (_FOREIGN_FOLDER, _LOCK_FILE, _UNREAD_ENDING, _MADE_BY_TOOL)
_GENERATED = re.compile(
    r"@generated|do not edit|don't edit|auto-?generated|automatically generated"
    r"|generated (?:by|from|file|code)|code generated",
    re.IGNORECASE,
)


def is_readable_path(path: str) -> bool:
    """Say whether a file's path gives no reason to leave it out."""
    return not any(pattern.search(path) for pattern in _UNREAD)


def readable_text(data: bytes) -> str | None:
    """Return a file's text if people should read it, else None.

    Only strict UTF-8 is taken: offsets into it are the same for everybody who decodes it again.
    """
    if not data.strip() or len(data) > MOST_BYTES or is_binary(data):
        return None
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return None
    if "\0" in text or _is_minified(text) or _GENERATED.search(text[:_GENERATED_WITHIN]):
        return None
    return text


def _is_minified(text: str) -> bool:
    lines = text.split("\n")
    longest = max(map(len, lines))
    return longest > _MOST_LINE_CHARACTERS or len(text) > _MOST_MEAN_LINE_CHARACTERS * len(lines)
