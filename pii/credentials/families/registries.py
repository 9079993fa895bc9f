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
    Family(
        id="nuget-key",
        vendor="NuGet",
        title="NuGet API key",
        finds="`oy2` and 43 lower-case letters and digits from 2 to 7.",
        leaves="Keys of another length.",
        source="https://learn.microsoft.com/en-us/nuget/nuget-org/scoped-api-keys",
        sample="oy2{lower32:43}",
        check=holding(DIGITS),
        misses=("oy2{lower32:42}", "toy2{lower32:43}", "oy2{lower32:44}"),
    ),
    Family(
        id="packagist-token",
        vendor="Packagist",
        title="Private Packagist token or API secret",
        finds="`packagist_`, a kind such as `ort_`, and 68 hex digits, or `acs_` and 64 to 96.",
        leaves="API keys, which name an account and begin with `packagist_ack_`.",
        source="https://packagist.com/docs/composer-authentication",
        sample="packagist_ort_{hex:68}",
        body=rb"packagist_(?:(?:ort|out|uut|cut)_[0-9a-f]{68}|acs_[0-9a-f]{64,96})",
        trigger=rb"packagist_(?:ort|out|uut|cut|acs)_",
        variants=("packagist_acs_{hex:64}", "packagist_uut_{hex:68}"),
        misses=("packagist_ort_{hex:67}", "packagist_ack_{hex:28}"),
    ),
    Family(
        id="pyx-token",
        vendor="Astral",
        title="pyx token",
        finds="`sk-pyx-` and 64 letters and digits, or `2` and 45 letters.",
        leaves="Keys of other vendors that begin with `sk-`.",
        source="https://docs.pyx.dev/",
        sample="sk-pyx-{base62:64}",
        body=rb"sk-pyx-(?:[0-9A-Za-z]{64}|2[A-Za-z]{45})",
        variants=("sk-pyx-2{letters:45}",),
        misses=("sk-pyx-{base62:63}", "sk-pyx-2{letters:44}"),
    ),
)
