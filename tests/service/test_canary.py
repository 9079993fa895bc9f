"""A secret is sent in every way there is; it must not come out anywhere but in an answer."""

import json
import socket

import httpx2 as httpx
import pytest

from tests.service.test_archives import tar_of, zip_of

CANARY = "canary" + "Zq7Xw93Lk"
TEXTS = [f"{CANARY}", f"pw={CANARY}", f"{CANARY}@example.org", f"poison {CANARY}", f"{CANARY}\0"]


@pytest.fixture(scope="module")
def server(start_server):
    return start_server(
        api_keys="first-key-0123456789", metrics_open=True, max_body_bytes=10_000, docs=True
    )


def json_bodies():
    for text in TEXTS:
        yield {"text": text}
        yield {"documents": [{"id": CANARY, "text": text, "language": CANARY}]}
    yield {CANARY: CANARY}
    yield {"text": {CANARY: CANARY}}
    yield {"text": "", "policy": {"deny": {CANARY: CANARY}}}
    yield {"text": "", "policy": {"allow_patterns": [f"({CANARY}"]}}
    yield {"text": "", "policy": {"action": CANARY, CANARY: 1}}
    yield {"text": CANARY * 1_000}
    yield [CANARY]
    yield {"tasks": [{"data": {CANARY: CANARY}}], "label_config": f"<{CANARY}>"}
    yield {"access_token": CANARY, "project": CANARY}


def contents():
    yield from (json.dumps(body).encode() for body in json_bodies())
    yield f'{{"text": "{CANARY}'.encode()
    yield f'{{"text": "{CANARY} \\ud800"}}'.encode()
    yield CANARY.encode() + b"\xff\xfe"
    yield b"[" * 3_000 + CANARY.encode()
    yield f"--{CANARY}\r\nContent-Disposition: form-data; name={CANARY}\r\n\r\n{CANARY}".encode()


def uploads():
    yield {"file": (f"{CANARY}.py", CANARY.encode(), CANARY)}
    yield {"file": (f"{CANARY}\r\n.py", f"poison {CANARY}".encode(), f"text/{CANARY}")}
    yield {"file": (CANARY, zip_of([(CANARY, CANARY.encode()), ("x", b"poison")]))}
    yield {"file": (CANARY, zip_of([(f"../{CANARY}", b"")]))}
    yield {"file": (CANARY, tar_of([(CANARY, CANARY.encode())], uname=CANARY))}
    yield {"file": (CANARY, b"PK\x03\x04" + CANARY.encode())}
    yield {"file": (CANARY, b"\x1f\x8b\x08" + CANARY.encode())}
    yield {CANARY: (CANARY, CANARY.encode())}


def send_everything(client):
    """Send the canary in bodies, names, headers, queries and paths; return all refusals."""
    answers = [client.get(f"/{CANARY}"), client.get(f"/v1/{CANARY}/x", params={CANARY: CANARY})]
    posts = [path for path, methods in client.get("/openapi.json").json()["paths"].items()
             if "post" in methods]  # fmt: skip
    for path in posts:
        for content in contents():
            for media_type in (
                "application/json", "application/x-ndjson", CANARY,
                f"multipart/form-data; boundary={CANARY}", f"application/json; charset={CANARY}",
            ):  # fmt: skip
                answers.append(
                    client.post(path, content=content, headers={"content-type": media_type})
                )
        for files in uploads():
            for options in ("{}", json.dumps({CANARY: 1}), CANARY):
                answers.append(client.post(path, files=files, data={"options": options}))
        answers.append(client.post(path, params={"report": CANARY, "binary": CANARY}))
        for name in ("X-Request-ID", "Traceparent", "User-Agent", "Accept", "Host", "Cookie"):
            answers.append(client.post(path, headers={name: CANARY}))
        for name in ("Authorization", "X-API-Key"):
            answers.append(client.post(path, headers={name: CANARY}))
            answers.append(client.post(path, headers={name: f"Bearer {CANARY}"}))
    answers += [client.request(CANARY.upper(), "/v1/redact"), client.get("/v1/redact")]
    return answers


def test_a_secret_never_comes_out_in_an_error_a_log_or_a_number(server):
    headers = {"authorization": "Bearer first-key-0123456789"}
    with httpx.Client(base_url=server.url, headers=headers, timeout=20) as client:
        answers = send_everything(client)
        metrics = client.get("/metrics").text
    refused = [answer for answer in answers if answer.status_code >= 400]
    assert {400, 401, 404, 405, 413, 415, 422, 500} <= {a.status_code for a in refused}
    leaks = [f"{a.request.method} {a.request.url.path} {a.status_code}" for a in refused
             if CANARY.lower() in (a.text + str(a.headers)).lower()]  # fmt: skip
    assert leaks == []
    assert CANARY.lower() not in metrics.lower()
    assert "first-key" not in metrics
    server.wait(lambda: len(server.lines()) > len(answers))
    log = server.log.read_text()
    assert CANARY.lower() not in log.lower()
    assert "first-key" not in log


def test_a_secret_in_what_is_no_http_is_not_logged(server):
    host, port = server.url.removeprefix("http://").split(":")
    for data in (
        f"{CANARY}\r\n\r\n",
        f"GET /{CANARY} HTTP/9.9\r\n\r\n",
        f"POST /v1/redact HTTP/1.1\r\nContent-Length: {CANARY}\r\n\r\n",
        f"POST /v1/redact HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n{CANARY}\r\n",
        f"GET / HTTP/1.1\r\n{CANARY}: {CANARY}\r\n\0{CANARY}\r\n\r\n",
    ):
        with socket.create_connection((host, int(port)), timeout=5) as connection:
            connection.sendall(data.encode())
            connection.shutdown(socket.SHUT_WR)
            assert CANARY.encode() not in connection.recv(65_536)
    assert CANARY not in server.log.read_text()


def test_an_answer_of_a_broken_route_is_a_500_without_its_words(client_with):
    client = client_with()

    async def break_down() -> None:
        raise ValueError(CANARY)

    client.app.add_api_route("/broken", break_down)
    answer = client.get("/broken")
    assert answer.status_code == 500
    assert answer.json()["type"] == "urn:pii:problem:failed"
    assert CANARY not in answer.text
