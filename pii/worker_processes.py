"""What every kind of worker process needs: to be one of several, and to end with its parent."""

import ctypes
import os
import signal
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

# Each process is one of several: libraries that start threads of their own would fight.
_THREAD_COUNTS = (
    "OMP_NUM_THREADS",
    "OPENBLAS_NUM_THREADS",
    "MKL_NUM_THREADS",
    "NUMEXPR_NUM_THREADS",
    "ARROW_IO_THREADS",
)
ONE_THREAD: Mapping[str, str] = {
    **dict.fromkeys(_THREAD_COUNTS, "1"),
    "TOKENIZERS_PARALLELISM": "false",
}
# Linux: the signal that a process gets when its parent ends (prctl(2)).
_PR_SET_PDEATHSIG = 1


@contextmanager
def environment(variables: Mapping[str, str]) -> Iterator[None]:
    """Set variables that children inherit while the block runs."""
    before = {name: os.environ.get(name) for name in variables}
    os.environ.update(variables)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value


def end_with_parent(parent: int, number: int = signal.SIGKILL) -> None:
    """Have the kernel send this process a signal when its parent ends, however that ends.

    Elsewhere than on Linux only a parent that is gone already ends this process.

    Args:
        parent: the parent's process id, as the parent knows it.
        number: the signal.
    """
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, number)
    if os.getppid() != parent:
        os._exit(1)
