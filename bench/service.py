"""How much the service adds to its detector: latency, throughput, memory, overload.

    python -m bench.service --detector rules --seconds 3
    python -m bench.service --detector encoder-like --bodies "2 KB"   # 150 KB/s, without the GIL

Detection and redaction without the service run first, in a process of their own, and are what
the service's throughput is compared with.
"""

import argparse
import asyncio
import hashlib
import json
import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from bench.load import Load, press
from pii.detection.loading import load_detector
from pii.detection.protocol import Detector
from pii.documents import Document
from pii.redaction.apply import redact
from pii.redaction.policy import Policy

ROOT = Path(__file__).parents[1]
# Bytes of a text, and how many go in one request.
SIZES = {"2 KB": (2_000, 1), "64 x 2 KB": (2_000, 64), "200 KB": (200_000, 1)}
TURNS = 3
CLIENTS = (1, 8, 32, 128)
ENCODER_BYTES_A_SECOND = 150_000


class EncoderLike:
    """Stands in for an encoder: takes its time, on a core, without holding Python's lock."""

    def __init__(self) -> None:
        started = time.perf_counter()
        hashlib.pbkdf2_hmac("sha256", b"x", b"y", 100_000)
        self._rounds_a_second = 100_000 / (time.perf_counter() - started)

    def detect(self, documents: Sequence[Document]) -> list[Document]:
        """Return the documents as they are, after the time that an encoder would need."""
        seconds = sum(len(document.text) for document in documents) / ENCODER_BYTES_A_SECOND
        hashlib.pbkdf2_hmac("sha256", b"x", b"y", max(1, int(self._rounds_a_second * seconds)))
        return list(documents)


def load(name: str) -> Detector:
    """Return a detector by name, the stand-in among them."""
    return EncoderLike() if name == "encoder-like" else load_detector(name)


def texts_of(size: int, count: int = 16) -> list[str]:
    """Return pieces of this project's own code, of about so many bytes."""
    code = "\n".join(path.read_text() for path in sorted(ROOT.glob("pii/**/*.py")))
    code *= 1 + size * count // len(code)
    return [code[number * size : (number + 1) * size] for number in range(count)]


def measure_direct(name: str, size: int, seconds: float) -> tuple[float, float]:
    """Return megabytes of detection and redaction alone, a second and a CPU second."""
    detector, texts, policy = load(name), texts_of(size), Policy(inline_allow=False)
    done = 0
    started, worked = time.perf_counter(), time.process_time()
    while (elapsed := time.perf_counter() - started) < seconds:
        for text in texts[:4] if size > 10_000 else texts:
            [marked] = detector.detect([Document("0", text)])
            redact(marked, policy)
            done += len(text.encode())
    return done / 1e6 / elapsed, done / 1e6 / (time.process_time() - worked)


@contextmanager
def serving(name: str, **settings: str | int | float) -> Iterator[tuple[tuple[str, int], int]]:
    """Run the service, and give its address and its process id."""
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    environment = os.environ | {"PII_PORT": str(port), "PII_DETECTOR": name}
    environment |= {f"PII_{key.upper()}": str(value) for key, value in settings.items()}
    code = (
        "from pii_service.main import run; from pii_service.settings import Settings;"
        "from bench.service import load; run(Settings(), load)"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", code], cwd=ROOT, env=environment, stderr=subprocess.DEVNULL
    )
    try:
        _wait_until_ready(port)
        yield ("127.0.0.1", port), process.pid
    finally:
        process.terminate()
        process.wait()


def _wait_until_ready(port: int) -> None:
    for _ in range(300):
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/health/ready", timeout=1):
                return
        except OSError:
            time.sleep(0.1)
    raise TimeoutError("the service did not start")


def memory_of(pid: int) -> float:
    """Return a process's resident memory in MB."""
    pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


def direct_in_own_process(name: str, size: int, seconds: float) -> tuple[float, float]:
    """Measure detection alone in a fresh process, as the service's is one."""
    done = subprocess.run(
        [sys.executable, "-m", "bench.service", "--direct", str(size), "--detector", name,
         "--seconds", str(seconds)],
        cwd=ROOT, capture_output=True, text=True, check=True,
    )  # fmt: skip
    by_clock, by_cpu = json.loads(done.stdout)
    return by_clock, by_cpu


def compare(name: str, seconds: float, bodies: Sequence[str]) -> None:
    """Print the service's speed beside the detector's, for each size and number of clients.

    All figures are the best of several turns, since other programs share the machine. The first
    share compares by the clock, the second by CPU time, which others disturb less.
    """
    print("| body | clients | p50 ms | p95 ms | p99 ms | requests/s | MB/s | direct MB/s | share "
          "| share by CPU |\n|---|---|---|---|---|---|---|---|---|---|")  # fmt: skip
    for label in bodies:
        size, together = SIZES[label]
        direct, turns = (0.0, 0.0), list[tuple[int, Load, float]]()
        with serving(name, threads=1, max_queue_requests=1_000, deadline_seconds=600) as served:
            for _ in range(TURNS):
                measured = direct_in_own_process(name, size, seconds)
                direct = max(direct[0], measured[0]), max(direct[1], measured[1])
                for clients in CLIENTS:
                    turns.append((clients, *_press(served, size, together, clients, seconds)))
        for clients in CLIENTS:
            best = max((t[1] for t in turns if t[0] == clients), key=Load.megabytes)
            by_cpu = max(t[2] for t in turns if t[0] == clients)
            print(f"| {label} | {clients} | {_row(best)} | {direct[0]:.2f} "
                  f"| {best.megabytes() / direct[0]:.0%} | {by_cpu / direct[1]:.0%} |",
                  flush=True)  # fmt: skip


def _press(
    served: tuple[tuple[str, int], int], size: int, together: int, clients: int, seconds: float
) -> tuple[Load, float]:
    """Return what clients saw, and the megabytes for a CPU second of the service."""
    address, pid = served
    before = cpu_seconds_of(pid)
    texts = texts_of(size)
    load = asyncio.run(press(address, texts, clients=clients, seconds=seconds, together=together))
    return load, load.sent / 1e6 / (cpu_seconds_of(pid) - before)


def cpu_seconds_of(pid: int) -> float:
    """Return the CPU time that a process has used."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _row(load: Load) -> str:
    times = " | ".join(f"{load.percentile(share) * 1000:.2f}" for share in (0.5, 0.95, 0.99))
    return f"{times} | {load.statuses()[200] / load.elapsed:.0f} | {load.megabytes():.2f}"


def measure_added_latency(name: str, seconds: float, bodies: Sequence[str]) -> None:
    """Print what one client waits beyond detection and redaction of the same texts."""
    for size, together in map(SIZES.__getitem__, bodies):
        if together > 1:
            continue
        texts, detector, policy = texts_of(size), load(name), Policy(inline_allow=False)
        with serving(name) as (address, _):
            asyncio.run(press(address, texts, clients=1, requests=20))
            answers = asyncio.run(press(address, texts, clients=1, seconds=seconds))
        own = []
        for text in texts * 4:
            started = time.perf_counter()
            [marked] = detector.detect([Document("0", text)])
            redact(marked, policy)
            own.append(time.perf_counter() - started)
        median = answers.percentile(0.5) * 1000
        added = median - sorted(own)[len(own) // 2] * 1000
        print(f"one client, {size} bytes: median {median:.2f} ms, {added:.2f} ms of it added")


def measure_memory(name: str) -> None:
    """Print the service's memory before and after 10,000 requests."""
    texts = texts_of(2_000)
    with serving(name) as (address, pid):
        sizes = []
        for _ in range(11):
            asyncio.run(press(address, texts, clients=16, requests=1_000))
            sizes.append(memory_of(pid))
    print(f"memory: {sizes[0]:.1f} MB after 1,000 requests, {sizes[-1]:.1f} MB after 11,000")


def measure_overload() -> None:
    """Print what 128 clients see of a queue for 8, before a detector that is slow."""
    texts = texts_of(2_000)
    with serving("encoder-like", max_queue_requests=8) as (address, _):
        load = asyncio.run(press(address, texts, clients=128, seconds=3))
        alone = asyncio.run(press(address, texts, clients=1, requests=20))
    print(f"overload: {dict(load.statuses())}; a 200 took {load.percentile(0.5):.3f} s, "
          f"a 503 {load.percentile(0.5, 503):.3f} s in the median, {load.percentile(0.99, 503):.3f}"
          f" s at p99; afterwards {dict(alone.statuses())}")  # fmt: skip


def main() -> None:
    """Run the comparison."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--detector", default="rules")
    parser.add_argument("--seconds", type=float, default=3.0)
    parser.add_argument("--bodies", nargs="+", choices=list(SIZES), default=list(SIZES))
    parser.add_argument("--direct", type=int, default=0, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.direct:
        direct = measure_direct(arguments.detector, arguments.direct, arguments.seconds)
        print(json.dumps(direct))
        return
    seconds = min(arguments.seconds, 60)
    measure_added_latency(arguments.detector, seconds, arguments.bodies)
    compare(arguments.detector, seconds, arguments.bodies)
    if arguments.detector == "rules":
        measure_memory(arguments.detector)
        measure_overload()


if __name__ == "__main__":
    main()
