"""Zip archives, by the standard library, with the checks that it does not make.

The directory is counted before it is read. And a damaged directory must not hide a member: the
library takes what it finds for all there is, whatever number the archive itself states.
"""

import io
import struct
import zipfile
import zlib
from collections.abc import Iterator

from pii_service.archives.members import (
    ArchiveLimits,
    Member,
    check_count,
    check_name,
    check_size,
    damaged,
)
from pii_service.errors import Reason, Refusal

# Stands before each entry of a directory.
_ENTRY = b"PK\x01\x02"
# What ends an archive, in a short form and for large ones; and how long the short one may be with
# the comment behind it.
_END, _LARGE_END = b"PK\x05\x06", b"PK\x06\x06"
_END_BYTES = 22
_MOST_END_BYTES = _END_BYTES + 2**16
# Stands for a number that is too large for its field.
_ELSEWHERE = 0xFFFF


def zip_members(data: bytes, limits: ArchiveLimits) -> Iterator[Member]:
    """Yield a zip's members.

    Raises:
        Refusal: if it is damaged, dangerous or too much.
    """
    try:
        yield from _members(data, limits)
    except (
        zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OverflowError, ValueError,
        struct.error,
    ):  # fmt: skip
        raise damaged() from None


def _members(data: bytes, limits: ArchiveLimits) -> Iterator[Member]:
    # The library makes an object for each entry before it shows the first.
    check_count(data.count(_ENTRY), limits)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        _check_directory(data, archive)
        left = limits.total_bytes
        for info in archive.infolist():
            _check_kind(info)
            # Whatever it is: only now is the directory compared with the member's own header.
            with archive.open(info) as stream:
                content = stream.read(min(limits.member_bytes, left) + 1)
            left -= len(content)
            check_size(len(content), left, limits)
            if info.is_dir() and content:
                raise damaged()
            is_file = _is_file(info) and not info.is_dir()
            yield Member(
                info.filename, content if is_file else None, zipped=info, is_folder=info.is_dir()
            )


def _check_directory(data: bytes, archive: zipfile.ZipFile) -> None:
    """Refuse an archive whose directory has fewer members than it says, or is not all there is.

    What stands before the first member, or behind the end, may be another archive, whose members
    would be lost unseen.
    """
    end = data.rfind(_END, max(0, len(data) - _MOST_END_BYTES))
    count, comment_bytes = struct.unpack_from("<10xH8xH", data, end)
    large = data.rfind(_LARGE_END, 0, end) if count == _ELSEWHERE else -1
    if large >= 0:
        [count] = struct.unpack_from("<32xQ", data, large)
    infos = archive.infolist()
    first = min((info.header_offset for info in infos), default=archive.start_dir)
    behind = data[end + _END_BYTES + comment_bytes :]
    if first != 0 or len(infos) != count or any(behind):
        raise damaged()


def _check_kind(info: zipfile.ZipInfo) -> None:
    """Refuse a member that cannot be read, or should not be."""
    check_name(info.filename)
    if info.flag_bits & 1:
        raise Refusal(Reason.BAD_ARCHIVE, "the archive is encrypted")
    if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise Refusal(Reason.BAD_ARCHIVE, "only stored and deflated members are taken")


def _is_file(info: zipfile.ZipInfo) -> bool:
    kind = (info.external_attr >> 16) & 0o170000
    return kind in (0, 0o100000)


class ZipWriter:
    """Writes a zip in memory."""

    def __init__(self) -> None:
        self._buffer = io.BytesIO()
        self._archive = zipfile.ZipFile(self._buffer, "w", zipfile.ZIP_DEFLATED)

    @property
    def size(self) -> int:
        """Return how many bytes have been written."""
        return self._buffer.tell()

    def add(self, member: Member, data: bytes) -> None:
        """Write a member with these bytes in place of its own."""
        old = member.zipped
        info = zipfile.ZipInfo(member.name)
        if old is not None:
            info.date_time, info.external_attr = old.date_time, old.external_attr
            info.compress_type = old.compress_type
        # An archive may have two members of one name; it is not written to be looked up in.
        self._archive.NameToInfo.clear()
        self._archive.writestr(info, data)

    def close(self) -> bytes:
        """Return the whole archive."""
        self._archive.close()
        return self._buffer.getvalue()
