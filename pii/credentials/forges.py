"""Tokens of the places where code is hosted: GitHub, GitLab, Bitbucket and Atlassian."""

from pii.credentials.checksums import has_crc32_base62, has_crc32_upper_hex
from pii.credentials.family import BASE64, Evidence, dashed, judged, worded
from pii.credentials.structures import is_bitbucket_token

_ROUTABLE = rb"[\w-]{27,300}\.(?:[0-9a-z]{2}\.)?[0-9a-z]{9}"

FORGES = (
    worded(
        "github-token",
        rb"gh[pousr]_[0-9A-Za-z]{36}",
        rb"gh[pousr]_[0-9A-Za-z]{4}",
        check=judged(has_crc32_base62),
    ),
    worded(
        "github-fine-grained-token",
        rb"github_pat_[0-9A-Za-z]{22}_[0-9A-Za-z]{59}",
        rb"github_pat_[0-9A-Za-z]",
    ),
    # Installations get a web token behind the prefix.
    dashed(
        "github-installation-token",
        rb"ghs_[0-9A-Za-z]{1,20}_eyJ[\w-]{8,}\.[\w-]{2,}\.[\w-]{16,}",
        rb"ghs_[0-9A-Za-z]{1,20}_eyJ",
    ),
    # The checksum of routable tokens is documented, but no known sample carries it.
    dashed("gitlab-token", rb"glpat-(?:" + _ROUTABLE + rb"|[\w-]{20})", rb"glpat-[\w-]{4}"),
    dashed("gitlab-deploy-token", rb"gldt-[\w-]{20}", rb"gldt-[\w-]{4}"),
    dashed(
        "gitlab-runner-token",
        rb"glrt-(?:" + _ROUTABLE + rb"|(?:t\d_)?[\w-]{20})",
        rb"glrt-[\w-]{4}",
    ),
    worded("gitlab-pipeline-token", rb"glptt-[0-9a-f]{40}", rb"glptt-[0-9a-f]"),
    dashed("gitlab-job-token", rb"glcbt-(?:[0-9A-Za-z]{1,5}_)?[\w-]{20}", rb"glcbt-[\w-]{4}"),
    dashed("gitlab-feed-token", rb"glft-[\w-]{20}", rb"glft-[\w-]{4}"),
    dashed("gitlab-scim-token", rb"glsoat-[\w-]{20}", rb"glsoat-[\w-]"),
    dashed("gitlab-application-secret", rb"gloas-[\w-]{64}", rb"gloas-[\w-]{4}"),
    dashed("gitlab-agent-token", rb"glagent-[\w-]{50}", rb"glagent-[\w-]"),
    dashed("gitlab-incoming-mail-token", rb"glimt-[\w-]{25}", rb"glimt-[\w-]{4}"),
    dashed("gitlab-feature-flag-token", rb"glffct-[\w-]{20}", rb"glffct-[\w-]"),
    dashed("gitlab-registration-token", rb"GR1348941[\w-]{20}", rb"GR1348941[\w-]"),
    worded(
        "atlassian-token",
        rb"AT[AC]TT3[\w-]{40,}(?:\\?=|%3[Dd])[0-9A-F]{8}",
        rb"AT[AC]TT3[\w-]{4}",
        check=judged(has_crc32_upper_hex),
    ),
    worded(
        "bitbucket-app-password",
        rb"ATBB[0-9A-Za-z]{24}[0-9A-F]{8}",
        rb"ATBB[0-9A-Za-z]{8}",
        score=0.9,
        check=judged(has_crc32_upper_hex),
    ),
    dashed(
        "bitbucket-http-token",
        rb"BBDC-[0-9A-Za-z+/]{40,48}={0,2}",
        rb"BBDC-[0-9A-Za-z+/]{4}",
        check=judged(is_bitbucket_token, right=Evidence.PLAUSIBLE),
        alphabet=BASE64,
    ),
)
