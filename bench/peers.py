"""Other finders of secrets, called as their users call them: files in, numbers of lines out.

Each function takes paths and returns for each the lines, counted from 1, on which a finding begins;
or None where the tool is not installed.
"""

import json
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path

Lines = list[set[int]]


def credsweeper(paths: Sequence[Path]) -> Lines | None:
    """Run CredSweeper with its model and its own thresholds."""
    return _credsweeper(paths)


def credsweeper_low(paths: Sequence[Path]) -> Lines | None:
    """Run CredSweeper without what it calls information only, such as every UUID."""
    return _credsweeper(paths, "--severity", "low")


def _credsweeper(paths: Sequence[Path], *options: str) -> Lines | None:
    command = _command("credsweeper")
    if command is None:
        return None
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.json"
        _run([command, "--path", str(_root(paths)), "--save-json", str(report), *options])
        findings = json.loads(report.read_text(encoding="utf-8"))
    # It tells every line of a block, which is one secret and not as many mistakes.
    firsts = (min(f["line_data_list"], key=lambda data: data["line_num"]) for f in findings)
    return _sorted_in(paths, ((data["path"], data["line_num"]) for data in firsts))


def detect_secrets(paths: Sequence[Path]) -> Lines | None:
    """Run detect-secrets with its default plugins, offline."""
    command = _command("detect-secrets")
    if command is None:
        return None
    root = _root(paths)
    told = _run([command, "scan", "--all-files", "--no-verify", "."], root)
    results = json.loads(told)["results"]
    return _sorted_in(
        paths,
        (
            (str(root / name), finding["line_number"])
            for name, findings in results.items()
            for finding in findings
        ),
    )


def kingfisher(paths: Sequence[Path]) -> Lines | None:
    """Run kingfisher with all its rules, validating nothing over the network."""
    command = _command("kingfisher")
    if command is None:
        return None
    options = ["--no-validate", "--no-update-check", "--no-dedup", "--format", "json"]
    told = _run([command, "scan", str(_root(paths)), *options])
    # A summary in a line of its own follows the findings.
    findings = json.loads(told.partition("\n")[0])["findings"] if told.strip() else []
    return _sorted_in(paths, ((f["finding"]["path"], f["finding"]["line"]) for f in findings))


def _command(name: str) -> str | None:
    """Return where a tool is: beside this Python, or on the path."""
    beside = Path(sys.executable).with_name(name)
    return str(beside) if beside.is_file() else shutil.which(name)


def _run(command: Sequence[str], folder: Path | None = None) -> str:
    """Return what a tool prints; its exit code says whether it found anything, so it is free."""
    return subprocess.run(command, capture_output=True, text=True, check=False, cwd=folder).stdout


def _root(paths: Sequence[Path]) -> Path:
    """Return the folder that holds the folders of all files."""
    return paths[0].parent.parent


def _sorted_in(paths: Sequence[Path], findings: Iterable[tuple[str, int]]) -> Lines:
    """Return the lines found in each file."""
    number_of = {str(path.resolve()): number for number, path in enumerate(paths)}
    lines: Lines = [set() for _ in paths]
    for path, line in findings:
        number = number_of.get(str(Path(path).resolve()))
        if number is not None:
            lines[number].add(line)
    return lines
