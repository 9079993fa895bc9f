"""JSON that is made to cost much: it is refused soon, and with a short answer."""

import json
import time

import pytest

OBJECT = ",".join(f'"k{n}":1' for n in range(400_000))


def refused(client, path, body, status):
    started = time.process_time()
    answer = client.post(path, content=body, headers={"content-type": "application/json"})
    seconds = time.process_time() - started
    assert answer.status_code == status, answer.text[:300]
    assert len(answer.content) < 3_000
    return answer.json(), seconds


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("/v1/redact", b'{"documents":[%s1]}' % (b"1," * 2_000_000)),
        ("/v1/detect", b'{"text":"","policy":{"allow":[%s1]}}' % (b"1," * 2_000_000)),
        ("/v1/redact", b'{"text":"","policy":{"deny":{%s}}}' % OBJECT.encode()),
        ("/v1/redact", b"{%s}" % OBJECT.encode()),
        ("/label-studio/predict", b'{"label_config":"","tasks":[%s1]}' % (b"1," * 2_000_000)),
        ("/label-studio/predict", b'{"tasks":[%s{}]}' % (b"[]," * 1_000_000)),
        ("/label-studio/setup", b"[%s1]" % (b"1," * 2_000_000)),
    ],
    ids=["documents", "allow", "deny", "unknown", "tasks", "empty-lists", "ignored"],
)
def test_millions_of_values_are_refused_before_they_are_made(client, path, body):
    if path == "/label-studio/setup":
        assert client.post(path, content=body).status_code == 200
        return
    problem, seconds = refused(client, path, body, 413)
    assert problem["type"] == "urn:pii:problem:too-large"
    assert seconds < 1


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("/v1/redact", {"documents": [1] * 20_000}),
        ("/v1/redact", {"documents": [{"x": 1}] * 20_000}),
        ("/v1/redact", {"documents": [{f"k{n}": 1 for n in range(20_000)}]}),
        ("/v1/redact", {f"k{n}": 1 for n in range(20_000)}),
        ("/v1/redact", {"text": "", "policy": {f"k{n}": 1 for n in range(20_000)}}),
        ("/v1/redact", {"text": "", "policy": {"deny": {f"k{n}": 1 for n in range(20_000)}}}),
        ("/v1/redact", {"text": "", "policy": {"thresholds": {f"k{n}": 1 for n in range(20_000)}}}),
        ("/v1/redact", {"text": "", "policy": {"allow": [1] * 20_000}}),
        ("/v1/redact", {"text": "", "labels": ["x"] * 20_000}),
        ("/label-studio/predict", {"tasks": [1] * 20_000, "label_config": ""}),
    ],
)  # fmt: skip
def test_thousands_of_faults_are_named_by_a_few(client, path, body):
    problem, seconds = refused(client, path, json.dumps(body), 422)
    assert 1 <= len(problem["faults"]) <= 10
    assert seconds < 0.5


def test_an_unknown_field_is_refused_however_many_known_ones_stand_beside_it(client):
    body = {"text": "", **{f"k{n}": 1 for n in range(30)}, "labels": 1}
    problem, _ = refused(client, "/v1/redact", json.dumps(body), 422)
    fields = [fault["field"] for fault in problem["faults"]]
    assert fields.count("*") >= 9


@pytest.mark.parametrize("path", ["/v1/redact", "/v1/redact/file", "/v1/redact/stream"])
@pytest.mark.parametrize("kind", ["application/json", "multipart/form-data", "text/plain"])
def test_a_content_type_with_many_parameters_is_refused_in_no_time(client, path, kind):
    started = time.process_time()
    headers = {"content-type": kind + ';a="' * 10_000}
    answer = client.post(path, content=b'{"text": ""}', headers=headers)
    assert answer.status_code == 415
    assert time.process_time() - started < 0.5


def test_as_many_texts_as_are_allowed_are_taken(client):
    documents = [{"text": f"{n}", "id": f"{n}", "language": "Python"} for n in range(1_000)]
    answer = client.post("/v1/redact", json={"documents": documents})
    assert len(answer.json()["documents"]) == 1_000
    answer = client.post("/v1/redact", json={"documents": [*documents, {"text": ""}]})
    assert answer.status_code == 413
