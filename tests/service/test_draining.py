"""Takes about 15 seconds: servers that end while they are asked."""

import signal
import socket
import threading
import time
from contextlib import suppress
from pathlib import Path

import httpx2 as httpx
import pytest


class Caller(threading.Thread):
    """Asks again and again until it is refused a connection."""

    def __init__(self, server):
        super().__init__(daemon=True)
        self.server = server
        self.answered = 0
        self.lost: list[str] = []

    def run(self):
        with httpx.Client(base_url=self.server.url, timeout=20) as client:
            while True:
                try:
                    answer = client.post("/v1/redact", json={"text": "sleep=10ms pw=x"})
                    assert answer.json()["documents"][0]["text"].endswith("<PASSWORD>")
                    self.answered += 1
                except httpx.ConnectError:
                    return
                except httpx.TransportError as error:
                    self.lost.append(type(error).__name__)


@pytest.mark.parametrize("workers", [1, 2])
def test_no_accepted_request_is_lost_when_the_server_is_asked_to_end(start_server, workers):
    server = start_server(workers=workers, drain_seconds=0.5)
    callers = [Caller(server) for _ in range(16)]
    for caller in callers:
        caller.start()
    server.wait(lambda: all(caller.answered > 3 for caller in callers))
    server.process.send_signal(signal.SIGTERM)
    for caller in callers:
        caller.join(timeout=30)
    assert server.process.wait(timeout=30) == 0
    assert [caller.lost for caller in callers if caller.lost] == []
    served = [line for line in server.lines() if line.get("route") == "/v1/redact"]
    assert len(served) == sum(caller.answered for caller in callers)
    assert {line["status"] for line in served} == {200}


def test_while_it_drains_the_server_is_not_ready_and_still_answers(start_server):
    server = start_server(drain_seconds=2)
    with httpx.Client(base_url=server.url) as client:
        assert client.get("/health/ready").status_code == 200
        server.process.send_signal(signal.SIGTERM)
        server.wait(lambda: httpx.get(f"{server.url}/health/ready").status_code == 503)
        assert httpx.get(f"{server.url}/health/live").status_code == 200
        answer = client.post("/v1/redact", json={"text": "pw=x"})
        assert answer.status_code == 200
        assert answer.headers["connection"] == "close"
    assert server.stop() == 0


def test_a_long_answer_under_way_is_waited_for(start_server):
    server = start_server(drain_seconds=0)
    answers = []

    def ask():
        text = {"text": "sleep=2000ms pw=x"}
        answers.append(httpx.post(f"{server.url}/v1/redact", json=text, timeout=20))

    thread = threading.Thread(target=ask)
    thread.start()
    server.wait(lambda: server.metric("pii_inflight_bytes") > 0)
    server.process.send_signal(signal.SIGTERM)
    thread.join()
    assert answers[0].status_code == 200
    assert server.stop() == 0


def test_a_second_signal_ends_the_drain(start_server):
    server = start_server(drain_seconds=600)
    started = time.monotonic()
    server.process.send_signal(signal.SIGTERM)
    server.wait(lambda: any(line["event"] == "draining" for line in server.lines()))
    assert server.stop() == 0
    assert time.monotonic() - started < 20


def abandon(server, text):
    """Send a text and leave before its answer."""
    with suppress(httpx.TimeoutException):
        httpx.post(f"{server.url}/v1/redact", json={"text": text}, timeout=0.5)


@pytest.mark.parametrize("workers", [1, 2])
@pytest.mark.parametrize("signals", ["TERM", "TERM TERM", "INT"])
def test_abandoned_work_does_not_keep_a_process_from_its_end(start_server, signals, workers):
    # This detector never comes to a checkpoint.
    server = start_server(workers=workers, drain_seconds=0.2)
    for _ in range(4):
        abandon(server, "sleep=60000ms")
    began = time.monotonic()
    for name in signals.split():
        server.process.send_signal(signal.Signals[f"SIG{name}"])
        time.sleep(0.1)
    assert server.process.wait(timeout=20) == 0
    assert time.monotonic() - began < 15


def test_workers_whose_parent_was_killed_end_and_free_the_port(start_server):
    server = start_server(workers=2)
    workers = server.workers()
    assert len(workers) == 2
    server.process.kill()
    server.process.wait()
    end = time.monotonic() + 10
    while any(Path(f"/proc/{worker}").exists() for worker in workers):
        assert time.monotonic() < end, "workers live on"
        time.sleep(0.05)
    with socket.create_server(server.address):
        pass
