"""Findings as SARIF 2.1.0, which code forges and editors show beside the code.

Format: https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html. Places, labels and scores
only; no text of any file. Columns count code points, and the log says so.
"""

import json
import os
from collections.abc import Sequence
from importlib.metadata import version
from urllib.parse import quote

from pii.files.reading import printable
from pii.findings.passages import Finding
from pii.labels import Label
from pii.scan.process import FileResult

_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_DESCRIPTIONS = {
    Label.EMAIL: "A mail address",
    Label.NAME: "A person's name",
    Label.USERNAME: "A person's user name",
    Label.KEY: "A machine-made secret",
    Label.PASSWORD: "A password",
    Label.IP_ADDRESS: "A host's IP address",
}
# What opens a door is an error; what tells who somebody is, a warning.
_ERRORS = frozenset({Label.KEY, Label.PASSWORD})


def sarif_of(outcomes: Sequence[FileResult]) -> str:
    """Return a SARIF log of all findings, as JSON text.

    Files that could not be read are in it too, as notifications of the run.

    Args:
        outcomes: those with findings or in trouble, at least.
    """
    driver = {
        "name": "pii",
        "version": version("pii-in-code"),
        "rules": [
            {
                "id": label.value,
                "shortDescription": {"text": _DESCRIPTIONS[label]},
                "defaultConfiguration": {"level": _level(label)},
            }
            for label in Label
        ],
    }
    troubles = [outcome for outcome in outcomes if outcome.trouble]
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "invocations": [
            {
                "executionSuccessful": not troubles,
                "toolExecutionNotifications": [
                    {"level": "error", "message": {"text": f"{printable(o.path)}: {o.trouble}"}}
                    for o in troubles
                ],
            }
        ],
        "results": [
            _result(outcome.path, finding) for outcome in outcomes for finding in outcome.findings
        ],
    }
    return json.dumps({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}, indent=2)


def _level(label: Label) -> str:
    return "error" if label in _ERRORS else "warning"


def _result(path: str, finding: Finding) -> dict[str, object]:
    """Return one result; its region is the entity."""
    entity = finding.entity
    region = {
        "startLine": finding.line,
        "startColumn": finding.column,
        "endLine": finding.end_line,
        "endColumn": finding.end_column,
        "charOffset": entity.start,
        "charLength": entity.end - entity.start,
    }
    location = {"artifactLocation": {"uri": _uri_of(path)}, "region": region}
    return {
        "ruleId": entity.label.value,
        "level": _level(entity.label),
        "message": {"text": f"{_DESCRIPTIONS[entity.label]} stands here."},
        "locations": [{"physicalLocation": location}],
        "rank": round(100 * entity.score, 1),
    }


def _uri_of(path: str) -> str:
    """Return a path as a URI: relative to wherever the run was, unless it is absolute."""
    quoted = quote(os.fsencode(os.path.normpath(path)))
    return f"file://{quoted}" if quoted.startswith("/") else quoted
