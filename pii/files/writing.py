"""Bytes into files, whole or not at all.

A file is written beside its target under another name and renamed onto it, so that a reader sees
the old content or the new. Ctrl-C and the signal to stop wait until that is done, for they could
come between any two steps, also those that clear up.
"""

import os
import secrets
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from pii.errors import UnreadableFile
from pii.files.reading import Snapshot, printable, reason_of, stamp_of

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
    with _signals_held(), _scratch(target) as (scratch, descriptor):
        _fill(target, scratch, descriptor, data, original or Snapshot("", b""), writing)


def rewrite(original: Snapshot, data: bytes, writing: Writing | None = None) -> None:
    """Put bytes in place of the file that was read, behind a symbolic link if it is one.

    Raises:
        UnreadableFile: if they cannot be written, or the file is no longer what was read.
    """
    target = Path(os.path.realpath(original.path))
    with _signals_held(), _scratch(target) as (scratch, descriptor):
        status = target.stat()
        if stamp_of(status) != original.stamp:
            raise UnreadableFile(printable(original.path), "changed while it was read; run again")
        # Only root may give files away; everybody else's new file is their own, as the old was.
        with suppress(PermissionError):
            os.fchown(descriptor, status.st_uid, status.st_gid)
        _fill(target, scratch, descriptor, data, original, writing)


def place_at(target: str) -> Path:
    """Return a place to write to, its folder made.

    Raises:
        UnreadableFile: if the folder cannot be made.
    """
    place = Path(target)
    # Making a folder that is there costs many times as much as looking for it.
    if not place.parent.is_dir():
        try:
            place.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            reason = f"its folder cannot be made: {reason_of(error)}"
            raise UnreadableFile(printable(target), reason) from None
    return place


@contextmanager
def _signals_held() -> Iterator[None]:
    """Put signals off that would end the run; they raise only in the main thread."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    held: list[int] = []
    before = {
        sign: signal.signal(sign, lambda number, _: held.append(number))
        for sign in (signal.SIGINT, signal.SIGTERM)
    }
    try:
        yield
    finally:
        for sign, handler in before.items():
            signal.signal(sign, handler or signal.SIG_DFL)
        if held:
            signal.raise_signal(held[0])


@contextmanager
def _scratch(target: Path) -> Iterator[tuple[Path, int]]:
    """Lend a new file beside the target, with its descriptor; remove it unless it was renamed."""
    scratch = target.with_name(f"{SCRATCH_PREFIX}{secrets.token_hex(8)}")
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC
    try:
        # For nobody else to read until it is dressed like its original.
        descriptor = os.open(scratch, flags, 0o600)
        try:
            yield scratch, descriptor
        except BaseException:
            scratch.unlink(missing_ok=True)
            raise
        finally:
            os.close(descriptor)
    except OSError as error:
        raise UnreadableFile(printable(target), f"not written: {reason_of(error)}") from None


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
