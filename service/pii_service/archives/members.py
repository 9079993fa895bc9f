"""What members of any archive are, and the rules for all of them."""

from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import Protocol
from zipfile import ZipInfo

from pii_service.errors import Reason, Refusal


@dataclass(frozen=True, slots=True)
class ArchiveLimits:
    """How much an archive may hold."""

    members: int
    member_bytes: int
    total_bytes: int


@dataclass(frozen=True, slots=True)
class Member:
    """One member.

    Attributes:
        name: as it stands in the archive; bytes that are no UTF-8 are lone surrogates.
        data: None for what is no file.
        mode: permissions, in a tar.
        time: seconds since 1970, in a tar.
        zipped: how it stood in a zip.
    """

    name: str = field(repr=False)
    data: bytes | None = field(repr=False)
    is_folder: bool = False
    mode: int = 0o644
    time: int = 0
    zipped: ZipInfo | None = field(default=None, repr=False)

    @property
    def shown_name(self) -> str:
        """Return the name as text that any encoding can write."""
        return self.name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


class ArchiveWriter(Protocol):
    """Writes the members of a new archive."""

    @property
    def size(self) -> int:
        """Return how many bytes have been written."""
        ...

    def add(self, member: Member, data: bytes) -> None:
        """Write a member with these bytes in place of its own."""
        ...

    def close(self) -> bytes:
        """Return the whole archive."""
        ...


def damaged() -> Refusal:
    """Return the refusal of an archive that cannot be read."""
    return Refusal(Reason.BAD_ARCHIVE, "the archive is damaged")


def too_much(most: int) -> Refusal:
    """Return the refusal of an archive that unpacks to more than it may."""
    return Refusal(Reason.TOO_LARGE, f"an archive may have {most} bytes, unpacked")


def check_count(members: int, limits: ArchiveLimits) -> None:
    """Refuse an archive of too many members."""
    if members > limits.members:
        raise Refusal(Reason.TOO_LARGE, f"an archive may have {limits.members} members")


def check_size(size: int, left: int, limits: ArchiveLimits) -> None:
    """Refuse a member that is too large by itself, or together with those before it."""
    if size > limits.member_bytes:
        raise Refusal(Reason.TOO_LARGE, f"a member may have {limits.member_bytes} bytes, unpacked")
    if left < 0:
        raise too_much(limits.total_bytes)


def check_name(name: str) -> None:
    """Refuse a name by which an unpacker could be led out of its folder, or that is none."""
    path = PurePosixPath(name.replace("\\", "/"))
    if not name.strip("/"):
        raise Refusal(Reason.BAD_ARCHIVE, "a member has no name")
    if path.is_absolute() or ".." in path.parts or "\0" in name or name[1:2] == ":":
        raise Refusal(Reason.BAD_ARCHIVE, "a member's name leads out of the archive's folder")
