"""Tokens of package registries and image registries."""

from pii.credentials.checksums import has_crc32_base62
from pii.credentials.family import (
    BASE64,
    DIGITS,
    START,
    dashed,
    every,
    holding,
    is_mixed,
    judged,
    stands_alone,
    worded,
)
from pii.credentials.structures import is_pypi_macaroon

REGISTRIES = (
    worded(
        "npm-token",
        rb"npm_[0-9A-Za-z]{36}",
        rb"npm_[0-9A-Za-z]{16}",
        score=0.9,
        # Without a digit it is the name of some function of the package manager.
        check=every(holding(DIGITS), judged(has_crc32_base62)),
    ),
    dashed(
        "pypi-token",
        rb"pypi-AgEIcHlwaS5vcmc[\w-]{50,}",
        rb"pypi-AgEIcHlwaS5vcmc",
        check=judged(is_pypi_macaroon),
    ),
    worded("rubygems-token", rb"rubygems_[0-9a-f]{48}", rb"rubygems_[0-9a-f]{8}"),
    worded(
        "crates-io-token",
        rb"cio[0-9A-Za-z]{32}",
        START + rb"cio[0-9A-Za-z]{16}",
        score=0.7,
        check=every(is_mixed, stands_alone(before=b"+/", behind=BASE64)),
    ),
    worded("clojars-token", rb"CLOJARS_[0-9a-z]{60}", rb"CLOJARS_[0-9a-z]{4}"),
    dashed("docker-hub-token", rb"dckr_pat_[\w-]{27}", rb"dckr_pat_[\w-]"),
    dashed("docker-organisation-token", rb"dckr_oat_[\w-]{32}", rb"dckr_oat_[\w-]"),
)
