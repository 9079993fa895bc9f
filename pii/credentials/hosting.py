"""Tokens of those who host machines, databases, sites and builds."""

from pii.credentials.checksums import has_crc32_hex
from pii.credentials.family import START, Family, dashed, judged, worded

_UUID = rb"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"
_FLY = rb"f(?:o1_[\w-]{43}|m1[ar]_[0-9A-Za-z+/]{60,}={0,3}|m2_[0-9A-Za-z+/]{60,}={0,3})"

HOSTING = (
    worded("digitalocean-token", rb"do[opr]_v1_[0-9a-f]{64}", rb"do[opr]_v1_[0-9a-f]"),
    worded("databricks-token", rb"dapi[0-9a-f]{32}(?:-\d)?", rb"dapi[0-9a-f]{16}"),
    dashed("heroku-key", rb"HRKU-(?:[\w-]{60}|" + _UUID + rb")", rb"HRKU-[\w-]{8}"),
    # A bare UUID names an application more often than it opens one.
    Family(
        "heroku-legacy-key",
        rb"(?i:heroku)[^\n]{0,60}?(?i:key|token|auth|password|secret)[^0-9A-Za-z\n]{1,6}("
        + _UUID
        + rb")\b",
        (rb"(?i:heroku)",),
        0.75,
    ),
    dashed("vercel-token", rb"vc[kaipr]_[\w-]{56}", START + rb"vc[kaipr]_[\w-]{24}", score=0.85),
    worded("supabase-token", rb"sbp_(?:oauth_|v0_)?[0-9a-z]{40}", rb"sbp_[0-9a-z_]{16}", score=0.9),
    dashed("supabase-secret-key", rb"sb_secret_[\w-]{31}", rb"sb_secret_[\w-]{8}", score=0.9),
    worded(
        "cloudflare-token",
        rb"cf(?:k|ut|at)_[0-9A-Za-z]{48}",
        rb"cf(?:k|ut|at)_[0-9A-Za-z]{16}",
        check=judged(has_crc32_hex),
    ),
    worded(
        "zuplo-key",
        rb"zpka_[0-9a-z]{32}_[0-9a-f]{8}",
        rb"zpka_[0-9a-z]{8}",
        check=judged(has_crc32_hex),
    ),
    dashed(
        "fly-token",
        rb"FlyV1 " + _FLY + rb"(?:," + _FLY + rb")*",
        rb"FlyV1 f[mo]",
    ),
    worded("circleci-token", rb"CCIPAT_[0-9A-Za-z]{22}_[0-9a-z]{40}", rb"CCIPAT_[0-9A-Za-z]"),
    worded("pulumi-token", rb"pul-[0-9a-f]{40}", START + rb"pul-[0-9a-f]{16}"),
    dashed(
        "planetscale-token",
        rb"pscale_(?:tkn|pw|oauth)_[\w=.-]{32,64}",
        rb"pscale_(?:tkn|pw|oauth)_[\w=.-]{8}",
    ),
    worded(
        "doppler-token",
        rb"dp\.(?:pt|st|ct|sa|scim|audit)\.(?:[\w-]{2,35}\.)?[0-9A-Za-z]{40,44}",
        START + rb"dp\.(?:pt|st|ct|sa|scim|audit)\.",
    ),
)
