"""Takes some seconds: logs before the schema of SARIF 2.1.0 and before Microsoft's validator.

`install_sarif_validator.sh` beside this file installs both; they are a package of npm.
"""

import json
import os
import re
import subprocess
from pathlib import Path

import pytest
from hypothesis import given, settings

from pii.entities import Entity
from pii.findings.passages import Finding
from pii.labels import Label
from pii.reporting.sarif import sarif_of
from pii.rules.catalogue import ENTRIES
from pii.scan.process import FileResult
from tests.pii.reporting.findings import files, really_found

CLONE = Path(__file__).parents[3]
PACKAGE = (
    Path(os.environ.get("PII_SARIF_VALIDATOR", CLONE / ".cache" / "sarif"))
    / "node_modules/@microsoft/sarif-multitool-linux"
)
VALIDATOR, SCHEMA = PACKAGE / "Sarif.Multitool", PACKAGE / "sarif-2.1.0.json"
jsonschema = pytest.importorskip("jsonschema", reason="jsonschema is not installed")
pytestmark = pytest.mark.skipif(
    not VALIDATOR.is_file(), reason="no validator; see install_sarif_validator.sh"
)
# What the validator notes all the same, and why that is as it should be.
NOTES = {
    "SARIF2002": "wants messages by id; GitHub refuses a message without text (its rule GH1007)",
    "SARIF2003": "wants the repository's address and revision, which are nobody's business here",
    "SARIF2006": "tries to fetch the schema, and there may be no network",
    "SARIF2009": "wants numbered ids such as CS2001; ours are words",
}


@pytest.fixture(scope="module")
def schema():
    kind = jsonschema.Draft202012Validator
    return kind(
        json.loads(SCHEMA.read_text(encoding="utf-8-sig")), format_checker=kind.FORMAT_CHECKER
    )


@settings(max_examples=30)
@given(outcomes=files)
def test_any_log_fits_the_schema(schema, outcomes):
    assert list(schema.iter_errors(json.loads(sarif_of(outcomes)))) == []


def test_a_log_of_a_scan_fits_the_schema(schema):
    assert list(schema.iter_errors(json.loads(sarif_of(really_found())))) == []


def test_what_does_not_fit_the_schema_is_told(schema):
    log = json.loads(sarif_of([]))
    del log["runs"][0]["tool"]
    assert list(schema.iter_errors(log))


def validated(log, folder):
    """Return the ids of the validator's rules that a log breaks, with their levels."""
    path = folder / "log.sarif"
    path.write_text(log, encoding="utf-8")
    done = subprocess.run(
        [
            VALIDATOR, "validate", path, "--rule-kind", "Sarif;Ghas",
            "--level", "Error;Warning;Note",
        ],
        env={**os.environ, "DOTNET_SYSTEM_GLOBALIZATION_INVARIANT": "1"},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert "1 files scanned" in done.stdout, done.stdout + done.stderr
    return set(re.findall(r": (error|warning|note) ([A-Z]+\d+):", done.stdout))


def log_of(entries):
    """Return a log with a finding of each of these rules."""
    found = tuple(
        Finding(
            Entity(at, at + 5, entry.label or Label.PASSWORD, 0.9, entry.id), at + 2, 1, at + 3, 5,
            fingerprints={"redactedContext/v1": f"0a{at}:1"},
        )
        for at, entry in enumerate(entries)
    )  # fmt: skip
    trouble = FileResult("b.py", trouble="permission denied")
    return sarif_of([FileResult("src/a.py", findings=found), trouble])


def test_the_validator_finds_no_fault_and_notes_only_what_is_meant(tmp_path):
    # Rules that have no title yet are not records yet.
    log = log_of(entry for entry in ENTRIES if entry.title)
    assert validated(log, tmp_path) <= {("note", rule) for rule in NOTES}


def test_the_validator_tells_of_a_fault(tmp_path):
    log = json.loads(log_of(ENTRIES[:1]))
    log["runs"][0]["tool"]["driver"]["rules"][0]["helpUri"] = "docs/rules.md"
    assert ("error", "SARIF1005") in validated(json.dumps(log), tmp_path)
