"""Keys of Azure's services that say of themselves what they are: a signature and a checksum."""

import base64
from collections.abc import Callable
from dataclasses import dataclass

from pii.credentials.alphabets import BASE64, URL_SAFE
from pii.credentials.checksums import marvin32
from pii.credentials.contexts import APART, OUTSIDE_BASE64
from pii.credentials.family import Family
from pii.credentials.fixtures.source import Recipe, Source
from pii.credentials.structures import decode_base64

_SOURCE = (
    "https://github.com/microsoft/security-utilities/blob/main/GeneratedRegexPatterns/"
    "PreciselyClassifiedSecurityKeys.json"
)
_CHECKSUM_BYTES = 4


@dataclass(frozen=True, slots=True)
class _Size:
    """How long a key is, and what base64 leaves open behind its signature."""

    random: int
    tail: str
    padding: str = ""

    def template(self, signature: str, alphabet: str = "base64") -> str:
        """Return a template of a key whose signature is this one, and its checksum any."""
        return f"{{{alphabet}:{self.random}}}{signature}{self.tail}{self.padding}"


_OF_32_BYTES = _Size(33, "A{base62:5}", "=")
_OF_39_BYTES = _Size(42, "A{base62:5}")
_OF_40_BYTES = _Size(44, "{base62:5}A", "==")
_OF_64_BYTES = _Size(76, "{base62:5}A", "==")
_TAILS = {
    _OF_32_BYTES: rb"[A-P]%b{5}=",
    _OF_39_BYTES: rb"[A-D]%b{5}",
    _OF_40_BYTES: rb"%b{5}[AQgw]==",
    _OF_64_BYTES: rb"%b{5}[AQgw]==",
}


def _checksum_of(*seeds: bytes) -> Callable[[bytes], bool]:
    """Return whether a key ends in the checksum of one of these kinds."""

    def is_right(value: bytes) -> bool:
        raw = decode_base64(value)
        body, checksum = raw[:-_CHECKSUM_BYTES], raw[-_CHECKSUM_BYTES:]
        return any(checksum == marvin32(body, _seed(seed)) for seed in seeds)

    return is_right


def _seed(name: bytes) -> int:
    """Return the number that eight letters stand for."""
    return int.from_bytes(name, "big")


def _recipe(size: _Size, signature: str, seed: bytes, *, is_url_safe: bool) -> Recipe:
    """Return the recipe of a key; a broken one has another checksum."""
    template = size.template(signature, "url" if is_url_safe else "base64")

    def recipe(source: Source, valid: bool) -> str:
        body = decode_base64(source.filled(template).encode())[:-_CHECKSUM_BYTES]
        checksum = marvin32(body, _seed(seed)) if valid else source.bytes_of(_CHECKSUM_BYTES)
        encode = base64.urlsafe_b64encode if is_url_safe else base64.b64encode
        return encode(body + checksum).decode()

    return recipe


def _service(
    service: str, title: str, size: _Size, signature: str, *seeds: bytes, is_url_safe: bool = False
) -> Family:
    """Return the family of the keys of one service.

    Args:
        service: what the family's id ends in.
        title: as in `Family`.
        size: how long such a key is.
        signature: the four characters before the checksum.
        seeds: the kinds of keys that the service has, by the eight letters that each checksum
            starts from.
        is_url_safe: whether a key is in the alphabet of addresses.
    """
    one = rb"[\w-]" if is_url_safe else rb"[0-9A-Za-z+/]"
    ending = signature.replace("+", "\\+").encode() + _TAILS[size] % one
    return Family(
        id=f"azure-{service}",
        vendor="Microsoft Azure",
        title=title,
        finds=f"{size.random} characters of base64, `{signature}`, and a checksum.",
        leaves="Base64 of another length, and pieces of longer base64.",
        source=_SOURCE,
        sample=_recipe(size, signature, seeds[0], is_url_safe=is_url_safe),
        body=b"%b{%d}%b" % (one, size.random, ending),
        context=APART if is_url_safe else OUTSIDE_BASE64,
        not_followed_by=BASE64 + URL_SAFE,
        proof=_checksum_of(*seeds),
        trigger=ending,
        public_prefixes=(),
        variants=(size.template(signature, "base62"),),
        misses=(
            size.template(signature[:-1] + "0", "base62"),
            "{base62:12}" + size.template(signature, "base62"),
            f"#define {signature.lstrip('+')}_SIZE 0x10",
        ),
    )


_MESSAGING = (b"Manage00", b"Send0000", b"Listen00", b"System00", b"Unknown0")
_COSMOS = (b"MastRW00", b"MastRO00", b"SystRW00", b"SystRO00", b"Resour00")
_GATEWAY = (b"Tenant00", b"IoTHub00", b"Gatewy00", b"GitKey00")
_DEVICES = (b"IoTHub00", b"Device00", b"DpsKey00")
_FUNCTIONS = (b"Functi00", b"Master00", b"System00")

FAMILIES = (
    _service("account-key", "Azure Storage account key", _OF_64_BYTES, "+ASt", b"Default0"),
    _service("cosmos-key", "Azure Cosmos DB key", _OF_64_BYTES, "ACDb", *_COSMOS),
    _service("batch-key", "Azure Batch account key", _OF_64_BYTES, "+ABa", b"AbAcct00"),
    _service("learning-key", "Azure Machine Learning key", _OF_64_BYTES, "+AMC", b"Classic0"),
    _service("gateway-key", "Azure API Management key", _OF_64_BYTES, "APIM", *_GATEWAY),
    _service(
        "function-key", "Azure Functions key", _OF_40_BYTES, "AzFu", *_FUNCTIONS, is_url_safe=True
    ),
    _service("search-key", "Azure AI Search key", _OF_39_BYTES, "AzSe", b"PAdmin00", b"Query000"),
    _service(
        "registry-key", "Azure Container Registry password", _OF_39_BYTES, "+ACR", b"ACRDflt0"
    ),
    _service("iot-key", "Azure IoT key", _OF_32_BYTES, "AIoT", *_DEVICES),
    _service("redis-key", "Azure Cache for Redis key", _OF_32_BYTES, "AzCa", b"Access00"),
    _service("service-bus-key", "Azure Service Bus key", _OF_32_BYTES, "+ASb", *_MESSAGING),
    _service("event-hub-key", "Azure Event Hubs key", _OF_32_BYTES, "+AEh", *_MESSAGING),
    _service("relay-key", "Azure Relay key", _OF_32_BYTES, "+ARm", *_MESSAGING),
    _service("event-grid-key", "Azure Event Grid key", _OF_32_BYTES, "AZEG", b"SendRecv"),
)
