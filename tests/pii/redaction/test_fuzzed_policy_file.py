"""Policy files of any bytes: a policy, or a fault that names the file."""

from dataclasses import replace
from fnmatch import fnmatch

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from pii.documents import Document
from pii.entities import Entity
from pii.errors import InvalidPolicy, UnreadableFile
from pii.labels import Label
from pii.redaction.apply import redact
from pii.redaction.policy import Policy
from pii.redaction.policy_file import load_policy

PLACES = [
    "threshold", "action", "keep_private_addresses", "inline_allow", "key_file", "key", "x",
    "thresholds", "thresholds.NAME", "thresholds.x", "actions", "actions.KEY", "rules", "rules.off",
    "rules.thresholds", "rules.thresholds.'a*'", "allow.values", "allow.patterns", "deny",
    "deny.canary", "deny.''",
]  # fmt: skip
VALUES = [
    "0", "1", "0.5", "-0.0", "inf", "nan", "-1", "1" * 400, "1" * 5_000, "0x" + "f" * 400, "1e999",
    "true", "''", "'NAME'", "'hash'", "'keep'", "'canary'", r'"\u0000"', r'"a\u0000b"', "'/'",
    "['(?P=canary)']", "['(?P<can-ary>a)']", "['(?P<canary>(?P<canary>a))']", "'.'", "[]",
    "{}", "['a', 1]", "['canary']", "['(canary']", "['a{99999999999}']",
    "['(?i)a', 'b(?i)']", "['[[canary]']", "['(?P<x>a)', '(?P<x>b)']", r"['\x']", "[['a']]",
    r"['(a)', '(b)(c)\1']", "{NAME = 1}", "1979-05-27", "07:32:00", "[" * 3_000,
    "[" * 90 + "]" * 90, "{" + "a." * 1_500 + "b=1}", '"""', "'\ud800'", f"['{'(' * 3_000}']",
]  # fmt: skip
lines = st.builds("{} = {}".format, st.sampled_from(PLACES), st.sampled_from(VALUES))


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("PII_KEY", raising=False)
        yield tmp_path_factory.mktemp("policies")


def loaded(folder, data):
    """Return the policy in a file of these bytes, or None if it is refused as it should be."""
    file = folder / "pii.toml"
    file.write_bytes(data)
    told = ""
    try:
        policy = load_policy(file)
    except (InvalidPolicy, UnreadableFile) as refused:
        policy, told = None, str(refused)
    assert policy is not None or told.startswith(str(folder))
    # A name that is no field is quoted, so that it can be found.
    assert "canary" not in told.replace("deny.canary", "")
    assert "\n" not in told
    if policy is not None:
        # The names of rules are no secrets.
        assert "canary" not in repr(replace(policy, rules_off=(), rule_thresholds={}))
    return policy


@given(st.binary(max_size=200))
def test_any_bytes_are_a_policy_or_refused(folder, data):
    loaded(folder, data)


@given(st.lists(lines, max_size=4))
@example([f"threshold = {'1' * 400}"])
@example([f"threshold = {'1' * 5_000}"])
@example(['key_file = "a\\u0000b"'])
@example(["allow.patterns = ['a{99999999999}']"])
@example([f"x = {'[' * 3_000}"])
def test_any_fields_with_any_values_are_a_policy_or_refused(folder, lines):
    policy = loaded(folder, "\n".join(lines).encode("utf-8", "surrogatepass"))
    if policy is not None:
        document = Document("a", "ann canary", (Entity(0, 3, Label.NAME, 0.6),))
        assert redact(document, policy).text


@given(st.text("*?[]!-^az\\", max_size=30), st.sampled_from(["mail-plain", "a", "[", "zz-az"]))
def test_a_glob_matches_as_the_standard_library_says(glob, rule):
    policy = Policy(rules_off=(glob,))
    hidden = policy.hides(Entity(0, 1, Label.NAME, 1.0, rule), "x")
    assert hidden is not fnmatch(rule, glob)
