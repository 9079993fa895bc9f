"""How large a network is; known without torch."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class NetworkShape:
    """How large a network is.

    Attributes:
        layers: how many blocks.
        width: values that stand for a token; a multiple of `heads`.
        heads: attention heads.
        inner: width inside a block's gated feed-forward part.
        reach: tokens that the local layers see, half of them on each side.
        every: each `every`th layer sees the whole window.
        positions: the longest window that it can be run on.
    """

    layers: int = 4
    width: int = 256
    heads: int = 4
    inner: int = 384
    reach: int = 128
    every: int = 2
    positions: int = 1024
