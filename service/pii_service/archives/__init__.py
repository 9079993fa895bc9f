"""Archives of files, read and written member by member.

Bytes of a zip or tar.gz come in; files come out one at a time, and go into a new archive of the
same kind. Sizes are counted as they are unpacked, whatever the archive says of itself. This
package knows nothing of personal data but that owners' names are some: they are not written.
"""

from collections.abc import Iterator

from pii_service.archives.members import ArchiveLimits, ArchiveWriter, Member
from pii_service.archives.tar_files import TarWriter, tar_members
from pii_service.archives.zip_files import ZipWriter, zip_members
from pii_service.errors import Reason, Refusal

__all__ = ["ArchiveLimits", "ArchiveWriter", "Member", "open_archive"]


def open_archive(data: bytes, limits: ArchiveLimits) -> tuple[Iterator[Member], ArchiveWriter]:
    """Return an archive's members and a writer of the same kind.

    Raises:
        Refusal: if the bytes are neither zip nor gzip. The members, as they are read, refuse
            what is damaged, encrypted, too much, or named to land outside its folder.
    """
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return zip_members(data, limits), ZipWriter()
    if data.startswith(b"\x1f\x8b"):
        return tar_members(data, limits), TarWriter()
    raise Refusal(Reason.UNSUPPORTED, "the file is neither a zip nor a tar.gz archive")
