import base64

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pii.credentials import structures

CHECKS = [
    structures.is_pypi_macaroon,
    structures.is_sentry_token,
    structures.is_grafana_cloud_token,
    structures.is_bedrock_key,
    structures.is_discord_token,
    structures.is_bitbucket_token,
    structures.is_jfrog_reference,
    structures.is_jfrog_key,
    structures.is_der,
]


@pytest.mark.parametrize("check", CHECKS)
@given(st.binary())
def test_no_bytes_make_a_check_raise(check, value):
    assert check(value) in (True, False)


@given(st.binary())
def test_base64_is_read_padded_or_not_in_both_alphabets(raw):
    plain, url = base64.b64encode(raw), base64.urlsafe_b64encode(raw)
    for text in (plain, plain.rstrip(b"="), url, url.rstrip(b"=")):
        assert structures.decode_base64(text) == raw


@given(st.lists(st.binary()))
def test_ssh_wire_format_gives_back_its_strings(fields):
    raw = b"".join(len(field).to_bytes(4, "big") + field for field in fields)
    assert structures.fields_of(raw) == fields
    assert structures.fields_of(raw + b"\0\0\0\1") is None


@pytest.mark.parametrize(
    ("head", "size", "is_whole"),
    [
        (b"\x30\x05", 5, True),
        (b"\x30\x05", 6, False),
        (b"\x30\x81\x90", 0x90, True),
        (b"\x30\x82\x01\x00", 0x100, True),
        (b"\x30\x82\x01\x00", 0xFF, False),
        (b"\x30\x80", 0, False),
        (b"\x30\x89", 0, False),
        (b"\x31\x05", 5, False),
        (b"\x30", 0, False),
    ],
)
def test_a_der_sequence_is_whole_when_its_length_says_so(head, size, is_whole):
    assert structures.is_der(head + bytes(size)) is is_whole


def test_brackets_nested_beyond_all_measure_are_no_object():
    assert structures.object_of(base64.b64encode(b"[" * 100_000)) is None


def test_json_that_is_no_object_is_none():
    assert structures.object_of(base64.b64encode(b"[1]")) is None


def test_a_placeholder_behind_the_location_of_a_macaroon_is_no_macaroon():
    assert not structures.is_pypi_macaroon(b"pypi-AgEIcHlwaS5vcmc" + b"x" * 60)
