"""How many places a request may hide, and what values that stand all over a text may cost."""

import json
import re
import tracemalloc

import pytest
import re2
from hypothesis import given, settings
from hypothesis import strategies as st
from pii_service.errors import Refusal
from pii_service.request_options import Places, redacted_bodies, terms_of
from pii_service.requests import Options

from pii.detection.loading import load_detector
from pii.documents import Document
from pii.entities import Entity
from pii.labels import Label
from tests.growth import LINEAR, fourfold
from tests.service.test_archives import read, zip_of
from tests.service.test_hostile_archives import LIMITS

FEW = 10


def terms_for(most=10**9, **policy):
    return terms_of(Options(policy=policy), b"", most)


def hidden_or_none(terms, text):
    try:
        return terms.hidden(Document("0", text))
    except Refusal:
        return None


@given(st.text("ab ", max_size=40), st.lists(st.text("ab", min_size=1, max_size=3), max_size=3))
def test_a_text_is_refused_only_if_denied_values_stand_in_more_stretches(text, values):
    deny = dict.fromkeys(values, "NAME")
    stretches = hidden_or_none(terms_for(deny=deny), text)
    found = hidden_or_none(terms_for(FEW, deny=deny), text)
    if found is None:
        assert len(values) > 1 or len(stretches) > FEW
    else:
        assert found == stretches
        assert len(found) <= FEW


@settings(max_examples=50)
@given(st.lists(st.integers(0, 8), max_size=6))
def test_places_are_those_of_all_texts_together(sizes):
    places = Places(FEW)
    for number, size in enumerate(sizes):
        if sum(sizes[: number + 1]) > FEW:
            with pytest.raises(Refusal):
                places.take(size)
            return
        places.take(size)
    assert places.left == FEW - sum(sizes)


def test_a_value_all_over_a_text_is_refused_before_each_place_is_an_object():
    terms, text = terms_for(1_000, deny={"a": "NAME"}), "a." * 1_000_000
    tracemalloc.start()
    assert hidden_or_none(terms, text) is None
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 1_000_000


@pytest.mark.parametrize(
    ("values", "unit"),
    [
        (["a"], "a."),
        (["a", "b", "ab", "ba"], "ab. "),
        (["a" * n + "b" for n in range(1, 40)], "a"),
        ([f"value-{n}" for n in range(100)], "value-7 and no value-700 "),
    ],
    ids=["a-letter", "letters", "near-misses", "many"],
)
@pytest.mark.parametrize("kind", ["deny", "allow"])
def test_four_times_the_text_takes_about_four_times_the_time(values, unit, kind):
    given_ = dict.fromkeys(values, "NAME") if kind == "deny" else values
    terms = terms_for(**{kind: given_})

    def hiding(size):
        text = (unit * (size // len(unit) + 1))[:size]
        claims = [Entity(at, at + 2, Label.NAME) for at in range(0, size - 2, 50)]
        document = Document("0", text, tuple(claims))
        return lambda: terms.redact(document)

    assert fourfold(hiding, 50_000) < LINEAR


@pytest.mark.parametrize("kind", ["deny", "allow"])
def test_four_times_the_values_take_about_four_times_the_time(kind):
    text = "no value stands here, but a value-zero. " * 2_000
    entities = tuple(Entity(at, at + 20, Label.NAME) for at in range(0, len(text) - 40, 40))

    def hiding(count):
        values = [f"value-{n}" for n in range(count)]
        given_ = dict.fromkeys(values, "NAME") if kind == "deny" else values
        terms = terms_for(**{kind: given_})
        return lambda: terms.hidden(Document("0", text, entities))

    assert fourfold(hiding, 25) < LINEAR


def test_bodies_of_places_are_small():
    text = "a." * 20_000
    terms = terms_for(deny={"a": "NAME"})
    redaction = terms.redact(Document("0", text))
    tracemalloc.start()
    bodies = redacted_bodies(text, redaction, terms)
    held = tracemalloc.get_traced_memory()[0]
    tracemalloc.stop()
    assert held / len(bodies) < 300


TEXT = "a. " * 60
DENY = {"policy": {"deny": {"a": "NAME"}}}


@pytest.fixture
def client(client_with):
    return client_with(max_entities=50)


@pytest.mark.parametrize("path", ["/v1/redact", "/v1/detect"])
def test_a_text_with_too_many_places_is_refused_with_a_reason(client, path):
    answer = client.post(path, json={"text": TEXT, **DENY})
    assert answer.status_code == 413
    assert "places" in answer.json()["detail"]
    answer = client.post(path, json={"text": "pw=x " * 60})
    assert answer.status_code == 413
    assert client.post(path, json={"text": "pw=x " * 50}).status_code == 200


@pytest.mark.parametrize("path", ["/v1/redact", "/v1/detect"])
def test_texts_of_one_request_share_its_places(client, path):
    documents = [{"text": "pw=x " * 30, "id": str(n)} for n in range(3)]
    answer = client.post(path, json={"documents": documents}).json()["documents"]
    assert [document.get("error", {}).get("type", "") for document in answer] == [
        "", "urn:pii:problem:too-large", "urn:pii:problem:too-large",
    ]  # fmt: skip
    assert [len(document["entities"]) for document in answer] == [30, 0, 0]


def test_a_file_with_too_many_places_is_refused(client):
    data = {"options": json.dumps(DENY)}
    for report in ({}, {"report": "json"}):
        answer = client.post(
            "/v1/redact/file", files={"file": ("a", TEXT.encode())}, data=data, params=report
        )
        assert answer.status_code == 413


def test_a_member_with_too_many_places_is_left_out_and_named(client):
    data = zip_of([("a.py", TEXT.encode()), ("b.py", b"pw=x")])
    form = {"options": json.dumps(DENY)}
    answer = client.post("/v1/redact/archive", files={"file": ("x.zip", data)}, data=form)
    assert answer.headers["x-pii-left-out"] == "1"
    assert [name for name, _ in read(answer.content, LIMITS)] == ["b.py"]


def test_a_line_with_too_many_places_fails_alone(client):
    lines = [{"options": DENY}, {"text": TEXT}, {"text": "pw=x"}]
    content = "\n".join(map(json.dumps, lines))
    headers = {"content-type": "application/x-ndjson"}
    answer = client.post("/v1/redact/stream", content=content, headers=headers)
    first, second = map(json.loads, answer.text.splitlines())
    assert first["error"]["type"] == "urn:pii:problem:too-large"
    assert second["text"] == "pw=<PASSWORD>"


def test_a_task_with_too_many_places_is_refused(client):
    body = {
        "tasks": [{"data": {"text": "pw=x " * 60}}],
        "label_config": '<View><Labels name="l" toName="t"><Label value="PASSWORD"/></Labels>'
        '<Text name="t" value="$text"/></View>',
    }
    assert client.post("/label-studio/predict", json=body).status_code == 413


def test_no_value_of_a_request_is_compiled_into_a_cache(client_with, monkeypatch):
    # Both libraries keep what they compile, for as long as the process runs.
    compiled = []

    def recorder(compile_):
        def record(pattern, *arguments):
            compiled.append(pattern)
            return compile_(pattern, *arguments)

        return record

    # The rules compile at their first use.
    client = client_with(load_detector, detector="rules", key="0123456789abcdef")
    monkeypatch.setattr(re2, "compile", recorder(re2.compile))
    monkeypatch.setattr(re, "_compile", recorder(re._compile))
    password, mail = "Canary7tr0ub4dor", "canary.porter@harbour-lane.org"
    text = f"password = '{password}'\nmail: {mail}\n" + f"# {password} {mail} Canary Fox\n" * 3
    for action in ("replace", "surrogate", "hash", "mask"):
        policy = {
            "deny": {"Canary Fox": "NAME"},
            "allow": ["Canary Hen"],
            "allow_patterns": ["Canary (Cow|Dog)"],
            "action": action,
        }
        answer = client.post("/v1/redact", json={"text": text, "policy": policy})
        assert answer.json()["counts"]["PASSWORD"] >= 4, answer.text
    assert [pattern for pattern in compiled if "canary" in str(pattern).lower()] == []
