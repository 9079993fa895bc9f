"""Findings as SARIF 2.1.0, which code forges and editors show beside the code.

Format: https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html. Places, labels, rules and
scores only; no text of any file: where a log of other tools quotes the code, this one says that it
is redacted. Columns count code points, and the log says so. A finding's fingerprint is made in
`pii.findings.fingerprints`: keyed under PII_KEY, else of rule, path and redacted context.
"""

import json
import os
from collections.abc import Mapping, Sequence
from importlib.metadata import version
from urllib.parse import quote

from pii.files.reading import printable
from pii.findings.passages import Finding
from pii.reporting.sarif.descriptors import PACKAGE, descriptors_of, level_of, tool_address
from pii.scan.process import FileResult

_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
# Stands wherever a value, or the code around it, would otherwise be quoted.
_REDACTED = "[REDACTED]"
# The folder that the run was started in, as SARIF spells it.
_ROOT = "%SRCROOT%"


def sarif_of(outcomes: Sequence[FileResult]) -> str:
    """Return a SARIF log of all findings, as JSON text.

    Files that could not be read are in it too, as notifications of the run.

    Args:
        outcomes: those with findings or in trouble, at least.
    """
    found = [(outcome.path, finding) for outcome in outcomes for finding in outcome.findings]
    rules = descriptors_of(finding.entity for _, finding in found)
    indices = {str(rule["id"]): index for index, rule in enumerate(rules)}
    release = version(PACKAGE)
    driver = {
        "name": "pii",
        "fullName": f"{PACKAGE} {release}",
        "version": release,
        "semanticVersion": release,
        "informationUri": tool_address(),
        "rules": rules,
    }
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "redactionTokens": [_REDACTED],
        "originalUriBaseIds": {_ROOT: {"description": {"text": "Where the command was run."}}},
        "invocations": [_invocation(outcomes)],
        "results": [_result(path, finding, indices[finding.rule]) for path, finding in found],
    }
    return json.dumps({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}, indent=2)


def _invocation(outcomes: Sequence[FileResult]) -> dict[str, object]:
    troubles = [outcome for outcome in outcomes if outcome.trouble]
    return {
        "executionSuccessful": not troubles,
        "toolExecutionNotifications": [
            {"level": "error", "message": {"text": f"{printable(o.path)}: {o.trouble}."}}
            for o in troubles
        ],
    }


def _result(path: str, finding: Finding, index: int) -> dict[str, object]:
    """Return one result; its region is the entity."""
    entity = finding.entity
    result: dict[str, object] = {
        "ruleId": finding.rule,
        "ruleIndex": index,
        "level": level_of(entity.label),
        "message": {
            "text": f"'{entity.label}' found by '{finding.rule}' with score '{entity.score:.2f}'."
        },
        "locations": [
            {"physicalLocation": {"artifactLocation": _artifact(path), **_regions(finding)}}
        ],
        "rank": round(100 * entity.score, 1),
    }
    if finding.fingerprints:
        result["partialFingerprints"] = dict(finding.fingerprints)
    return result


def _regions(finding: Finding) -> dict[str, object]:
    """Return where a finding stands, and its lines around it, as far as they are more."""
    entity = finding.entity
    region = {
        "startLine": finding.line,
        "startColumn": finding.column,
        "endLine": finding.end_line,
        "endColumn": finding.end_column,
        "charOffset": entity.start,
        "charLength": entity.end - entity.start,
        "snippet": {"text": _REDACTED},
    }
    # A context must hold more than the finding; what follows a finding is not known here.
    first = finding.line if finding.column > 1 else finding.line - 1
    if not first:
        return {"region": region}
    context = {"startLine": first, "endLine": finding.end_line, "snippet": {"text": _REDACTED}}
    return {"region": region, "contextRegion": context}


def _artifact(path: str) -> Mapping[str, str]:
    """Return a path as a URI: relative to wherever the run was, unless it is absolute."""
    normal = os.path.normpath(path)
    quoted = quote(os.fsencode(normal))
    if quoted.startswith("/"):
        return {"uri": f"file://{quoted}"}
    if normal.split("/")[0] == "..":
        return {"uri": quoted}
    return {"uri": quoted, "uriBaseId": _ROOT}
