"""How fast the rules detector and the whole of `pii redact` are, on code found on this machine.

Run with `make bench`. The code is copied once into a temporary folder, so that reading it again
is not what is measured; each figure is the best of several runs, because other programs share
the machine and slow a run but never speed it up.
"""

import argparse
import resource
import shutil
import subprocess
import sys
import sysconfig
import tempfile
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from pii.detection.loading import load_detector
from pii.documents import Document
from pii.files.encodings import decode, is_binary
from pii.files.languages import language_of
from pii.rules.detector import RulesDetector

LEAST_BYTES = 50_000_000
MOST_FILE_BYTES = 1_000_000
ENDINGS = {
    ".py",
    ".pyi",
    ".c",
    ".h",
    ".hpp",
    ".json",
    ".toml",
    ".yml",
    ".yaml",
    ".js",
    ".txt",
    ".md",
}


def source_files() -> Iterator[Path]:
    """Yield code files of the standard library, installed packages and system headers."""
    roots = [Path(sysconfig.get_paths()[name]) for name in ("stdlib", "purelib", "include")]
    for root in [*roots, Path("/usr/include"), Path("/usr/lib/python3"), Path("/usr/share")]:
        for path in sorted(root.rglob("*")) if root.is_dir() else []:
            if path.suffix in ENDINGS and path.is_file() and not path.is_symlink():
                yield path


def copy_code(target: Path, least_bytes: int) -> int:
    """Copy files into a folder until there are enough; return how many bytes that is."""
    total = 0
    for number, path in enumerate(source_files()):
        size = path.stat().st_size
        if not 0 < size <= MOST_FILE_BYTES:
            continue
        folder = target / f"{number // 500:03d}"
        folder.mkdir(exist_ok=True)
        shutil.copyfile(path, folder / f"{number:06d}{path.suffix}")
        total += size
        if total >= least_bytes:
            break
    return total


def documents_in(folder: Path) -> list[Document]:
    """Read every text file below a folder."""
    documents = []
    for path in sorted(folder.rglob("*")):
        if path.is_file() and not is_binary(data := path.read_bytes()):
            documents.append(Document(path.name, decode(data)[0], language=language_of(path.name)))
    return documents


def best_seconds(
    work: Callable[[], object], runs: int = 3, clock: Callable[[], float] = time.perf_counter
) -> float:
    """Return the shortest of several runs by a clock."""
    seconds = []
    for _ in range(runs):
        began = clock()
        work()
        seconds.append(clock() - began)
    return min(seconds)


def report_detector(documents: list[Document], megabytes: float) -> None:
    """Print the detector's speed in seconds of one core, with and without the sweep.

    Processor time is counted, so that a busy machine shows the same speed as an idle one.
    """
    rules, swept = RulesDetector(), load_detector("rules")
    rules.detect(documents[:50])
    for name, detector in (("rules, one core", rules), ("rules, swept and settled", swept)):
        work = partial(detector.detect, documents)
        seconds = best_seconds(work, clock=time.process_time)
        print(f"{name:28s} {megabytes / seconds:7.1f} MB/s")


def report_command(folder: Path, megabytes: float) -> None:
    """Print the speed and the memory of the whole command, reading and writing included."""
    for jobs in (1, 2):
        target = folder.parent / f"out-{jobs}"
        command = [sys.executable, "-m", "pii", "redact", str(folder), "--output", str(target)]
        command += ["--detector", "rules", "--jobs", str(jobs), "--quiet", "--no-gitignore"]

        def run(command: list[str] = command, target: Path = target) -> None:
            shutil.rmtree(target, ignore_errors=True)
            subprocess.run(command, check=True)

        seconds = best_seconds(run, runs=2)
        print(f"pii redact, {jobs} job(s)         {megabytes / seconds:7.1f} MB/s")
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(f"peak memory of a process     {peak:7.0f} MB")


def report_growth() -> None:
    """Print what one file costs as it grows, and the ratio to a tenth of it."""
    unit = Path(__file__).read_text(encoding="utf-8")
    detector, last = load_detector("rules"), 0.0
    for size in (1, 10, 100):
        text = unit * (size * 1_000_000 // len(unit))
        seconds = best_seconds(lambda text=text: detector.detect([Document("a", text)]), runs=2)
        ratio = f"{seconds / last:5.1f} times a tenth of it" if last else ""
        print(f"one file of {size:3d} MB           {seconds:7.2f} s   {ratio}")
        last = seconds


def report_start() -> None:
    """Print how long the commands take to start."""
    small = Path(__file__)
    for words in (["--help"], ["detect", str(small)]):
        command = [sys.executable, "-m", "pii", *words]
        seconds = best_seconds(lambda c=command: subprocess.run(c, capture_output=True), runs=5)
        print(f"pii {words[0]:24s} {seconds:7.2f} s")


def main() -> None:
    """Print all figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--megabytes", type=int, default=LEAST_BYTES // 1_000_000)
    wanted = parser.parse_args().megabytes * 1_000_000
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch) / "code"
        folder.mkdir()
        megabytes = copy_code(folder, wanted) / 1e6
        documents = documents_in(folder)
        print(f"{len(documents)} files, {megabytes:.1f} MB")
        report_detector(documents, megabytes)
        report_command(folder, megabytes)
    report_growth()
    report_start()


if __name__ == "__main__":
    main()
