"""Findings as lines on standard output."""

import json
import sys
from collections.abc import Iterable, Iterator
from enum import StrEnum

from pii.cli.progress import Screen
from pii.files.reading import printable
from pii.findings.passages import Finding
from pii.scan.process import FileResult


class Format(StrEnum):
    """How findings are printed."""

    TEXT = "text"
    JSONL = "jsonl"
    SARIF = "sarif"


def lines_of(outcome: FileResult, form: Format) -> Iterator[str]:
    """Give a file's findings, a line each.

    Text: `path:line:column LABEL score rule`, with the value behind it, quoted, if the outcome
    has it.
    JSON: offsets count code points from 0; a byte of a path that is not UTF-8 is a lone
    surrogate, so that the path can be opened.
    """
    for finding in outcome.findings:
        if form is Format.JSONL:
            yield json.dumps(_record(outcome.path, finding)) + "\n"
        else:
            value = f" {finding.value!r}" if finding.value else ""
            yield (
                f"{printable(outcome.path)}:{finding.line}:{finding.column} "
                f"{finding.label} {finding.entity.score:.2f} {finding.rule}{value}\n"
            )


def _record(path: str, finding: Finding) -> dict[str, object]:
    record: dict[str, object] = {
        "path": path,
        "start": finding.entity.start,
        "end": finding.entity.end,
        "line": finding.line,
        "column": finding.column,
        "label": finding.label.value,
        "score": round(finding.entity.score, 3),
        "rule": finding.rule,
    }
    return {**record, "value": finding.value} if finding.value else record


def print_data(data: bytes | Iterable[str], screen: Screen | None = None) -> None:
    """Write to standard output, in UTF-8 whatever the locale says; lift the bar on a terminal."""
    if not isinstance(data, bytes):
        data = "".join(data).encode("utf-8", "backslashreplace")
    if not data:
        return
    if screen is None or not sys.stdout.isatty():
        _write_all(data)
        return
    with screen.aside():
        _write_all(data)
        sys.stdout.buffer.flush()


def _write_all(data: bytes) -> None:
    """Write all of the bytes; under PYTHONUNBUFFERED one call may take but a part of them."""
    rest = memoryview(data)
    while rest:
        rest = rest[sys.stdout.buffer.write(rest) :]
