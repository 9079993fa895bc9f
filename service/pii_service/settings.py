"""What an operator may set: flags of `pii-serve`, or `PII_…` in the environment."""

import os
import re
from collections.abc import Collection
from difflib import get_close_matches
from ipaddress import ip_address
from pathlib import Path
from typing import Annotated, Self

from limits import parse
from pydantic import Field, SecretStr, field_validator, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from pii.redaction.policy import LEAST_KEY_BYTES

_MIB = 2**20
# More than any machine has, and little enough for every interface that takes the number.
Bytes = Annotated[int, Field(gt=0, le=2**50)]
Count = Annotated[int, Field(gt=0, le=2**31 - 1)]
# What the schema of a request allows, whatever is set.
MOST_TEXTS = 10_000
# A day is for ever here; without an end, shutdown would have none.
Seconds = Annotated[float, Field(gt=0, le=86_400)]
_PREFIX = "PII_"
# What container platforms set for a service whose name begins with `pii`.
_OF_A_PLATFORM = re.compile(r"PII_(?:\w+_)?(?:SERVICE_(?:HOST|PORT\w*)|PORT(?:_\d+_[A-Z]+\w*)?)")
_HOST_NAME = re.compile(r"[\w-]+(?:\.[\w-]+)*|[0-9a-f:]*:[0-9a-f:.]*", re.ASCII)
# How much alike two names must be, as `difflib` measures it, for one to be meant by the other.
_LIKENESS = 0.7


class Settings(BaseSettings):
    """All settings of the service. None of them can be changed by a request."""

    # A refused setting may be a secret, so that errors do not quote it.
    model_config = SettingsConfigDict(
        env_prefix=_PREFIX, frozen=True, extra="ignore", hide_input_in_errors=True
    )

    host: str = Field(default="127.0.0.1", description="Address to listen on.")
    port: int = Field(
        default=8000, ge=0, le=65_535, description="Port to listen on; 0 takes a free one."
    )
    detector: str = Field(
        default="auto", description="Detector: auto, rules, small, base or a folder."
    )
    workers: Count = Field(default=1, le=64, description="Server processes.")
    threads: Count = Field(default=2, le=64, description="Threads that detect, in each process.")

    api_keys: SecretStr = Field(
        default=SecretStr(""),
        description="API keys, separated by commas, at least 16 characters each.",
    )
    api_keys_file: Path | None = Field(
        default=None, description="File of API keys, one a line; read again whenever it changes."
    )
    open: bool = Field(default=False, description="Serve other hosts without API keys.")
    allowed_hosts: str = Field(
        default="",
        description="Names served without API keys beside localhost, separated by commas.",
    )
    metrics_open: bool = Field(default=False, description="Show /metrics without an API key.")
    docs: bool = Field(default=False, description="Show a page for the OpenAPI document at /docs.")
    rate_limit: str = Field(
        default="", description="Requests allowed a key, as `600/minute`; empty: all."
    )
    rate_storage: str = Field(
        default="memory://",
        description="Where requests are counted: each process, or `redis://…` for all.",
    )
    key: SecretStr = Field(
        default=SecretStr(""),
        description="Secret of the actions `surrogate` and `hash`, 16 bytes or more.",
    )

    max_connections: Count = Field(
        default=1_000, description="Most open connections, in each process."
    )
    max_address_connections: Count = Field(
        default=250, description="Most open connections from one address, in each process."
    )
    header_seconds: Seconds = Field(default=10, description="Longest wait for a request's headers.")

    max_body_bytes: Bytes = Field(
        default=16 * _MIB, description="Largest body, multipart frame included."
    )
    max_inflight_bytes: Bytes = Field(
        default=256 * _MIB, description="Most bytes of bodies in memory at once, in each process."
    )
    max_text_characters: Count = Field(default=10_000_000, description="Longest text in JSON.")
    max_texts: Count = Field(default=1_000, le=MOST_TEXTS, description="Most texts in one request.")
    max_json_items: Count = Field(
        default=100_000, description="Most values in the JSON of a request."
    )
    max_entities: Count = Field(
        default=250_000, description="Most places hidden in a request, a member or a line."
    )
    max_line_bytes: Bytes = Field(default=_MIB, description="Longest line of a stream.")
    max_members: Count = Field(default=10_000, description="Most members of an archive.")
    max_member_bytes: Bytes = Field(default=16 * _MIB, description="Largest member, unpacked.")
    max_unpacked_bytes: Bytes = Field(default=128 * _MIB, description="Largest archive, unpacked.")
    body_seconds: Seconds = Field(
        default=30,
        description="Longest wait for the next part of a body, and for an answer's to be taken.",
    )
    min_bytes_per_second: Count = Field(
        default=10_000,
        description="Least speed of a body or an answer, once PII_BODY_SECONDS have passed.",
    )
    deadline_seconds: Seconds = Field(default=60, description="Longest wait for an answer.")

    batch_tokens: Count = Field(
        default=8_192, description="Most tokens detected in one call, about."
    )
    batch_wait_ms: float = Field(
        default=2,
        ge=0,
        le=1_000,
        description="Longest wait for company while requests are coming in.",
    )
    max_queue_requests: Count = Field(default=256, description="Most requests that wait.")
    max_queue_characters: Count = Field(
        default=64_000_000, description="Most characters that wait."
    )
    drain_seconds: float = Field(
        default=1,
        ge=0,
        le=3_600,
        description="After SIGTERM, how long new requests are still answered.",
    )

    @field_validator("rate_limit")
    @classmethod
    def _check_rate(cls, value: str) -> str:
        try:
            if value:
                parse(value)
        except ValueError:
            raise ValueError("is no rate; write it as `600/minute`") from None
        return value

    @field_validator("allowed_hosts")
    @classmethod
    def _check_hosts(cls, value: str) -> str:
        if not all(_HOST_NAME.fullmatch(name) for name in _names_in(value)):
            raise ValueError("needs host names or addresses alone, without scheme, port and path")
        return value

    @field_validator("key")
    @classmethod
    def _check_key(cls, value: SecretStr) -> SecretStr:
        if 0 < len(value.get_secret_value().encode()) < LEAST_KEY_BYTES:
            raise ValueError(f"needs at least {LEAST_KEY_BYTES} bytes")
        return value

    @model_validator(mode="after")
    def _check_doors(self) -> Self:
        if not (self.has_keys or self.open or is_loopback(self.host)):
            raise ValueError(
                "other hosts could use this service without an API key; "
                "set PII_API_KEYS or PII_API_KEYS_FILE, or pass --open if that is meant"
            )
        return self

    @model_validator(mode="before")
    @classmethod
    def _refuse_unknown(cls, data: object) -> object:
        """Refuse a variable that sets nothing: a misspelt limit would be none."""
        if unknown := unknown_settings(os.environ, cls.model_fields):
            raise ValueError("; ".join(unknown))
        return data

    @property
    def extra_hosts(self) -> list[str]:
        """Return the names in `allowed_hosts`."""
        return _names_in(self.allowed_hosts)

    @property
    def has_keys(self) -> bool:
        """Say whether requests must show an API key."""
        return bool(self.api_keys.get_secret_value() or self.api_keys_file)


def _names_in(value: str) -> list[str]:
    names = (name.strip().lower() for name in value.split(","))
    return [name for name in names if name]


def unknown_settings(names: Collection[str], known: Collection[str]) -> list[str]:
    """Return a sentence for each variable that looks like a setting and is none.

    >>> unknown_settings(["PII_PROT", "PATH"], ["port", "host"])
    ['PII_PROT is no setting; did you mean PII_PORT?']

    Args:
        names: of all variables. What container platforms set by themselves is left alone.
        known: the settings, without their prefix.
    """
    sentences: list[str] = []
    for name in sorted({name.upper() for name in names if name.upper().startswith(_PREFIX)}):
        own = name.removeprefix(_PREFIX).lower()
        if own in known or _OF_A_PLATFORM.fullmatch(name):
            continue
        near = get_close_matches(own, known, n=1, cutoff=_LIKENESS)
        meant = f"did you mean {_PREFIX}{near[0].upper()}?" if near else "docs/service.md has all"
        sentences.append(f"{name} is no setting; {meant}")
    return sentences


def is_loopback(host: str) -> bool:
    """Say whether only this machine reaches a host name or address."""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
