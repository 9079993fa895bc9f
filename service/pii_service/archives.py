"""Archives of files, read and written member by member.

Bytes of a zip or tar.gz come in; files come out one at a time, and go into a new archive of the
same kind. Sizes are counted as they are unpacked, whatever the archive says of itself. This
module knows nothing of personal data but that owners' names are some: they are not written.
"""

import gzip
import io
import tarfile
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import Protocol, TypeVar

from pii_service.errors import Reason, Refusal

T = TypeVar("T")
_CHUNK = 2**18
_GZIP_LEVEL = 6


@dataclass(frozen=True, slots=True)
class ArchiveLimits:
    """How much an archive may hold."""

    members: int
    member_bytes: int
    total_bytes: int


@dataclass(frozen=True, slots=True)
class Member:
    """One member. `data` is None for what is no file; `zipped` or `tarred` says how it stood."""

    name: str = field(repr=False)
    data: bytes | None = field(repr=False)
    zipped: zipfile.ZipInfo | None = field(default=None, repr=False)
    tarred: tarfile.TarInfo | None = field(default=None, repr=False)
    is_folder: bool = False


class ArchiveWriter(Protocol):
    """Writes the members of a new archive."""

    def add(self, member: Member, data: bytes) -> None:
        """Write a member with these bytes in place of its own."""
        ...

    def close(self) -> bytes:
        """Return the whole archive."""
        ...


def open_archive(data: bytes, limits: ArchiveLimits) -> tuple[Iterator[Member], ArchiveWriter]:
    """Return an archive's members and a writer of the same kind.

    Raises:
        Refusal: if the bytes are neither zip nor gzip. The members, as they are read, refuse
            what is damaged, encrypted, too much, or named to land outside its folder.
    """
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _refusing_damage(_zip_members(data, limits)), _ZipWriter()
    if data.startswith(b"\x1f\x8b"):
        return _refusing_damage(_tar_members(data, limits)), _TarWriter()
    raise Refusal(Reason.UNSUPPORTED, "the file is neither a zip nor a tar.gz archive")


class _ZipWriter:
    def __init__(self) -> None:
        self._buffer = io.BytesIO()
        self._archive = zipfile.ZipFile(self._buffer, "w", zipfile.ZIP_DEFLATED)

    def add(self, member: Member, data: bytes) -> None:
        old = member.zipped
        info = zipfile.ZipInfo(member.name)
        if old is not None:
            info.date_time, info.external_attr = old.date_time, old.external_attr
            info.compress_type = old.compress_type
        self._archive.writestr(info, data)

    def close(self) -> bytes:
        self._archive.close()
        return self._buffer.getvalue()


class _TarWriter:
    def __init__(self) -> None:
        self._buffer = io.BytesIO()
        # No time and no name in the frame: the same members give the same bytes.
        self._gzip = gzip.GzipFile("", "wb", _GZIP_LEVEL, self._buffer, mtime=0)
        # Closed with the archive, in `close`.
        self._archive = tarfile.TarFile(fileobj=self._gzip, mode="w", format=tarfile.PAX_FORMAT)

    def add(self, member: Member, data: bytes) -> None:
        info = tarfile.TarInfo(member.name)
        if member.tarred is not None:
            info.mode, info.mtime = member.tarred.mode, int(member.tarred.mtime)
        info.type = tarfile.DIRTYPE if member.is_folder else tarfile.REGTYPE
        info.size = len(data)
        self._archive.addfile(info, io.BytesIO(data))

    def close(self) -> bytes:
        self._archive.close()
        self._gzip.close()
        return self._buffer.getvalue()


class _Counted(io.RawIOBase):
    """A stream that refuses to give more bytes than a limit, whoever asks."""

    def __init__(self, stream: gzip.GzipFile, most: int) -> None:
        self._stream = stream
        self._most = self._left = most

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        data = self._stream.read(min(_CHUNK, size) if size >= 0 else _CHUNK)
        self._left -= len(data)
        if self._left < 0:
            raise _too_much(self._most)
        return data


def _zip_members(data: bytes, limits: ArchiveLimits) -> Iterator[Member]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        left = limits.total_bytes
        for info in _counted(archive.infolist(), limits):
            _check_name(info.filename)
            if info.flag_bits & 1:
                raise Refusal(Reason.BAD_ARCHIVE, "the archive is encrypted")
            if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
                raise Refusal(Reason.BAD_ARCHIVE, "only stored and deflated members are taken")
            if info.is_dir():
                yield Member(info.filename, None, zipped=info, is_folder=True)
                continue
            kind = (info.external_attr >> 16) & 0o170000
            if kind not in (0, 0o100000):
                yield Member(info.filename, None, zipped=info)
                continue
            with archive.open(info) as stream:
                content = stream.read(min(limits.member_bytes, left) + 1)
            left -= len(content)
            _check_size(len(content), left, limits)
            yield Member(info.filename, content, zipped=info)


def _tar_members(data: bytes, limits: ArchiveLimits) -> Iterator[Member]:
    # Headers count too: long ones are read whole.
    most = limits.total_bytes + 2048 * (limits.members + 10)
    with (
        gzip.GzipFile(fileobj=io.BytesIO(data)) as unzipped,
        tarfile.open(fileobj=_Counted(unzipped, most), mode="r|") as archive,
    ):
        left = limits.total_bytes
        for info in _counted(archive, limits):
            _check_name(info.name)
            stream = archive.extractfile(info) if info.isreg() and not info.issparse() else None
            if stream is None:
                yield Member(info.name, None, tarred=info, is_folder=info.isdir())
                continue
            left -= info.size
            _check_size(info.size, left, limits)
            content = stream.read()
            if len(content) < info.size:
                raise tarfile.ReadError
            yield Member(info.name, content, tarred=info)


def _counted(infos: Iterable[T], limits: ArchiveLimits) -> Iterator[T]:
    """Yield an archive's entries, up to a number."""
    for number, info in enumerate(infos):
        if number >= limits.members:
            raise Refusal(Reason.TOO_LARGE, f"an archive may have {limits.members} members")
        yield info


def _refusing_damage(members: Iterator[Member]) -> Iterator[Member]:
    """Yield members; what the libraries say of a damaged archive becomes a refusal."""
    try:
        yield from members
    except (
        zipfile.BadZipFile, tarfile.TarError, gzip.BadGzipFile, zlib.error, EOFError,
        NotImplementedError, UnicodeError, OverflowError, ValueError,
    ):  # fmt: skip
        raise Refusal(Reason.BAD_ARCHIVE, "the archive is damaged") from None


def _check_size(size: int, left: int, limits: ArchiveLimits) -> None:
    if size > limits.member_bytes:
        raise Refusal(Reason.TOO_LARGE, f"a member may have {limits.member_bytes} bytes, unpacked")
    if left < 0:
        raise _too_much(limits.total_bytes)


def _too_much(most: int) -> Refusal:
    return Refusal(Reason.TOO_LARGE, f"an archive may have {most} bytes, unpacked")


def _check_name(name: str) -> None:
    """Refuse a name by which an unpacker could be led out of its folder."""
    path = PurePosixPath(name.replace("\\", "/"))
    if path.is_absolute() or ".." in path.parts or "\0" in name or name[1:2] == ":":
        raise Refusal(Reason.BAD_ARCHIVE, "a member's name leads out of the archive's folder")
