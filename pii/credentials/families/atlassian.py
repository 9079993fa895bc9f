"""Tokens of Atlassian and Bitbucket."""

from pii.credentials.alphabets import BASE64
from pii.credentials.checks import judged
from pii.credentials.checksums import crc32_upper_hex, has_crc32_upper_hex
from pii.credentials.family import Family
from pii.credentials.fixtures.recipes import checksummed, plain_base64
from pii.credentials.fixtures.source import Source
from pii.credentials.structures import is_bitbucket_token


def _http_token(source: Source, valid: bool) -> str:
    """Put together a token of Bitbucket's server; a broken one holds no number."""
    number = source.text_of("digits", 12).encode() if valid else source.bytes_of(12)
    return "BBDC-" + plain_base64(number + b":" + source.bytes_of(20))


FAMILIES = (
    Family(
        id="atlassian-token",
        vendor="Atlassian",
        title="Atlassian API token",
        finds="`ATATT3` or `ATCTT3`, a long body, `=`, and a checksum of eight hex digits.",
        leaves="A body without the checksum that ends it.",
        source="https://support.atlassian.com/atlassian-account/docs/"
        "manage-api-tokens-for-your-atlassian-account/",
        sample=checksummed(
            "ATATT3xFfGF0", "{url:171}=", crc32_upper_hex, "{upperhex:8}", covers_prefix=True
        ),
        body=rb"AT[AC]TT3[\w-]{40,}(?:\\?=|%3[Dd])[0-9A-F]{8}",
        proof=has_crc32_upper_hex,
        public_prefixes=("ATATT3xFfGF0", "ATATT3", "ATCTT3"),
        variants=("ATCTT3{url:171}%3D{upperhex:8}",),
        misses=("ATATT3xFfGF0{url:30}={upperhex:8}", "ATATT3xFfGF0{base62:171}"),
    ),
    Family(
        id="bitbucket-app-password",
        vendor="Bitbucket",
        title="Bitbucket app password",
        finds="`ATBB`, 24 letters and digits, and a checksum of eight hex digits.",
        leaves="Words in capitals that hold the four letters.",
        source="https://support.atlassian.com/bitbucket-cloud/docs/app-passwords/",
        sample=checksummed(
            "ATBB", "{base62:24}", crc32_upper_hex, "{upperhex:8}", covers_prefix=True
        ),
        body=rb"ATBB[0-9A-Za-z]{24}[0-9A-F]{8}",
        proof=has_crc32_upper_hex,
        score=0.9,
        misses=("ATBB{base62:24}{hex:7}g", "FLATBB{base62:24}{upperhex:8}"),
    ),
    Family(
        id="bitbucket-http-token",
        vendor="Bitbucket",
        title="Bitbucket Data Center HTTP access token",
        finds="`BBDC-` and base64 of a number, a colon and random bytes.",
        leaves="Shorter names that begin alike.",
        source="https://confluence.atlassian.com/bitbucketserver/http-access-tokens-939515499.html",
        sample=_http_token,
        body=rb"BBDC-[0-9A-Za-z+/]{40,48}={0,2}",
        not_followed_by=BASE64,
        check=judged(is_bitbucket_token),
        misses=("BBDC-{base64:39}", "the BBDC-to-cloud migration"),
    ),
)
