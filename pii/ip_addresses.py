"""IP addresses: which spelling is one, and which of them lead to somebody's host."""

import re
from ipaddress import IPv4Address, IPv6Address, ip_address

# Resolvers that everybody may use; an address that stands in a thousand tutorials exposes nobody.
_PUBLIC_RESOLVERS = frozenset(
    map(
        ip_address,
        (
            "1.0.0.1", "1.1.1.1", "1.1.1.2", "1.0.0.2", "1.1.1.3", "1.0.0.3",
            "8.8.4.4", "8.8.8.8", "9.9.9.9", "9.9.9.10", "149.112.112.112",
            "208.67.220.220", "208.67.222.222", "4.2.2.1", "4.2.2.2", "4.2.2.3", "4.2.2.4",
            "114.114.114.114", "114.114.115.115", "223.5.5.5", "223.6.6.6", "180.76.76.76",
            "119.29.29.29", "94.140.14.14", "94.140.15.15", "64.6.64.6", "64.6.65.6",
            "77.88.8.1", "77.88.8.8", "84.200.69.80", "84.200.70.40",
            "2606:4700:4700::1111", "2606:4700:4700::1001",
            "2001:4860:4860::8888", "2001:4860:4860::8844",
            "2620:fe::fe", "2620:fe::9", "2620:119:35::35", "2620:119:53::53",
        ),
    )
)  # fmt: skip


def parse_address(value: str) -> IPv4Address | IPv6Address | None:
    """Return the address that this text spells, or None.

    Leading zeros (`010.1.2.3`), which `ipaddress` refuses, are read as decimal, since a log
    pads its columns so. A zone (`fe80::1%eth0`) is allowed, and commas in place of dots, as between
    a constructor's arguments.
    """
    try:
        # `ip_address` would read a long address as a short one first.
        return IPv6Address(value) if ":" in value else IPv4Address(value)
    except ValueError:
        pass
    parts = re.split(r",\s?", value) if "," in value else value.split(".")
    if len(parts) == 4 and all(p.isascii() and p.isdigit() and len(p) <= 3 for p in parts):
        try:
            return ip_address(".".join(str(int(p)) for p in parts))
        except ValueError:
            return None
    return None


def identifies_host(value: str) -> bool:
    """Say whether an address may lead to one particular host on the Internet.

    Private, loopback, link-local, multicast, unspecified, documentation and other reserved
    ranges do not, nor do public resolvers. What is no address at all is taken to lead somewhere,
    so that doubt hides it.
    """
    address = parse_address(value)
    if address is None:
        return True
    if isinstance(address, IPv6Address) and address.ipv4_mapped is not None:
        address = address.ipv4_mapped
    return address.is_global and not address.is_multicast and address not in _PUBLIC_RESOLVERS
