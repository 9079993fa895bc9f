import json

import pytest

MAIL = "ann@example.org"
HEADERS = {"content-type": "application/x-ndjson"}


def stream(client, *lines, status=200):
    content = b"\n".join(
        line if isinstance(line, bytes) else json.dumps(line).encode() for line in lines
    )
    answer = client.post("/v1/redact/stream", content=content, headers=HEADERS)
    assert answer.status_code == status, answer.text
    if status != 200:
        return answer.json()
    return [json.loads(line) for line in answer.text.splitlines()]


def test_each_line_is_answered_in_order(client):
    answers = stream(client, *({"id": str(n), "text": f"{n} {MAIL}"} for n in range(500)))
    assert [a["line"] for a in answers] == list(range(1, 501))
    assert [(a["id"], a["text"]) for a in answers] == [(str(n), f"{n} <EMAIL>") for n in range(500)]
    entity = answers[7]["entities"][0]
    assert (entity["label"], entity["rule"]) == ("EMAIL", "email-address")


def test_the_first_line_may_hold_options(client):
    options = {"options": {"policy": {"action": "mask"}, "labels": ["PASSWORD"]}}
    [answer] = stream(client, options, {"text": f"{MAIL} pw=ab"})
    assert (answer["line"], answer["text"]) == (2, f"{MAIL} pw=xx")


@pytest.mark.parametrize(
    "head", [{"options": {"canary": 1}}, {"options": {"policy": {"action": "hash"}}}]
)
def test_wrong_options_refuse_the_whole_stream(client, head):
    assert "canary" not in str(stream(client, head, {"text": "x"}, status=422))


def test_a_wrong_line_fails_alone(client_with):
    client = client_with(max_line_bytes=200)
    lines = [
        {"text": "pw=1"},
        b"{canary",
        {"text": 1},
        b"",
        {"text": "canary" * 50},
        {"text": "poison canary", "id": "p"},
        {"text": "nul \0"},
        b'{"text": "\\ud800"}',
        {"text": "pw=2"},
    ]
    answers = stream(client, *lines)
    slugs = [a.get("error", {}).get("type", "").rpartition(":")[2] for a in answers]
    assert [a["line"] for a in answers] == [1, 2, 3, 5, 6, 7, 8, 9]
    assert slugs == [
        "", "malformed", "invalid", "too-large", "detector-failed", "invalid", "malformed", "",
    ]  # fmt: skip
    assert answers[4]["id"] == "p"
    assert answers[-1]["text"] == "pw=<PASSWORD>"
    assert "canary" not in str(answers)


def test_an_empty_stream_has_an_empty_answer(client):
    assert stream(client) == []


def test_a_stream_must_say_what_it_is(client):
    answer = client.post("/v1/redact/stream", content=b"", headers={"content-type": "text/plain"})
    assert answer.status_code == 415


def test_a_stream_longer_than_a_body_may_be_is_taken(client_with):
    client = client_with(max_body_bytes=10_000, max_line_bytes=1_000)
    answers = stream(client, *({"text": "x" * 500} for _ in range(100)))
    assert len(answers) == 100


def test_lines_that_are_not_done_in_time_have_an_error(client_with):
    client = client_with(deadline_seconds=0.1)
    late, after = stream(client, {"id": "late", "text": "sleep=500ms canary"}, {"text": "x"})
    assert late["error"]["type"] == after["error"]["type"] == "urn:pii:problem:deadline-passed"
    assert (late["id"], late["line"], after["line"]) == ("late", 1, 2)
