"""Tokens of those who build, configure and deploy software."""

from pii.credentials.family import Family

FAMILIES = (
    Family(
        id="circleci-token",
        vendor="CircleCI",
        title="CircleCI personal API token",
        finds="`CCIPAT_`, 22 letters and digits, `_`, and 40 more.",
        leaves="Tokens of another length.",
        source="https://circleci.com/docs/managing-api-tokens/",
        sample="CCIPAT_{base62:22}_{base36:40}",
        misses=("CCIPAT_{base62:22}",),
    ),
    Family(
        id="pulumi-token",
        vendor="Pulumi",
        title="Pulumi access token",
        finds="`pul-` and 40 hex digits.",
        leaves="Names that begin alike, such as `pul-request`.",
        source="https://www.pulumi.com/docs/pulumi-cloud/access-management/access-tokens/",
        sample="pul-{hex:40}",
        misses=("branch: pul-request-template", "repul-{hex:40}"),
    ),
    Family(
        id="planetscale-token",
        vendor="PlanetScale",
        title="PlanetScale token or password",
        finds="`pscale_tkn_`, `pscale_pw_` or `pscale_oauth_` and 32 to 64 characters.",
        leaves="Names that begin alike, such as `pscale_oauth_callback`.",
        source="https://planetscale.com/docs/api/service-tokens",
        sample="pscale_tkn_{url:43}",
        body=rb"pscale_(?:tkn|pw|oauth)_[\w=.-]{32,64}",
        variants=("pscale_pw_{url:43}", "pscale_oauth_{url:32}"),
        misses=("pscale_oauth_callback_url", "pscale_tkn_{url:31}"),
    ),
    Family(
        id="doppler-token",
        vendor="Doppler",
        title="Doppler token",
        finds="`dp.`, a kind such as `pt.` or `st.`, and 40 to 44 letters and digits.",
        leaves="Members of an object named `dp`.",
        source="https://docs.doppler.com/reference/auth-token-formats",
        sample="dp.pt.{base62:43}",
        body=rb"dp\.(?:pt|st|ct|sa|scim|audit)\.(?:[\w-]{2,35}\.)?[0-9A-Za-z]{40,44}",
        variants=("dp.st.dev_ann.{base62:40}", "dp.scim.{base62:44}"),
        misses=("dp.st.session_state.get('page')", "dp.pt.{base62:39}"),
    ),
)
