import socket

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pii_service.errors import Reason, Refusal
from pii_service.origins import OwnOrigin, host_name
from pii_service.settings import Settings
from pydantic import ValidationError
from starlette.datastructures import Headers

KEY = "first-key-0123456789"
OWN = ["localhost", "LocalHost:8000", "localhost.", "127.0.0.1:9000", "127.1.2.3", "[::1]:8000"]
FOREIGN = [
    "evil.example", "evil.example:8000", "localhost.evil.example", "127.0.0.1.evil.example",
    "192.0.2.1", "[2001:db8::1]", "0.0.0.0", "", "ann@localhost", "localhost/x", "localhost:1:2",
    "[::1", "::1", "localhost, evil.example", "2130706433",
]  # fmt: skip
words = st.text("localhst.127:[]@/ evi", max_size=20)


def refused(settings, method="POST", **headers):
    """Return why a request is refused, or None."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    try:
        OwnOrigin(None, settings).check(method, Headers(named))
    except Refusal as refusal:
        return refusal.reason
    return None


@pytest.mark.parametrize("host", OWN)
def test_this_machines_own_names_are_served(host):
    assert refused(Settings(), host=host) is None


@pytest.mark.parametrize("host", FOREIGN)
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_no_other_name_is_served_without_keys(host, method):
    assert refused(Settings(), method, host=host) is Reason.WRONG_HOST
    assert refused(Settings(api_keys=KEY), method, host=host) is None
    assert refused(Settings(open=True), method, host=host) is None


@given(words)
def test_whatever_is_served_is_loopback(host):
    if refused(Settings(), host=host) is None:
        name = host_name(host)
        assert name == "localhost" or name.startswith("127.") or name == "::1"


def test_a_program_that_names_no_host_is_served():
    assert refused(Settings()) is None


def test_one_foreign_name_among_several_is_enough():
    headers = Headers(raw=[(b"host", b"localhost"), (b"host", b"evil.example")])
    with pytest.raises(Refusal):
        OwnOrigin(None, Settings()).check("GET", headers)


def test_a_name_that_is_set_is_served():
    settings = Settings(allowed_hosts="pii.example, 2001:db8::1,")
    assert refused(settings, host="PII.example:8000") is None
    assert refused(settings, host="[2001:db8::1]:80") is None
    assert refused(settings, host="x.pii.example") is Reason.WRONG_HOST


@pytest.mark.parametrize("names", ["http://pii.example", "pii.example:80", "a/b", "*", ".x"])
def test_a_setting_that_is_no_name_is_refused(names):
    with pytest.raises(ValidationError, match="host names or addresses alone"):
        Settings(allowed_hosts=names)


@pytest.mark.parametrize(
    ("headers", "reason"),
    [
        ({"origin": "http://localhost:8000"}, None),
        ({"origin": "HTTP://LOCALHOST:8000"}, None),
        ({"origin": "http://localhost:3000"}, Reason.CROSS_SITE),
        ({"origin": "https://evil.example"}, Reason.CROSS_SITE),
        ({"origin": "null"}, Reason.CROSS_SITE),
        ({"origin": ""}, Reason.CROSS_SITE),
        ({"origin": "https://pii.example"}, None),
        ({"sec_fetch_site": "same-origin"}, None),
        ({"sec_fetch_site": "none"}, None),
        ({"sec_fetch_site": "same-site"}, Reason.CROSS_SITE),
        ({"sec_fetch_site": "cross-site"}, Reason.CROSS_SITE),
        ({"sec_fetch_site": "cross-site", "origin": "http://localhost:8000"}, Reason.CROSS_SITE),
        ({"sec_fetch_site": "anything"}, Reason.CROSS_SITE),
        ({}, None),
    ],
)
@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "WHATEVER"])
def test_another_sites_page_may_not_send_work_without_keys(headers, reason, method):
    headers = {"host": "localhost:8000", **headers}
    hosts = {"allowed_hosts": "pii.example"}
    assert refused(Settings(**hosts), method, **headers) is reason
    assert refused(Settings(**hosts, open=True), method, **headers) is reason
    assert refused(Settings(api_keys=KEY), method, **headers) is None


def test_another_sites_page_may_link_here():
    assert refused(Settings(), "GET", host="localhost", sec_fetch_site="cross-site") is None


@pytest.mark.parametrize(
    ("path", "headers", "status", "slug"),
    [
        ("/v1/redact/archive", {"sec-fetch-site": "cross-site"}, 403, "cross-site"),
        ("/v1/redact/file", {"origin": "https://evil.example"}, 403, "cross-site"),
        ("/v1/redact", {"host": "evil.example"}, 421, "wrong-host"),
        ("/label-studio/predict", {"host": "evil.example"}, 421, "wrong-host"),
    ],
)
def test_what_is_refused_is_told_in_a_problem_and_not_done(client, path, headers, status, slug):
    answer = client.post(path, files={"file": ("x", b"canary")}, headers=headers)
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"
    problem = answer.json()
    assert problem["type"] == f"urn:pii:problem:{slug}"
    assert "PII_" in problem["detail"]
    assert "evil" not in answer.text
    assert f'pii_refusals_total{{reason="{slug}"}} 1.0' in client.get("/metrics").text
    assert "pii_received_bytes_total 0.0" in client.get("/metrics").text


@pytest.mark.parametrize("path", ["/metrics", "/health/live", "/", "/openapi.json", "/nowhere"])
def test_nothing_at_all_is_read_under_another_name(client, path):
    assert client.get(path, headers={"host": "evil.example"}).status_code == 421


def test_the_page_may_send_what_it_sends(client):
    headers = {"origin": "http://127.0.0.1", "sec-fetch-site": "same-origin"}
    assert client.post("/v1/redact", json={"text": ""}, headers=headers).status_code == 200


@pytest.mark.parametrize(
    "path",
    ["/v1/redact/", "/v1/redact/archive/", "/v1/labels/", "/health/live/", "/metrics/",
     "//evil.example/v1/redact/", "/v1/redact//", "/label-studio/predict/", "/docs/"],
)  # fmt: skip
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_a_slash_too_many_is_a_404_and_leads_nowhere(client_with, path, method):
    client = client_with(open=True, docs=True)
    url = f"http://evil.example{path}" if not path.startswith("//") else f"http:{path}"
    answer = client.request(method, url, follow_redirects=False)
    assert answer.status_code == 404
    assert answer.json()["type"] == "urn:pii:problem:not-found"
    assert "location" not in answer.headers


def test_a_real_server_refuses_another_name_and_serves_a_program_without_one(start_server):
    server = start_server()
    answers = []
    for lines in ("GET /metrics HTTP/1.1\r\nHost: evil.example", "GET /health/live HTTP/1.0"):
        with socket.create_connection(server.address, 10) as connection:
            connection.sendall(f"{lines}\r\nConnection: close\r\n\r\n".encode())
            answers.append(b"".join(iter(lambda: connection.recv(65_536), b"")))
    assert answers[0].startswith(b"HTTP/1.1 421")
    assert b" 200 " in answers[1].partition(b"\r\n")[0]


def test_a_body_behind_what_is_refused_is_not_waited_for(start_server):
    server = start_server()
    with socket.create_connection(server.address, 10) as connection:
        lines = [
            "POST /v1/redact HTTP/1.1",
            "Host: evil.example",
            "Content-Length: 9000000",
            "",
            "",
        ]
        connection.sendall("\r\n".join(lines).encode())
        answer = b"".join(iter(lambda: connection.recv(65_536), b""))
    assert answer.startswith(b"HTTP/1.1 421")
    assert b"connection: close" in answer.lower()
