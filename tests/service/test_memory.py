"""Takes about 15 seconds: what bodies, streams and answers hold, and who may hold how much."""

import socket
import time
from contextlib import ExitStack, suppress

import httpx2 as httpx
import pytest

JSON = "Content-Type: application/json"
LINES = "Content-Type: application/x-ndjson"


@pytest.fixture(scope="module")
def server(start_server):
    return start_server(
        max_inflight_bytes=4_000_000, max_body_bytes=1_000_000, min_bytes_per_second=20_000,
        body_seconds=1.5,
    )  # fmt: skip


def begin(server, stack, path, *lines, body=b"", source="127.0.0.1"):
    """Send a request's head and the beginning of its body."""
    connection = stack.enter_context(server.connect(source=source))
    head = [f"POST {path} HTTP/1.1", "Host: 127.0.0.1", *lines, "", ""]
    connection.sendall("\r\n".join(head).encode() + body)
    return connection


def status_from(server, source, size=200_000):
    """Return the status that a client at an address gets for a body of its own."""
    text = b'{"text": "%s"}' % (b"x" * size)
    with ExitStack() as stack:
        length = f"Content-Length: {len(text)}"
        connection = begin(server, stack, "/v1/redact", JSON, length, body=text, source=source)
        return int(connection.recv(65_536)[9:12])


def test_slow_bodies_of_one_client_leave_room_for_others(server):
    with ExitStack() as stack:
        for _ in range(16):
            length = "Content-Length: 900000"
            begin(server, stack, "/v1/redact", JSON, length, body=b"x" * 800_000)
        server.wait(lambda: server.metric("pii_inflight_bytes") > 1_500_000)
        assert server.metric("pii_inflight_bytes") < 2_100_000
        assert [status_from(server, f"127.0.0.{n}") for n in range(2, 10)] == [200] * 8
    server.wait(lambda: server.metric("pii_inflight_bytes") == 0)


def test_keys_share_as_addresses_do(start_server):
    keys = ["first-key-0123456789", "second-key-0123456789"]
    server = start_server(
        api_keys=",".join(keys), max_inflight_bytes=3_000_000, max_body_bytes=1_000_000,
        metrics_open=True,
    )  # fmt: skip
    with ExitStack() as stack:
        for n in range(4):
            lines = (JSON, "Content-Length: 900000", f"X-API-Key: {keys[0]}")
            body, source = b"x" * 700_000, f"127.0.0.{n + 1}"
            begin(server, stack, "/v1/redact", *lines, body=body, source=source)
        server.wait(lambda: server.metric("pii_inflight_bytes") > 1_000_000)
        large = {"text": "x" * 900_000}
        answers = [
            httpx.post(f"{server.url}/v1/redact", json=large, headers={"x-api-key": key})
            for key in keys
        ]
    assert [answer.status_code for answer in answers] == [503, 200]


def test_a_body_that_comes_too_slowly_is_given_up(server):
    with ExitStack() as stack:
        connection = begin(server, stack, "/v1/redact", JSON, "Content-Length: 100000")
        started = time.monotonic()
        with suppress(ConnectionError):
            while time.monotonic() - started < 6:
                connection.sendall(b"x" * 100)
                time.sleep(0.1)
        assert 1 < time.monotonic() - started < 4
    server.wait(lambda: 408 in [line.get("status") for line in server.lines()])


def test_a_body_that_comes_slowly_but_steadily_is_taken(server):
    text = b'{"text": "%s"}' % (b"x" * 200_000)
    with ExitStack() as stack:
        length = f"Content-Length: {len(text)}"
        connection = begin(server, stack, "/v1/redact", JSON, length)
        for start in range(0, len(text), 10_000):
            connection.sendall(text[start : start + 10_000])
            time.sleep(0.12)
        assert connection.recv(65_536).startswith(b"HTTP/1.1 200")


def test_streams_count_what_they_hold_and_share_it(server):
    half_a_line = b'1\r\n{\r\n7a120\r\n{"text": "' + b"x" * 400_000
    with ExitStack() as stack:
        for _ in range(10):
            chunked = "Transfer-Encoding: chunked"
            begin(server, stack, "/v1/redact/stream", LINES, chunked, body=half_a_line)
        server.wait(lambda: server.metric("pii_inflight_bytes") > 1_000_000)
        assert server.metric("pii_inflight_bytes") < 2_600_000
        assert status_from(server, "127.0.0.2") == 200
    server.wait(lambda: server.metric("pii_inflight_bytes") == 0)


@pytest.mark.parametrize(
    ("path", "line", "body"),
    [
        ("/v1/redact", JSON, b'{"text": "'),
        ("/v1/redact/file", "Content-Type: multipart/form-data; boundary=x", b"--x\r\n"),
        ("/v1/redact/stream", LINES, b'{"text": "pw=1"}\n{"te'),
        ("/v1/redact", JSON, b'{"text": "sleep=600ms ' + b"x" * 964 + b'"}'),
    ],
    ids=["json", "upload", "stream", "waiting"],
)
def test_a_client_that_leaves_is_a_499_and_no_failure(start_server, path, line, body):
    server = start_server()
    with ExitStack() as stack:
        connection = begin(server, stack, path, line, f"Content-Length: {max(988, len(body))}")
        connection.sendall(body)
        time.sleep(0.2)
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")
    server.wait(lambda: any(line["event"] == "request" for line in server.lines()))
    [request] = [line for line in server.lines() if line["event"] == "request"]
    assert (request["status"], request["problem"], request["level"]) == (499, "client-gone", "info")
    assert request["route"] == path
    assert {line["level"] for line in server.lines()} == {"info"}
    assert server.metric("pii_clients_gone_total") == 1
    assert server.metric("pii_inflight_bytes") == 0
