import json
import re

import pytest
from typer.testing import CliRunner

from pii.cli import rules as command
from pii.cli.main import app
from pii.labels import Label
from pii.rules.catalogue import ENTRIES


def pii(*arguments, code=0):
    result = CliRunner().invoke(app, ["rules", *arguments])
    assert result.exit_code == code, result.stderr
    return result


def ids(*arguments):
    head, *lines = pii(*arguments).stdout.splitlines()
    assert head.split() == ["id", "label", "severity", "title"]
    return [line.split()[0] for line in lines]


def test_every_rule_is_in_the_list_once():
    assert sorted(ids()) == sorted(entry.id for entry in ENTRIES)


def test_rules_stand_by_label_and_then_by_id():
    places = {label: number for number, label in enumerate(Label)}
    labels = {entry.id: entry.label for entry in ENTRIES}
    order = [(places.get(labels[id], len(places)), id) for id in ids()]
    assert order == sorted(order)


def test_a_line_tells_id_label_severity_and_title():
    line = next(line for line in pii().stdout.splitlines() if line.startswith("email-address "))
    assert line.split(maxsplit=3) == ["email-address", "EMAIL", "5.5", "Mail address"]
    encoder = next(line for line in pii().stdout.splitlines() if line.startswith("encoder "))
    assert encoder.split()[1:3] == ["any", "-"]


def test_only_the_rules_of_a_label_or_with_a_word_are_listed():
    mails = {entry.id for entry in ENTRIES if entry.label is Label.EMAIL}
    assert set(ids("--label", "email")) == mails
    assert ids("--label", "EMAIL", "--search", "MAILING lists") == ["email-spelled-in-brackets"]
    assert ids("--search", "no rule has these words") == []


def test_json_has_everything_that_a_rule_says_of_itself():
    [record] = json.loads(pii("--search", "mailing lists", "--format", "json").stdout)
    assert record["id"] == "email-spelled-in-brackets"
    assert (record["label"], record["severity"], record["source"]) == ("EMAIL", 5.5, None)
    assert record["hits"][0] == {
        "text": "Ann Porter <ann at harbour-lane.org>",
        "language": None,
        "claims": ["ann at harbour-lane.org"],
    }
    assert json.loads(pii("email-spelled-in-brackets", "--format", "json").stdout) == record


def test_one_rule_is_explained_with_what_it_claims_in_examples():
    lines = pii("email-address").stdout.splitlines()
    assert lines[:2] == ["email-address: EMAIL, severity 5.5", "Mail address"]
    assert lines.index("Finds") < lines.index("Leaves alone") < lines.index("Source")
    claimed = lines.index("Claims in")
    assert lines[claimed + 1] == "  contact [[ann.porter@harbour-lane.org]]."
    assert "  logo@2x.png" in lines[lines.index("Claims nothing in") :]


def test_on_a_terminal_what_is_claimed_is_bold(monkeypatch):
    monkeypatch.setattr(command.sys, "stdout", Terminal())
    lines = list(command._lines([command._named("email-address")], command.Format.TEXT, one=True))
    assert any("contact \x1b[1m\x1b[4mann.porter@harbour-lane.org\x1b[0m." in x for x in lines)
    assert not any("[[" in line for line in lines)


class Terminal:
    def isatty(self):
        return True


@pytest.mark.parametrize(
    ("name", "told"),
    [("emial-address", "did you mean email-address?"), ("qqq", "`pii rules` lists them all")],
    ids=["near", "far"],
)
def test_an_unknown_rule_is_wrong_usage_and_what_comes_near_is_named(name, told):
    # Without the box that is drawn around it.
    message = " ".join(re.sub("[─-╿]", " ", pii(name, code=2).stderr).split())
    assert f"no rule is called {name!r}" in message
    assert told in message
