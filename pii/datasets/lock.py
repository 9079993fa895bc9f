"""One run for one target.

On a disk the kernel holds the lock and lets go of it when the process ends, however it ends. An
object store knows no such thing: there the lock is an object that its holder renews, and that
anybody may take over once it has not been renewed for a while. Two runs that slip through all the
same cost double work and no row: both write the same bytes, each object whole.
"""

import fcntl
import json
import os
import socket
import threading
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from pii.datasets.errors import BadTarget, TargetInUse
from pii.datasets.errors import name_of as error_name
from pii.datasets.storage import NOTES, Storage

LOCK = f"{NOTES}/lock"
RENEWED_EVERY = 15.0
STALE_AFTER = 60.0


@contextmanager
def locked(target: Storage) -> Iterator[None]:
    """Hold a target while the block runs.

    Raises:
        TargetInUse: if another run holds it.
        BadTarget: if nothing can be written there.
    """
    with _locked_disk(target) if target.local else _locked_objects(target):
        yield


@contextmanager
def _locked_disk(target: Storage) -> Iterator[None]:
    path = Path(target.path(LOCK))
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
    except OSError as error:
        raise BadTarget(f"{target.url}: cannot be written: {error_name(error)}") from None
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise TargetInUse(f"{target.url}: another run works on it; wait or stop it") from None
        yield
    finally:
        os.close(descriptor)


@contextmanager
def _locked_objects(target: Storage) -> Iterator[None]:
    held = json.dumps({"run": uuid.uuid4().hex, "host": socket.gethostname()}).encode()
    _take(target, held)
    ended = threading.Event()
    renewing = threading.Thread(target=_renew, args=(target, held, ended), daemon=True)
    renewing.start()
    try:
        yield
    finally:
        ended.set()
        renewing.join()
        with suppress(OSError):
            target.system.rm_file(target.path(LOCK))


def _take(target: Storage, held: bytes) -> None:
    """Create the lock, or take over one that nobody renews."""
    path = target.path(LOCK)
    for _ in range(2):
        try:
            target.system.pipe_file(path, held, mode="create")
        except FileExistsError:
            target.system.invalidate_cache()
            with suppress(FileNotFoundError):
                if time.time() - target.system.modified(path).timestamp() < STALE_AFTER:
                    break
                target.system.rm_file(path)
        else:
            return
    raise TargetInUse(
        f"{target.url}: another run works on it; if it was killed, its lock runs out after "
        f"{STALE_AFTER:.0f} seconds"
    )


def _renew(target: Storage, held: bytes, ended: threading.Event) -> None:
    while not ended.wait(RENEWED_EVERY):
        # A failed renewal is made good by the next one.
        with suppress(OSError):
            target.system.pipe_file(target.path(LOCK), held)
