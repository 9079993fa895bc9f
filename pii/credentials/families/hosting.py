"""Tokens of those who host machines, databases and sites."""

from pii.credentials.alphabets import URL_SAFE
from pii.credentials.checksums import crc32_hex, has_crc32_hex
from pii.credentials.contexts import Context
from pii.credentials.family import Family
from pii.credentials.fixtures.recipes import checksummed
from pii.patterns import rx

_UUID = rb"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"
_FLY = rb"f(?:o1_[\w-]{43}|m1[ar]_[0-9A-Za-z+/]{60,}={0,3}|m2_[0-9A-Za-z+/]{60,}={0,3})"

FAMILIES = (
    Family(
        id="digitalocean-token",
        vendor="DigitalOcean",
        title="DigitalOcean token",
        finds="`dop_v1_`, `doo_v1_` or `dor_v1_` and 64 hex digits.",
        leaves="A hash alone.",
        source="https://docs.digitalocean.com/reference/api/create-personal-access-token/",
        sample="dop_v1_{hex:64}",
        body=rb"do[opr]_v1_[0-9a-f]{64}",
        variants=("doo_v1_{hex:64}", "dor_v1_{hex:64}"),
        misses=("dop_v1_{hex:63}", "do_v1_{hex:64}"),
    ),
    Family(
        id="databricks-token",
        vendor="Databricks",
        title="Databricks personal access token",
        finds="`dapi` and 32 hex digits, perhaps with a dash and a digit behind them.",
        leaves="Words that hold the four letters, such as `handapi`.",
        source="https://docs.databricks.com/aws/en/dev-tools/auth/pat",
        sample="dapi{hex:32}",
        body=rb"dapi[0-9a-f]{32}(?:-\d)?",
        variants=("dapi{hex:32}-3",),
        misses=("dapi{hex:31}", "dapi_client = DapiClient(host)", "handapi{hex:32}"),
    ),
    Family(
        id="heroku-key",
        vendor="Heroku",
        title="Heroku API key",
        finds="`HRKU-` and 60 characters, or a UUID.",
        leaves="Tokens of another length.",
        source="https://devcenter.heroku.com/changelog-items/3175",
        sample="HRKU-AA{url:58}",
        body=rb"HRKU-(?:[\w-]{60}|" + _UUID + rb")",
        variants=("HRKU-{hex:8}-{hex:4}-{hex:4}-{hex:4}-{hex:12}",),
        misses=("HRKU-AA{url:57}", "HRKU-{hex:8}-{hex:4}"),
    ),
    # A bare UUID names an application more often than it opens one.
    Family(
        id="heroku-legacy-key",
        vendor="Heroku",
        title="Heroku API key without a prefix",
        finds="A UUID behind a name such as `HEROKU_API_KEY`.",
        leaves="UUIDs that name applications.",
        source="https://devcenter.heroku.com/articles/authentication",
        sample="{hex:8}-{hex:4}-{hex:4}-{hex:4}-{hex:12}",
        context=Context(
            pattern=rx(
                rb"""
                (?i:heroku) [^\n]{0,60}?
                (?i:key|token|auth|password|secret) [^0-9A-Za-z\n]{1,6}
                """
            ),
            sample="HEROKU_API_KEY=",
            trigger=rb"(?i:heroku)",
        ),
        score=0.75,
        misses=("heroku_app_id: {hex:8}-{hex:4}-{hex:4}-{hex:4}-{hex:12}",),
    ),
    Family(
        id="vercel-token",
        vendor="Vercel",
        title="Vercel token",
        finds="`vcp_`, `vci_`, `vca_`, `vcr_` or `vck_` and 56 characters.",
        leaves="Names that begin alike, such as `vcr_cassette`.",
        source="https://vercel.com/changelog/new-token-formats-and-secret-scanning",
        sample="vcp_{url:56}",
        body=rb"vc[kaipr]_[\w-]{56}",
        score=0.85,
        variants=("vck_{url:56}", "vca_{url:56}", "vci_{url:56}", "vcr_{url:56}"),
        misses=("with vcr_cassette('login'): ...", "vcp_{url:55}"),
    ),
    Family(
        id="supabase-token",
        vendor="Supabase",
        title="Supabase personal access token",
        finds="`sbp_`, perhaps `oauth_` or `v0_`, and 40 lower-case letters and digits.",
        leaves="Names that begin alike, such as `sbp_systolic`.",
        source="https://supabase.com/docs/reference/api/introduction",
        sample="sbp_{hex:40}",
        body=rb"sbp_(?:oauth_|v0_)?[0-9a-z]{40}",
        score=0.9,
        variants=("sbp_oauth_{hex:40}", "sbp_v0_{hex:40}"),
        misses=("sbp_systolic, sbp_diastolic = reading", "sbp_{hex:39}"),
    ),
    Family(
        id="supabase-secret-key",
        vendor="Supabase",
        title="Supabase secret API key",
        finds="`sb_secret_` and 31 characters.",
        leaves="Publishable keys, which begin with `sb_publishable_`.",
        source="https://supabase.com/docs/guides/api/api-keys",
        sample="sb_secret_{url:31}",
        score=0.9,
        misses=("sb_publishable_{url:31}", "sb_secret_{url:32}"),
    ),
    Family(
        id="cloudflare-token",
        vendor="Cloudflare",
        title="Cloudflare API token",
        finds="`cfk_`, `cfut_` or `cfat_`, 40 letters and digits, and a checksum.",
        leaves="Tokens of another length.",
        source="https://developers.cloudflare.com/fundamentals/api/get-started/token-formats/",
        sample=checksummed("cfut_", "{base62:40}", crc32_hex, "{hex:8}"),
        body=rb"cf(?:k|ut|at)_[0-9A-Za-z]{48}",
        proof=has_crc32_hex,
        variants=("cfk_{base62:48}", "cfat_{base62:48}"),
        misses=("cfut_{base62:47}", "cfat_monitoring_enabled = true"),
    ),
    Family(
        id="zuplo-key",
        vendor="Zuplo",
        title="Zuplo API key",
        finds="`zpka_`, 32 lower-case letters and digits, `_`, and a checksum.",
        leaves="A key without its checksum.",
        source="https://zuplo.com/docs/articles/api-key-best-practices",
        sample=checksummed("zpka_", "{hex:32}", crc32_hex, "{hex:8}", seam="_"),
        body=rb"zpka_[0-9a-z]{32}_[0-9a-f]{8}",
        proof=has_crc32_hex,
        misses=("zpka_{base36:32}", "zpka_{base36:31}_{hex:8}"),
    ),
    Family(
        id="fly-token",
        vendor="Fly.io",
        title="Fly.io access token",
        finds="`FlyV1` and one macaroon or several, joined by commas.",
        leaves="The scheme's name alone.",
        source="https://fly.io/docs/security/tokens/",
        sample="FlyV1 fm2_{base64:120}==",
        body=rb"FlyV1 " + _FLY + rb"(?:," + _FLY + rb")*",
        not_followed_by=URL_SAFE,
        variants=("FlyV1 fo1_{url:43}", "FlyV1 fm1r_{base64:80},fm1a_{base64:80}="),
        misses=("Authorization: FlyV1 $FLY_API_TOKEN", "FlyV1 fo1_{url:42}"),
    ),
)
