"""Takes about a minute: small requests beside documents that keep the detector busy.

`pytest -s -m slow tests/service/test_fairness.py` prints the figures of docs/service.md.
"""

import json
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from http.client import HTTPConnection
from pathlib import Path

import pytest

# A megabyte that takes the rules a hundred times as long as code does.
HOSTILE = "8.7.6.5 " * 125_000
SMALL = "# Author: Ann Porter <ann.porter@example.org>\npassword = 'S3cr3t-xy9'\n" * 30
CLIENTS, REQUESTS = 8, 40
PAUSE_SECONDS = 0.01
# What a clock, a neighbour or the event loop may add; the bound is a ratio beyond it.
FLOOR_SECONDS = 0.05
HEALTH_SECONDS = 0.05


def processor_seconds(server) -> float:
    fields = Path(f"/proc/{server.process.pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / 100


@contextmanager
def sent(server, text, *, seconds=60.0, source="127.0.0.1"):
    """Send a text from one of this machine's addresses; give the connection, and close it."""
    connection = HTTPConnection(*server.address, timeout=seconds, source_address=(source, 0))
    with closing(connection):
        ask(connection, text)
        yield connection


def ask(connection, text):
    body = json.dumps({"text": text})
    connection.request("POST", "/v1/redact", body, {"Content-Type": "application/json"})


def spent_behind(server) -> float:
    """Return the processor seconds that a server takes until it rests."""
    first = last = processor_seconds(server)
    for _ in range(60):
        time.sleep(0.5)
        now = processor_seconds(server)
        if now - last < 0.05:
            return last - first
        last = now
    raise AssertionError("the server goes on working")


def times_of(server, ask, requests) -> list[float]:
    """Return how long each of some requests took, one after another on one connection."""
    times = []
    with closing(HTTPConnection(*server.address, timeout=60)) as connection:
        for _ in range(requests):
            began = time.perf_counter()
            ask(connection)
            answer = connection.getresponse()
            answer.read()
            times.append(time.perf_counter() - began)
            assert answer.status == 200
            time.sleep(PAUSE_SECONDS)
    return times


def ask_health(connection):
    connection.request("GET", "/health/ready")


def ask_small(connection):
    ask(connection, SMALL)


def p95(times) -> float:
    return sorted(times)[int(0.95 * len(times))]


def served(server) -> tuple[float, float]:
    """Return the 95th percentiles of small requests by several clients at once, and of health."""
    with ThreadPoolExecutor(CLIENTS + 1) as pool:
        health = pool.submit(times_of, server, ask_health, REQUESTS)
        small = [pool.submit(times_of, server, ask_small, REQUESTS) for _ in range(CLIENTS)]
        return p95([t for client in small for t in client.result()]), p95(health.result())


@pytest.mark.parametrize("ends", ["by its deadline", "by its client"])
def test_work_on_one_long_document_stops_within_a_second(start_server, ends):
    server = start_server(real=True, detector="rules", deadline_seconds=1)
    seconds = 20 if ends == "by its deadline" else 0.5
    with sent(server, 3 * HOSTILE, seconds=seconds) as connection:
        if ends == "by its deadline":
            assert connection.getresponse().status == 504
        else:
            with pytest.raises(TimeoutError):
                connection.getresponse()
    assert spent_behind(server) < 1


@pytest.mark.slow
@pytest.mark.parametrize("hostile", ["127.0.0.9", "127.0.0.1"], ids=["another", "the same"])
def test_long_documents_do_not_hold_up_small_requests(start_server, hostile):
    server = start_server(real=True, detector="rules")
    times_of(server, ask_small, 20)
    small_alone, health_alone = served(server)
    with (
        sent(server, HOSTILE, source=hostile) as first,
        sent(server, HOSTILE, source=hostile) as second,
    ):
        server.wait(lambda: server.metric("pii_inflight_bytes") > 2 * len(HOSTILE))
        small, health = served(server)
        for connection in (first, second):
            connection.sock.setblocking(False)
            with pytest.raises(BlockingIOError):
                connection.sock.recv(1)
    print(  # noqa: T201
        f"\nsmall: {1000 * small_alone:.1f} ms alone, {1000 * small:.1f} ms beside; "
        f"health: {1000 * health_alone:.1f} ms alone, {1000 * health:.1f} ms beside"
    )
    assert small <= 5 * small_alone + FLOOR_SECONDS
    assert health <= max(HEALTH_SECONDS, 5 * health_alone)
