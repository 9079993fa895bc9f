"""Folders here and elsewhere: one way to list, read and publish, whatever the address.

On a disk a file is published by renaming it. An object store has no rename, but an object shows
up only when its upload is complete; so there a file is finished on the local disk first and then
uploaded under its last name. Either way no reader ever sees half a file.
"""

import os
import posixpath
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import IO, TYPE_CHECKING

from pii.datasets.errors import BatchError
from pii.errors import MissingExtra, PiiError, UnreadableFile
from pii.extras import DATA, require

if TYPE_CHECKING:
    from fsspec import AbstractFileSystem

# Readers of data sets skip names that begin so.
NOTES = "_pii"
SPOOL = f"{NOTES}/spool"
# What fsspec needs for protocols that the extra does not cover.
_PACKAGES = {"gs": "gcsfs", "gcs": "gcsfs", "abfs": "adlfs", "az": "adlfs"}


@dataclass(frozen=True, slots=True)
class Entry:
    """A file in a place: its size in bytes and a stamp that changes when it is rewritten."""

    size: int
    stamp: str


@dataclass(frozen=True)
class Storage:
    """A folder or a single file at a path or an fsspec address such as `s3://bucket/folder`."""

    url: str

    @cached_property
    def _opened(self) -> tuple["AbstractFileSystem", str]:
        require(self.url, DATA)
        # Whoever installs no data sets needs no file systems.
        from fsspec.core import url_to_fs

        protocol = self.url.partition("://")[0]
        try:
            system, root = url_to_fs(self.url)
        except ImportError:
            raise _missing(protocol) from None
        except ValueError:
            raise BatchError(f"{self.url}: fsspec knows no protocol {protocol}://") from None
        return system, root.rstrip("/") or "/"

    @property
    def system(self) -> "AbstractFileSystem":
        """The file system behind the address."""
        return self._opened[0]

    @property
    def root(self) -> str:
        """The path on that file system."""
        return self._opened[1]

    @property
    def local(self) -> bool:
        """Whether it lies on a mounted disk."""
        protocol = self.system.protocol
        return "file" in ((protocol,) if isinstance(protocol, str) else protocol)

    def path(self, inside: str) -> str:
        """Return the whole path of what lies at `inside`, which `""` leaves at the root."""
        return posixpath.join(self.root, inside) if inside else self.root

    def is_file(self) -> bool:
        """Say whether the place itself is a file."""
        return bool(self.system.isfile(self.root))

    def entries(self, below: str = "") -> dict[str, Entry]:
        """Return every file at or below, by its path inside, sorted.

        Raises:
            UnreadableFile: if the place cannot be listed.
        """
        top = self.path(below)
        try:
            self.system.invalidate_cache()
            found = self.system.find(top, detail=True)
        except FileNotFoundError:
            return {}
        except OSError as error:
            raise UnreadableFile(self.url, f"cannot be listed: {type(error).__name__}") from None
        skip = len(self.root.rstrip("/")) + 1
        return {path[skip:]: _entry(info) for path, info in sorted(found.items())}

    def open(self, inside: str) -> IO[bytes]:
        """Return a binary reader; whoever asks closes it."""
        path = self.path(inside)
        if self.local:
            return Path(path).open("rb")
        stream: IO[bytes] = self.system.open(path, "rb")
        return stream

    def read(self, paths: Sequence[str]) -> dict[str, bytes]:
        """Return the content of small files; those that are missing are left out."""
        if not paths:
            return {}
        whole = {self.path(inside): inside for inside in paths}
        got = self.system.cat(list(whole), on_error="omit")
        return {whole[path]: data for path, data in got.items() if path in whole}

    def write(self, inside: str, data: bytes) -> None:
        """Put a small file in place, whole."""
        if not self.local:
            self.system.pipe_file(self.path(inside), data)
            return
        scratch = Path(self.path(f"{SPOOL}/{os.getpid()}-{inside.replace('/', '-')[-80:]}"))
        scratch.parent.mkdir(parents=True, exist_ok=True)
        try:
            scratch.write_bytes(data)
            self.publish(scratch, inside)
        finally:
            scratch.unlink(missing_ok=True)

    def publish(self, finished: Path, inside: str) -> None:
        """Let a finished local file appear under its name, in one step.

        Locally `finished` lies in the spool of this place, and so on the same disk.
        """
        if not self.local:
            self.system.put_file(str(finished), self.path(inside))
            return
        target = Path(self.path(inside))
        target.parent.mkdir(parents=True, exist_ok=True)
        with finished.open("rb") as file:
            os.fsync(file.fileno())
        finished.replace(target)
        _sync_folder(target.parent)


def _missing(protocol: str) -> PiiError:
    """Return the error for a protocol whose file system is not installed."""
    if protocol in {"s3", "s3a"}:
        return MissingExtra(f"{protocol}://", ["s3fs"], DATA.extra)
    package = _PACKAGES.get(protocol, "another package of fsspec")
    return BatchError(f"{protocol}:// needs {package}: pip install it")


def _entry(info: dict[str, object]) -> Entry:
    stamp = info.get("ETag") or info.get("etag") or info.get("mtime") or info.get("LastModified")
    return Entry(int(str(info.get("size") or 0)), str(stamp or ""))


def _sync_folder(folder: Path) -> None:
    """Let a rename outlast a power cut."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
