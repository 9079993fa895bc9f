from dataclasses import fields, replace

import pytest

from pii.datasets.job import Job
from pii.labels import Label
from pii.redaction.policy import Action, Policy

KEY = b"a key for tests, of no worth"
POLICY = Policy(
    thresholds={Label.NAME: 0.4, Label.KEY: 0.6},
    rule_thresholds={"a": 0.1, "b": 0.2},
    allow=frozenset({"build", "release"}),
    deny={"Bluebird": Label.NAME, "hunter2": Label.PASSWORD},
    key=KEY,
)
OTHERS = {
    "threshold": 0.4,
    "thresholds": {Label.NAME: 0.4},
    "rules_off": ("mention",),
    "rule_thresholds": {"a": 0.1},
    "action": Action.MASK,
    "actions": {Label.NAME: Action.KEEP},
    "allow": frozenset({"build"}),
    "allow_patterns": ("ci",),
    "deny": {"Bluebird": Label.USERNAME},
    "keep_private_addresses": False,
    "inline_allow": False,
    "key": KEY[::-1],
}


def digest(policy):
    return Job("in", "out", policy=policy).settings()["policy"]


@pytest.mark.parametrize("name", [item.name for item in fields(Policy)])
def test_a_policy_that_differs_in_any_field_is_another(name):
    assert digest(replace(POLICY, **{name: OTHERS[name]})) != digest(POLICY)


def test_the_order_in_which_a_policy_was_put_together_does_not_count():
    turned = replace(
        POLICY,
        thresholds={Label.KEY: 0.6, Label.NAME: 0.4},
        rule_thresholds={"b": 0.2, "a": 0.1},
        allow=frozenset({"release", "build"}),
        deny={"hunter2": Label.PASSWORD, "Bluebird": Label.NAME},
    )
    assert digest(turned) == digest(POLICY)


def test_no_listed_value_is_in_the_settings():
    told = str(Job("in", "out", policy=POLICY).settings())
    assert not any(value in told for value in ("Bluebird", "hunter2", "build", "worth"))
