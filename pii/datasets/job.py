"""What a run was asked to do: all that a worker needs to know, on any machine."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from enum import StrEnum

from pii.datasets.opt_out import OptOut
from pii.datasets.plan import Format
from pii.redaction.policy import Policy

SLICE_BYTES = 4 << 20


class OnError(StrEnum):
    """What becomes of a row that cannot be redacted; it is never written."""

    FAIL_SHARD = "fail-shard"
    DROP_ROW = "drop-row"


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns that count, where they are not to be recognised by their names."""

    text: str | None = None
    language: str | None = None
    repository: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Review:
    """How many changed places a label are kept for a person to look at, and with what.

    `originals` keeps the values that were hidden, too: then the notes of the target hold
    personal data.
    """

    places: int = 12
    originals: bool = False


@dataclass(frozen=True, slots=True)
class Job:
    """A run's settings.

    `slice_bytes` is about how much text is held and detected at once; it changes no output. A job
    that does not publish only counts: its copies are thrown away.
    """

    source: str
    target: str
    detector: str = "auto"
    policy: Policy = field(default_factory=lambda: Policy(inline_allow=False))
    columns: Columns = Columns()
    format: Format | None = None
    opt_out: OptOut = field(default_factory=OptOut)
    add_entities: bool = False
    add_count: bool = False
    on_error: OnError = OnError.FAIL_SHARD
    review: Review = Review()
    slice_bytes: int = SLICE_BYTES
    publishes: bool = True

    def settings(self) -> dict[str, str]:
        """Return what the output depends on, in words that reveal no listed value."""
        return {
            "detector": self.detector,
            "policy": _digest(self.policy),
            "text column": self.columns.text or "recognised",
            "language column": self.columns.language or "recognised",
            "repository columns": ", ".join(self.columns.repository) or "recognised",
            "format": self.format or "recognised",
            "opt-out": _digest_of_words(sorted(self.opt_out.names)),
            "added columns": " ".join(
                ["pii_entities"] * self.add_entities + ["pii_count"] * self.add_count
            ),
            "on error": self.on_error,
        }


def _digest(policy: Policy) -> str:
    """Return a digest of a policy, under its own key where it has one."""
    names = [item.name for item in fields(policy) if item.name != "key"]
    words = [f"{name} {_in_order(getattr(policy, name))}" for name in names]
    return _digest_of_words(words, policy.key)


def _in_order(value: object) -> str:
    """Return a value's words, the same ones whatever order it was put together in."""
    if isinstance(value, Mapping):
        return repr(sorted(value.items()))
    return repr(sorted(value) if isinstance(value, frozenset) else value)


def _digest_of_words(words: list[str], key: bytes = b"") -> str:
    data = json.dumps(words).encode()
    return hashlib.blake2b(data, key=key[:64], digest_size=16).hexdigest() if words else "none"
