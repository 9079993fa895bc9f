"""IP addresses in their spellings, and the dotted numbers that are none."""

import re
from collections.abc import Iterator

import re2

from pii.ip_addresses import identifies_host, parse_address
from pii.labels import Label
from pii.patterns import rx
from pii.rules.rule import Claim, Hit, Rule, example

# What stands before an address is asked for each of them, and RE2 answers four times sooner than
# `re`. Its `\b`, `\d` and `\s` know ASCII alone, hence these.
_EDGE_BEFORE, _EDGE_BEHIND = r"(?:^|[^\pL\pN_])", r"(?:$|[^\pL\pN_])"
_BLANK, _NO_BLANK = r"[\t-\r\x1c-\x20\x{85}\pZ]", r"[^\t-\r\x1c-\x20\x{85}\pZ]"
_VERSION_BEFORE = re2.compile(
    rf"(?i)(?:{_EDGE_BEFORE}(?:ver(?:sion)?s?|build|rev)(?:[^\pL\pN_\n][^\n]{{0,39}})?"
    r"|(?:version|release[sd]?|assembly|nuget|upgrad|changelog|firmware|driver|chrome/|safari/"
    rf"|gecko|msie|sqlite|jdk)[^\n]{{0,40}}|(?:[=<>~]=|~>|[~^]|{_EDGE_BEFORE}v\.?){_BLANK}?"
    r"|(?:[A-Za-z]/|-|_))$"
)
_ADDRESS_WORD = re2.compile(
    rf"(?i){_EDGE_BEFORE}(?:ips?(?:v4)?|hosts?|dns|ping|from|acl|node){_EDGE_BEHIND}"
    rf"|ip_?addr|address|hostname|server|gateway|inet|://{_NO_BLANK}*$|listen|bind"
    r"|remote|peer|client|proxy|allow|deny|nameserver|route|subnet|whitelist|blacklist"
    rf"|[_.-]ip{_EDGE_BEHIND}|ip[_.-]|connect"
)
_HEADING_OR_OID_BEFORE = re2.compile(
    r"(?i)(?:section|chapter|§|clause|appendix|figure|table|sect?\.|"
    rf"{_EDGE_BEFORE}spec(?:ification)?){_BLANK}*$"
    rf"|oid{_EDGE_BEHIND}|{_EDGE_BEFORE}oid|snmp|asn1|objectidentifier"
)
_SECTION_WORD = re2.compile(rf"(?i){_EDGE_BEFORE}sections?{_EDGE_BEHIND}")
_LINE_NUMBERING = re.compile(r"\A\s*[#*/%;.=\-]*\s*\Z")
# Figures of a drawing's path, which run together: `2.047.138 3.006.404`.
_NUMBER_BEFORE = re2.compile(r"(?:^|[^\p{Nd}.])-?\p{Nd}*\.\p{Nd}+(?:\.\p{Nd}+)?[ ,-]$")
_NUMBER_BEHIND = re.compile(r"[ ,-]?-?\d*\.\d+")
# Eight bytes that number a device, as they are written on it (EUI-64).
# Where an address stands, whatever word for a version came before it: an authority, a host's name
# as Java prints it with its address, the end of a range, and what follows on a client's own words.
_ADDRESS_BEFORE = re.compile(
    r"(?:://[^/\s]*|@|[A-Za-z0-9-]\.[A-Za-z]{2,24}/|(?<![\d.])(?:\d{1,3}\.){3}\d{1,3}\s?-\s?|\"\s+\"|'\s+')\Z"
)
# How the common log format goes on behind a client's address.
_LOGGED_BEHIND = re.compile(r" \S+ \S+ \[\d{1,2}/[A-Z][a-z]{2}/\d{4}")
_HEADING_BEFORE = re.compile(r"\s*(?:#{1,6}|={1,6})\s*\[?[vV]?")
# A file with a version and nothing else, with its line break.
_LONGEST_ALONE = 20
_HARDWARE_ADDRESS = re.compile(r"[0-9A-Fa-f]{2}(?::[0-9A-Fa-f]{2}){7}")
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
    if _HEADING_BEFORE.fullmatch(before) or _is_version_file(hit, octets, before, behind):
        return
    if _LOGGED_BEHIND.match(behind) and not before.strip():
        yield Claim(start, end, Label.IP_ADDRESS, 0.95)
        return
    speaks_of_addresses = bool(_ADDRESS_WORD.search(before))
    if _VERSION_BEFORE.search(before) and not _ADDRESS_BEFORE.search(before):
        return
    if _HEADING_OR_OID_BEFORE.search(before):
        return
    if octets[0] < _LEAST_TELLING_OCTET and _SECTION_WORD.search(before):
        return
    if _NUMBER_BEFORE.search(before) and _NUMBER_BEHIND.match(behind):
        return
    if _LINE_NUMBERING.match(before) and re.match(r"\.?\s+[A-Z]", behind) and octets[0] < 20:
        return
    if not speaks_of_addresses and max(octets) < _LEAST_TELLING_OCTET and identifies_host(value):
        return
    yield Claim(start, end, Label.IP_ADDRESS, 0.95 if speaks_of_addresses else 0.9)


def _is_version_file(hit: Hit, octets: list[int], before: str, behind: str) -> bool:
    """Say whether four numbers are a version that fills a file: a low one, with a last zero."""
    alone = not (before.strip() or behind.strip()) and len(hit.data) < _LONGEST_ALONE
    return alone and octets[0] < _LEAST_TELLING_OCTET and octets[-1] == 0


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
    if value == "::1" or value.lower().startswith(("::ffff:", "64:ff9b:")):
        return True
    return value.count(":") == 7 and not _HARDWARE_ADDRESS.fullmatch(value)


def _read_octets(hit: Hit) -> Iterator[Claim]:
    """Claim four octets that are arguments of an address's constructor."""
    octets = [int(part) for part in re.findall(r"\d+", hit.text(1))]
    if max(octets) <= 255:
        yield Claim(*hit.span(1), Label.IP_ADDRESS, 0.8)


_OCTET = rb"[0-9]{1,3}"
_ADDRESS_CALL = rx(
    rb"""
    (?: \b[iI][pP] | _[iI][pP] | [a-z0-9]I[pP] ) [A-Za-z0-9_:]{0,24}    # a type or a function
    (?: \s[A-Za-z_]\w{0,30} )? \s?\(                                   # a variable's name
    (?: &?[A-Za-z_][\w.\->]{0,20},\s? )?                               # where the address goes
    """
)
_OLD_FORM = rb"\.".join([_OCTET] * 4)
_HEX = rb"[0-9A-Fa-f]"
# Global addresses begin with 2 or 3; local ones and those of groups with f.
_FIRST_GROUP = rb"(?:[23]" + _HEX + rb"{3}|[Ff][CDEFcdef]" + _HEX + rb"{2}):"
_TRANSLATED = rb"(?:::[Ff]{4}|64:[Ff]{2}9[Bb]):"
# The last groups may be written as an address of the older kind.
_REST = rb"(?:(?:" + _HEX + rb"{0,4}:){0,6}" + _OLD_FORM + rb"|[0-9A-Fa-f:]{1,39})"

RULES = (
    Rule(
        id="ipv4-address-arguments",
        label=Label.IP_ADDRESS,
        title="IPv4 address as four arguments",
        finds="Four octets that are the arguments of an address's constructor or setter.",
        leaves="Arguments above 255, and calls whose name does not speak of addresses.",
        triggers=(_ADDRESS_CALL + rb"[0-9]+,\s?[0-9]",),
        pattern=_ADDRESS_CALL + rb"(" + rb",\s?".join([_OCTET] * 4) + rb")\)",
        read=_read_octets,
        hits=(
            example("IPAddress server([[203, 0, 113, 7]]);", "C++"),
            example("IP4_ADDR(&gateway, [[192,0,2,1]]);", "C"),
        ),
        misses=(
            example("IPAddress x(203, 0, 113, 700);", "C++"),
            example("rgba(203, 0, 113, 7)", "CSS"),
        ),
    ),
    Rule(
        id="ipv4-address",
        label=Label.IP_ADDRESS,
        title="IPv4 address",
        finds="Four octets with dots between them.",
        leaves="Versions, object identifiers, net masks, section numbers and figures of drawings.",
        source="https://www.rfc-editor.org/rfc/rfc3986#section-3.2.2",
        triggers=(rb"[0-9]\.[0-9]+\.[0-9]+\.[0-9]",),
        pattern=rb"(" + _OLD_FORM + rb")",
        read=_read_v4,
        hits=(
            example("host = [[203.0.113.7]]"),
            example("deny [[203.0.113.7]]-[[203.0.113.9]]"),
            example("Connection to queue.harbour-lane.org/[[203.0.113.7]]:9092 failed"),
            example('[[203.0.113.9]] - - [10/Oct/2023:13:55:36 +0000] "GET / HTTP/1.1" 200 5'),
            example('"Chrome/119.0.0.0 Safari/537.36" "[[203.0.113.7]]"'),
        ),
        misses=(
            example("version 203.0.113.7"),
            example("## [203.0.113.7] - 2026-09-02", "Markdown"),
            example("1.84.101.0\n"),
            example("nginx/203.0.113.7"),
            example("snmp .1.3.6.1.4.1"),
            example("netmask 255.255.255.0"),
        ),
    ),
    Rule(
        id="ipv6-address",
        label=Label.IP_ADDRESS,
        title="IPv6 address",
        finds="An address that begins as assigned ones do, or that is written with eight groups.",
        leaves="Times, scopes of code, hardware addresses and other runs of colons: `a::b`.",
        source="https://www.rfc-editor.org/rfc/rfc4291#section-2.2",
        triggers=(
            _FIRST_GROUP + rb"[0-9A-Fa-f:]",
            _TRANSLATED + rb"[0-9A-Fa-f:]",
            rb"::1",
            (rb":" + _HEX + rb"*") * 7,
        ),
        pattern=rx(
            rb"""
            (?: ^ | [^0-9A-Za-z_:.] | IPv6: )
            ( """
            + _FIRST_GROUP
            + _REST
            + rb"|"
            + _TRANSLATED
            + _REST
            + rb"""
            | ::1 (?: [0-9]{0,2} (?:\.[0-9]{1,3}){3} | [0-9A-Fa-f:]{0,39} )    # the loopback
            | """
            + _HEX
            + rb"{0,4}"
            + (rb":" + _HEX + rb"{0,4}") * 7
            + rb"""[0-9A-Fa-f:]{0,39} )
            """
        ),
        read=_read_v6,
        hits=(
            example("AAAA [[2001:db8::7]]"),
            example("IPv6:[[0:0:0:0:0:0:0:1]];"),
            example("listen ([[::1]]):80"),
        ),
        misses=(
            example("std::map a::b"),
            example("de:ad:be:ef:00:01 at 12:30:45"),
            example("port 50:06:01:60:00:00:00:07"),
        ),
    ),
)
