"""How fast each detector is, and how much memory it takes: `python -m bench.throughput [MODEL]`.

Reads code found on this machine, the same files for all. Each detector runs in a process of its
own, so that its peak memory is its own, and each figure is the best of three runs, because other
programs share the machine and slow a run but never speed it up.
"""

import argparse
import json
import resource
import subprocess
import sys
import sysconfig
import time
from collections.abc import Iterator
from pathlib import Path

from pii.detection.loading import load_detector
from pii.detection.protocol import Detector
from pii.documents import Document
from pii.files.languages import language_of

_RUNS = 3
_MOST_FILE_BYTES = 200_000


def documents(megabytes: float) -> list[Document]:
    """Return files of Python's own library, in the order of their paths."""
    found, size = [], 0
    for path in _files():
        if size > megabytes * 1e6:
            break
        text = path.read_text(encoding="utf-8", errors="replace")
        size += len(text.encode())
        found.append(Document(path.name, text, language=language_of(path.name)))
    return found


def _files() -> Iterator[Path]:
    for path in sorted(Path(sysconfig.get_paths()["stdlib"]).rglob("*.py")):
        if "site-packages" not in path.parts and path.stat().st_size < _MOST_FILE_BYTES:
            yield path


def measure(kind: str, model: str, megabytes: float) -> dict[str, float]:
    """Return megabytes a second and peak memory in megabytes of one detector."""
    texts = documents(megabytes)
    size = sum(len(document.text.encode()) for document in texts) / 1e6
    detector = _detector(kind, model)
    detector.detect(texts[:5])
    best = float("inf")
    for _ in range(_RUNS):
        started = time.perf_counter()
        detector.detect(texts)
        best = min(best, time.perf_counter() - started)
    # Linux counts in kilobytes.
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000
    return {"mb_a_second": round(size / best, 3), "peak_mb": round(peak)}


def _detector(kind: str, model: str) -> Detector:
    if kind != "encoder":
        return load_detector("rules" if kind == "rules" else model)
    from pii.encoder.detector import EncoderDetector

    return EncoderDetector.load(Path(model))


def main() -> None:
    """Print a row for each detector."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("model", nargs="?", default="")
    parser.add_argument("--megabytes", type=float, default=2.0)
    parser.add_argument("--kind", help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    if chosen.kind:
        print(json.dumps(measure(chosen.kind, chosen.model, chosen.megabytes)))
        return
    print(f"{'':12}{'MB/s':>8}{'peak MB':>9}")
    for kind in ("rules", "encoder", "ensemble") if chosen.model else ("rules",):
        command = [sys.executable, "-m", "bench.throughput", chosen.model, "--kind", kind]
        told = subprocess.run(
            [*command, "--megabytes", str(chosen.megabytes)],
            capture_output=True,
            text=True,
            check=True,
        )
        figures = json.loads(told.stdout)
        print(f"{kind:12}{figures['mb_a_second']:8.3f}{figures['peak_mb']:9.0f}")


if __name__ == "__main__":
    main()
