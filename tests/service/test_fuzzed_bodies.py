"""Bodies of any bytes: an answer for each text, or a problem of the client's; never a failure."""

import json

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from pii_service.app import create_app
from pii_service.settings import Settings
from starlette.testclient import TestClient

from tests.service.fakes import load

CANARY = "canary"
PARTS = [
    "{", "}", "[", "]", ":", ",", '"', "\\", '"text"', '"options"', '"documents"', '"policy"',
    '"deny"', '"id"', "1", "1e999", "-", "null", "true", "NaN", "\\ud800", "\\u0000", "\ufeff", " ",
    "\r", "\x0b", "\u2028", "\x00", '"canary"', '{"text": "pw=canary', '"}', "[" * 300, "é",
    '{"text": "pw=canary"}', '{"text": "poison canary"}', '"policy": {"action": "hash"}',
]  # fmt: skip
texts = st.lists(st.sampled_from(PARTS), max_size=8).map("".join)
bodies = st.one_of(texts.map(str.encode), st.binary(max_size=60))
HEADS = [b"", b'{"options": {}}\n', b'{"options": {"policy": {"action": "mask"}}}\n']


@pytest.fixture(scope="module")
def client():
    # Lines that are too long are among them.
    settings = Settings(max_line_bytes=200, docs=True)
    with TestClient(create_app(settings, load), "http://127.0.0.1") as client:
        yield client


def check_problem(answer):
    assert 400 <= answer.status_code < 500 or "detector-failed" in answer.text, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    assert CANARY not in answer.text


@given(
    st.sampled_from(["/v1/redact", "/v1/detect", "/label-studio/predict", "/v1/redact/file"]),
    bodies,
    st.sampled_from(["application/json", "text/plain", "multipart/form-data; boundary=x", ""]),
)
@example("/v1/redact", b"[" * 100_000, "application/json")
@example("/v1/redact", b'{"text": ' + b"1" * 100_000 + b"}", "application/json")
def test_any_body_is_answered_or_a_problem(client, path, body, kind):
    answer = client.post(path, content=body, headers={"content-type": kind} if kind else {})
    if answer.status_code != 200:
        check_problem(answer)


@given(
    st.sampled_from(HEADS),
    st.lists(bodies.filter(lambda body: b"\n" not in body), max_size=6),
    st.booleans(),
)
def test_every_line_of_a_stream_has_an_answer_of_its_own(client, head, lines, ended):
    content = head + b"\n".join(lines) + b"\n" * ended
    headers = {"content-type": "application/x-ndjson"}
    answer = client.post("/v1/redact/stream", content=content, headers=headers)
    if answer.status_code != 200:
        # What stands in the first line are options, if it has some.
        check_problem(answer)
        assert b"options" in content
        return
    answers = [json.loads(line) for line in answer.text.splitlines()]
    all_lines = content.split(b"\n")
    expected = [n for n, line in enumerate(all_lines, 1) if line.strip()]
    told = [answer["line"] for answer in answers]
    assert told in (expected, expected[1:])
    if told != expected:
        assert b"options" in all_lines[expected[0] - 1]
    for answer in answers:
        assert ("text" in answer) is not ("error" in answer)
        assert CANARY not in answer.get("error", {}).get("title", "")
        assert "pw=canary" not in answer.get("text", "")
