"""IP addresses out of the ranges that are kept for documentation."""

import re
from collections.abc import Iterator
from ipaddress import IPv6Address, IPv6Network

from pii.addresses import parse_address
from pii.surrogates.draws import pick

_NETWORKS = ("192.0.2", "198.51.100", "203.0.113")
_NETWORK_6 = IPv6Network("2001:db8::/32")


def make_address(value: str, draws: Iterator[int], key: bytes) -> str:
    """Draw an address out of a documentation range, spelled as the value is."""
    if ":" in value:
        host = next(draws) << 64 | next(draws) << 32 | next(draws)
        host >>= 64 if "::" in value else 0
        address = IPv6Address(int(_NETWORK_6.network_address) | host)
        return address.exploded if re.fullmatch(r"(?:\w{4}:){7}\w{4}", value) else str(address)
    four = f"{pick(_NETWORKS, draws)}.{1 + next(draws) % 254}"
    comma = re.search(r",\s*", value)
    return four.replace(".", comma[0]) if comma else four


def is_address(value: str, key: bytes) -> bool:
    """Say whether an address lies in a documentation range."""
    address = parse_address(value)
    if isinstance(address, IPv6Address):
        return address in _NETWORK_6
    return address is not None and str(address).rpartition(".")[0] in _NETWORKS
