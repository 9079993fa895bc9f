"""Takes about 20 seconds: real servers, and clients that keep their connections busy or idle."""

import json
import socket
import time
from contextlib import ExitStack, suppress

import httpx2 as httpx
import pytest

GET = b"GET /health/live HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"
MIB = 2**20
LARGE = {"text": "mail ann@example.org\n" + "x = 1\n" * 1_400_000}


@pytest.fixture(scope="module")
def server(start_server):
    return start_server(header_seconds=1, body_seconds=2)


def closed_after(connection, seconds=10):
    """Return after how many seconds the server closes a connection."""
    started = time.monotonic()
    connection.settimeout(seconds)
    with suppress(ConnectionError):
        while connection.recv(65_536):
            pass
    return time.monotonic() - started


def seconds_to_answer(server, source="127.0.0.1"):
    started = time.monotonic()
    with server.connect(source=source) as connection:
        connection.sendall(GET)
        assert connection.recv(65_536).startswith(b"HTTP/1.1 200")
    return time.monotonic() - started


def push(connection, data, seconds):
    """Send as much of some data as is taken within a time, and read nothing."""
    connection.setblocking(False)
    end, view = time.monotonic() + seconds, memoryview(data)
    with suppress(ConnectionError):
        while view and time.monotonic() < end:
            try:
                view = view[connection.send(view[:65_536]) :]
            except BlockingIOError:
                time.sleep(0.01)


def test_pipelined_requests_of_a_client_that_does_not_read_need_no_memory(server):
    seconds_to_answer(server)
    before = server.memory()
    with server.connect() as connection:
        push(connection, GET * (6 * MIB // len(GET)), 2)
        assert server.memory() - before < 20 * MIB
        assert seconds_to_answer(server) < 0.5


def test_pipelined_requests_are_all_answered_in_order(server):
    paths = ["/health/live", "/v1/labels", "/nowhere"] * 20
    head = "GET {} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"
    last = "GET /health/live HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n"
    with server.connect() as connection:
        connection.sendall("".join(map(head.format, paths)).encode() + last.encode())
        answer = b"".join(iter(lambda: connection.recv(65_536), b""))
    statuses = [int(part[:3]) for part in answer.split(b"HTTP/1.1 ")[1:]]
    assert statuses == [200, 200, 404] * 20 + [200]


@pytest.mark.parametrize(
    "start",
    [b"GET /health/live HTTP/1.1\r\nX: ", b"GET /", b"GET / HTTP/1.1\r\n" + b"a: b\r\n" * 10_000],
    ids=["a-long-header", "a-long-address", "many-headers"],
)
def test_a_head_without_end_is_refused_before_it_fills_the_memory(server, start):
    before = server.memory()
    with server.connect() as connection:
        push(connection, start + b"x" * 4 * MIB, 2)
        connection.settimeout(5)
        answer = b""
        with suppress(ConnectionError):
            answer = connection.recv(65_536)
    assert answer[:12] in (b"", b"HTTP/1.1 400")
    assert server.memory() - before < 5 * MIB
    assert seconds_to_answer(server) < 0.5


@pytest.mark.parametrize("sent", [b"", GET[:-2], b"x"], ids=["nothing", "half", "a-byte"])
def test_a_connection_that_sends_no_whole_head_is_closed(server, sent):
    with server.connect() as connection:
        connection.sendall(sent)
        assert 0.5 < closed_after(connection) < 4


def test_a_head_that_comes_byte_by_byte_is_not_waited_for(server):
    with server.connect() as connection:
        started = time.monotonic()
        with suppress(ConnectionError):
            connection.sendall(GET[:-2] + b"X: ")
            while time.monotonic() - started < 6:
                connection.sendall(b"x")
                time.sleep(0.1)
        assert time.monotonic() - started < 4


def test_a_second_request_on_a_connection_has_the_same_time(server):
    with server.connect() as connection:
        connection.sendall(GET)
        assert connection.recv(65_536).startswith(b"HTTP/1.1 200")
        connection.sendall(GET[:20])
        assert 0.5 < closed_after(connection) < 4


def test_a_body_that_nobody_reads_is_not_taken_for_ever(server):
    head = b"POST /nowhere HTTP/1.1\r\nHost: 127.0.0.1\r\nTransfer-Encoding: chunked\r\n\r\n"
    with server.connect() as connection:
        connection.sendall(head)
        started = time.monotonic()
        with suppress(ConnectionError):
            while time.monotonic() - started < 6:
                connection.sendall(b"1\r\nx\r\n")
                time.sleep(0.05)
        assert time.monotonic() - started < 5


def test_half_sent_requests_beyond_all_descriptors_do_not_shut_others_out(start_server):
    server = start_server(open_files=128, header_seconds=30)
    with ExitStack() as stack:
        for _ in range(200):
            stack.enter_context(server.connect()).sendall(GET[:20])
        assert seconds_to_answer(server) < 1
    assert server.metric("pii_connections_closed_total") > 0


def test_connections_of_one_address_do_not_shut_out_another(start_server):
    server = start_server(max_connections=12, max_address_connections=8, body_seconds=30, threads=1)
    body = b"POST /v1/redact HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 9\r\n\r\n{"
    with ExitStack() as stack:
        held = [stack.enter_context(server.connect()) for _ in range(8)]
        for connection in held:
            connection.sendall(body)
        server.wait(lambda: _refused(server))
        assert seconds_to_answer(server, "127.0.0.2") < 1
    server.wait(lambda: not _refused(server))


def _refused(server):
    with server.connect() as connection:
        connection.sendall(GET)
        answer = b""
        with suppress(ConnectionError):
            answer = connection.recv(65_536)
        return not answer.startswith(b"HTTP/1.1 200")


def ask_and_read_nothing(server, stack):
    connection = stack.enter_context(socket.socket())
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    connection.connect(server.address)
    body = json.dumps(LARGE).encode()
    head = f"POST /v1/redact HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: {len(body)}\r\n"
    connection.sendall(f"{head}Content-Type: application/json\r\n\r\n".encode() + body)
    return connection


def test_an_answer_that_is_not_taken_is_counted_and_given_up(server):
    with ExitStack() as stack:
        for _ in range(3):
            ask_and_read_nothing(server, stack)
        server.wait(lambda: server.metric("pii_inflight_bytes") > 10_000_000)
        time.sleep(0.2)
        assert server.metric("pii_inflight_bytes") > 10_000_000
        server.wait(lambda: server.metric("pii_inflight_bytes") == 0, 15)
        server.wait(lambda: [line["status"] for line in server.lines()
                             if line.get("sent", 0) > 60_000] == [499] * 3)  # fmt: skip


def test_an_answer_that_is_taken_slowly_but_steadily_arrives_whole(server):
    body = json.dumps(LARGE).encode()
    with httpx.stream(
        "POST", f"{server.url}/v1/redact", content=body,
        headers={"content-type": "application/json"}, timeout=20,
    ) as answer:  # fmt: skip
        parts = []
        for part in answer.iter_raw(chunk_size=500_000):
            parts.append(part)
            time.sleep(0.2)
    assert json.loads(b"".join(parts))["counts"] == {"EMAIL": 1}
