"""The promises of docs/architecture.md, on real code and on generated files."""

import ast
import json
import sysconfig
import tomllib
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

import pii
from pii.detection.loading import load_detector
from pii.documents import Document
from pii.files.encodings import decode
from pii.files.languages import language_of
from pii.redaction.apply import redact
from pii.redaction.policy import Action, Policy
from tests.invented import ADDRESS, ADDRESS_6, HEX, MAIL, PASSWORD
from tests.strategies import KEY

STANDARD_LIBRARY = Path(sysconfig.get_paths()["stdlib"])
# Every ninth file of the standard library: enough to be sure, few enough to wait for.
SAMPLE = (
    sorted(STANDARD_LIBRARY.glob("*.py"))[::9]
    + [p for p in sorted(STANDARD_LIBRARY.glob("*/*.py")) if "site-packages" not in p.parts][::23]
)
POLICIES = {
    "default": Policy(),
    "careful": Policy(threshold=0.25, keep_private_addresses=False),
    "surrogate": Policy(action=Action.SURROGATE, key=KEY),
    "hash": Policy(action=Action.HASH, key=KEY),
    "mask": Policy(action=Action.MASK),
}

VALUES = [
    MAIL, ADDRESS, ADDRESS_6, HEX, PASSWORD, "Ann Porter", "Émile Durand", "aporter", "493817",
    f"postgres://aporter:{PASSWORD}@db.x.org/x", "/home/aporter/src", "Copyright 2010 Ann Porter",
    f"password={PASSWORD}", f"Ann Porter <{MAIL}>", "plain words", "a&b", "it's", "\\n", "🦀", "",
]  # fmt: skip
names = st.sampled_from(["password", "api_key", "author", "host", "name", "note", "user"])
values = st.one_of(st.sampled_from(VALUES), st.integers(0, 10**9))


def redacted(text, language, policy=POLICIES["default"]):
    return pii.redact(text, policy, detector="rules", language=language).text


def document_of(path):
    return Document(path.name, decode(path.read_bytes())[0], language=language_of(path.name))


@pytest.mark.parametrize("policy", POLICIES.values(), ids=POLICIES)
def test_the_standard_library_still_parses_and_loses_nothing_else(policy):
    detector = load_detector("rules")
    for path in SAMPLE:
        data = path.read_bytes()
        text, encoding = decode(data)
        [document] = detector.detect([document_of(path)])
        redaction = redact(document, policy)
        read = written = 0
        for entity, (start, end) in zip(redaction.hidden, redaction.placed, strict=True):
            assert text[read : entity.start] == redaction.text[written:start], path
            read, written = entity.end, end
        assert text[read:] == redaction.text[written:], path
        ast.parse(encoding.encode(redaction.text), str(path))


@pytest.mark.parametrize("policy", [POLICIES["default"], POLICIES["hash"]], ids=["default", "hash"])
def test_redacting_the_standard_library_twice_is_redacting_it_once(policy):
    for path in SAMPLE:
        document = document_of(path)
        once = redacted(document.text, document.language, policy)
        assert redacted(once, document.language, policy) == once, path


@given(st.lists(st.tuples(names, values), max_size=8), st.sampled_from(list(POLICIES)))
def test_a_json_file_still_parses(pairs, policy):
    text = json.dumps([{name: value} for name, value in pairs], indent=1, ensure_ascii=False)
    parsed = json.loads(redacted(text, "JSON", POLICIES[policy]))
    assert [list(entry) for entry in parsed] == [[name] for name, _ in pairs]


@given(st.lists(st.tuples(names, values), max_size=8), st.sampled_from(list(POLICIES)))
def test_a_yaml_file_still_parses(pairs, policy):
    text = yaml.safe_dump([{name: value} for name, value in pairs], allow_unicode=True, width=10**6)
    assert len(yaml.safe_load(redacted(text, "YAML", POLICIES[policy])) or []) == len(pairs)


@given(
    st.dictionaries(st.sampled_from(VALUES), values, max_size=8), st.sampled_from(list(POLICIES))
)
def test_a_toml_file_still_parses(table, policy):
    lines = [f"{json.dumps(k, ensure_ascii=False)} = {json.dumps(v, ensure_ascii=False)}"
             for k, v in table.items()]  # fmt: skip
    tomllib.loads(redacted("[t]\n" + "\n".join(lines), "TOML", POLICIES[policy]))


@given(st.lists(st.tuples(names, values), max_size=8), st.sampled_from(list(POLICIES)))
def test_an_xml_file_still_parses(pairs, policy):
    root = ET.Element("root")
    for name, value in pairs:
        ET.SubElement(root, name, {"value": str(value), "name": name}).text = str(value)
    text = ET.tostring(root, encoding="unicode")
    assert len(ET.fromstring(redacted(text, "XML", POLICIES[policy]))) == len(pairs)


@given(st.lists(st.tuples(names, values), max_size=8), st.sampled_from(list(POLICIES)))
def test_a_python_file_still_parses(pairs, policy):
    text = "".join(f"{name} = {value!r}  # {name}: {value!r}\n" for name, value in pairs)
    ast.parse(redacted(text, "Python", POLICIES[policy]))


@given(
    st.lists(st.sampled_from(VALUES), max_size=12), st.sampled_from([" ", "\n", ": ", "\r\n", "\t"])
)
def test_redacting_any_text_twice_is_redacting_it_once(parts, separator):
    once = redacted(separator.join(map(str, parts)), "")
    assert redacted(once, "") == once


@given(st.lists(st.sampled_from(VALUES), max_size=12), st.text(st.characters(), max_size=30))
def test_an_error_free_run_puts_no_text_into_a_repr(parts, tail):
    text = "hunter2 " + " ".join(parts) + tail
    # The rules: loading the encoder at each call would take minutes.
    redaction = pii.redact(text, detector="rules")
    assert "hunter2" not in repr(redaction)
