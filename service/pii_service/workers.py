"""Server processes: one in this process, or several that share a listening socket.

Several are watched: one that dies is replaced, and one that cannot start ends them all, since
the next would not start either. They watch, too: without the process that started them they end,
so that nobody holds the port. However a process ends, it does not wait for threads whose work
nobody waits for.
"""

import asyncio
import ctypes
import logging
import multiprocessing
import multiprocessing.connection
import os
import signal
import socket
import struct
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from types import FrameType

import uvicorn
from uvicorn.config import STARTUP_FAILURE

from pii_service.logs import write_log

_SPAWN = multiprocessing.get_context("spawn")
# How long connections that were accepted last have to send their request.
_LAST_WORD_SECONDS = 0.25
# How long threads have to end once everything is answered.
_LEFTOVER_SECONDS = 3.0
# Linux' number, which Python does not name, and a packet filter of one step: return nothing.
_SO_ATTACH_FILTER = 26
_DROP_ALL = struct.pack("HBBI", 6, 0, 0, 0)
Serve = Callable[[socket.socket], None]


class PatientServer(uvicorn.Server):
    """A server that, before it closes, hears out whoever had reached it.

    Attributes:
        alone: no other process listens on its socket.
    """

    def __init__(self, config: uvicorn.Config, *, alone: bool) -> None:
        super().__init__(config)
        self.alone = alone

    def run_to_the_end(self, sockets: list[socket.socket]) -> None:
        """Serve; then return or, if threads still work on what nobody waits for, end the process.

        A thread cannot be killed, and an interpreter that ends waits for its threads.
        """
        before = set(threading.enumerate())
        self._watchdog = threading.Timer(_LEFTOVER_SECONDS, leave)
        self._watchdog.daemon = True
        self.run(sockets=sockets)
        leftovers = [thread for thread in set(threading.enumerate()) - before if not thread.daemon]
        last = time.monotonic() + _LEFTOVER_SECONDS / 2
        for thread in leftovers:
            thread.join(max(0.0, last - time.monotonic()))
        if any(thread.is_alive() for thread in leftovers):
            leave()
        self._watchdog.cancel()

    def end_with_parent(self) -> None:
        """Begin to end once the process that started this one is gone; returns at once."""

        def watch(parent: multiprocessing.process.BaseProcess) -> None:
            parent.join()
            write_log("parent is gone", logging.ERROR)
            self.should_exit = True

        if parent := multiprocessing.parent_process():
            threading.Thread(target=watch, args=(parent,), daemon=True).start()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Take no more connections, answer those that were made, then close."""
        for listener in sockets or []:
            if self.alone:
                refuse_connections(listener)
        await asyncio.sleep(_LAST_WORD_SECONDS)
        await super().shutdown(sockets)
        # The event loop, when it is closed, waits for its own threads without a limit.
        self._watchdog.start()


def leave() -> None:
    """End this process, whatever its threads do: all that will be answered is answered."""
    write_log("left unfinished work behind")
    logging.shutdown()
    os._exit(0)


def refuse_connections(listener: socket.socket) -> None:
    """Make a listening socket deaf to new connections; those made already can be accepted.

    Closing it at once would cut off connections that the kernel has made and nobody accepted
    yet, with their requests in them. Where no filter can be attached, nothing happens.
    """
    with suppress(OSError):
        program = ctypes.create_string_buffer(_DROP_ALL)
        filters = struct.pack("HP", 1, ctypes.addressof(program))
        listener.setsockopt(socket.SOL_SOCKET, _SO_ATTACH_FILTER, filters)


@dataclass
class Workers:
    """Processes that each run `serve` on one socket.

    Attributes:
        serve: blocks until its process is asked to end; must be picklable.
        listener: bound; each process listens on it.
        count: how many processes.
        drain_seconds: how long they go on taking connections once a signal came.
        answer_seconds: how long they may then take for the answers under way.
    """

    serve: Serve
    listener: socket.socket
    count: int
    drain_seconds: float
    answer_seconds: float
    _running: list[multiprocessing.process.BaseProcess] = field(default_factory=list, init=False)
    _deaf_at: float | None = field(default=None, init=False)

    def run(self) -> bool:
        """Keep the processes running until a signal ends them; say whether they could start."""
        signal.signal(signal.SIGTERM, self._end)
        signal.signal(signal.SIGINT, self._end)
        self._running = [self._start() for _ in range(self.count)]
        could_start = True
        while self._running:
            sentinels = [process.sentinel for process in self._running]
            multiprocessing.connection.wait(sentinels, timeout=_LAST_WORD_SECONDS / 4)
            if self._deaf_at is not None and time.monotonic() > self._deaf_at:
                refuse_connections(self.listener)
                if time.monotonic() > self._deaf_at + self.answer_seconds + 2 * _LEFTOVER_SECONDS:
                    self._kill()
            for process in [process for process in self._running if process.exitcode is not None]:
                self._running.remove(process)
                could_start &= process.exitcode != STARTUP_FAILURE
                self._replace(process.pid, process.exitcode)
        return could_start

    def _kill(self) -> None:
        """End processes that hear no signals."""
        for process in self._running:
            process.kill()

    def _start(self) -> multiprocessing.process.BaseProcess:
        process = _SPAWN.Process(target=self.serve, args=(self.listener,))
        process.start()
        return process

    def _replace(self, pid: int | None, status: int | None) -> None:
        """Start another process in place of one that ended, or end the others too."""
        if self._deaf_at is not None:
            return
        write_log("worker died", logging.ERROR, pid=pid, status=status)
        if status == STARTUP_FAILURE:
            self._end(signal.SIGTERM, None)
        else:
            self._running.append(self._start())

    def _end(self, number: int, frame: FrameType | None) -> None:
        """Pass a signal on; a second one ends the drain."""
        again = self._deaf_at is not None
        self._deaf_at = time.monotonic() + (0 if again else self.drain_seconds)
        for process in self._running:
            process.terminate()
