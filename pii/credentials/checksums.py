"""The checksums that issuers put into their keys.

Bytes come in; out goes the checksum as it is spelled in a key, or whether a whole key carries
the right one. The first kind serves those who make up keys as well.
"""

import base64
import binascii
import zlib

_BASE62 = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
BECH32 = b"qpzry9x8gf2tvdw0s3jn54khce6mua7l"
_BECH32_GENERATORS = (0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3)
_BECH32_CHECKSUM_LENGTH = 6
_CRC24_START, _CRC24_POLYNOMIAL = 0xB704CE, 0x1864CFB
_NKEY_CHARACTERS = 58
_MARVIN_ROUNDS = ((20, 9), (27, 19))
_WORD_MASK = 0xFFFFFFFF


def crc32_base62(body: bytes) -> bytes:
    """Return the six base 62 digits that end a GitHub or npm token."""
    rest, digits = zlib.crc32(body), []
    for _ in range(6):
        rest, digit = divmod(rest, 62)
        digits.append(_BASE62[digit])
    return bytes(reversed(digits))


def crc32_hex(body: bytes) -> bytes:
    """Return a CRC-32 as eight lower case hex digits."""
    return b"%08x" % zlib.crc32(body)


def crc32_upper_hex(body: bytes) -> bytes:
    """Return a CRC-32 as eight upper case hex digits."""
    return crc32_hex(body).upper()


def crc32_hex_little(body: bytes) -> bytes:
    """Return a CRC-32 as eight hex digits, the lowest byte first."""
    return zlib.crc32(body).to_bytes(4, "little").hex().encode()


def crc32_base64_little(body: bytes) -> bytes:
    """Return a CRC-32, lowest byte first, as the six base64 characters it takes."""
    return base64.b64encode(zlib.crc32(body).to_bytes(4, "little"))[:6]


def crc16_little(body: bytes) -> bytes:
    """Return the CRC-16/XMODEM, lowest byte first, that ends a NATS key before base32."""
    return binascii.crc_hqx(body, 0).to_bytes(2, "little")


def crc24(body: bytes) -> bytes:
    """Return the three bytes that end an OpenPGP armour before base64."""
    register = _CRC24_START
    for byte in body:
        register ^= byte << 16
        for _ in range(8):
            register <<= 1
            if register & 0x1000000:
                register ^= _CRC24_POLYNOMIAL
    return register.to_bytes(3, "big")


def bech32_checksum(prefix: bytes, payload: bytes) -> bytes:
    """Return the six characters that end a bech32 text, all in lower case.

    Args:
        prefix: the human readable part, without the `1` behind it.
        payload: the characters between that `1` and the checksum.
    """
    values = [*_bech32_values(prefix, payload), *[0] * _BECH32_CHECKSUM_LENGTH]
    remainder = _bech32_remainder(values) ^ 1
    return bytes(BECH32[(remainder >> 5 * (5 - i)) & 31] for i in range(_BECH32_CHECKSUM_LENGTH))


def _bech32_values(prefix: bytes, payload: bytes) -> list[int]:
    """Return the numbers of five bits that the checksum of a bech32 text is made over."""
    spread = [byte >> 5 for byte in prefix] + [0] + [byte & 31 for byte in prefix]
    return spread + [BECH32.index(byte) for byte in payload]


def _bech32_remainder(values: list[int]) -> int:
    """Return the remainder of numbers of five bits by the BCH code of bech32."""
    remainder = 1
    for value in values:
        top = remainder >> 25
        remainder = (remainder & 0x1FFFFFF) << 5 ^ value
        for bit, generator in enumerate(_BECH32_GENERATORS):
            if top >> bit & 1:
                remainder ^= generator
    return remainder


def marvin32(body: bytes, seed: int) -> bytes:
    """Return the Marvin checksum, lowest byte first, that ends an Azure key before base64.

    Args:
        body: what is summed up.
        seed: eight bytes that name the kind of key.
    """
    low, high = seed & _WORD_MASK, seed >> 32
    padded = body + b"\x80" + bytes(-(len(body) + 1) % 4)
    # One round more, with nothing added, mixes the last four bytes in.
    words = [int.from_bytes(padded[n : n + 4], "little") for n in range(0, len(padded), 4)]
    for word in (*words, 0):
        low = low + word & _WORD_MASK
        for turn_low, turn_high in _MARVIN_ROUNDS:
            high ^= low
            low = _rotated(low, turn_low) + high & _WORD_MASK
            high = _rotated(high, turn_high)
    return (low ^ high).to_bytes(4, "little")


def _rotated(word: int, count: int) -> int:
    """Return thirty-two bits turned to the left."""
    return (word << count | word >> 32 - count) & _WORD_MASK


def has_crc32_base62(value: bytes) -> bool:
    """Check a GitHub or npm token: the checksum covers what lies between prefix and itself."""
    return value[-6:] == crc32_base62(value[4:-6])


def has_crc32_hex(value: bytes) -> bool:
    """Check a Cloudflare or Zuplo token: the checksum covers the part behind the prefix."""
    body = value[:-8].partition(b"_")[2].rstrip(b"_")
    return value[-8:] == crc32_hex(body)


def has_crc32_upper_hex(value: bytes) -> bool:
    r"""Check an Atlassian token: the checksum covers all before it, with a plain `=`.

    In an address or a properties file that sign stands as `%3D` or `\=`.
    """
    body = value[:-8].replace(b"%3D", b"=").replace(b"%3d", b"=").replace(b"\\=", b"=")
    return value[-8:] == crc32_upper_hex(body)


def has_grafana_crc32(value: bytes) -> bool:
    """Check a Grafana service account token: the checksum covers the prefix too."""
    return value[-8:] == crc32_hex_little(value[:-9])


def has_confluent_crc32(value: bytes) -> bool:
    """Check a Confluent secret: the checksum covers what lies between prefix and itself."""
    return value[-6:] == crc32_base64_little(value[4:-6])


def has_nkey_crc16(value: bytes) -> bool:
    """Check a NATS seed: base32 of a prefix, thirty-two bytes and their checksum."""
    if len(value) != _NKEY_CHARACTERS:
        return False
    try:
        raw = base64.b32decode(value + b"======")
    except binascii.Error:
        return False
    return raw[-2:] == crc16_little(raw[:-2])


def has_bech32_checksum(value: bytes) -> bool:
    """Check a bech32 text, such as an age identity."""
    prefix, _, payload = value.lower().rpartition(b"1")
    if any(byte not in BECH32 for byte in payload):
        return False
    body, checksum = payload[:-_BECH32_CHECKSUM_LENGTH], payload[-_BECH32_CHECKSUM_LENGTH:]
    return checksum == bech32_checksum(prefix, body)
