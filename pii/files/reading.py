"""Files into documents: each read once, as bytes, and refused when there is nothing to read.

A path comes in; out go its bytes and what writing them back needs, then its text. Paths are the
system's own strings, in which a byte that is not UTF-8 is a lone surrogate; `printable` shows any
of them on one line.
"""

import errno
import os
import stat
import sys
from dataclasses import dataclass, field
from pathlib import Path

from pii.documents import Document
from pii.errors import UnreadableFile
from pii.files.encodings import Encoding, decode, is_binary
from pii.files.languages import language_of

STDIN = "-"
# What is read at once; text, its UTF-8 and the result take about six times as much memory.
MOST_BYTES = 256_000_000
_FIRST_READ = 1 << 16
_REASONS = {
    errno.ENOENT: "no such file or folder",
    errno.ENOTDIR: "no such file or folder",
    errno.EACCES: "permission denied",
    errno.EPERM: "permission denied",
    errno.ELOOP: "a symbolic link that leads in a circle",
    errno.EISDIR: "a folder stands where a file was expected",
}
_SPECIAL = {
    stat.S_IFDIR: "a folder stands where a file was expected",
    stat.S_IFIFO: "a pipe, not a file; to read one, use `-`",
    stat.S_IFSOCK: "a socket, not a file",
    stat.S_IFCHR: "a device, not a file",
    stat.S_IFBLK: "a device, not a file",
}


@dataclass(frozen=True, slots=True)
class Snapshot:
    """What a file held when it was read.

    `data` is all of it, or only the beginning of a binary file that nobody wants whole. `stamp`
    tells one state of the file from another: device, inode, size in bytes and time of
    modification in nanoseconds.
    """

    path: str
    data: bytes = field(repr=False)
    size: int = 0
    mode: int = 0o644
    modified_ns: int = 0
    stamp: tuple[int, int, int, int] = (0, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class Source:
    """A file's text as a document, and the encoding that writes it back byte for byte."""

    document: Document
    encoding: Encoding


def printable(path: str | os.PathLike[str]) -> str:
    r"""Return a path that can be shown on one line: odd bytes and control characters are escaped.

    >>> printable("caf\udce9/a\tb")
    'caf\\xe9/a\\x09b'
    """
    text = os.fspath(path)
    return text if text.isprintable() else "".join(map(_escaped, text))


def _escaped(character: str) -> str:
    r"""Return `\x..` for what cannot be shown; odd bytes are U+DC80 to U+DCFF in a path."""
    if character.isprintable():
        return character
    code = ord(character)
    return f"\\x{code & 0xFF if 0xDC80 <= code <= 0xDCFF else code:02x}"


def reason_of(error: OSError) -> str:
    """Say in words why the system refused; without the path, which may hold anything."""
    words = _REASONS.get(error.errno or 0) or error.strerror
    return (words or type(error).__name__).lower()


def read_text(path: str | os.PathLike[str]) -> str:
    """Return the text of a small UTF-8 file, such as a list of names or a policy.

    Raises:
        UnreadableFile: if it cannot be read, or is not UTF-8.
    """
    try:
        return Path(path).read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise UnreadableFile(printable(path), reason_of(error)) from None
    except UnicodeDecodeError as error:
        raise UnreadableFile(printable(path), f"is not UTF-8 at byte {error.start}") from None


def special_reason(mode: int) -> str:
    """Say what a path with this mode is, where a file was wanted."""
    return _SPECIAL.get(stat.S_IFMT(mode), "not a regular file")


def stamp_of(status: os.stat_result) -> tuple[int, int, int, int]:
    """Return what changes whenever a file does."""
    return status.st_dev, status.st_ino, status.st_size, status.st_mtime_ns


def size_reason(size: int, most_bytes: int) -> str:
    """Say that a file is refused for its size, and how to have it read all the same."""
    return (
        f"more than {most_bytes:,} bytes ({size:,}); raise --max-bytes if there is memory for "
        "about six times as much"
    )


def read_snapshot(
    path: str, most_bytes: int = MOST_BYTES, *, whole_binaries: bool = False
) -> Snapshot:
    """Read a file once: a text whole, a binary file whole if that is wanted.

    Opened without blocking, so that a pipe put in the file's place cannot hold up the run.

    Raises:
        UnreadableFile: if it vanished, is forbidden, is no regular file or exceeds `most_bytes`;
            a binary file may, unless it is wanted whole.
    """
    try:
        # Opening some devices acts on them, so the look comes first.
        _refuse_special(path, os.stat(path).st_mode)  # noqa: PTH116
        # A raw descriptor: a file object costs as much again as reading a small file does.
        descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
        try:
            status = os.fstat(descriptor)
            _refuse_special(path, status.st_mode)
            data = os.read(descriptor, min(status.st_size + 1, _FIRST_READ))
            if whole_binaries or not is_binary(data):
                data = _read_on(descriptor, data, max(status.st_size, len(data)), path, most_bytes)
        finally:
            os.close(descriptor)
    except OSError as error:
        raise UnreadableFile(printable(path), reason_of(error)) from None
    mode, modified_ns = stat.S_IMODE(status.st_mode), status.st_mtime_ns
    size = max(status.st_size, len(data))
    return Snapshot(path, data, size, mode, modified_ns, stamp_of(status))


def _refuse_special(path: str, mode: int) -> None:
    """Refuse what is no regular file."""
    if not stat.S_ISREG(mode):
        raise UnreadableFile(printable(path), special_reason(mode))


def _read_on(descriptor: int, head: bytes, size: int, path: str, most_bytes: int) -> bytes:
    """Return a file's beginning and the rest, even where it holds more than the system told."""
    pieces = [head]
    while pieces[-1]:
        if size > most_bytes:
            raise UnreadableFile(printable(path), size_reason(size, most_bytes))
        pieces.append(os.read(descriptor, max(size - len(head), 0) + 1))
        size = max(size, sum(map(len, pieces)))
    return head if len(pieces) == 2 else b"".join(pieces)


def source_of(snapshot: Snapshot) -> Source | None:
    """Return the text of a snapshot as a document, or None if it is binary.

    The document's id is the printable path; its language follows from the name.
    """
    if is_binary(snapshot.data):
        return None
    text, encoding = decode(snapshot.data)
    document = Document(printable(snapshot.path), text, language=language_of(snapshot.path))
    return Source(document, encoding)


def read_standard_input(name: str = STDIN, most_bytes: int = MOST_BYTES) -> Snapshot:
    """Read what comes in, to its end.

    Args:
        name: the path that it is to pass for.
        most_bytes: how much of it is read at once.

    Raises:
        UnreadableFile: if more comes in, or nothing can be read.
    """
    try:
        data = sys.stdin.buffer.read(most_bytes + 1)
    except OSError as error:
        raise UnreadableFile(printable(name), reason_of(error)) from None
    if len(data) > most_bytes:
        raise UnreadableFile(printable(name), size_reason(len(data), most_bytes))
    return Snapshot(name, data, len(data))
