import pytest

from pii.entities import Entity
from pii.errors import InvalidPolicy
from pii.labels import Label
from pii.redaction.policy import Action, Policy
from tests.strategies import KEY

FOUND = Entity(0, 7, Label.PASSWORD, 0.6)


def test_a_claim_at_the_threshold_is_hidden():
    assert Policy(threshold=0.6).hides(FOUND, "hunter2")


def test_a_labels_own_threshold_comes_first():
    assert not Policy(threshold=0.1, thresholds={Label.PASSWORD: 0.7}).hides(FOUND, "hunter2")


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
        ({"deny": {"": Label.KEY}}, "deny: an empty value"),
        ({"allow_patterns": ("a", "(")}, "allow_patterns: number 2 is no regular expression"),
        ({"action": Action.HASH}, "key: needs at least 16 bytes, got 0"),
        ({"actions": {Label.KEY: Action.SURROGATE}, "key": b"short"}, "got 5"),
        ({"key": b"short"}, "got 5"),
    ],
    ids=["threshold", "label", "deny", "pattern", "no-key", "short-key", "useless-short-key"],
)
def test_a_policy_that_breaks_a_rule_is_refused_with_the_rule(fields, told):
    with pytest.raises(InvalidPolicy, match=told):
        Policy(**fields)


def test_neither_key_nor_lists_show_in_the_repr():
    policy = Policy(key=KEY, allow=frozenset({"hunter2"}), deny={"hunter3": Label.KEY})
    assert "hunter" not in repr(policy)
    assert "worth" not in repr(policy)
