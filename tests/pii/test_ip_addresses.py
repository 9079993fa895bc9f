import ipaddress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pii.ip_addresses import identifies_host, parse_address


@given(st.ip_addresses())
def test_what_ipaddress_spells_is_read_back(address):
    assert parse_address(str(address)) == address


@given(st.text(max_size=20))
def test_no_text_makes_it_fail(text):
    assert parse_address(text) is None or isinstance(identifies_host(text), bool)


@pytest.mark.parametrize(
    "value",
    [
        "10.0.0.1", "127.0.0.1", "192.168.1.20", "169.254.3.4", "0.0.0.0", "255.255.255.255",
        "224.0.0.1", "192.0.2.7", "198.51.100.9", "203.0.113.4", "100.64.1.1", "8.8.8.8",
        "::1", "fe80::1", "fd00::8", "2001:db8::7", "ff02::1", "::ffff:10.0.0.1", "1.1.1.1",
    ],
)  # fmt: skip
def test_addresses_of_nobody_identify_no_host(value):
    assert not identifies_host(value)


@pytest.mark.parametrize("value", ["51.15.200.7", "2a01:4f8:10a::7", "::ffff:51.15.200.7"])
def test_a_public_address_identifies_a_host(value):
    assert identifies_host(value)


def test_what_is_no_address_is_taken_to_lead_somewhere():
    assert identifies_host("300.1.1.1")


def test_leading_zeros_are_read_as_decimal():
    assert parse_address("051.015.200.007") == ipaddress.ip_address("51.15.200.7")


def test_commas_between_arguments_are_read_as_dots():
    assert parse_address("51, 15,200, 7") == ipaddress.ip_address("51.15.200.7")


def test_an_octet_too_large_is_no_address():
    assert parse_address("051.015.200.999") is None
