"""Invented data sets, and the command as a process of its own."""

import os
import subprocess
import sys
import time
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from pii.datasets.job import Job
from pii.detection.loading import load_detector
from pii.documents import Document
from pii.files.languages import language_of
from pii.redaction.apply import redact
from pii.redaction.policy import Policy

POLICY = Policy(inline_allow=False)
PROGRAM = "from pii.cli.main import app; app(prog_name='pii')"
PATIENCE = 150.0


def mail(name: str) -> str:
    return f"{name}.porter@" + "harbour-lane" + ".org"


def code(number: int, lines: int = 40) -> str:
    """Return code that looks different for each number; every third holds a mail address."""
    body = [f"def step_{number}_{line}(value):\n    return value + {line}" for line in range(lines)]
    if number % 3 == 0:
        body.insert(lines // 2, f"# ask {mail(f'ann{number}')} about this")
    return "\n".join(body) + "\n"


def table(rows: int, first: int = 0, lines: int = 40) -> pa.Table:
    numbers = range(first, first + rows)
    return pa.table(
        {
            "repo_name": [f"owner{n % 5}/tool{n % 2}" for n in numbers],
            "path": [f"src/file{n}.{'py' if n % 2 else 'html'}" for n in numbers],
            "content": [code(n, lines) for n in numbers],
            "stars": pa.array(list(numbers), pa.int32()),
        }
    ).replace_schema_metadata({"origin": "invented"})


def parquet_set(folder: Path, shards: int = 4, rows: int = 60, lines: int = 40) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    for shard in range(shards):
        part = table(rows, shard * rows, lines)
        pq.write_table(part, folder / f"part-{shard}.parquet", row_group_size=25)
    return folder


def expected(text: str | None, path: str = "", policy: Policy = POLICY) -> str | None:
    """Return what redacting one row by itself gives."""
    if text is None:
        return None
    [marked] = load_detector("rules").detect([Document("x", text, language=language_of(path))])
    return redact(marked, policy).text


def job(source: Path | str, target: Path | str, **settings: object) -> Job:
    settings.setdefault("detector", "rules")
    return Job(str(source), str(target), **settings)  # type: ignore[arg-type]


def command(*words: str | Path) -> list[str]:
    return [sys.executable, "-c", PROGRAM, *map(str, words)]


def batch(*words: str | Path, **more: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command("batch", *words, "--detector", "rules"),
        capture_output=True,
        text=True,
        timeout=PATIENCE * 2,
        check=False,
        **more,  # type: ignore[call-overload]
    )


def begun(*words: str | Path, **more: object) -> subprocess.Popen[str]:
    return subprocess.Popen(
        command("batch", *words, "--detector", "rules"),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        **more,  # type: ignore[call-overload]
    )


def awaited(condition, what: str) -> None:
    deadline = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < deadline, f"waited in vain until {what}"
        time.sleep(0.005)


def contents(folder: Path) -> dict[str, bytes]:
    """Return every data file of a target, without the run's notes."""
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and "_pii" not in path.parts
    }


def children_of(pid: int) -> list[int]:
    found = Path(f"/proc/{pid}/task/{pid}/children").read_text()
    return [int(word) for word in found.split() if _works(int(word))]


def _works(pid: int) -> bool:
    try:
        return b"spawn_main" in Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return False


def alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return "Z" not in Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
