"""Where a client comes from, as far as limits are concerned."""

from ipaddress import IPv6Network

from starlette.types import Scope


def address_of(scope: Scope) -> str:
    """Return the address, or network, from which a request comes; empty if nobody knows."""
    client = scope.get("client")
    return address_group(client[0]) if client else ""


def address_group(host: str) -> str:
    """Return an address, or the network of one that belongs to a whole IPv6 network.

    A site gets an IPv6 network of 64 bits at least, and may use any address of it.

    >>> address_group("2001:db8::1"), address_group("192.0.2.1")
    ('2001:db8::/64', '192.0.2.1')
    """
    if ":" not in host:
        return host
    try:
        return str(IPv6Network((host.partition("%")[0], 64), strict=False))
    except ValueError:
        return host
