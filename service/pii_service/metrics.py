"""What Prometheus reads: counts and times, never a letter of a text.

With `PROMETHEUS_MULTIPROC_DIR` set, as `pii-serve --workers` sets it, each process writes its
numbers to files in that folder and whichever answers the scrape adds them all up.
"""

import os
from contextlib import suppress
from pathlib import Path

from prometheus_client import (
    CollectorRegistry,
    Counter,
    Gauge,
    Histogram,
    disable_created_metrics,
    generate_latest,
)
from prometheus_client.multiprocess import MultiProcessCollector, mark_process_dead

from pii.rules.catalogue import BY_ID
from pii_service.tallies import Tally

MULTIPROCESS_FOLDER = "PROMETHEUS_MULTIPROC_DIR"
disable_created_metrics()  # type: ignore[no-untyped-call]
_SECONDS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60)
_TOKENS = (64, 256, 1024, 4096, 16_384, 65_536, 262_144, 1_048_576)
_REQUESTS = (1, 2, 4, 8, 16, 32, 64, 128)
# Stands for whatever id is none of the catalogue's, so that series cannot grow without bound.
_OTHER = "other"


class Metrics:
    """The numbers of one application."""

    def __init__(self) -> None:
        self._folder = os.environ.get(MULTIPROCESS_FOLDER)
        self._registry = CollectorRegistry()
        own = self._registry
        self._requests = Counter(
            "pii_requests", "Requests answered.", ["route", "method", "status"], registry=own
        )
        self._seconds = Histogram(
            "pii_request_seconds", "Time to answer.", ["route"], buckets=_SECONDS, registry=own
        )
        self._gone = Counter(
            "pii_clients_gone", "Clients that left before their answer.", ["route"], registry=own
        )
        self._refusals = Counter("pii_refusals", "Requests refused.", ["reason"], registry=own)
        self._received = Counter("pii_received_bytes", "Bytes of bodies received.", registry=own)
        self._inflight = Gauge(
            "pii_inflight_bytes",
            "Bytes of bodies and answers held.",
            registry=own,
            multiprocess_mode="livesum",
        )
        self._connections = Gauge(
            "pii_connections", "Open connections.", registry=own, multiprocess_mode="livesum"
        )
        self._closed = Counter(
            "pii_connections_closed",
            "Connections that the service closed or refused.",
            ["why"],
            registry=own,
        )
        self._waiting = Gauge(
            "pii_queue_requests", "Requests waiting.", registry=own, multiprocess_mode="livesum"
        )
        self._waiting_characters = Gauge(
            "pii_queue_characters", "Characters waiting.", registry=own, multiprocess_mode="livesum"
        )
        self._batch_requests = Histogram(
            "pii_batch_requests", "Requests sharing a batch.", buckets=_REQUESTS, registry=own
        )
        self._batch_tokens = Histogram(
            "pii_batch_tokens", "Tokens in a batch, about.", buckets=_TOKENS, registry=own
        )
        self._batch_seconds = Histogram(
            "pii_batch_seconds", "Time to detect a batch.", buckets=_SECONDS, registry=own
        )
        self._characters = Counter("pii_characters", "Characters detected in.", registry=own)
        self._tokens = Counter("pii_tokens", "Tokens detected in, about.", registry=own)
        self._entities = Counter(
            "pii_entities", "Entities hidden.", ["label", "rule"], registry=own
        )

    def count_answer(self, route: str, method: str, status: int, seconds: float) -> None:
        """Count one answered request."""
        self._requests.labels(route, method, str(status)).inc()
        self._seconds.labels(route).observe(seconds)

    def count_client_gone(self, route: str) -> None:
        """Count one request whose client left before its answer was complete."""
        self._gone.labels(route).inc()

    def count_refusal(self, reason: str) -> None:
        """Count one refused request."""
        self._refusals.labels(reason).inc()

    def count_received(self, received: int) -> None:
        """Count the bytes of a body that arrived."""
        self._received.inc(received)

    def show_inflight(self, held: int) -> None:
        """Show how many bytes of bodies are held now."""
        self._inflight.set(held)

    def show_connections(self, count: int) -> None:
        """Show how many connections are open now."""
        self._connections.set(count)

    def count_closed_connection(self, why: str) -> None:
        """Count one connection that was closed for a limit's sake, or refused."""
        self._closed.labels(why).inc()

    def show_queue(self, requests: int, characters: int) -> None:
        """Show what is waiting now."""
        self._waiting.set(requests)
        self._waiting_characters.set(characters)

    def count_batch(self, *, requests: int, characters: int, tokens: int, seconds: float) -> None:
        """Count one batch that was detected."""
        self._batch_requests.observe(requests)
        self._batch_tokens.observe(tokens)
        self._batch_seconds.observe(seconds)
        self._characters.inc(characters)
        self._tokens.inc(tokens)

    def count_entities(self, tally: Tally) -> None:
        """Count hidden entities by label and rule; a rule that is not in the catalogue is other."""
        for (label, rule), count in tally.items():
            self._entities.labels(label, rule if rule in BY_ID else _OTHER).inc(count)

    def text(self) -> bytes:
        """Return all numbers, of all processes, in Prometheus' text format."""
        if not self._folder:
            return generate_latest(self._registry)
        _forget_dead(Path(self._folder))
        everybody = CollectorRegistry()
        MultiProcessCollector(everybody, self._folder)  # type: ignore[no-untyped-call]
        return generate_latest(everybody)

    def close(self) -> None:
        """Take this process's gauges out of the sums; its counts stay."""
        if self._folder:
            mark_process_dead(os.getpid(), self._folder)  # type: ignore[no-untyped-call]


def _forget_dead(folder: Path) -> None:
    """Drop the gauges of processes that were killed before they could."""
    for path in folder.glob("gauge_live*_*.db"):
        pid = int(path.stem.rpartition("_")[2])
        if not Path(f"/proc/{pid}").exists():
            with suppress(FileNotFoundError):
                path.unlink()
