import doctest
import importlib

import pytest

import pii
from tests.invented import ADDRESS, MAIL


def test_the_librarys_hello():
    assert pii.redact(f"contact: {MAIL}").text == "contact: <EMAIL>"


def test_detect_gives_what_redact_would_hide():
    text = f"🦀 {MAIL}, 10.0.0.1, {ADDRESS}"
    assert [text[e.start : e.end] for e in pii.detect(text)] == [MAIL, ADDRESS]
    assert pii.redact(text).hidden == pii.detect(text)


def test_a_policy_decides_what_is_hidden():
    policy = pii.Policy(actions={pii.Label.EMAIL: pii.Action.KEEP})
    assert pii.redact(f"{MAIL} {ADDRESS}", policy).text == f"{MAIL} <IP_ADDRESS>"


def test_a_policy_that_names_a_rule_which_there_is_not_is_refused():
    policy = pii.Policy(rules_off=("emial-address",))
    for use in (lambda: pii.detect(MAIL, policy), lambda: pii.redact(MAIL, policy)):
        with pytest.raises(pii.PiiError, match="did you mean email-address"):
            use()
    with pytest.raises(pii.PiiError, match="did you mean email-address"):
        pii.redactor(policy)


def test_the_language_decides_how_a_placeholder_is_written():
    assert pii.redact(MAIL, language="Markdown").text == "[EMAIL]"


def test_everything_that_is_exported_is_there_and_documented():
    assert all(getattr(pii, name).__doc__ for name in pii.__all__)


@pytest.mark.parametrize(
    "module",
    [
        "pii",
        "pii.files.encodings",
        "pii.files.languages",
        "pii.files.toml",
        "pii.redaction.apply",
        "pii.gazetteers",
        "pii.redaction.policy_table",
        "pii.reporting.sarif.descriptors",
        "pii.rules.checks.names",
    ],
)
def test_the_examples_in_docstrings_hold(module):
    failed, attempted = doctest.testmod(importlib.import_module(module))
    assert attempted
    assert not failed
