"""Bytes into files, whole or not at all.

A file is written beside its target under another name and renamed onto it, so that a reader sees
the old content or the new, and an interrupted run leaves the old.
"""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from pii.errors import UnreadableFile
from pii.files import Snapshot, printable, reason_of, stamp_of

SCRATCH_PREFIX = ".pii-"


@dataclass(frozen=True, slots=True)
class Writing:
    """How files are written.

    `keeps_mtime` gives a file its original's time of modification; otherwise it is the time of
    writing, so that build tools notice. `syncs` waits until the disk has the bytes.
    """

    keeps_mtime: bool = False
    syncs: bool = False


def write_whole(
    target: Path, data: bytes, original: Snapshot | None = None, writing: Writing | None = None
) -> None:
    """Put bytes at a path in one step; what stands there is replaced.

    Args:
        target: where they go; its folder exists.
        data: all of the file.
        original: the file they come from, which lends its mode.
        writing: how.

    Raises:
        UnreadableFile: if they cannot be written; what stood there before still does.
    """
    with _scratch(target) as (scratch, descriptor):
        _fill(target, scratch, descriptor, data, original or Snapshot("", b""), writing)


def rewrite(original: Snapshot, data: bytes, writing: Writing | None = None) -> None:
    """Put bytes in place of the file that was read, behind a symbolic link if it is one.

    Raises:
        UnreadableFile: if they cannot be written, or the file is no longer what was read.
    """
    target = Path(os.path.realpath(original.path))
    with _scratch(target) as (scratch, descriptor):
        status = target.stat()
        if stamp_of(status) != original.stamp:
            raise UnreadableFile(printable(original.path), "changed while it was read; run again")
        # Only root may give files away; everybody else's new file is their own, as the old was.
        with suppress(PermissionError):
            os.fchown(descriptor, status.st_uid, status.st_gid)
        _fill(target, scratch, descriptor, data, original, writing)


@contextmanager
def _scratch(target: Path) -> Iterator[tuple[Path, int]]:
    """Lend a new file beside the target, with its descriptor; remove it unless it was renamed."""
    scratch: Path | None = None
    try:
        descriptor, name = tempfile.mkstemp(prefix=SCRATCH_PREFIX, dir=target.parent)
        scratch = Path(name)
        try:
            yield scratch, descriptor
        finally:
            os.close(descriptor)
    except OSError as error:
        raise UnreadableFile(printable(target), f"not written: {reason_of(error)}") from None
    finally:
        if scratch is not None:
            scratch.unlink(missing_ok=True)


def _fill(
    target: Path,
    scratch: Path,
    descriptor: int,
    data: bytes,
    original: Snapshot,
    writing: Writing | None,
) -> None:
    """Write all of the bytes, dress the file like its original and rename it."""
    rest = memoryview(data)
    while rest:
        rest = rest[os.write(descriptor, rest) :]
    # After a change of owner, which clears the set-id bits.
    os.fchmod(descriptor, original.mode)
    if writing is not None and writing.syncs:
        os.fsync(descriptor)
    if writing is not None and writing.keeps_mtime:
        os.utime(descriptor, ns=(original.modified_ns, original.modified_ns))
    scratch.replace(target)
