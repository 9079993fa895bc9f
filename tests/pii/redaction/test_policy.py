from fnmatch import fnmatchcase

import pytest
from hypothesis import given

from pii.entities import Entity
from pii.errors import InvalidPolicy
from pii.labels import Label
from pii.redaction.apply import hidden_entities
from pii.redaction.policy import Action, Policy
from tests.strategies import KEY, documents, policies

FOUND = Entity(0, 7, Label.PASSWORD, 0.6, "assigned-password")
IDS = ("assigned-password", "mention", "profile-page", "profile-site", "encoder")


def test_a_claim_at_the_threshold_is_hidden():
    assert Policy(threshold=0.6).hides(FOUND, "hunter2")


def test_a_labels_own_threshold_comes_first():
    assert not Policy(threshold=0.1, thresholds={Label.PASSWORD: 0.7}).hides(FOUND, "hunter2")


@given(documents(), policies)
def test_a_rule_that_is_off_hides_what_is_hidden_without_its_claims(document, policy):
    others = [
        entity
        for entity in document.entities
        if not entity.rule or not any(fnmatchcase(entity.rule, glob) for glob in policy.rules_off)
    ]
    assert hidden_entities(document, policy) == hidden_entities(document.marked(others), policy)


@given(documents(), policies)
def test_what_is_hidden_has_the_score_that_its_rule_needs(document, policy):
    hidden = hidden_entities(document, policy)
    assert all(e.score >= policy.threshold_of(e.label, e.rule) for e in hidden)


@pytest.mark.parametrize("glob", ["assigned-password", "assigned-*", "*", "assigned-passwor?"])
def test_a_rule_is_switched_off_by_its_id_or_a_glob(glob):
    assert not Policy(rules_off=("mention", glob)).hides(FOUND, "hunter2")


def test_an_annotation_of_a_person_is_no_rules_and_stays():
    annotated = Entity(0, 7, Label.PASSWORD)
    assert Policy(rules_off=("*",), rule_thresholds={"*": 1.0}).hides(annotated, "hunter2")


@pytest.mark.parametrize(
    ("thresholds", "least"),
    [
        ({"assigned-password": 0.7}, 0.7),
        ({"mention": 0.7}, 0.2),
        ({"assigned-*": 0.7, "*-password": 0.9}, 0.7),
        ({"*-password": 0.9, "assigned-*": 0.7}, 0.7),
        ({"assigned-*": 0.1, "assigned-password": 0.9}, 0.9),
    ],
    ids=["id", "another", "lowest-glob", "in-any-order", "id-before-glob"],
)
def test_a_rules_own_threshold_comes_before_that_of_its_label(thresholds, least):
    policy = Policy(thresholds={Label.PASSWORD: 0.2}, rule_thresholds=thresholds)
    assert policy.threshold_of(Label.PASSWORD, "assigned-password") == least
    assert policy.hides(FOUND, "hunter2") is (least <= FOUND.score)


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"rules_off": ("mention", "mentoin")}, r"rules_off\[2\]: .*did you mean mention\?"),
        ({"rules_off": ("profle-*",)}, r"rules_off\[1\]: .*did you mean profile-\*\?"),
        ({"rules_off": ("profile",)}, "did you mean profile-page or profile-site"),
        ({"rules_off": ("qqq",)}, "`pii rules` lists them all"),
        ({"rules_off": ("",)}, r"rules_off\[1\]: matches no rule"),
        ({"rules_off": ("deny",)}, "matches no rule"),
        ({"rule_thresholds": {"profile-*": 1, "mentions": 1}}, r"rule_thresholds\[2\]: .*mention"),
    ],
    ids=["id", "glob", "beginning", "far", "empty", "deny", "threshold"],
)
def test_a_name_that_no_rule_goes_by_is_refused_with_what_comes_near(fields, told):
    with pytest.raises(InvalidPolicy, match=told):
        Policy(**fields).check_rules(IDS)


def test_names_of_rules_that_there_are_pass():
    Policy(rules_off=("profile-*", "encoder"), rule_thresholds={"*": 0.1}).check_rules(IDS)


def test_a_kept_label_is_not_hidden():
    assert not Policy(actions={Label.PASSWORD: Action.KEEP}).hides(FOUND, "hunter2")


def test_an_allowed_value_stays():
    assert not Policy(allow=frozenset({"hunter2"})).hides(FOUND, "hunter2")


def test_an_allowed_pattern_must_match_the_whole_value():
    policy = Policy(allow_patterns=("hunt", r"h\w+r\d"))
    assert not policy.hides(FOUND, "hunter2")
    assert policy.hides(FOUND, "hunter22")


def test_private_addresses_stay_unless_asked_for():
    found = Entity(0, 8, Label.IP_ADDRESS)
    assert not Policy().hides(found, "10.0.0.1")
    assert Policy(keep_private_addresses=False).hides(found, "10.0.0.1")


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"threshold": 1.5}, r"threshold: needs a number in \[0, 1\], got 1.5"),
        ({"thresholds": {Label.KEY: -1}}, "KEY: needs a number"),
        ({"rule_thresholds": {"a": 1, "b": 2}}, r"rule_thresholds\[2\]: needs a number in"),
        ({"deny": {"": Label.KEY}}, "deny: an empty value"),
        ({"allow_patterns": ("a", "(")}, "allow_patterns: number 2 is no regular expression"),
        ({"action": Action.HASH}, "key: needs at least 16 bytes, got 0"),
        ({"actions": {Label.KEY: Action.SURROGATE}, "key": b"short"}, "got 5"),
        ({"key": b"short"}, "got 5"),
    ],
    ids=[
        "threshold",
        "label",
        "rule",
        "deny",
        "pattern",
        "no-key",
        "short-key",
        "useless-short-key",
    ],
)
def test_a_policy_that_breaks_a_rule_is_refused_with_the_rule(fields, told):
    with pytest.raises(InvalidPolicy, match=told):
        Policy(**fields)


def test_neither_key_nor_lists_show_in_the_repr():
    policy = Policy(key=KEY, allow=frozenset({"hunter2"}), deny={"hunter3": Label.KEY})
    assert "hunter" not in repr(policy)
    assert "worth" not in repr(policy)


@pytest.mark.parametrize(
    ("patterns", "value", "stays"),
    [
        (("(?i)bob", "(?i)ann"), "ANN", True),
        (("(?P<x>a)nn", "(?P<x>b)ob"), "bob", True),
        (("(x)", r"(a)(b)\1"), "aba", True),
        (("(x)", r"(a)(b)\1"), "abx", False),
        (("a", ""), "ann", False),
    ],
    ids=["flags", "names", "numbers", "other-numbers", "empty"],
)
def test_each_allowed_pattern_is_one_by_itself(patterns, value, stays):
    policy = Policy(allow_patterns=patterns)
    assert policy.hides(Entity(0, 3, Label.NAME), value) is not stays
