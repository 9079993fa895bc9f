"""Keys of those who watch programs run: Grafana, New Relic and Sentry."""

from pii.credentials.checksums import has_grafana_crc32
from pii.credentials.family import BASE64, URL_SAFE, Evidence, dashed, judged, worded
from pii.credentials.structures import is_grafana_cloud_token, is_sentry_token

OBSERVABILITY = (
    worded(
        "grafana-service-account-token",
        rb"glsa_[0-9A-Za-z]{32}_[0-9a-f]{8}",
        rb"glsa_[0-9A-Za-z]{8}",
        check=judged(has_grafana_crc32),
    ),
    dashed(
        "grafana-cloud-token",
        rb"glc_[0-9A-Za-z+/]{40,}={0,3}",
        rb"glc_[0-9A-Za-z+/]{16}",
        check=judged(is_grafana_cloud_token),
        alphabet=BASE64,
    ),
    dashed(
        "grafana-legacy-key",
        rb"eyJrIjoi[0-9A-Za-z+/]{40,}={0,2}",
        rb"eyJrIjoi[0-9A-Za-z+/]",
        check=judged(is_grafana_cloud_token, right=Evidence.PLAUSIBLE),
        alphabet=BASE64,
    ),
    worded("new-relic-key", rb"NRAK-[0-9A-Z]{27}", rb"NRAK-[0-9A-Z]{4}"),
    dashed(
        "sentry-organisation-token",
        rb"sntrys_[0-9A-Za-z+/]{40,}(?:==?_?|_)[\w+/-]{43,44}",
        rb"sntrys_[0-9A-Za-z+/]{4}",
        check=judged(is_sentry_token),
        alphabet=BASE64 + URL_SAFE,
    ),
    worded("sentry-user-token", rb"sntryu_[0-9a-f]{64}", rb"sntryu_[0-9a-f]{4}"),
)
