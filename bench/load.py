"""A bounded load on a server on this machine: so many clients, for so many seconds.

Each client keeps one connection and sends its next request when the last is answered. Only
loopback addresses are taken.
"""

import asyncio
import json
import time
from collections import Counter
from dataclasses import dataclass, field
from ipaddress import ip_address


@dataclass
class Load:
    """What clients saw: seconds of each answer by status, and bytes of texts sent."""

    seconds: dict[int, list[float]] = field(default_factory=dict)
    sent: int = 0
    elapsed: float = 0.0

    def statuses(self) -> Counter[int]:
        """Return how many answers had each status."""
        return Counter({status: len(times) for status, times in self.seconds.items()})

    def percentile(self, share: float, status: int = 200) -> float:
        """Return the time within which this share of answers came, in seconds."""
        times = sorted(self.seconds.get(status, [0.0]))
        return times[min(len(times) - 1, int(share * len(times)))]

    def megabytes(self) -> float:
        """Return megabytes of text answered in a second."""
        return self.sent / 1e6 / self.elapsed


async def press(
    address: tuple[str, int],
    texts: list[str],
    *,
    clients: int,
    seconds: float = 0.0,
    requests: int = 0,
    together: int = 1,
) -> Load:
    """Send texts to `/v1/redact` from some clients, for a time or a number of requests.

    Each request holds so many texts together.
    """
    if not ip_address(address[0]).is_loopback:
        raise ValueError("a load goes to this machine only")
    bodies = [_request_of([texts[(n + k) % len(texts)] for k in range(together)])
              for n in range(len(texts))]  # fmt: skip
    sizes = [together * len(text.encode()) for text in texts]
    load = Load()
    started = time.perf_counter()
    left = [requests or 10**9]

    async def be_client(number: int) -> None:
        reader, writer = await asyncio.open_connection(*address, limit=2**24)
        while left[0] > 0 and (not seconds or time.perf_counter() - started < seconds):
            left[0] -= 1
            number = (number + 1) % len(bodies)
            asked = time.perf_counter()
            writer.write(bodies[number])
            status = await _read_answer(reader)
            load.seconds.setdefault(status, []).append(time.perf_counter() - asked)
            load.sent += sizes[number] if status == 200 else 0
        writer.close()
        await writer.wait_closed()

    await asyncio.gather(*(be_client(number) for number in range(clients)))
    load.elapsed = time.perf_counter() - started
    return load


def _request_of(texts: list[str]) -> bytes:
    body = json.dumps({"documents": [{"text": text} for text in texts]}).encode()
    head = (
        "POST /v1/redact HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
        f"Content-Length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body


async def _read_answer(reader: asyncio.StreamReader) -> int:
    head = await reader.readuntil(b"\r\n\r\n")
    length = int(head.lower().partition(b"content-length: ")[2].partition(b"\r\n")[0])
    await reader.readexactly(length)
    return int(head[9:12])
