"""Keys of those who watch programs run: Grafana, New Relic and Sentry."""

import json

from pii.credentials.alphabets import BASE64, URL_SAFE
from pii.credentials.checks import judged
from pii.credentials.checksums import crc32_hex_little, has_grafana_crc32
from pii.credentials.family import Family
from pii.credentials.fixtures.recipes import checksummed, json_in_base64, plain_base64
from pii.credentials.fixtures.source import Source
from pii.credentials.structures import is_grafana_cloud_token, is_sentry_token


def _organisation_token(source: Source, valid: bool) -> str:
    """Put together a token of Sentry; the middle of a broken one is no JSON."""
    claims = {"iat": 1_700_000_000 + source.number_below(10**8), "org": source.text_of("hex", 8)}
    text = plain_base64(json.dumps(claims).encode())
    middle = text if valid else source.text_of("base64", 80)
    return f"sntrys_{middle}_{source.text_of('base64', 43)}"


FAMILIES = (
    Family(
        id="grafana-service-account-token",
        vendor="Grafana Labs",
        title="Grafana service account token",
        finds="`glsa_`, 32 letters and digits, `_`, and a checksum of eight hex digits.",
        leaves="A token without its checksum.",
        source="https://grafana.com/docs/grafana/latest/administration/service-accounts/",
        sample=checksummed(
            "glsa_", "{base62:32}", crc32_hex_little, "{hex:8}", seam="_", covers_prefix=True
        ),
        body=rb"glsa_[0-9A-Za-z]{32}_[0-9a-f]{8}",
        proof=has_grafana_crc32,
        misses=("glsa_{base62:32}", "glsa_{base62:31}_{hex:8}"),
    ),
    Family(
        id="grafana-cloud-token",
        vendor="Grafana Labs",
        title="Grafana Cloud access policy token",
        finds="`glc_` and base64 of an object with a key `k`.",
        leaves="Short names that begin alike.",
        source="https://grafana.com/docs/grafana-cloud/security-and-account-management/"
        "authentication-and-permissions/access-policies/",
        sample=json_in_base64("glc_", '{"o":"{digits:6}","n":"harbour","k":"{base62:24}"}'),
        body=rb"glc_[0-9A-Za-z+/]{40,}={0,3}",
        not_followed_by=BASE64,
        proof=is_grafana_cloud_token,
        misses=("glc_{base64:39}", "glc_context_create(display)"),
    ),
    Family(
        id="grafana-legacy-key",
        vendor="Grafana Labs",
        title="Grafana API key",
        finds="Base64 of an object that begins with a key `k`.",
        leaves="Base64 of other objects.",
        source="https://grafana.com/docs/grafana/latest/administration/service-accounts/"
        "migrate-api-keys/",
        sample=json_in_base64("", '{"k":"{base62:32}","n":"harbour","id":1}'),
        body=rb"eyJrIjoi[0-9A-Za-z+/]{40,}={0,2}",
        not_followed_by=BASE64,
        check=judged(is_grafana_cloud_token),
        misses=("eyJuIjoi{base64:60}", "eyJrIjoi{base64:39}"),
    ),
    Family(
        id="new-relic-key",
        vendor="New Relic",
        title="New Relic user key",
        finds="`NRAK-` and 27 capitals and digits.",
        leaves="Keys of another length.",
        source="https://docs.newrelic.com/docs/apis/intro-apis/new-relic-api-keys/",
        sample="NRAK-{upper36:27}",
        misses=("NRAK-{upper36:28}",),
    ),
    Family(
        id="sentry-organisation-token",
        vendor="Sentry",
        title="Sentry organisation token",
        finds="`sntrys_`, base64 of an object with a time of issue, `_`, and 43 characters.",
        leaves="A token without its secret.",
        source="https://docs.sentry.io/security-legal-pii/security/token-formats/",
        sample=_organisation_token,
        body=rb"sntrys_[0-9A-Za-z+/]{40,}(?:==?_?|_)[\w+/-]{43,44}",
        not_followed_by=BASE64 + URL_SAFE,
        proof=is_sentry_token,
        misses=("sntrys_{base64:80}", "sntrys_{base64:39}_{base64:43}"),
    ),
    Family(
        id="sentry-user-token",
        vendor="Sentry",
        title="Sentry personal token",
        finds="`sntryu_` and 64 hex digits.",
        leaves="Tokens of another length.",
        source="https://docs.sentry.io/security-legal-pii/security/token-formats/",
        sample="sntryu_{hex:64}",
        misses=("sntryu_{hex:65}",),
    ),
)
