"""What the costliest texts cost: `python -m bench.hostile [--detector auto] [--kinds "git log"]`.

Prints a markdown table: for each kind of `tests.hostile` and each size the processor seconds,
then the exponent of their growth, and the most memory over that of the idle process. Each kind
runs in a process of its own, sizes ascending, after a small text that loads what is loaded once.
"""

import argparse
import json
import math
import resource
import subprocess
import sys
import time
from pathlib import Path

from pii.detection.loading import load_detector
from pii.documents import Document
from tests.hostile import KINDS, text_of

ROOT = Path(__file__).parents[1]
SIZES = (0.1, 0.3, 1.0, 3.0)
# Of less than this a clock's grain and the first use of a page decide.
_LEAST_SECONDS = 0.02


def measure(detector_name: str, kind: str, sizes: list[float], most: float) -> dict[str, object]:
    """Return processor seconds for each size, and the most memory over idle in megabytes.

    Sizes that would take more than `most` seconds, were time linear, are left out.
    """
    detector = load_detector(detector_name)
    detector.detect([Document("warm", text_of(kind, 20_000))])
    idle = _resident()
    seconds: list[float] = []
    for size in sizes:
        if seconds and seconds[-1] * size / sizes[len(seconds) - 1] > most:
            break
        document = Document("hostile", text_of(kind, round(size * 1e6)))
        began = time.process_time()
        detector.detect([document])
        seconds.append(time.process_time() - began)
    # Linux counts in kilobytes.
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000
    return {"seconds": seconds, "megabytes": max(0.0, peak - idle)}


def _resident() -> float:
    """Return the megabytes that this process holds now."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * resource.getpagesize() / 1e6


def exponent(sizes: list[float], seconds: list[float]) -> float | None:
    """Return the slope of the line through the logarithms of sizes and seconds."""
    points = [
        (math.log(size), math.log(spent))
        for size, spent in zip(sizes, seconds, strict=False)
        if spent >= _LEAST_SECONDS
    ]
    if len(points) < 2:
        return None
    x, y = (sum(values) / len(points) for values in zip(*points, strict=True))
    return sum((a - x) * (b - y) for a, b in points) / sum((a - x) ** 2 for a, _ in points)


def row(kind: str, sizes: list[float], told: dict[str, list[float] | float]) -> str:
    """Return a kind's line of the table."""
    seconds = told["seconds"]
    cells = [f"{spent:.2f}" for spent in seconds] + ["–"] * (len(sizes) - len(seconds))
    grown = exponent(sizes, seconds)
    cells += ["–" if grown is None else f"{grown:.2f}", f"{told['megabytes']:.0f}"]
    return f"| {kind.replace('|', '')} | " + " | ".join(cells) + " |"


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--detector", default="rules")
    parser.add_argument("--kinds", nargs="*", default=list(KINDS), choices=list(KINDS))
    parser.add_argument("--sizes", nargs="*", type=float, default=list(SIZES), help="megabytes")
    parser.add_argument("--most-seconds", type=float, default=60.0, help="leave out longer runs")
    parser.add_argument("--measure", action="store_true", help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    sizes = sorted(chosen.sizes)
    if chosen.measure:
        told = measure(chosen.detector, chosen.kinds[0], sizes, chosen.most_seconds)
        print(json.dumps(told))
        return
    print(f"| kind | {' | '.join(f'{size:g} MB' for size in sizes)} | exponent | MB over idle |")
    print("|---" * (len(sizes) + 3) + "|")
    for kind in chosen.kinds:
        command = [sys.executable, "-m", "bench.hostile", "--measure", "--detector"]
        command += [chosen.detector, "--most-seconds", str(chosen.most_seconds)]
        command += ["--kinds", kind, "--sizes", *map(str, sizes)]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
        print(row(kind, sizes, json.loads(done.stdout)), flush=True)


if __name__ == "__main__":
    main()
