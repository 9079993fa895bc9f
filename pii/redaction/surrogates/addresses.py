"""IP addresses out of the ranges that are kept for documentation."""

import re
from collections.abc import Iterator
from ipaddress import IPv6Address, IPv6Network

from pii.ip_addresses import parse_address
from pii.redaction.surrogates.draws import pick

_NETWORKS = ("192.0.2", "198.51.100", "203.0.113")
_NETWORK_6 = IPv6Network("2001:db8::/32")
_EXPLODED = re.compile(r"(?:[0-9A-Fa-f]{4}:){7}[0-9A-Fa-f]{4}")
# Narrower than what can be parsed: a zone may hold any text, such as markup.
_SPELLING = re.compile(r"[0-9A-Fa-f:.]{2,45}|[0-9]{1,3}(?:, [0-9]{1,3}){3}")


def make_address(value: str, draws: Iterator[int], key: bytes) -> str:
    """Draw an address out of a documentation range, spelled as the value is."""
    if ":" in value:
        host = next(draws) << 64 | next(draws) << 32 | next(draws)
        host >>= 64 if "::" in value else 0
        address = IPv6Address(int(_NETWORK_6.network_address) | host)
        return address.exploded if _EXPLODED.fullmatch(value) else str(address)
    four = f"{pick(_NETWORKS, draws)}.{1 + next(draws) % 254}"
    return four.replace(".", ", ") if "," in value else four


def is_address(value: str, key: bytes) -> bool:
    """Say whether an address lies in a documentation range and has nothing else about it."""
    address = parse_address(value) if _SPELLING.fullmatch(value) else None
    if isinstance(address, IPv6Address):
        return address in _NETWORK_6
    return address is not None and str(address).rpartition(".")[0] in _NETWORKS
