"""Zip archives, by the standard library, whose directory is counted before it is read."""

import io
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


def zip_members(data: bytes, limits: ArchiveLimits) -> Iterator[Member]:
    """Yield a zip's members.

    Raises:
        Refusal: if it is damaged, dangerous or too much.
    """
    try:
        yield from _members(data, limits)
    except (
        zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OverflowError, ValueError,
    ):  # fmt: skip
        raise damaged() from None


def _members(data: bytes, limits: ArchiveLimits) -> Iterator[Member]:
    # The library makes an object for each entry before it shows the first.
    check_count(data.count(_ENTRY), limits)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        left = limits.total_bytes
        for info in archive.infolist():
            _check_kind(info)
            if info.is_dir():
                yield Member(info.filename, None, zipped=info, is_folder=True)
            elif _is_file(info):
                with archive.open(info) as stream:
                    content = stream.read(min(limits.member_bytes, left) + 1)
                left -= len(content)
                check_size(len(content), left, limits)
                yield Member(info.filename, content, zipped=info)
            else:
                yield Member(info.filename, None, zipped=info)


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
        self._archive.writestr(info, data)

    def close(self) -> bytes:
        """Return the whole archive."""
        self._archive.close()
        return self._buffer.getvalue()
