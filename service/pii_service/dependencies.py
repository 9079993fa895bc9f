"""What one application holds while it runs, and the names by which routes ask for it."""

from dataclasses import dataclass, field
from typing import Annotated

from fastapi import Depends, Request

from pii_service.body_limits import Intake
from pii_service.connections import ConnectionLimits, Connections
from pii_service.errors import Unready
from pii_service.ledger import Ledger
from pii_service.metrics import Metrics
from pii_service.micro_batching import MicroBatcher
from pii_service.security import KeyRing, RateLimiter
from pii_service.settings import Settings
from pii_service.wrong_keys import Door


@dataclass
class Service:
    """The parts of one application. `batcher` is there once the detector is loaded."""

    settings: Settings
    metrics: Metrics = field(default_factory=Metrics)
    batcher: MicroBatcher | None = None
    draining: bool = False

    def __post_init__(self) -> None:
        self.door = Door(KeyRing(self.settings))
        self.rates = RateLimiter(self.settings)
        self.ledger = Ledger(
            self.metrics,
            most=self.settings.max_inflight_bytes,
            own=self.settings.max_body_bytes,
        )
        self.intake = Intake(self.settings, self.metrics)
        self.connections = Connections(_connection_limits(self.settings), self.metrics)
        self.key = self.settings.key.get_secret_value().encode()

    @property
    def why_unready(self) -> str:
        """Return what keeps new requests from being answered in time; empty if nothing does."""
        if self.draining:
            return "draining"
        if self.batcher is None:
            return "loading"
        if self.batcher.seconds_full() > self.settings.deadline_seconds:
            return "overloaded"
        return ""


def _connection_limits(settings: Settings) -> ConnectionLimits:
    return ConnectionLimits(
        total=settings.max_connections,
        per_address=settings.max_address_connections,
        header_seconds=settings.header_seconds,
        stall_seconds=settings.body_seconds,
        bytes_per_second=settings.min_bytes_per_second,
    )


def service_of(request: Request) -> Service:
    """Return the application's parts."""
    service = request.app.state.service
    if not isinstance(service, Service):
        raise Unready("the application was not made by create_app")
    return service


async def _service(request: Request) -> Service:
    return service_of(request)


async def _batcher(request: Request) -> MicroBatcher:
    batcher = service_of(request).batcher
    if batcher is None:
        raise Unready("the detector is not loaded yet")
    return batcher


ServiceDep = Annotated[Service, Depends(_service)]
BatcherDep = Annotated[MicroBatcher, Depends(_batcher)]
