"""Takes about 10 seconds: what the service does when it is asked too much."""

import socket
import threading
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor

import httpx2 as httpx
import pytest


@pytest.fixture(scope="module")
def server(start_server):
    return start_server(
        threads=1, max_queue_requests=4, deadline_seconds=3, batch_tokens=10, drain_seconds=0
    )


def redact(server, text, seconds=20):
    started = time.monotonic()
    answer = httpx.post(f"{server.url}/v1/redact", json={"text": text}, timeout=seconds)
    return answer, time.monotonic() - started


def test_a_full_queue_refuses_quickly_and_the_rest_is_served(server):
    with ThreadPoolExecutor(40) as pool:
        answers = list(pool.map(lambda n: redact(server, f"sleep=200ms {n} pw=x"), range(40)))
    statuses = Counter(answer.status_code for answer, _ in answers)
    assert set(statuses) == {200, 503}
    assert statuses[200] >= 5
    for answer, _ in answers:
        if answer.status_code == 200:
            assert answer.json()["documents"][0]["text"].endswith("pw=<PASSWORD>")
        else:
            assert int(answer.headers["retry-after"]) >= 1
            assert answer.json()["type"] == "urn:pii:problem:overloaded"
    refused = [line["ms"] for line in server.lines() if line.get("status") == 503]
    served = [line["ms"] for line in server.lines() if line.get("status") == 200]
    # What is refused has not waited for anybody's turn.
    assert sorted(refused)[len(refused) // 2] < max(served) / 2
    assert redact(server, "after")[0].status_code == 200


def test_an_answer_that_is_not_ready_in_time_is_a_504_and_leaves_the_queue(server):
    with ThreadPoolExecutor(2) as pool:
        long = pool.submit(redact, server, "sleep=4000ms")
        server.wait(lambda: server.metric("pii_inflight_bytes") > 0)
        late = pool.submit(redact, server, "pw=x")
        assert late.result()[0].status_code == 504
        assert long.result()[0].json()["type"] == "urn:pii:problem:deadline-passed"
    assert server.metric("pii_queue_requests") == 0
    assert redact(server, "x")[0].status_code == 200


def test_a_client_that_leaves_takes_its_request_out_of_the_queue(server):
    host, port = server.url.removeprefix("http://").split(":")
    body = b'{"text": "sleep=1500ms"}'
    request = (
        b"POST /v1/redact HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
        b"Content-Length: %d\r\n\r\n%s" % (len(body), body)
    )
    before = server.metric("pii_batch_requests_sum")
    connections = []
    for _ in range(4):
        connection = socket.create_connection((host, int(port)))
        connection.sendall(request)
        connections.append(connection)
    server.wait(lambda: server.metric("pii_queue_requests") == 3)
    for connection in connections:
        connection.close()
    server.wait(lambda: server.metric("pii_queue_requests") == 0, seconds=1)
    assert redact(server, "x")[0].status_code == 200
    # The one that was under way and the last: nobody else's text was looked at.
    assert server.metric("pii_batch_requests_sum") == before + 2


def test_a_large_request_does_not_hold_up_small_ones(start_server):
    server = start_server(threads=2)
    with ThreadPoolExecutor(1) as pool:
        large = pool.submit(redact, server, "sleep=1500ms")
        server.wait(lambda: server.metric("pii_inflight_bytes") > 0)
        assert redact(server, "small")[1] < 1
        assert large.result()[0].status_code == 200


def test_concurrent_requests_share_batches(start_server):
    server = start_server(threads=1)
    with ThreadPoolExecutor(32) as pool:
        list(pool.map(lambda n: redact(server, f"sleep=10ms {n}"), range(64)))
    batches = server.metric("pii_batch_requests_count")
    assert server.metric("pii_batch_requests_sum") == 64
    assert batches < 40


def test_a_service_whose_queue_stays_full_is_not_ready(start_server):
    server = start_server(threads=1, max_queue_requests=4, deadline_seconds=1, batch_tokens=1)

    def is_ready() -> bool:
        return httpx.get(f"{server.url}/health/ready").status_code == 200

    assert is_ready()
    with ThreadPoolExecutor(8) as pool:
        stop = threading.Event()

        def press():
            while not stop.is_set():
                redact(server, "sleep=100ms")

        pressing = [pool.submit(press) for _ in range(8)]
        try:
            server.wait(lambda: not is_ready(), seconds=15)
            assert httpx.get(f"{server.url}/health/live").status_code == 200
        finally:
            stop.set()
        for one in pressing:
            one.result()
    server.wait(is_ready, seconds=5)
