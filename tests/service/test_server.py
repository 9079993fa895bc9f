"""Takes about 25 seconds: real servers, with bodies at and over their limits."""

import json
import socket
import time
from concurrent.futures import ThreadPoolExecutor
from itertools import islice

import httpx2 as httpx
import pytest

from tests.service.test_archives import read, tar_of, zip_of

MAIL = "ann@example.org"
JSON = {"content-type": "application/json"}


@pytest.fixture(scope="module")
def server(start_server):
    return start_server()


@pytest.fixture(scope="module")
def narrow(start_server):
    return start_server(max_body_bytes=100_000, max_inflight_bytes=150_000, body_seconds=0.5)


def raw(server, data, *, more=(), end=False):
    """Send bytes over a bare connection, piece by piece, and return what comes back."""
    host, port = server.url.removeprefix("http://").split(":")
    with socket.create_connection((host, int(port)), timeout=20) as connection:
        connection.sendall(data)
        try:
            for piece in more:
                connection.sendall(piece)
            if end:
                connection.shutdown(socket.SHUT_WR)
        except (BrokenPipeError, ConnectionResetError):
            pass
        answer = b""
        try:
            while part := connection.recv(65_536):
                answer += part
        except ConnectionResetError:
            pass
        return answer


def head(path, *lines):
    return "\r\n".join([f"POST {path} HTTP/1.1", "Host: localhost", *lines, "", ""]).encode()


def test_a_10_mb_text_and_a_10_mb_file_come_back_whole(server):
    line = f"user = '{MAIL}'  # é" + "x = 1; " * 20 + "\r\n"
    text = line * (10_000_000 // len(line.encode()))
    expected = text.replace(MAIL, "<EMAIL>")
    answer = httpx.post(f"{server.url}/v1/redact", json={"text": text}, timeout=60)
    assert answer.status_code == 200
    assert answer.json()["documents"][0]["text"] == expected
    files = {"file": ("big.py", text.encode())}
    answer = httpx.post(f"{server.url}/v1/redact/file", files=files, timeout=60)
    assert answer.content == expected.encode()


@pytest.mark.parametrize("pack", [zip_of, tar_of])
def test_an_archive_of_a_thousand_members_comes_back_whole(server, pack):
    members = [(f"src/{n}.py", f"x = {n}  # {MAIL}\n".encode() * 20) for n in range(1_000)]
    files = {"file": ("code", pack(members))}
    answer = httpx.post(f"{server.url}/v1/redact/archive", files=files, timeout=60)
    assert answer.headers["x-pii-counts"] == "EMAIL=20000"
    limits = type("Limits", (), {"members": 1_000, "member_bytes": 10**6, "total_bytes": 10**8})
    found = dict(read(answer.content, limits))
    assert list(found) == [name for name, _ in members]
    assert found["src/7.py"] == b"x = 7  # <EMAIL>\n" * 20


@pytest.mark.slow
def test_a_bomb_is_refused_before_it_fills_the_memory(server):
    before = server.memory()
    for pack in (zip_of, tar_of):
        bomb = pack([(f"{n}.txt", b"a" * 15_000_000) for n in range(20)])
        answer = httpx.post(
            f"{server.url}/v1/redact/archive", files={"file": ("bomb", bomb)}, timeout=60
        )
        assert answer.status_code == 413
    assert server.memory() - before < 400e6


@pytest.mark.parametrize(
    "path", ["/v1/redact", "/v1/detect", "/v1/redact/file", "/label-studio/predict"]
)
def test_a_body_is_counted_as_it_arrives(narrow, path):
    announced = raw(narrow, head(path, "Content-Type: application/json", "Content-Length: 100001"))
    part = b'--x\r\nContent-Disposition: form-data; name="file"; filename="a"\r\n\r\n'
    chunk = b"2710\r\n%s\r\n" % part.ljust(10_000, b"x")
    media_type = "multipart/form-data; boundary=x" if "file" in path else "application/json"
    chunked = raw(
        narrow,
        head(path, f"Content-Type: {media_type}", "Transfer-Encoding: chunked"),
        more=[chunk] * 11,
    )
    for answer in (announced, chunked):
        assert answer.startswith(b"HTTP/1.1 413")
        assert b"urn:pii:problem:too-large" in answer


def test_a_body_that_does_not_come_is_not_waited_for(narrow):
    started = time.monotonic()
    lines = ("Content-Type: application/json", "Content-Length: 1000")
    answer = raw(narrow, head("/v1/redact", *lines), more=[b"{"])
    assert answer.startswith(b"HTTP/1.1 408")
    assert time.monotonic() - started < 5


def test_bodies_hold_a_bounded_memory_together(narrow):
    host, port = narrow.url.removeprefix("http://").split(":")
    lines = ("Content-Type: application/json", "Content-Length: 90000")
    with socket.create_connection((host, int(port))) as held:
        held.sendall(head("/v1/redact", *lines) + b"x" * 80_000)
        narrow.wait(lambda: narrow.metric("pii_inflight_bytes") >= 80_000)
        answer = httpx.post(f"{narrow.url}/v1/redact", content=b"x" * 80_000, headers=JSON)
        assert answer.status_code == 503
        assert "retry-after" in answer.headers
    narrow.wait(lambda: narrow.metric("pii_inflight_bytes") == 0)


def test_a_stranger_is_refused_before_the_body_is_read(start_server):
    server = start_server(api_keys="first-key-0123456789")
    lines = ("Content-Type: application/json", "Content-Length: 1000000", "Expect: 100-continue")
    answer = raw(server, head("/v1/redact", *lines), end=True)
    assert answer.startswith(b"HTTP/1.1 401")


def test_keys_are_rotated_while_the_server_runs(start_server, tmp_path):
    path = tmp_path / "keys"
    path.write_text("first-key-0123456789\n")
    server = start_server(api_keys_file=path)

    def status(key):
        headers = {"authorization": f"Bearer {key}"}
        return httpx.get(f"{server.url}/v1/labels", headers=headers).status_code

    assert (status("first-key-0123456789"), status("second-key-0123456789")) == (200, 401)
    path.write_text("second-key-0123456789\n")
    server.wait(lambda: status("second-key-0123456789") == 200)
    assert status("first-key-0123456789") == 401


def test_a_stream_answers_while_it_is_sent(server):
    host, port = server.url.removeprefix("http://").split(":")
    lines = ("Content-Type: application/x-ndjson", "Transfer-Encoding: chunked")
    with socket.create_connection((host, int(port)), timeout=20) as connection:
        connection.sendall(head("/v1/redact/stream", *lines))
        reader = connection.makefile("rb")
        for number in range(3):
            line = json.dumps({"text": f"{number} {MAIL}"}).encode() + b"\n"
            connection.sendall(b"%x\r\n%s\r\n" % (len(line), line))
            while not (answer := reader.readline()).startswith(b"{"):
                assert answer
            assert json.loads(answer)["text"] == f"{number} <EMAIL>"
        connection.sendall(b"0\r\n\r\n")
        assert [reader.readline() for _ in range(2)] == [b"\r\n", b"0\r\n"]


def test_a_long_stream_needs_little_memory(server):
    line = json.dumps({"text": f"{MAIL} " + "x" * 2_000}).encode() + b"\n"
    before = server.memory()

    host, port = server.url.removeprefix("http://").split(":")
    lines = ("Content-Type: application/x-ndjson", f"Content-Length: {len(line) * 20_000}")
    with (
        socket.create_connection((host, int(port)), timeout=60) as connection,
        ThreadPoolExecutor(1) as pool,
        connection.makefile("rb") as reader,
    ):
        connection.sendall(head("/v1/redact/stream", *lines))
        sent = pool.submit(lambda: [connection.sendall(line) for _ in range(20_000)])
        answers = (answer for answer in reader if answer.startswith(b"{"))
        assert all(b"<EMAIL> xxx" in answer for answer in islice(answers, 20_000))
        sent.result()
    assert server.memory() - before < 50e6


def test_a_stream_that_stops_coming_ends_with_a_line_that_says_so(narrow):
    lines = ("Content-Type: application/x-ndjson", "Content-Length: 1000")
    host, port = narrow.url.removeprefix("http://").split(":")
    with socket.create_connection((host, int(port)), timeout=20) as connection:
        connection.sendall(head("/v1/redact/stream", *lines) + b'{"text": "pw=x"}\n')
        answer = b""
        while b"\r\n0\r\n" not in answer:
            answer += connection.recv(65_536)
    assert b"pw=<PASSWORD>" in answer
    assert b"urn:pii:problem:slow-body" in answer
