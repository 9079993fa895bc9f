import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pii.labels import Label
from pii.rules.catalogue import BY_ID

MAIL = "ann@example.org"


def redact(client, status=200, **body):
    answer = client.post("/v1/redact", json=body)
    assert answer.status_code == status, answer.text
    return answer.json()


def test_a_text_comes_back_redacted_with_its_entities(client):
    assert redact(client, text=f"mail {MAIL}!") == {
        "offset_unit": "codepoint",
        "counts": {"EMAIL": 1},
        "documents": [
            {
                "id": "",
                "text": "mail <EMAIL>!",
                "entities": [
                    {
                        "start": 5, "end": 20, "label": "EMAIL", "score": 0.9,
                        "rule": "email-address", "replaced_start": 5, "replaced_end": 12,
                    }
                ],
            }
        ],
    }  # fmt: skip


def test_many_texts_come_back_in_order_under_their_names(client):
    documents = [{"id": f"{n}.py", "text": f"{n} {MAIL}"} for n in range(50)]
    answer = redact(client, documents=documents)
    assert [d["id"] for d in answer["documents"]] == [d["id"] for d in documents]
    assert [d["text"] for d in answer["documents"]] == [f"{n} <EMAIL>" for n in range(50)]
    assert answer["counts"] == {"EMAIL": 50}


def test_detect_tells_what_redact_would_hide(client):
    body = {"text": f"{MAIL} user=ann pw=x", "policy": {"threshold": 0.7}}
    found = client.post("/v1/detect", json=body).json()["documents"][0]["entities"]
    hidden = redact(client, **body)["documents"][0]["entities"]
    assert [(e["start"], e["end"], e["label"]) for e in found] == [
        (e["start"], e["end"], e["label"]) for e in hidden
    ]
    assert [e["label"] for e in found] == ["EMAIL", "PASSWORD"]
    assert "text" not in found[0]


@pytest.mark.parametrize("address", ["/v1/detect", "/v1/redact"])
def test_each_entity_names_what_found_it(client, address):
    body = {"text": f"{MAIL} user=ann at Zürich-7", "policy": {"deny": {"Zürich-7": "KEY"}}}
    [document] = client.post(address, json=body).json()["documents"]
    assert [(e["label"], e["rule"]) for e in document["entities"]] == [
        ("EMAIL", "email-address"), ("USERNAME", "encoder"), ("KEY", "deny"),
    ]  # fmt: skip


texts = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=30)


@settings(max_examples=30)
@given(before=texts, after=texts, unit=st.sampled_from(["codepoint", "utf8", "utf16"]))
def test_offsets_point_at_the_value_in_every_unit(shared_client, before, after, unit):
    text = f"{before} pw=sécret😀 {after}"
    answer = redact(shared_client, text=text, offset_unit=unit, include_text=True)
    codec = {"utf8": "utf-8", "utf16": "utf-16-le"}.get(unit, "utf-32-le")
    width = {"utf8": 1, "utf16": 2}.get(unit, 4)
    [document] = answer["documents"]
    for entity in document["entities"]:
        original, redacted = text.encode(codec), document["text"].encode(codec)
        value = original[entity["start"] * width : entity["end"] * width].decode(codec)
        assert value == entity["text"]
        placed = redacted[entity["replaced_start"] * width : entity["replaced_end"] * width]
        assert placed.decode(codec)[1:-1] == entity["label"]


@pytest.fixture(scope="module")
def shared_client():
    from fastapi.testclient import TestClient
    from pii_service.app import create_app
    from pii_service.settings import Settings

    from tests.service.fakes import load

    with TestClient(create_app(Settings(), load), "http://127.0.0.1") as client:
        yield client


@pytest.mark.parametrize(
    ("policy", "text", "expected"),
    [
        ({"threshold": 0.85}, f"{MAIL} pw=x", "<EMAIL> pw=x"),
        ({"thresholds": {"EMAIL": 0.95}}, f"{MAIL} pw=x", f"{MAIL} pw=<PASSWORD>"),
        ({"action": "mask"}, MAIL, "xxx@xxxxxxx.xxx"),
        ({"actions": {"EMAIL": "keep"}}, f"{MAIL} pw=x", f"{MAIL} pw=<PASSWORD>"),
        ({"allow": [MAIL]}, f"{MAIL} bob@example.org", f"{MAIL} <EMAIL>"),
        ({"allow_patterns": [r".*@example\.org"]}, f"{MAIL} a@b.example", f"{MAIL} <EMAIL>"),
        ({"deny": {"Zürich-7": "KEY"}}, "at Zürich-7", "at <KEY>"),
        ({"keep_private_addresses": False}, "10.0.0.1", "<IP_ADDRESS>"),
        ({}, "10.0.0.1", "10.0.0.1"),
        ({}, f"{MAIL} # pii: allow", "<EMAIL> # pii: allow"),
        ({"inline_allow": True}, f"{MAIL} # pii: allow", f"{MAIL} # pii: allow"),
    ],
)
def test_a_policy_in_the_body_rules(client, policy, text, expected):
    assert redact(client, text=text, policy=policy)["documents"][0]["text"] == expected


def test_only_the_labels_asked_for_are_hidden(client):
    answer = redact(client, text=f"{MAIL} pw=x", labels=["PASSWORD"])
    assert answer["documents"][0]["text"] == f"{MAIL} pw=<PASSWORD>"


def test_a_language_decides_how_a_placeholder_is_written(client):
    documents = [{"id": "a.html", "text": MAIL}, {"text": MAIL, "language": "HTML"}]
    answer = redact(client, documents=documents)
    assert [d["text"] for d in answer["documents"]] == ["[EMAIL]", "[EMAIL]"]


def test_keyed_actions_use_the_servers_key_and_need_it(client, client_with):
    refused = redact(client, 422, text=MAIL, policy={"action": "hash"})
    assert refused["faults"][0]["field"] == "policy.key"
    keyed = client_with(key="0123456789abcdef")
    hashed = redact(keyed, text=f"{MAIL} {MAIL}", policy={"action": "hash"})
    first, second = hashed["documents"][0]["text"].split()
    assert first == second
    assert first.startswith("<EMAIL:")
    surrogate = redact(keyed, text=MAIL, policy={"action": "surrogate"})
    assert "@" in surrogate["documents"][0]["text"]
    assert MAIL not in surrogate["documents"][0]["text"]


def test_a_poison_document_fails_alone(client):
    answer = redact(client, documents=[{"text": MAIL}, {"id": "p", "text": "poison canary"}])
    good, bad = answer["documents"]
    assert good["text"] == "<EMAIL>"
    assert bad == {
        "id": "p",
        "entities": [],
        "error": {
            "type": "urn:pii:problem:detector-failed",
            "title": "The detector failed on this text",
        },
    }
    alone = client.post("/v1/redact", json={"text": "poison canary"})
    assert alone.status_code == 500
    assert alone.json()["type"] == "urn:pii:problem:detector-failed"
    assert "canary" not in alone.text


WRONG = {
    "no-json": (b"{canary", 400),
    "empty": (b"", 422),
    "lone-surrogate": (b'{"text": "canary \\ud800"}', 400),
    "broken-utf8": b'{"text": "canary \xff"}',
    "bom": b'\xef\xbb\xbf{"text": "canary"}',
    "nan": b'{"text": "canary", "policy": {"threshold": NaN}}',
    "deep": b"[" * 20_000,
    "deep-object": b'{"text":' * 20_000,
    "list": (b'["canary"]', 422),
    "wrong-type": (b'{"text": ["canary"]}', 422),
    "wrong-name": (b'{"canary": "canary"}', 422),
    "both": (b'{"text": "canary", "documents": [{"text": "canary"}]}', 422),
    "neither": (b"{}", 422),
    "no-documents": (b'{"documents": []}', 422),
    "nul": (b'{"text": "canary \\u0000"}', 422),
    "label": (b'{"text": "", "policy": {"deny": {"canary": "canary"}}}', 422),
    "action": (b'{"text": "", "policy": {"actions": {"canary": "mask"}}}', 422),
    "pattern": (b'{"text": "", "policy": {"allow_patterns": ["(canary"]}}', 422),
    "look-around": (b'{"text": "", "policy": {"allow_patterns": ["(?=canary)"]}}', 422),
    "threshold": (b'{"text": "", "policy": {"threshold": "canary"}}', 422),
    "key": (b'{"text": "", "policy": {"key": "canary-0123456789"}}', 422),
    "long-id": (b'{"documents": [{"id": "' + b"canary" * 300 + b'", "text": ""}]}', 422),
    "infinite-offset": (b'{"text": "", "offset_unit": "canary"}', 422),
}


@pytest.mark.parametrize("name", WRONG)
@pytest.mark.parametrize("route", ["redact", "detect"])
def test_a_wrong_body_is_refused_and_not_echoed(client, name, route, caplog):
    wrong = WRONG[name]
    content, status = wrong if isinstance(wrong, tuple) else (wrong, 400)
    headers = {"content-type": "application/json"}
    answer = client.post(f"/v1/{route}", content=content, headers=headers)
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    problem = answer.json()
    assert {"type", "title", "status", "detail", "request_id"} <= problem.keys()
    assert problem["request_id"] == answer.headers["x-request-id"]
    assert "canary" not in answer.text
    assert "canary" not in caplog.text


def test_a_fault_names_the_field_and_the_rule(client):
    documents = [{"text": ""}, {"text": 1, "idd": ""}]
    faults = redact(client, 422, documents=documents, policy={"threshold": 2})["faults"]
    assert {"field": "documents.1.text", "rule": "Input should be a valid string"} in faults
    assert {
        "field": "policy.threshold",
        "rule": "Input should be less than or equal to 1",
    } in faults
    assert {"field": "documents.1.*", "rule": "Extra inputs are not permitted"} in faults


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"content-type": "application/json; charset=latin-1"}, 415),
        ({"content-type": "application/json; charset=utf-8"}, 200),
        ({"content-type": "application/json", "content-encoding": "gzip"}, 415),
        ({"content-type": "text/plain"}, 422),
    ],
    ids=["charset", "utf-8", "gzip", "no-json"],
)
def test_a_body_must_say_that_it_is_plain_json_in_utf8(client, headers, status):
    body = json.dumps({"text": "x"})
    assert client.post("/v1/redact", content=body, headers=headers).status_code == status


def test_limits_on_texts_are_refused_as_too_large(client_with):
    client = client_with(max_texts=2, max_text_characters=10)
    assert redact(client, documents=[{"text": "x" * 10}] * 2)
    many = redact(client, 413, documents=[{"text": ""}] * 3)
    long = redact(client, 413, documents=[{"text": ""}, {"text": "x" * 11}])
    assert (many["detail"], long["detail"]) == (
        "a request may have 2 texts",
        "text 1 is longer than 10 characters",
    )


def test_labels_and_model_are_described(client):
    assert [item["label"] for item in client.get("/v1/labels").json()] == list(Label)
    assert client.get("/v1/model").json()["detector"] == "auto"
    rules = {rule["id"]: rule for rule in client.get("/v1/rules").json()}
    assert rules.keys() == BY_ID.keys()
    assert rules["email-address"]["title"] == "Mail address"
    assert rules["encoder"]["label"] is None


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/canary", 404),
        ("GET", "/v1/redact", 405),
        ("POST", "/", 405),
        ("PUT", "/v1/x", 404),
    ],
)
def test_every_other_address_is_a_problem_too(client, method, path, status):
    answer = client.request(method, path, params={"q": "canary"})
    assert answer.status_code == status
    assert answer.json()["status"] == status
    assert "canary" not in answer.text


def test_every_answer_carries_the_security_headers(client):
    for path in ("/", "/v1/labels", "/none", "/health/live", "/static/page.js"):
        headers = client.get(path).headers
        assert headers["x-content-type-options"] == "nosniff"
        assert "default-src 'none'" in headers["content-security-policy"]
        assert headers["referrer-policy"] == "no-referrer"
        assert len(headers["x-request-id"]) == 32
        assert "server" not in headers


def test_routes_need_a_key_where_there_are_keys_and_health_does_not(client_with):
    client = client_with(api_keys="first-key-0123456789,second-key-0123456789")
    paths = client.get("/openapi.json").json()["paths"]
    closed = [path for path in paths if path.startswith(("/v1", "/label-studio", "/metrics"))]
    assert len(closed) > 10
    for path in closed:
        method = next(iter(paths[path]))
        assert client.request(method, path).status_code == 401, path
        wrong = client.request(method, path, headers={"x-api-key": "x" * 20})
        assert wrong.status_code == 401
        assert wrong.headers["www-authenticate"] == "Bearer"
    for key in ("first-key-0123456789", "second-key-0123456789"):
        assert client.get("/v1/labels", headers={"x-api-key": key}).status_code == 200
    for path in ("/", "/health/live", "/health/ready"):
        assert client.get(path).status_code == 200


def test_a_key_has_its_rate(client_with):
    client = client_with(
        api_keys="first-key-0123456789,second-key-0123456789", rate_limit="2/minute"
    )
    first = {"authorization": "Bearer first-key-0123456789"}
    codes = [client.get("/v1/labels", headers=first).status_code for _ in range(3)]
    assert codes == [200, 200, 429]
    answer = client.get("/v1/labels", headers=first)
    assert 1 <= int(answer.headers["retry-after"]) <= 61
    assert client.get("/v1/labels", headers={"x-api-key": "second-key-0123456789"}).is_success


def test_the_documentation_page_is_off_unless_switched_on(client, client_with):
    assert client.get("/docs").status_code == 404
    assert client_with(docs=True).get("/docs").status_code == 200


def test_the_openapi_examples_are_true():
    from fastapi.testclient import TestClient
    from pii_service.app import create_app
    from pii_service.settings import Settings

    with TestClient(create_app(Settings(detector="rules")), "http://127.0.0.1") as client:
        schemas = client.get("/openapi.json").json()["components"]["schemas"]
        first, second = schemas["TextsRequest"]["examples"]
        [expected] = schemas["RedactAnswer"]["examples"]
        answer = redact(client, **first)
        for document in (*answer["documents"], *expected["documents"]):
            for entity in document["entities"]:
                entity.pop("score")
        assert answer == expected
        assert redact(client, **second)["counts"] == {"PASSWORD": 1}
