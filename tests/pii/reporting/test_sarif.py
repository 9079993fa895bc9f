import json
import os
import re
from collections import Counter
from urllib.parse import urlsplit

import pytest
from hypothesis import given

from pii.entities import DENY, ENCODER, Entity
from pii.findings.passages import Finding
from pii.labels import FACTS, Label
from pii.reporting.sarif import descriptors as room
from pii.reporting.sarif import sarif_of
from pii.rules.catalogue import BY_ID
from pii.rules.registry import RULES
from pii.scan.process import FileResult
from tests.pii.reporting.findings import KEY_RULE, MAIL_RULE, files, really_found

FINDING = Finding(
    Entity(8, 20, Label.KEY, 0.875, KEY_RULE), 2, 3, 2, 15, "hunter2", {"x/v1": "a:1"}
)
MAIL = Finding(Entity(8, 20, Label.EMAIL, 0.9, MAIL_RULE), 2, 3, 2, 15)


def run_of(*outcomes):
    log = json.loads(sarif_of(outcomes))
    assert log["version"] == "2.1.0"
    [run] = log["runs"]
    return run


def rules_of(*findings):
    run = run_of(FileResult("a.py", findings=findings))
    return {rule["id"]: rule for rule in run["tool"]["driver"]["rules"]}


def test_a_result_names_rule_place_rank_and_fingerprint():
    [result] = run_of(FileResult("src/a.py", 9, {Label.KEY: 1}, findings=(FINDING,)))["results"]
    [location] = result["locations"]
    assert (result["ruleId"], result["ruleIndex"]) == (KEY_RULE, 0)
    assert result["level"] == "error"
    assert result["rank"] == 87.5
    assert result["partialFingerprints"] == {"x/v1": "a:1"}
    assert location["physicalLocation"] == {
        "artifactLocation": {"uri": "src/a.py", "uriBaseId": "%SRCROOT%"},
        "region": {
            "startLine": 2,
            "startColumn": 3,
            "endLine": 2,
            "endColumn": 15,
            "charOffset": 8,
            "charLength": 12,
            "snippet": {"text": "[REDACTED]"},
        },
        "contextRegion": {"startLine": 2, "endLine": 2, "snippet": {"text": "[REDACTED]"}},
    }


@given(files)
def test_the_rules_that_occur_are_described_and_no_others(outcomes):
    run = run_of(*outcomes)
    rules = run["tool"]["driver"]["rules"]
    occurring = {finding.rule for outcome in outcomes for finding in outcome.findings}
    assert [rule["id"] for rule in rules] == sorted(occurring)
    assert all(rules[result["ruleIndex"]]["id"] == result["ruleId"] for result in run["results"])


def test_every_result_of_a_scan_names_a_rule_that_the_log_describes():
    outcomes = really_found()
    run = run_of(*outcomes)
    rules = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    named = [result["ruleId"] for result in run["results"]]
    assert len(named) == sum(len(outcome.findings) for outcome in outcomes)
    assert len(named) > len(RULES)
    assert set(named) == set(rules) <= set(BY_ID)
    assert DENY in named


@given(files)
def test_every_finding_is_a_result_with_the_level_of_its_label(outcomes):
    findings = [finding for outcome in outcomes for finding in outcome.findings]
    results = run_of(*outcomes)["results"]
    assert Counter((r["ruleId"], r["level"], r["rank"]) for r in results) == Counter(
        (
            f.rule,
            "error" if f.label in (Label.KEY, Label.PASSWORD) else "warning",
            round(100 * f.entity.score, 1),
        )
        for f in findings
    )


@given(files)
def test_a_context_holds_its_region_and_more(outcomes):
    for result in run_of(*outcomes)["results"]:
        place = result["locations"][0]["physicalLocation"]
        region, context = place["region"], place.get("contextRegion")
        if context is None:
            assert (region["startLine"], region["startColumn"]) == (1, 1)
        else:
            assert context["endLine"] == region["endLine"]
            assert (context["startLine"], 1) < (region["startLine"], region["startColumn"])


@given(files)
def test_texts_that_people_read_are_sentences_and_addresses_are_absolute(outcomes):
    run = run_of(*outcomes)
    driver = run["tool"]["driver"]
    assert urlsplit(driver["informationUri"]).scheme
    for rule in driver["rules"]:
        assert urlsplit(rule["helpUri"]).scheme
        assert rule["shortDescription"]["text"].endswith(".")
        assert rule["name"].casefold() != rule["id"]
    assert all(result["message"]["text"].endswith(".") for result in run["results"])


def test_a_rule_says_what_it_is_how_grave_and_what_to_do():
    rule = rules_of(MAIL)[MAIL_RULE]
    entry = BY_ID[MAIL_RULE]
    assert rule["name"] == "EmailAddress"
    assert rule["shortDescription"] == {"text": f"{entry.title}."}
    assert rule["fullDescription"] == {"text": entry.finds}
    assert rule["defaultConfiguration"] == {"level": "warning"}
    assert rule["properties"] == {
        "tags": ["security", "privacy", "email", "external/cwe/cwe-359"],
        "security-severity": "5.5",
    }
    for text in rule["help"].values():
        assert all(part in text for part in (entry.finds, entry.leaves, entry.source))
        assert f'off = ["{MAIL_RULE}"]' in text
    assert rule["help"]["markdown"].startswith("**Mail address**\n\n")


# Rules that are not records yet have no title to make a name of.
NAMED = {rule: entry for rule, entry in BY_ID.items() if entry.title}


def test_every_rule_has_a_name_in_pascal_case_that_is_not_its_id_again():
    found = [
        Finding(Entity(0, 5, entry.label or Label.NAME, 0.9, rule), 1, 1, 1, 6)
        for rule, entry in NAMED.items()
    ]
    names = {rule["id"]: rule["name"] for rule in rules_of(*found).values()}
    assert all(re.fullmatch("(?:[A-Z][a-z0-9]+)+", name) for name in names.values())
    assert len(set(names.values())) == len(names) == len(NAMED)
    assert not any(name.casefold() == rule for rule, name in names.items())


def test_secrets_are_graver_than_what_tells_of_a_person():
    severities = {label: FACTS[label].severity for label in Label}
    assert severities[Label.KEY] == 9.0
    assert severities[Label.PASSWORD] == 8.5
    others = set(Label) - {Label.KEY, Label.PASSWORD}
    assert all(0 < severities[label] < 7 for label in others)
    rule = rules_of(FINDING)[KEY_RULE]
    assert rule["properties"]["security-severity"] == "9.0"
    assert rule["properties"]["tags"][:2] == ["security", "secret"]


@pytest.mark.parametrize("rule", [ENCODER, DENY])
def test_what_has_no_label_of_its_own_is_as_grave_as_the_gravest_that_it_found(rule):
    found = [
        Finding(Entity(0, 5, label, 0.9, rule), 1, 1, 1, 6)
        for label in (Label.NAME, Label.PASSWORD, Label.USERNAME)
    ]
    assert rules_of(*found)[rule]["properties"]["security-severity"] == "8.5"
    assert rules_of(found[0])[rule]["properties"]["security-severity"] == "5.0"


def test_a_rule_leads_to_the_projects_documents_where_it_has_an_address(monkeypatch):
    class Metadata:
        def get_all(self, name):
            return ["Homepage, https://code.example/", "Documentation, https://docs.example/pii/"]

    assert rules_of(MAIL)[MAIL_RULE]["helpUri"] == f"urn:pii:rule:{MAIL_RULE}"
    monkeypatch.setattr(room, "metadata", lambda package: Metadata())
    helped = rules_of(MAIL)[MAIL_RULE]["helpUri"]
    assert helped == f"https://docs.example/pii/rules.md#{MAIL_RULE}"
    assert run_of()["tool"]["driver"]["informationUri"] == "https://code.example/"


def test_the_log_says_that_columns_count_code_points_and_that_text_is_redacted():
    run = run_of()
    assert run["columnKind"] == "unicodeCodePoints"
    assert run["redactionTokens"] == ["[REDACTED]"]


def test_no_text_of_a_file_is_in_the_log():
    assert "hunter2" not in sarif_of([FileResult("a.py", findings=(FINDING,))])


def test_a_file_in_trouble_is_a_notification_and_the_run_no_success():
    [invocation] = run_of(FileResult("a\n.py", trouble="permission denied"))["invocations"]
    assert invocation["executionSuccessful"] is False
    [told] = invocation["toolExecutionNotifications"]
    assert told["message"]["text"] == "a\\x0a.py: permission denied."
    assert run_of()["invocations"][0]["executionSuccessful"] is True


def test_any_path_is_a_uri_and_one_within_the_root_says_so():
    paths = ["./a b/#1.py", "/abs/a.py", os.fsdecode(b"caf\xe9.py"), "../a.py", "..a/b.py"]
    results = run_of(*[FileResult(path, findings=(FINDING,)) for path in paths])["results"]
    assert [r["locations"][0]["physicalLocation"]["artifactLocation"] for r in results] == [
        {"uri": "a%20b/%231.py", "uriBaseId": "%SRCROOT%"},
        {"uri": "file:///abs/a.py"},
        {"uri": "caf%E9.py", "uriBaseId": "%SRCROOT%"},
        {"uri": "../a.py"},
        {"uri": "..a/b.py", "uriBaseId": "%SRCROOT%"},
    ]
