"""IP addresses in their spellings, and the dotted numbers that are none."""

import re
from collections.abc import Iterator

from pii.ip_addresses import identifies_host, parse_address
from pii.labels import Label
from pii.rules.rule import Claim, Hit, Rule

_VERSION_BEFORE = re.compile(
    r"(?i)(?:\bver(?:sion)?s?\b|version|release[sd]?|\bbuild\b|assembly|nuget|upgrad|changelog"
    r"|firmware|driver|chrome/|safari/|gecko|msie|\brev\b|sqlite|jdk)"
    r"[^\n]{0,40}\Z|(?:[=<>~]=|~>|[~^]|\bv\.?)\s?\Z|(?:[A-Za-z]/|-|_)\Z"
)
_ADDRESS_WORD = re.compile(
    r"(?i)\bips?(?:v4)?\b|ip_?addr|address|\bhosts?\b|hostname|server|\bdns\b|\bping\b|gateway|inet"
    r"|://\S*\Z|listen|bind|remote|peer|client|proxy|allow|deny|\bfrom\b|nameserver|route|subnet"
    r"|\bacl\b|whitelist|blacklist|[_.-]ip\b|ip[_.-]|\bnode\b|connect"
)
_HEADING_BEFORE = re.compile(
    r"(?i)(?:section|chapter|§|clause|appendix|figure|table|sect?\.|\bspec(?:ification)?)\s*\Z"
)
_LINE_NUMBERING = re.compile(r"\A\s*[#*/%;.=\-]*\s*\Z")
# Figures of a drawing's path, which run together: `2.047.138 3.006.404`.
_NUMBER_BEFORE = re.compile(r"(?<![\d.])-?\d*\.\d+(?:\.\d+)?[ ,-]\Z")
_NUMBER_BEHIND = re.compile(r"[ ,-]?-?\d*\.\d+")
_OID_AROUND = re.compile(r"(?i)oid\b|\boid|snmp|asn1|objectidentifier")
# Four-part versions seldom count so far; an address without a large octet needs a word for one.
_LEAST_TELLING_OCTET = 40


def _is_mask(octets: list[int]) -> bool:
    """Say whether four octets are a net mask or its inverse."""
    bits = "".join(f"{octet:08b}" for octet in octets)
    return (bits.strip("1").strip("0") == "" and "01" not in bits and octets[0] == 255) or (
        octets[0] == 0 and octets[1] in {0, 255} and "10" not in bits
    )


def _read_v4(hit: Hit) -> Iterator[Claim]:
    """Claim four octets, unless their surroundings make them a version, an OID or a mask."""
    start, end = hit.span(1)
    value = hit.text(1)
    octets = [int(part) for part in value.split(".")]
    if max(octets) > 255 or _is_mask(octets) or _is_part_of_longer(hit, start, end):
        return
    before, behind = hit.line_before(start, 120), hit.line_behind(end, 60)
    speaks_of_addresses = bool(_ADDRESS_WORD.search(before))
    if _VERSION_BEFORE.search(before) and not re.search(r"://[^/\s]*\Z|@\Z", before):
        return
    if _HEADING_BEFORE.search(before) or _OID_AROUND.search(before):
        return
    if octets[0] < _LEAST_TELLING_OCTET and re.search(r"(?i)\bsections?\b", before):
        return
    if _NUMBER_BEFORE.search(before) and _NUMBER_BEHIND.match(behind):
        return
    if _LINE_NUMBERING.match(before) and re.match(r"\.?\s+[A-Z]", behind) and octets[0] < 20:
        return
    if not speaks_of_addresses and max(octets) < _LEAST_TELLING_OCTET and identifies_host(value):
        return
    yield Claim(start, end, Label.IP_ADDRESS, 0.95 if speaks_of_addresses else 0.9)


def _is_part_of_longer(hit: Hit, start: int, end: int) -> bool:
    """Say whether more digits, letters or dots with digits adjoin."""
    before, behind = hit.data[max(0, start - 2) : start], hit.data[end : end + 2]
    if before[-1:].isalnum() and not re.search(rb"\\[nrt]\Z", before):
        return True
    if before[-1:] == b"." and before[-2:-1].isalnum():
        return True
    if hit.data[end : end + 1] == b"-" and re.match(r"-\d+\.\d+\.\d+", hit.line_behind(end, 20)):
        return False
    return behind[:1].isalnum() or (behind[:1] in b".-_" and behind[1:2].isdigit())


def _read_v6(hit: Hit) -> Iterator[Claim]:
    """Claim what `ipaddress` accepts and no program would write for something else."""
    start, end = hit.span(1)
    value = hit.text(1)
    while value and value[-1] in ".:" and not value.endswith("::"):
        value, end = value[:-1], end - 1
    if hit.data[end : end + 1].isalnum() or hit.data[end : end + 1] == b"_":
        return
    if hit.data[max(0, start - 1) : start].isalnum() or not _resembles_v6(value):
        return
    if parse_address(value) is not None:
        yield Claim(start, end, Label.IP_ADDRESS, 0.95)


def _resembles_v6(value: str) -> bool:
    """Say whether a valid spelling is meant as an address and not as `a::b` in code."""
    if value.count(":") < 2 or not any(c.isdigit() for c in value):
        return False
    first = value.split(":", 1)[0].lower()
    if len(first) == 4 and (first[0] in "23" or first[:2] in {"fe", "fc", "fd", "ff"}):
        return True
    return (
        value.lower().startswith(("::ffff:", "64:ff9b:")) or value == "::1" or value.count(":") == 7
    )


def _read_octets(hit: Hit) -> Iterator[Claim]:
    """Claim four octets that are arguments of an address's constructor."""
    octets = [int(part) for part in re.findall(r"\d+", hit.text(1))]
    if max(octets) <= 255:
        yield Claim(*hit.span(1), Label.IP_ADDRESS, 0.8)


RULES = (
    Rule(
        "ipv4-arguments",
        Label.IP_ADDRESS,
        (rb"(?:\b[iI][pP]|_[iI][pP]|[a-z0-9]I[pP])[A-Za-z0-9_:]*(?:\s\w+)?\s?\(",),
        rb"(?:\b[iI][pP]|_[iI][pP]|[a-z0-9]I[pP])[A-Za-z0-9_:]{0,24}(?:\s[A-Za-z_]\w{0,30})?\s?\((?:&?[A-Za-z_][\w.\->]{0,20},\s?)?([0-9]{1,3},\s?[0-9]{1,3}"
        rb",\s?[0-9]{1,3},\s?[0-9]{1,3})\)",
        _read_octets,
    ),
    Rule(
        "ipv4",
        Label.IP_ADDRESS,
        (rb"[0-9]\.[0-9]{1,3}\.[0-9]{1,3}\.[0-9]",),
        rb"([0-9]{1,3}\.[0-9]{1,3}\.[0-9]{1,3}\.[0-9]{1,3})",
        _read_v4,
    ),
    Rule(
        "ipv6",
        Label.IP_ADDRESS,
        (
            rb"(?i)\b(?:[23][0-9a-f]{3}|f[cdef][0-9a-f]{2}):[0-9a-f:]",
            rb"::(?:1\b|[fF]{4}:)",
            rb"64:ff9b::",
        ),
        rb"(?:^|[^0-9A-Za-z_:.]|"
        rb"IPv6:)((?:[0-9A-Fa-f]{0,4}:){2,7}[0-9]{1,3}(?:\.[0-9]{1,3}){3}|"
        rb"[0-9A-Fa-f]{0,4}:[0-9A-Fa-f:]{0,39})",
        _read_v6,
    ),
)
