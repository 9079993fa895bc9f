"""The real server as a process of its own, on a free port of the loopback address."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import httpx2 as httpx

ROOT = Path(__file__).parents[2]
# This checkout's code, whatever is installed.
CODE = {"PYTHONPATH": os.pathsep.join(str(ROOT / name) for name in ("", "annotation", "service"))}
_LAUNCH = (
    "from pii_service.main import run; from pii_service.settings import Settings;"
    "from tests.service.fakes import load; run(Settings(), load)"
)


class Server:
    """A running service. Its log is in `log`, a file that outlives it."""

    def __init__(
        self,
        folder: Path,
        *,
        real: bool = False,
        open_files: int | None = None,
        **settings: str | int | float,
    ) -> None:
        self.log = folder / f"log-{time.monotonic_ns()}.jsonl"
        environment = {k: v for k, v in os.environ.items() if not k.startswith("PII_")}
        environment |= {"PII_PORT": "0", "PII_DRAIN_SECONDS": "0.1"} | CODE
        environment |= {f"PII_{name.upper()}": str(value) for name, value in settings.items()}
        launch = "from pii_service.main import main; main()" if real else _LAUNCH
        command = [sys.executable, "-c", launch]
        if open_files:
            command = ["prlimit", f"--nofile={open_files}:{open_files}", *command]
        with self.log.open("wb") as log:
            self.process = subprocess.Popen(
                command, cwd=ROOT, env=environment, stderr=log, stdout=log
            )
        self.url = f"http://127.0.0.1:{self._port()}"
        self.wait(lambda: httpx.get(f"{self.url}/health/ready").status_code == 200)

    def _port(self) -> int:
        ports: list[int] = []

        def port_is_logged() -> bool:
            ports.extend(line["port"] for line in self.lines() if line["event"] == "starting")
            return bool(ports)

        self.wait(port_is_logged)
        return ports[0]

    def wait(self, condition, seconds: float = 30) -> None:
        """Wait until a condition holds; a refused connection is not yet an answer."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            if self.process.poll() is not None:
                raise AssertionError(f"the server ended: {self.log.read_text()}")
            try:
                if condition():
                    return
            except httpx.TransportError:
                pass
            time.sleep(0.02)
        raise AssertionError(f"waited in vain: {self.log.read_text()[-2000:]}")

    @property
    def address(self) -> tuple[str, int]:
        """Return host and port."""
        host, _, port = self.url.removeprefix("http://").partition(":")
        return host, int(port)

    def connect(self, *, seconds: float = 20, source: str = "127.0.0.1") -> socket.socket:
        """Return a bare connection, from any of this machine's loopback addresses."""
        return socket.create_connection(self.address, seconds, (source, 0))

    def lines(self) -> list[dict]:
        """Return the log's lines; one that is no JSON fails the test that asks."""
        return [json.loads(line) for line in self.log.read_text().splitlines() if line]

    def metric(self, name: str) -> float:
        """Return a number from /metrics, the sum over its labels."""
        lines = httpx.get(f"{self.url}/metrics").text.splitlines()
        found = [line for line in lines if line.split("{")[0].split(" ")[0] == name]
        return sum(float(line.rpartition(" ")[2]) for line in found)

    def memory(self) -> int:
        """Return the bytes that the server holds in memory."""
        pages = Path(f"/proc/{self.process.pid}/statm").read_text().split()[1]
        return int(pages) * os.sysconf("SC_PAGE_SIZE")

    def workers(self) -> list[int]:
        """Return the ids of the processes that serve for this one."""
        found = []
        for folder in Path("/proc").glob("[0-9]*"):
            try:
                status = (folder / "status").read_text()
                command = (folder / "cmdline").read_text()
            except OSError:
                continue
            if f"PPid:\t{self.process.pid}\n" in status and "spawn_main" in command:
                found.append(int(folder.name))
        return found

    def stop(self) -> int:
        """Ask the server to end and return its exit status."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
        return self.process.wait(timeout=40)
