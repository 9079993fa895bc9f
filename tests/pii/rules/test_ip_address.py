import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pii.rules import ip_address as room
from tests.invented import ADDRESS, ADDRESS_6, found


@pytest.mark.parametrize(
    "text",
    [
        "host = {}",
        "http://{}:8080/x",
        "{}/24",
        "ping -c1 {}",
        '"{}",',
        "server {};",
        "[{}]",
        "x={}\\n",
        "deny {}-203.0.113.9",
    ],
)
def test_an_address_is_found_without_port_and_range(text):
    assert found(text.format(ADDRESS)) == [("IP_ADDRESS", ADDRESS)]


@pytest.mark.parametrize("text", ["[{}]:80", "{}/64", "http://[{}]/", "AAAA {}", "IPv6:{}]", "{}."])
def test_a_long_address_is_found_in_its_spellings(text):
    assert found(text.format(ADDRESS_6)) == [("IP_ADDRESS", ADDRESS_6)]


def test_an_address_spread_over_arguments_is_found():
    assert found("IPAddress server(51, 15, 200, 7);") == [("IP_ADDRESS", "51, 15, 200, 7")]


@pytest.mark.parametrize(
    "text",
    [
        "version 51.15.200.7",
        'AssemblyVersion("4.2.1.0")',
        "pip install x==51.15.200.7",
        "snmp .1.3.6.1.4.1",
        "1.3.6.1.4.1.311",
        "netmask 255.255.255.0",
        "section 3.2.1.4",
        "see 2.7.1.3 in section 4",
        "v4.2.1.0",
        "300.1.2.3",
        "d='M3.404 2.047.138 3.006.404 2.291'",
        'otp: "26.2.5.2"',
        "lib-51.15.200.7.jar",
    ],
)
def test_versions_and_other_dotted_numbers_are_left_alone(text):
    assert found(text) == []


@pytest.mark.parametrize(
    "text",
    ["std::map", "a::b", "12:30:45", "e1::4", "de:ad:be:ef:00:01", "x ? a : b", "::", "fe::"],
)
def test_what_code_writes_with_colons_is_no_address(text):
    assert found(text) == []


@pytest.mark.parametrize(
    "value", ["10.0.0.1", "127.0.0.1", "192.0.2.7", "8.8.8.8", "::1", "fe80::1"]
)
def test_addresses_of_nobody_are_left_to_the_policy(value):
    assert found(f"server {value}") == []


@pytest.mark.parametrize(
    "text", ["0.0.255.255", "4.4.4.4 Scope of things", "x51.15.200.7", "51.15.200.7.8"]
)
def test_masks_headings_and_pieces_are_left_alone(text):
    assert found(text) == []


def test_arguments_too_large_for_an_address_are_left_alone():
    assert found("IPAddress x(51, 15, 200, 700);") == []


@pytest.mark.parametrize("text", ["x = {}", "[{}]:80", "IPv6:{}]"])
def test_an_address_with_all_its_groups_is_found_alone_in_a_document(text):
    whole = "64:0" + ":1b" * 6
    assert found(text.format(whole)) == [("IP_ADDRESS", whole)]


@pytest.mark.parametrize(
    "text", ["50:06:01:60:3c:e0:1a:07", ":".join(["3f"] * 16), "0:1:2:3:4:5:6"]
)
def test_numbers_of_devices_and_digests_are_no_addresses(text):
    assert found(f"x = {text}") == []


# What RE2 is asked of the text before an address, as `re` would be asked, at half the length.
OBVIOUS = {
    "_VERSION_BEFORE": r"(?i)(?:\bver(?:sion)?s?\b|version|release[sd]?|\bbuild\b|assembly|nuget"
    r"|upgrad|changelog|firmware|driver|chrome/|safari/|gecko|msie|\brev\b|sqlite|jdk)"
    r"[^\n]{0,40}\Z|(?:[=<>~]=|~>|[~^]|\bv\.?)\s?\Z|(?:[A-Za-z]/|-|_)\Z",
    "_ADDRESS_WORD": r"(?i)\bips?(?:v4)?\b|ip_?addr|address|\bhosts?\b|hostname|server|\bdns\b"
    r"|\bping\b|gateway|inet|://\S*\Z|listen|bind|remote|peer|client|proxy|allow|deny|\bfrom\b"
    r"|nameserver|route|subnet|\bacl\b|whitelist|blacklist|[_.-]ip\b|ip[_.-]|\bnode\b|connect",
    "_HEADING_OR_OID_BEFORE": r"(?i)(?:section|chapter|§|clause|appendix|figure|table|sect?\."
    r"|\bspec(?:ification)?)\s*\Z|oid\b|\boid|snmp|asn1|objectidentifier",
    "_SECTION_WORD": r"(?i)\bsections?\b",
    "_NUMBER_BEFORE": r"(?<![\d.])-?\d*\.\d+(?:\.\d+)?[ ,-]\Z",
}
# fmt: off
WORDS = [
    "ver", "versions", "build", "rev", "v.", "V", "ip", "IPs", "ipv4", "ip_", "_ip", "host", "dns",
    "ping", "from", "acl", "node", "oid", "sections", "section", "sect.", "spec", "://", "x/", "==",
    "~>", "é", "ſ", "K", "_", "-", ".", ",", "5", "٣", ".25", "1.5", " ", "\u00a0", "\n", "x" * 38,
]
# fmt: on


@pytest.mark.parametrize("name", OBVIOUS)
@given(words=st.lists(st.sampled_from(WORDS), max_size=7))
def test_what_stands_before_an_address_is_judged_as_the_obvious_pattern_would(name, words):
    before = "".join(words)
    quick = getattr(room, name).search(before)
    assert bool(quick) == bool(re.search(OBVIOUS[name], before))
