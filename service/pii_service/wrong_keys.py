"""Wrong API keys are slowed down, by the address they come from.

An address that has shown many wrong keys waits before its next one is looked at. The wait comes
first, for a right key that is answered sooner than wrong ones would tell a guesser just that. A
key that was right at the same address before does not wait, and nobody is ever shut out: others
may share the address, behind a proxy.
"""

import asyncio
import time
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from typing import TypeVar

from starlette.requests import Request

from pii_service.client_addresses import address_of
from pii_service.errors import Refusal
from pii_service.security import KeyRing, shown_digest

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")
# Addresses, and keys at addresses, that are remembered; the oldest are forgotten first.
_MOST_REMEMBERED = 10_000


@dataclass
class Door:
    """Takes API keys, and its time once many were wrong.

    Attributes:
        keys: those that are valid.
        free: wrong keys that an address may show in a minute before it has to wait.
        seconds: how long each further key waits.
        now: the time, in seconds.
    """

    keys: KeyRing
    free: int = 10
    seconds: float = 1.0
    now: Callable[[], float] = time.monotonic
    # For each address, how many wrong keys it has shown in the minute that ends then.
    _wrong: dict[str, tuple[int, float]] = field(default_factory=dict, init=False, repr=False)
    _known: dict[tuple[str, bytes], None] = field(default_factory=dict, init=False, repr=False)

    async def client_of(self, request: Request) -> str:
        """Return the name of the key that a request shows.

        Raises:
            Refusal: if keys are needed and it shows none that is valid.
        """
        address, shown = address_of(request.scope), shown_digest(request.headers)
        if shown is None or not self.keys.settings.has_keys:
            return self.keys.client_of(request.headers)
        if self._is_suspect(address) and (address, shown) not in self._known:
            await asyncio.sleep(self.seconds)
        try:
            client = self.keys.client_of(request.headers)
        except Refusal:
            self._count(address)
            raise
        _remember(self._known, (address, shown), None)
        return client

    def _is_suspect(self, address: str) -> bool:
        wrong, until = self._wrong.get(address, (0, 0.0))
        return wrong >= self.free and self.now() < until

    def _count(self, address: str) -> None:
        now = self.now()
        wrong, until = self._wrong.get(address, (0, 0.0))
        _remember(self._wrong, address, (wrong + 1, until) if now < until else (1, now + 60))


def _remember(memory: dict[K, V], key: K, value: V) -> None:
    memory[key] = value
    if len(memory) > _MOST_REMEMBERED:
        del memory[next(iter(memory))]
