"""Archives of kind tar.gz, unpacked as they are read."""

import gzip
import io
import tarfile
import zlib
from collections.abc import Iterator

from pii_service.archives.members import (
    ArchiveLimits,
    Member,
    check_count,
    check_name,
    check_size,
    damaged,
    too_much,
)
from pii_service.archives.tar_headers import padded, tar_headers

_CHUNK = 2**18
_GZIP_LEVEL = 6


def tar_members(data: bytes, limits: ArchiveLimits) -> Iterator[Member]:
    """Yield a tar.gz's members.

    Raises:
        Refusal: if it is damaged, dangerous or too much.
    """
    try:
        yield from _members(data, limits)
    except (tarfile.TarError, gzip.BadGzipFile, zlib.error, EOFError, OverflowError, ValueError):
        raise damaged() from None


def _members(data: bytes, limits: ArchiveLimits) -> Iterator[Member]:
    with gzip.GzipFile(fileobj=io.BytesIO(data)) as unzipped:
        # Headers count too: they may be long.
        stream = _Counted(unzipped, limits.total_bytes + 2048 * (limits.members + 10))
        left = limits.total_bytes
        for number, header in enumerate(tar_headers(stream.read), start=1):
            check_count(number, limits)
            check_name(header.name)
            left -= header.stored_bytes
            check_size(header.stored_bytes, left, limits)
            content = stream.read(padded(header.stored_bytes))
            if len(content) < padded(header.stored_bytes):
                raise damaged()
            yield Member(
                header.name,
                content[: header.stored_bytes] if header.is_file else None,
                is_folder=header.is_folder,
                mode=header.mode,
                time=header.time,
            )


class _Counted:
    """A stream that refuses to give more bytes than a limit."""

    def __init__(self, stream: gzip.GzipFile, most: int) -> None:
        self._stream = stream
        self._most = self._left = most

    def read(self, size: int) -> bytes:
        """Return so many bytes, or fewer at the end."""
        pieces: list[bytes] = []
        while size > 0 and (piece := self._stream.read(min(_CHUNK, size))):
            self._left -= len(piece)
            if self._left < 0:
                raise too_much(self._most)
            size -= len(piece)
            pieces.append(piece)
        return b"".join(pieces)


class TarWriter:
    """Writes a tar.gz in memory."""

    def __init__(self) -> None:
        self._buffer = io.BytesIO()
        # No time and no name in the frame: the same members give the same bytes.
        self._gzip = gzip.GzipFile("", "wb", _GZIP_LEVEL, self._buffer, mtime=0)
        # Closed with the archive, in `close`.
        self._archive = tarfile.TarFile(fileobj=self._gzip, mode="w", format=tarfile.PAX_FORMAT)

    @property
    def size(self) -> int:
        """Return how many bytes have been written."""
        return self._buffer.tell()

    def add(self, member: Member, data: bytes) -> None:
        """Write a member with these bytes in place of its own."""
        info = tarfile.TarInfo(member.name)
        info.mode, info.mtime = member.mode, member.time
        info.type = tarfile.DIRTYPE if member.is_folder else tarfile.REGTYPE
        info.size = len(data)
        self._archive.addfile(info, io.BytesIO(data))

    def close(self) -> bytes:
        """Return the whole archive."""
        self._archive.close()
        self._gzip.close()
        return self._buffer.getvalue()
