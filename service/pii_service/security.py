"""Who may ask: API keys, and how often each may.

Only digests of keys are kept. A key is named in logs by the first letters of its digest.
"""

import base64
import binascii
import hashlib
import hmac
import logging
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from limits import RateLimitItem, parse
from limits.aio.storage import Storage
from limits.aio.strategies import MovingWindowRateLimiter
from limits.errors import ConfigurationError
from limits.storage import storage_from_string
from starlette.datastructures import Headers

from pii.files.encodings import decode
from pii_service.errors import Reason, Refusal, Unready
from pii_service.logs import write_log
from pii_service.settings import Settings

LEAST_KEY_CHARACTERS = 16
_SECONDS_BETWEEN_LOOKS = 0.5
ANYBODY = "anybody"

SECURITY_HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
        "img-src 'self' data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    ),
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}


@dataclass
class KeyRing:
    """The API keys that are valid now.

    A file of keys is looked at twice a second at most and read again when it changed. While it
    cannot be read, none of its keys is valid.
    """

    settings: Settings
    _fixed: tuple[bytes, ...] = field(init=False, repr=False)
    _filed: tuple[bytes, ...] = field(default=(), init=False, repr=False)
    _looked: float = field(default=0.0, init=False)
    _seen: tuple[int, int, int] | None = field(default=None, init=False)

    def __post_init__(self) -> None:
        keys = [key.strip() for key in self.settings.api_keys.get_secret_value().split(",")]
        if any(0 < len(key) < LEAST_KEY_CHARACTERS for key in keys):
            raise Unready(f"PII_API_KEYS: a key needs {LEAST_KEY_CHARACTERS} characters or more")
        self._fixed = tuple(_digest(key) for key in keys if key)
        if self.settings.api_keys_file and not self.settings.api_keys_file.is_file():
            raise Unready(f"PII_API_KEYS_FILE: no file is at {self.settings.api_keys_file}")

    def client_of(self, headers: Headers) -> str:
        """Return the name of the key that a request shows.

        Raises:
            Refusal: if keys are needed and it shows none that is valid.
        """
        if not self.settings.has_keys:
            return ANYBODY
        shown = shown_digest(headers) or b""
        # Every key is compared, so that time does not tell how far the search came.
        found = [hmac.compare_digest(shown, digest) for digest in (*self._fixed, *self._of_file())]
        if any(found):
            return shown.hex()[:8]
        raise Refusal(
            Reason.UNAUTHORIZED,
            "send a valid key as `Authorization: Bearer KEY` or `X-API-Key: KEY`",
            headers={"WWW-Authenticate": "Bearer"},
        )

    def _of_file(self) -> tuple[bytes, ...]:
        """Return the digests of the file's keys as they are now."""
        path = self.settings.api_keys_file
        now = time.monotonic()
        if path and (not self._looked or now - self._looked > _SECONDS_BETWEEN_LOOKS):
            self._looked = now
            self._read(path)
        return self._filed

    def _read(self, path: Path) -> None:
        try:
            state = path.stat()
            seen = (state.st_mtime_ns, state.st_size, state.st_ino)
            if seen == self._seen:
                return
            # Whatever an editor or a shell of another system put before the first key.
            self._filed = tuple(_digests(decode(path.read_bytes())[0]))
            self._seen = seen
            write_log("api keys read", keys=len(self._filed))
        except OSError as error:
            if self._filed or self._seen is None:
                kind = type(error).__name__
                write_log("api keys unreadable", logging.ERROR, error=kind)
            self._filed, self._seen = (), (0, 0, 0)


class RateLimiter:
    """Counts requests by key, in one process or in a store that all share."""

    def __init__(self, settings: Settings) -> None:
        self._rate: RateLimitItem | None = None
        if settings.rate_limit:
            self._rate = parse(settings.rate_limit)
            self._limiter = MovingWindowRateLimiter(_storage_of(settings.rate_storage))

    async def count(self, client: str) -> None:
        """Count one request of a client.

        Raises:
            Refusal: if the client had its share; `Retry-After` says when the next is due.
        """
        if self._rate is None or await self._limiter.hit(self._rate, client):
            return
        window = await self._limiter.get_window_stats(self._rate, client)
        seconds = max(1, int(window.reset_time - time.time()) + 1)
        raise Refusal(
            Reason.RATE,
            f"this key may send {self._rate}; try again in {seconds} s",
            headers={"Retry-After": str(seconds)},
        )


def _storage_of(address: str) -> Storage:
    """Return the store at an address, which may hold a password and is not quoted."""
    try:
        storage = storage_from_string(f"async+{address}")
    except ConfigurationError:
        storage = None
    if isinstance(storage, Storage):
        return storage
    raise Unready("PII_RATE_STORAGE: no store of rates is at such an address, as `redis://…` is")


def _digest(key: str) -> bytes:
    return hashlib.sha256(key.encode("utf-8", "surrogatepass")).digest()


def _digests(lines: str) -> Iterator[bytes]:
    """Yield the digests of a file's keys; a short one, perhaps half written, does not count."""
    for number, line in enumerate(lines.splitlines(), start=1):
        key = line.strip()
        if not key or key.startswith("#"):
            continue
        if len(key) < LEAST_KEY_CHARACTERS:
            write_log("api key too short", logging.ERROR, line=number)
            continue
        yield _digest(key)


def shown_digest(headers: Headers) -> bytes | None:
    """Return the digest of the key in a request's headers, or None if it shows none."""
    key = _shown_key(headers)
    return _digest(key) if key else None


def _shown_key(headers: Headers) -> str:
    """Return the key in a request's headers, or an empty one.

    With `Basic`, which is all that Label Studio can send, the password is the key.
    """
    scheme, _, rest = headers.get("authorization", "").partition(" ")
    if scheme.lower() == "bearer":
        return rest.strip()
    if scheme.lower() == "basic":
        try:
            return base64.b64decode(rest, validate=True).decode().partition(":")[2]
        except (binascii.Error, UnicodeDecodeError):
            return ""
    return headers.get("x-api-key", "")
