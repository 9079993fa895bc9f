import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pii.credentials import checksums

CHECKED = b"123456789"
_DIGITS = string.digits + string.ascii_uppercase + string.ascii_lowercase


def _base62_to_int(digits: bytes) -> int:
    number = 0
    for digit in digits.decode():
        number = number * 62 + _DIGITS.index(digit)
    return number


# The check values of the catalogue of parametrised CRC algorithms, and of BIP 173.
@pytest.mark.parametrize(
    ("checksum", "expected"),
    [
        (checksums.crc32_hex, b"cbf43926"),
        (checksums.crc32_hex_little, b"2639f4cb"),
        (checksums.crc32_base64_little, b"Jjn0yw"),
        (checksums.crc16_little, b"\xc3\x31"),
        (checksums.crc24, b"\x21\xcf\x02"),
    ],
    ids=["crc32", "crc32-little", "crc32-base64", "crc16-xmodem", "crc24-openpgp"],
)
def test_a_checksum_of_the_usual_nine_digits_is_the_published_one(checksum, expected):
    assert checksum(CHECKED) == expected


def test_a_published_bech32_text_has_a_right_checksum():
    assert checksums.has_bech32_checksum(b"A12UEL5L")
    assert not checksums.has_bech32_checksum(b"A12UEL5M")


def test_bech32_refuses_what_its_alphabet_lacks():
    assert not checksums.has_bech32_checksum(b"A12UELBL")


@given(st.binary(max_size=60))
def test_six_digits_of_base_62_spell_the_crc32(body):
    digits = checksums.crc32_base62(body)
    assert len(digits) == 6
    assert b"%08x" % _base62_to_int(digits) == checksums.crc32_hex(body)


def test_the_checksum_of_nothing_is_padded_to_six_digits():
    assert checksums.crc32_base62(b"") == b"000000"


@pytest.mark.parametrize("sign", [b"=", b"\\=", b"%3D", b"%3d"])
def test_an_escaped_equals_sign_does_not_break_an_atlassian_checksum(sign):
    body = b"ATATT3" + b"xFfGF0h2" * 3
    checksum = checksums.crc32_hex(body + b"=").upper()
    assert checksums.has_crc32_upper_hex(body + sign + checksum)


def test_a_nats_seed_of_another_length_is_no_seed():
    assert not checksums.has_nkey_crc16(b"SUAA")


def test_a_nats_seed_in_another_alphabet_is_no_seed():
    assert not checksums.has_nkey_crc16(b"1" * 58)


# The check values that SymCrypt publishes with its own implementation.
@pytest.mark.parametrize(
    ("body", "seed", "halves"),
    [
        (b"abc", 0xD53CD9CECD0893B7, (0x22C74339, 0x492769BF)),
        (string.ascii_lowercase.encode(), 0x0DDDDEEEEFFFF000, (0xA128EB7E, 0x7260ACA2)),
    ],
)
def test_a_marvin_checksum_is_the_published_one(body, seed, halves):
    expected = (halves[0] ^ halves[1]).to_bytes(4, "little")
    assert checksums.marvin32(body, seed) == expected


@given(st.binary(max_size=80), st.integers(0, 2**64 - 1))
def test_a_marvin_checksum_has_four_bytes_whatever_it_sums_up(body, seed):
    assert len(checksums.marvin32(body, seed)) == 4
