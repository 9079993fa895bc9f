"""Redact a data set made from code on this machine, interrupt the run, resume it, show a report.

    python examples/batch/demo.py [FOLDER]

makes FOLDER/set (parquet), FOLDER/redacted and FOLDER/redacted/_pii/report.html. Some rows get
invented authors, addresses and keys, so that there is something to see.
"""

import shutil
import subprocess
import sys
import sysconfig
import time
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from pii.files.languages import language_of

ROWS, SHARDS, GROUP = 800, 8, 64
PEOPLE = ["Ann Porter", "Benedikt Haller", "Chiara Lindqvist", "Dmitri Okafor"]
HOST = "harbour-lane" + ".org"
PROGRAM = "import typer; from pii.cli.batch import register; app = typer.Typer(pretty_exceptions_enable=False); register(app); app()"


def invented(number: int) -> str:
    """Return lines with an invented person's data, put together at run time."""
    person = PEOPLE[number % len(PEOPLE)]
    first, last = person.lower().split()
    address = ".".join(["51", "15", str(number % 200 + 1), "7"])
    secret = "Wint3r" + "-Harb0ur-" + str(number)
    key = ("9f86d081" + "884c7d65" + "9a2feaa0" + "c55ad015")[number % 8 :] + "a4bf4f1b"
    return (
        f"\n# Author: {person} <{first}.{last}@{HOST}>\n"
        f'server = "{address}"\n'
        f'password = "{secret}"\n'
        f'api_key = "{key}"\n'
    )


def make(folder: Path) -> None:
    """Write the data set: real code, with an invented person in every fifth row."""
    paths = sorted(p for p in Path(sysconfig.get_path("stdlib")).rglob("*.py") if p.is_file())
    paths = paths[:ROWS]
    folder.mkdir(parents=True)
    each = -(-len(paths) // SHARDS)
    for shard in range(SHARDS):
        part = paths[shard * each : (shard + 1) * each]
        texts = [path.read_text("utf-8", "replace") for path in part]
        texts = [t + invented(n) if n % 5 == 0 else t for n, t in enumerate(texts)]
        table = pa.table(
            {
                "repository": [
                    f"{PEOPLE[n % 4].split()[0].lower()}/tool{n % 3}" for n in range(len(part))
                ],
                "path": [str(path) for path in part],
                "language": [language_of(path.name) for path in part],
                "content": texts,
            }
        )
        pq.write_table(table, folder / f"part-{shard}.parquet", row_group_size=GROUP)


def command(*words: str) -> list[str]:
    return [sys.executable, "-c", PROGRAM, *words]


def finished(target: Path) -> int:
    return len(list(target.glob("*.parquet")))


def main() -> int:
    home = Path(sys.argv[1] if len(sys.argv) > 1 else "out/batch")
    source, target, listed = home / "set", home / "redacted", home / "opt-out.txt"
    shutil.rmtree(home, ignore_errors=True)
    make(source)
    listed.write_text("chiara\n")
    run = command("batch", str(source), str(target), "--workers", "2", "--opt-out", str(listed))

    print(f"$ pii batch {source} {target} --opt-out {listed}   (killed in the middle)")
    process = subprocess.Popen(run)
    deadline = time.monotonic() + 120
    while finished(target) < 2 and process.poll() is None and time.monotonic() < deadline:
        time.sleep(0.02)
    process.kill()
    process.wait()
    print(f"  killed; {finished(target)} of {SHARDS} shards are there, each of them whole\n")

    print("$ pii batch ...   (the same command again)")
    subprocess.run(run, check=True)
    print("\n$ pii audit", target, flush=True)
    subprocess.run(command("audit", str(target)), check=True)
    print("\n$ pii lookup", source, "ann", flush=True)
    index = str(home / "index.sqlite")
    subprocess.run(command("lookup", str(source), "ann", "--index", index), check=True)
    print(f"\nLook at {target}/_pii/report.html")
    return 0


if __name__ == "__main__":
    sys.exit(main())
