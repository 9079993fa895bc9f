"""The headers of a tar, read one by one, each within bounds before it is looked into.

The standard library's reader is not used for this: older ones need minutes for a header of a few
bytes, and all of them take damage behind the first member for the archive's end. It still
reads single header blocks, and writes archives.
"""

import re
import tarfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from pii_service.archives.members import damaged
from pii_service.errors import Reason, Refusal

BLOCK = tarfile.BLOCKSIZE
Read = Callable[[int], bytes]
# Of a header that belongs to the next member, and how many of them may follow each other.
_MOST_EXTENSION_BYTES = 65_536
_MOST_EXTENSIONS = 8
_PAX = (tarfile.XHDTYPE, tarfile.SOLARIS_XHDTYPE)
_LONG = (tarfile.GNUTYPE_LONGNAME, tarfile.GNUTYPE_LONGLINK)
# A record begins with its own length: `18 path=name.text\n`.
_RECORD = re.compile(rb"([1-9][0-9]{0,5}) ([^=\n\0]{1,255})=")
_MOST_RECORDS = 1_000
_SIZE = re.compile("[0-9]{1,15}")
_TIME = re.compile(r"(-?[0-9]{1,15})(?:\.[0-9]{0,20})?")
_LATEST = 8**11
_ENCODING = ("utf-8", "surrogateescape")


@dataclass(frozen=True, slots=True)
class TarHeader:
    """What a tar says of a member; its data are the next bytes, padded to whole blocks."""

    name: str = field(repr=False)
    size: int
    kind: bytes
    mode: int
    time: int

    @property
    def is_file(self) -> bool:
        """Say whether it is a plain file."""
        return self.kind in (tarfile.REGTYPE, tarfile.AREGTYPE, tarfile.CONTTYPE)

    @property
    def is_folder(self) -> bool:
        """Say whether it is a folder."""
        return self.kind == tarfile.DIRTYPE

    @property
    def stored_bytes(self) -> int:
        """Return how many bytes follow, without padding. Links and devices have none."""
        has_data = self.is_file or self.kind not in tarfile.SUPPORTED_TYPES
        return self.size if has_data else 0


@dataclass
class _Extensions:
    """What headers say of the member behind them, or of all members."""

    everywhere: dict[str, str] = field(default_factory=dict)
    here: dict[str, str] = field(default_factory=dict)
    count: int = 0

    def add(self, kind: bytes, data: bytes) -> None:
        """Take up one header."""
        self.count += 1
        if self.count > _MOST_EXTENSIONS:
            raise damaged()
        if kind == tarfile.GNUTYPE_LONGNAME:
            # An empty one would count as not said.
            self.here["path"] = data.partition(b"\0")[0].decode(*_ENCODING) or "/"
        elif kind in _PAX:
            self.here |= _records(data)
        elif kind == tarfile.XGLTYPE:
            self.everywhere |= _records(data)

    def applied(self, info: tarfile.TarInfo) -> TarHeader:
        """Return a member's header with what was said before it, and forget that."""
        said = {key: value for key, value in (self.everywhere | self.here).items() if value}
        self.here, self.count = {}, 0
        name = said.get("path", info.name)
        size = _number(_SIZE, said["size"]) if "size" in said else info.size
        time = _number(_TIME, said["mtime"]) if "mtime" in said else int(info.mtime)
        if size < 0:
            raise damaged()
        return TarHeader(
            name.rstrip("/") if info.isdir() else name,
            size,
            info.type,
            info.mode & 0o7777,
            time if 0 <= time < _LATEST else 0,
        )


def tar_headers(read: Read) -> Iterator[TarHeader]:
    """Yield the header of each member; who takes one reads its data before the next.

    Args:
        read: returns so many of the next bytes, or fewer at the end.

    Raises:
        Refusal: at whatever is no tar, also behind its end.
        tarfile.HeaderError: if a header block cannot be read.
    """
    extensions = _Extensions()
    while any(block := read(BLOCK)):
        info = tarfile.TarInfo.frombuf(block, *_ENCODING)
        if info.type in (*_PAX, *_LONG, tarfile.XGLTYPE):
            extensions.add(info.type, _extension(info, read))
        elif info.type == tarfile.GNUTYPE_SPARSE:
            raise _sparse()
        else:
            yield extensions.applied(info)
    if len(block) < BLOCK or extensions.count:
        raise damaged()
    _check_end(read)


def padded(size: int) -> int:
    """Return how many bytes data of a size fill in whole blocks."""
    return -(-size // BLOCK) * BLOCK


def _extension(info: tarfile.TarInfo, read: Read) -> bytes:
    """Return the data of a header that belongs to another."""
    if not 0 <= info.size <= _MOST_EXTENSION_BYTES:
        raise Refusal(
            Reason.BAD_ARCHIVE,
            f"a header is too long: names and attributes may have {_MOST_EXTENSION_BYTES} bytes",
        )
    data = read(padded(info.size))
    if len(data) < padded(info.size):
        raise damaged()
    return data[: info.size]


def _records(data: bytes) -> dict[str, str]:
    """Return the attributes in a PAX header."""
    records: dict[str, str] = {}
    at = 0
    while at < len(data):
        start = _RECORD.match(data, at)
        end = at + int(start[1]) if start else at
        if start is None or not start.end() < end <= len(data) or data[end - 1 : end] != b"\n":
            raise damaged()
        key = start[2].decode(*_ENCODING)
        if key.startswith("GNU.sparse."):
            raise _sparse()
        records[key] = data[start.end() : end - 1].decode(*_ENCODING)
        if len(records) > _MOST_RECORDS:
            raise damaged()
        at = end
    return records


def _number(form: re.Pattern[str], value: str) -> int:
    """Return a number that has the form it should have, without its fraction."""
    found = form.fullmatch(value)
    if found is None:
        raise damaged()
    return int(found[found.lastindex or 0])


def _sparse() -> Refusal:
    return Refusal(Reason.BAD_ARCHIVE, "sparse members are not taken; pack without --sparse")


def _check_end(read: Read) -> None:
    """Read to the very end, where the checksum is, and refuse anything but zeros before it."""
    while rest := read(BLOCK * 64):
        if any(rest):
            raise damaged()
