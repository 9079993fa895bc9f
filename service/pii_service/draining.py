"""SIGTERM without a lost answer.

For a while the service goes on answering, tells load balancers that it is not ready and asks
each client to leave (`Connection: close`); only then does the server stop listening, and it
waits for the answers that are under way.
"""

import asyncio
import signal
import threading
from types import FrameType

from pii_service.dependencies import Service
from pii_service.logs import write_log


def drain_on_sigterm(service: Service) -> None:
    """Put the drain before what SIGTERM does now, which is the server's own shutdown."""
    stop = signal.getsignal(signal.SIGTERM)
    if threading.current_thread() is not threading.main_thread() or not callable(stop):
        return
    loop = asyncio.get_running_loop()

    def stop_server() -> None:
        frame: FrameType | None = None
        stop(signal.SIGTERM, frame)

    def drain() -> None:
        if service.draining:
            stop_server()
            return
        service.draining = True
        write_log("draining", seconds=service.settings.drain_seconds)
        loop.call_later(service.settings.drain_seconds, stop_server)

    loop.add_signal_handler(signal.SIGTERM, drain)
