"""Takes about 10 seconds: health, numbers and log lines of real servers."""

import os
import signal
from concurrent.futures import ThreadPoolExecutor

import httpx2 as httpx
import pytest


def redact(server, text):
    # A connection of its own each time, so that any worker may get it.
    return httpx.post(f"{server.url}/v1/redact", json={"text": text}, timeout=20)


@pytest.mark.parametrize("workers", [1, 3])
def test_numbers_are_those_of_all_workers_together(start_server, workers):
    server = start_server(workers=workers)
    with ThreadPoolExecutor(12) as pool:
        list(pool.map(lambda n: redact(server, f"ann@example.org pw={n} sleep=5ms"), range(60)))
    assert redact(server, "poison").status_code == 500
    for _ in range(5):
        lines = httpx.get(f"{server.url}/metrics").text.splitlines()
        assert 'pii_requests_total{method="POST",route="/v1/redact",status="200"} 60.0' in lines
        assert 'pii_requests_total{method="POST",route="/v1/redact",status="500"} 1.0' in lines
        assert 'pii_entities_total{label="EMAIL",rule="email-address"} 60.0' in lines
        assert 'pii_entities_total{label="PASSWORD",rule="assigned-secret"} 60.0' in lines
        assert 'pii_refusals_total{reason="detector-failed"} 1.0' in lines
    assert server.metric("pii_request_seconds_count") >= 61
    assert server.metric("pii_batch_requests_sum") == 61
    assert server.metric("pii_queue_requests") == server.metric("pii_queue_characters") == 0
    assert server.metric("pii_inflight_bytes") == 0
    assert server.metric("pii_received_bytes_total") > 60 * 30
    assert server.metric("pii_characters_total") > 60 * 20
    assert server.metric("pii_tokens_total") > 60 * 7


def test_a_worker_that_dies_is_replaced_and_its_counts_stay(start_server):
    server = start_server(workers=2)
    for _ in range(10):
        redact(server, "pw=x")
    workers = server.workers()
    assert len(workers) == 2
    os.kill(workers[0], signal.SIGKILL)
    server.wait(lambda: any(line["event"] == "worker died" for line in server.lines()))
    server.wait(lambda: len(server.workers()) == 2)
    server.wait(lambda: redact(server, "pw=x").status_code == 200)
    assert server.metric("pii_entities_total") == 11


def test_each_request_has_one_line_with_its_id(start_server):
    server = start_server()
    answer = redact(server, "pw=x")
    httpx.get(f"{server.url}/health/live")
    refused = httpx.post(f"{server.url}/v1/redact", content=b"{", headers={"x": "y"})
    server.wait(lambda: len([x for x in server.lines() if x["event"] == "request"]) == 2)
    first, second = [line for line in server.lines() if line["event"] == "request"]
    assert first.pop("time")
    assert first.pop("ms") > 0
    assert first == {
        "level": "info",
        "event": "request",
        "request_id": answer.headers["x-request-id"],
        "client": "anybody",
        "method": "POST",
        "route": "/v1/redact",
        "status": 200,
        "received": int(answer.request.headers["content-length"]),
        "sent": len(answer.content),
    }
    assert (second["status"], second["problem"]) == (refused.status_code, "invalid")


def test_metrics_need_a_key_unless_they_are_opened(client_with):
    keys = "first-key-0123456789"
    assert client_with(api_keys=keys).get("/metrics").status_code == 401
    shown = client_with(api_keys=keys).get("/metrics", headers={"x-api-key": keys})
    assert shown.headers["content-type"].startswith("text/plain")
    assert client_with(api_keys=keys, metrics_open=True).get("/metrics").status_code == 200
