from dataclasses import fields

import pytest

from pii.errors import InvalidPolicy, UnreadableFile
from pii.labels import Label
from pii.redaction.policy import Action, Policy
from pii.redaction.policy_file import load_policy
from pii.redaction.policy_table import place_of

KEY = "a key for tests, of no worth"


@pytest.fixture(autouse=True)
def no_key(monkeypatch):
    monkeypatch.delenv("PII_KEY", raising=False)


@pytest.fixture
def written(tmp_path):
    def write(text):
        file = tmp_path / "pii.toml"
        file.write_text(text, encoding="utf-8")
        return file

    return write


def test_an_empty_file_is_the_default_policy(written):
    assert load_policy(written("")) == Policy()


def test_every_field_is_read(written, tmp_path):
    (tmp_path / "pii.key").write_text(f"{KEY}\n")
    file = written("""
        threshold = 1
        action = "surrogate"
        keep_private_addresses = false
        inline_allow = false
        key_file = "pii.key"
        [thresholds]
        NAME = 0.7
        [actions]
        USERNAME = "keep"
        [rules]
        off = ["profile-*", "encoder"]
        [rules.thresholds]
        "mention" = 0.7
        [allow]
        values = ["build"]
        patterns = ['ci-\\d+']
        [deny]
        "Project Bluebird" = "NAME"
    """)
    assert load_policy(str(file)) == Policy(
        threshold=1.0,
        thresholds={Label.NAME: 0.7},
        action=Action.SURROGATE,
        actions={Label.USERNAME: Action.KEEP},
        rules_off=("profile-*", "encoder"),
        rule_thresholds={"mention": 0.7},
        allow=frozenset({"build"}),
        allow_patterns=("ci-\\d+",),
        deny={"Project Bluebird": Label.NAME},
        keep_private_addresses=False,
        inline_allow=False,
        key=KEY.encode(),
    )


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("treshold = 0.5", "treshold: is no field of a policy; did you mean threshold?"),
        ("qqq = 1", "qqq: is no field of a policy; known are threshold, thresholds, rules, "),
        ("threshold = 1.5", "threshold: needs a number in [0, 1], got 1.5"),
        ("threshold = true", "threshold: needs a number in [0, 1], got true or false"),
        ('threshold = "0.5"', "threshold: needs a number in [0, 1], got a string"),
        ("thresholds = 0.5", "thresholds: needs a table, got a number; write [thresholds]"),
        ("[thresholds]\nNAEM = 0.5", "thresholds.NAEM: is no label; did you mean NAME?"),
        ("[thresholds]\nname = 0.5", "thresholds.name: is no label; did you mean NAME?"),
        ("[thresholds]\nNAME = 2", "NAME: needs a number in [0, 1], got 2"),
        ("rules = 1", "rules: needs a table, got a number; write [rules]"),
        ("[rules]\nof = []", "rules.of: is no field of a policy; did you mean off?"),
        ("[rules]\noff = 'x'", "rules.off: needs a list of strings, got a string"),
        ("[rules]\nthresholds = 1", "rules.thresholds: needs a table, got a number"),
        ("[rules.thresholds]\na = 'x'", "rules.thresholds[1]: needs a number in [0, 1], got a"),
        ("[rules.thresholds]\na = 2", "rules.thresholds[1]: needs a number in [0, 1], got 2"),
        ('action = "maks"', "action: is no action; did you mean mask?"),
        ('action = "encrypt"', "action: is no action; known are replace, surrogate, "),
        ("action = 1", "action: needs a string, got a number"),
        ("inline_allow = 1", "inline_allow: needs true or false, got a number"),
        ("inline_allow = 2026-01-01", "inline_allow: needs true or false, got a date"),
        ("[allow]\nvalue = []", "allow.value: is no field of a policy; did you mean values?"),
        ('[allow]\nvalues = "x"', "allow.values: needs a list of strings, got a string"),
        ("[allow]\nvalues = ['x', 1]", "allow.values[2]: needs a string, got a number"),
        ("[allow]\npatterns = ['(']", "allow.patterns: number 1 is no regular expression"),
        ("[deny]\nx = 'NAMES'", "deny[1]: is no label; did you mean NAME?"),
        ("[deny]\n'' = 'NAME'", "deny: an empty value would be everywhere"),
        ("key = 'x'", "key: a secret has no place here; name a key_file or set PII_KEY"),
        ("key_file = 1", "key_file: needs a string, got a number"),
        ('action = "hash"', "key: needs at least 16 bytes, got 0"),
    ],
)
def test_a_fault_is_told_with_file_field_rule_and_remedy(written, text, message):
    file = written(text)
    with pytest.raises(InvalidPolicy) as caught:
        load_policy(file)
    assert str(caught.value).startswith(f"{file}: {message}")


def test_names_of_rules_are_checked_where_somebody_knows_them(written):
    file = written("[rules]\noff = ['mention', 'profle-*']\n")
    assert load_policy(file).rules_off == ("mention", "profle-*")
    assert load_policy(file, ["mention", "profle-x"]).rules_off[0] == "mention"
    with pytest.raises(InvalidPolicy) as caught:
        load_policy(file, ["mention", "profile-x", "profile-y"])
    assert str(caught.value) == (f"{file}: rules.off[2]: matches no rule; did you mean profile-*?")


@pytest.mark.parametrize("name", [item.name for item in fields(Policy) if item.name != "key"])
def test_every_field_of_a_policy_has_a_place_in_its_file(written, name):
    table, _, inner = place_of(name).partition(".")
    text = f"[{table}]\n{inner} = 1979-05-27" if inner else f"{table} = 1979-05-27"
    with pytest.raises(InvalidPolicy, match="got a date"):
        load_policy(written(text))


@pytest.mark.parametrize(
    "text",
    [
        "hunter2 = hunter2",
        "[allow]\nvalues = ['hunter2', 1]",
        "[allow]\npatterns = ['(hunter2']",
        "[allow]\npatterns = ['(?P=hunter2)']",
        "[allow]\npatterns = ['(?P<hunter2 x>a)']",
        "[deny]\nhunter2 = 'NAMES'",
        "[deny]\nhunter2 = 7",
        "a = 1\na = 'hunter2'\n\"hunter2",
        "key = 'hunter2'",
    ],
)
def test_no_fault_quotes_a_listed_value(written, text):
    with pytest.raises(InvalidPolicy) as caught:
        load_policy(written(text))
    assert "hunter2" not in str(caught.value)


def test_a_file_that_is_no_toml_is_refused_with_the_line(written):
    with pytest.raises(InvalidPolicy, match="file: is not TOML at line 2, column "):
        load_policy(written("threshold = 0.5\n= 1\n"))


def test_a_file_that_is_no_utf_8_is_refused(tmp_path):
    (tmp_path / "pii.toml").write_bytes(b"# caf\xe9\n")
    with pytest.raises(InvalidPolicy, match="file: is not UTF-8"):
        load_policy(tmp_path / "pii.toml")


def test_a_byte_order_mark_is_no_fault(tmp_path):
    (tmp_path / "pii.toml").write_bytes(b"\xef\xbb\xbfthreshold = 0.25\n")
    assert load_policy(tmp_path / "pii.toml").threshold == 0.25


def test_a_missing_file_and_a_missing_key_file_are_named(tmp_path, written):
    with pytest.raises(UnreadableFile, match=r"nowhere\.toml: no such file"):
        load_policy(tmp_path / "nowhere.toml")
    with pytest.raises(UnreadableFile, match=r"nowhere\.key: no such file"):
        load_policy(written('key_file = "nowhere.key"'))


def test_the_key_in_the_environment_comes_before_the_file(written, monkeypatch):
    monkeypatch.setenv("PII_KEY", KEY)
    assert load_policy(written('key_file = "nowhere.key"')).key == KEY.encode()


def test_a_short_key_is_refused(written, monkeypatch):
    monkeypatch.setenv("PII_KEY", "short")
    with pytest.raises(InvalidPolicy, match="key: needs at least 16 bytes, got 5"):
        load_policy(written(""))
