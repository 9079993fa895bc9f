import json
import os

from pii.entities import Entity
from pii.findings.passages import Finding
from pii.labels import Label
from pii.reporting.sarif import sarif_of
from pii.scan.process import FileResult

FINDING = Finding(Entity(8, 20, Label.KEY, 0.875), 2, 3, 2, 15, "hunter2")


def run_of(*outcomes):
    log = json.loads(sarif_of(outcomes))
    assert log["version"] == "2.1.0"
    [run] = log["runs"]
    return run


def test_a_result_names_rule_place_and_rank():
    [result] = run_of(FileResult("src/a.py", 9, {Label.KEY: 1}, findings=(FINDING,)))["results"]
    [location] = result["locations"]
    assert result["ruleId"] == "KEY"
    assert result["level"] == "error"
    assert result["rank"] == 87.5
    assert location["physicalLocation"] == {
        "artifactLocation": {"uri": "src/a.py"},
        "region": {
            "startLine": 2,
            "startColumn": 3,
            "endLine": 2,
            "endColumn": 15,
            "charOffset": 8,
            "charLength": 12,
        },
    }


def test_every_result_refers_to_a_rule_that_is_described():
    run = run_of()
    rules = {rule["id"] for rule in run["tool"]["driver"]["rules"]}
    assert rules == {label.value for label in Label}
    assert all(rule["shortDescription"]["text"] for rule in run["tool"]["driver"]["rules"])
    assert run["columnKind"] == "unicodeCodePoints"


def test_no_text_of_a_file_is_in_the_log():
    assert "hunter2" not in sarif_of([FileResult("a.py", findings=(FINDING,))])


def test_a_file_in_trouble_is_a_notification_and_the_run_no_success():
    [invocation] = run_of(FileResult("a\n.py", trouble="permission denied"))["invocations"]
    assert invocation["executionSuccessful"] is False
    [told] = invocation["toolExecutionNotifications"]
    assert told["message"]["text"] == "a\\x0a.py: permission denied"
    assert run_of()["invocations"][0]["executionSuccessful"] is True


def test_any_path_is_a_uri():
    paths = ["./a b/#1.py", "/abs/a.py", os.fsdecode(b"caf\xe9.py")]
    results = run_of(*[FileResult(path, findings=(FINDING,)) for path in paths])["results"]
    assert [r["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for r in results] == [
        "a%20b/%231.py",
        "file:///abs/a.py",
        "caf%E9.py",
    ]
