import json
import re
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pii.detection.escaped_text import EscapedTextDetector
from pii.detection.loading import load_detector
from pii.documents import Document
from pii.entities import Entity
from pii.labels import Label
from pii.redaction.apply import hidden_entities, redact
from pii.redaction.policy import Policy
from tests.invented import HOST, MAIL, PASSWORD


class Words:
    """Claims a word as a name wherever it stands in double quotes."""

    def detect(self, documents):
        return [
            document.marked(
                Entity(match.start(1), match.end(1), Label.NAME, 0.9, "words")
                for match in re.finditer(r'"(Zoë|ann)"', document.text)
            )
            for document in documents
        ]


def found(text, language=""):
    [document] = EscapedTextDetector(Words()).detect([Document("a", text, language=language)])
    return [text[entity.start : entity.end] for entity in document.entities]


def test_a_value_between_escaped_quotes_is_found_where_it_stands():
    assert found('x = "{\\"name\\": \\"ann\\"}"') == ["ann"]


def test_a_value_with_escapes_is_marked_with_all_of_them():
    assert found(json.dumps({"x": '"Zoë"'})) == ["Zo\\u00eb"]


@pytest.mark.parametrize("levels", [1, 2, 3])
def test_json_in_json_is_read_level_by_level(levels):
    text = '"ann"'
    for _ in range(levels):
        text = json.dumps(text)
    assert found(text) == ["ann"]


def test_what_stands_alone_is_claimed_once():
    assert found('"ann" and \\"ann\\"') == ["ann", "ann"]


def test_documents_come_back_in_order_with_their_own_claims():
    texts = ['"ann"', "", '\\"ann\\"', "nothing", "%22 x=%22ann%22"]
    documents = [Document(str(number), text) for number, text in enumerate(texts)]
    marked = EscapedTextDetector(Words()).detect(documents)
    assert [document.id for document in marked] == [str(number) for number in range(5)]
    assert [document.text for document in marked] == texts
    assert [len(document.entities) for document in marked] == [1, 0, 1, 0, 1]


RULES = load_detector("rules")


def hidden(text, language):
    [document] = RULES.detect([Document("a", text, language=language)])
    return {(e.label, text[e.start : e.end]) for e in hidden_entities(document, Policy())}


INNER = f"[user]\n\tname = Jörg Ståhl\n\temail = {MAIL}\n\tpassword = {PASSWORD}\n"


@pytest.mark.parametrize(
    ("written", "language"),
    [
        (json.dumps({"content": INNER}, ensure_ascii=False), "JSON"),
        (json.dumps({"body": json.dumps({"content": INNER}, ensure_ascii=False)}), "JSON"),
        (f"<pre>{INNER.replace(chr(10), '&#10;')}</pre>", "HTML"),
        (f"\x1b[32m{MAIL}\x1b[0m password=\x1b[33m{PASSWORD}\x1b[0m\n", "Text"),
        (f"GET /?to=mailto%3A{quote(MAIL)}&q=%3C{MAIL}%3E&password%3D{PASSWORD} HTTP/1.1\n", ""),
    ],
    ids=["json", "json-in-json", "html", "colours", "percent"],
)
def test_values_are_found_in_escaped_text_with_their_own_borders(written, language):
    values = {value for _, value in hidden(written, language)}
    assert PASSWORD in values
    assert {MAIL, quote(MAIL)} & values
    assert not any(value.startswith(("u003c", "mailto", "32m", "3C")) for value in values)


def test_what_stands_before_an_escape_is_no_part_of_a_value():
    text = f'{{"author": "Ann Porter \\u003c{MAIL}\\u003e", "id": 7}}'
    assert hidden(text, "JSON") == {(Label.NAME, "Ann Porter"), (Label.EMAIL, MAIL)}


def test_a_login_with_a_password_behind_escaped_slashes_is_no_mail_address():
    text = f'{{"url": "https:\\/\\/mjensen:{PASSWORD}@db.{HOST}\\/y"}}'
    assert {label for label, _ in hidden(text, "JSON")} == {Label.USERNAME, Label.PASSWORD}


@given(st.text(st.sampled_from('ab"\\\n\t/<>&é🦀\u2028 ='), max_size=40), st.integers(0, 2))
def test_json_in_json_parses_after_at_every_level_and_comes_to_rest(around, levels):
    text = {"a": f"{around}\nmail: {MAIL}\n{around}"}
    for _ in range(levels):
        text = {"b": json.dumps(text)}
    written = json.dumps(text)
    [document] = RULES.detect([Document("a", written, language="JSON")])
    redaction = redact(document, Policy())
    assert MAIL not in redaction.text
    inner = json.loads(redaction.text)
    for _ in range(levels):
        inner = json.loads(inner["b"])
    assert set(inner) == {"a"}
    [again] = RULES.detect([Document("a", redaction.text, language="JSON")])
    assert redact(again, Policy()).text == redaction.text
