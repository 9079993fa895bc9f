"""A real Label Studio server on loopback, in a process of its own, for as long as a test needs it.

Its first start migrates a database, which takes half a minute; the migrated folder is kept in
`.cache` and copied for each session, so that later starts take a few seconds.
"""

import hashlib
import os
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

CLONE = Path(__file__).parents[3]
CACHE = CLONE / ".cache" / "label-studio"
PORTS = range(18200, 18300)
MOST_SECONDS = 150


@dataclass(frozen=True)
class Account:
    """Somebody who can log in, and the token for the API."""

    email: str
    password: str
    token: str = ""


ADMIN = Account(
    "ann1@example.com", "".join(("first-", "of-two")), hashlib.sha1(b"ann1").hexdigest()
)
SECOND = Account("ann2@example.com", "".join(("second-", "of-two")))


def program() -> Path:
    """Return where the server's program is, or would be."""
    venv = os.environ.get("PII_LABEL_STUDIO_VENV") or CACHE / "venv"
    return Path(venv) / "bin" / "label-studio"


@contextmanager
def running(data: Path) -> Iterator[str]:
    """Run the server on a data folder and give its address."""
    port = _free_port()
    url = f"http://127.0.0.1:{port}"
    data.mkdir(parents=True, exist_ok=True)
    with (data / "server.log").open("wb") as log:
        process = subprocess.Popen(
            [
                program(),
                "start",
                "--no-browser",
                "--internal-host",
                "127.0.0.1",
                "--port",
                str(port),
                "--data-dir",
                data,
            ],
            stdout=log,
            stderr=subprocess.STDOUT,
            env={**os.environ, **_environment(data)},
            start_new_session=True,
        )
        try:
            _wait(process, f"{url}/health", data / "server.log")
            yield url
        finally:
            os.killpg(process.pid, signal.SIGTERM)
            process.wait(timeout=30)


def migrated_data(target: Path) -> Path:
    """Copy a data folder whose database is up to date, made first if there is none."""
    version = hashlib.sha256(str(program()).encode() + ADMIN.token.encode()).hexdigest()[:12]
    kept = CACHE / f"data-{version}"
    if not kept.is_dir():
        fresh = CACHE / f"data-{version}.{os.getpid()}"
        with running(fresh):
            pass
        fresh.rename(kept)
    shutil.copytree(kept, target)
    return target


def _environment(data: Path) -> dict[str, str]:
    return {
        "HOME": str(data),
        "LABEL_STUDIO_USERNAME": ADMIN.email,
        "LABEL_STUDIO_PASSWORD": ADMIN.password,
        "LABEL_STUDIO_USER_TOKEN": ADMIN.token,
        "LABEL_STUDIO_ENABLE_LEGACY_API_TOKEN": "true",
        "LABEL_STUDIO_DISABLE_SIGNUP_WITHOUT_LINK": "true",
        "COLLECT_ANALYTICS": "False",
        "LATEST_VERSION_CHECK": "False",
        "SENTRY_DSN": "",
        "FRONTEND_SENTRY_DSN": "",
        "FEATURE_FLAGS_OFFLINE": "true",
        "DEBUG": "False",
    }


def _free_port() -> int:
    """Return a port that nobody listens on; the server would silently move off a taken one."""
    for port in PORTS:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) != 0:
                return port
    raise RuntimeError(f"every port from {PORTS.start} to {PORTS.stop - 1} is taken")


def _wait(process: subprocess.Popen[bytes], url: str, log: Path) -> None:
    """Return when the server is healthy."""
    deadline = time.monotonic() + MOST_SECONDS
    while time.monotonic() < deadline:
        if process.poll() is not None:
            break
        try:
            with urlopen(url, timeout=2) as answer:
                if answer.status == 200:
                    return
        except (URLError, OSError):
            time.sleep(0.2)
    raise RuntimeError(f"Label Studio did not start:\n{log.read_text(errors='replace')[-2000:]}")
