"""Tokens of package registries and image registries."""

from pii.credentials.alphabets import BASE64, DIGITS, URL_SAFE
from pii.credentials.checks import every, holding, is_mixed, stands_alone
from pii.credentials.checksums import crc32_base62, has_crc32_base62
from pii.credentials.family import Family
from pii.credentials.fixtures.recipes import checksummed, url_base64
from pii.credentials.fixtures.source import Source
from pii.credentials.structures import IDENTIFIER_FIELD, MACAROON_HEAD, is_pypi_macaroon


def _macaroon(source: Source, valid: bool) -> str:
    """Put together a token of PyPI; a broken one has another location."""
    # Six bytes more fill the eight that the common prefix spells in base64.
    head = MACAROON_HEAD if valid else MACAROON_HEAD[:-1] + b"h"
    text = url_base64(head + IDENTIFIER_FIELD + b"\x24" + source.bytes_of(120))
    return f"pypi-AgEIcHlwaS5vcmc{text[15:]}" if valid else f"pypi-AgEIcHlwaS5vcmc{text[16:]}"


FAMILIES = (
    Family(
        id="npm-token",
        vendor="npm",
        title="npm access token",
        finds="`npm_` and 36 letters and digits, six of which are a checksum.",
        leaves="Variables and functions of the package manager, such as `npm_config_registry`; "
        "they have no digit.",
        source="https://docs.npmjs.com/about-access-tokens",
        sample=checksummed("npm_", "{base62:30}", crc32_base62, "{base62:6}"),
        body=rb"npm_[0-9A-Za-z]{36}",
        # Without a digit it is the name of some function of the package manager.
        check=holding(DIGITS),
        proof=has_crc32_base62,
        score=0.9,
        misses=(
            "echo $npm_package_version $npm_config_registry",
            "npm_{base62:35}",
            "npm_{letters:36}",
        ),
    ),
    Family(
        id="pypi-token",
        vendor="PyPI",
        title="PyPI API token",
        finds="`pypi-` and a macaroon in base64 whose location is `pypi.org`.",
        leaves="Names that begin alike, such as `pypi-publish`.",
        source="https://pypi.org/help/#apitoken",
        sample=_macaroon,
        body=rb"pypi-AgEIcHlwaS5vcmc[\w-]{50,}",
        not_followed_by=URL_SAFE,
        proof=is_pypi_macaroon,
        misses=("uses: pypa/gh-action-pypi-publish@release", "pypi-AgEIcHlwaS5vcmc{url:49}"),
    ),
    Family(
        id="rubygems-token",
        vendor="RubyGems",
        title="RubyGems API key",
        finds="`rubygems_` and 48 hex digits.",
        leaves="Names that begin alike, such as `rubygems_version`.",
        source="https://guides.rubygems.org/api-key-scopes/",
        sample="rubygems_{hex:48}",
        misses=("s.rubygems_version = '3.5.6'",),
    ),
    # Three letters are little, so that the rest must look random.
    Family(
        id="crates-io-token",
        vendor="crates.io",
        title="crates.io API token",
        finds="`cio` and 32 letters and digits, all kinds among them.",
        leaves="Words that begin alike, and pieces of base64.",
        source="https://doc.rust-lang.org/cargo/reference/publishing.html",
        sample="cio{base62:32}",
        check=every(is_mixed, stands_alone(before=b"+/", behind=BASE64)),
        score=0.7,
        misses=(
            "cio{letters:32}",
            "{base64:8}/cio{base62:32}",
            "def cio_configuration_of(input_file): ...",
        ),
    ),
    Family(
        id="clojars-token",
        vendor="Clojars",
        title="Clojars deploy token",
        finds="`CLOJARS_` and 60 lower-case letters and digits.",
        leaves="Variables of a build, such as `CLOJARS_USERNAME`.",
        source="https://github.com/clojars/clojars-web/wiki/Deploy-Tokens",
        sample="CLOJARS_{base36:60}",
        misses=("CLOJARS_USERNAME: ${{ secrets.CLOJARS_USERNAME }}",),
    ),
    Family(
        id="docker-hub-token",
        vendor="Docker",
        title="Docker Hub personal access token",
        finds="`dckr_pat_` and 27 characters.",
        leaves="Tokens of another length.",
        source="https://docs.docker.com/security/access-tokens/",
        sample="dckr_pat_{url:27}",
        misses=("dckr_pat_{url:28}",),
    ),
    Family(
        id="docker-organisation-token",
        vendor="Docker",
        title="Docker organisation access token",
        finds="`dckr_oat_` and 32 characters.",
        leaves="Tokens of another length.",
        source="https://docs.docker.com/security/access-tokens/organization-access-tokens/",
        sample="dckr_oat_{url:32}",
        misses=("dckr_oat_{url:33}",),
    ),
)
