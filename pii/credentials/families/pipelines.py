"""Tokens of those who build and roll out software."""

from pii.credentials.alphabets import DIGITS
from pii.credentials.checks import holding, is_mixed
from pii.credentials.contexts import START, keyed
from pii.credentials.family import Family
from pii.patterns import rx

FAMILIES = (
    Family(
        id="buildkite-token",
        vendor="Buildkite",
        title="Buildkite token",
        finds="`bkua_` and 40 hex digits, or the tokens of agents and portals, which begin with "
        "`bkar_`, `bkpat_` or `bkps_`.",
        leaves="Names that begin alike.",
        source="https://buildkite.com/docs/apis/managing-api-tokens",
        sample="bkua_{hex:40}",
        body=rx(
            rb"""
            bk (?: ua_[0-9a-z]{40}
                 | ar_[0-9A-Za-z]{8}\.[0-9A-Za-z]{72}
                 | pat_[0-9A-Za-z]{8}_[0-9a-f]{40}
                 | ps_[0-9A-Za-z]{8}_[0-9a-f]{60} )
            """
        ),
        trigger=START + rb"bk(?:ua|ar|pat|ps)_[0-9A-Za-z]{8}",
        variants=(
            "bkar_{base62:8}.{base62:72}",
            "bkpat_{base62:8}_{hex:40}",
            "bkps_{base62:8}_{hex:60}",
        ),
        misses=("bkua_{hex:39}", "bkps_{base62:8}", "bkar_buffer_of(stream)"),
    ),
    Family(
        id="circleci-project-token",
        vendor="CircleCI",
        title="CircleCI project API token",
        finds="`CCIPRJ_`, 22 letters and digits, `_`, and 40 hex digits.",
        leaves="A token without its second half.",
        source="https://circleci.com/docs/managing-api-tokens/",
        sample="CCIPRJ_{base62:22}_{hex:40}",
        misses=("CCIPRJ_{base62:22}", "CCIPRJ_{base62:22}_{hex:39}"),
    ),
    Family(
        id="circleci-legacy-token",
        vendor="CircleCI",
        title="CircleCI API token without a prefix",
        finds="40 hex digits behind a name such as `CIRCLE_TOKEN`.",
        leaves="Hashes of commits, which `CIRCLE_SHA1` names.",
        source="https://circleci.com/docs/managing-api-tokens/",
        sample="{hex:40}",
        context=keyed(rb"circle_?ci|\bcircle_", "CIRCLE_TOKEN="),
        score=0.9,
        misses=("CIRCLE_SHA1={hex:40}", "CIRCLE_TOKEN={hex:39}"),
    ),
    Family(
        id="travis-token",
        vendor="Travis CI",
        title="Travis CI API token",
        finds="22 characters behind a name such as `TRAVIS_TOKEN`.",
        leaves="The same without that name, and words.",
        source="https://developer.travis-ci.com/authentication",
        sample="{url:22}",
        context=keyed(rb"travis", "TRAVIS_TOKEN="),
        check=is_mixed,
        score=0.85,
        misses=("TRAVIS_TOKEN={url:21}", "TRAVIS_PULL_REQUEST_TOKEN={letters:22}"),
    ),
    Family(
        id="octopus-key",
        vendor="Octopus Deploy",
        title="Octopus Deploy API key",
        finds="`API-` and 25 to 34 capitals and digits, a digit among them.",
        leaves="Words in capitals that begin alike.",
        source="https://octopus.com/docs/octopus-rest-api/how-to-create-an-api-key",
        sample="API-{upper36:26}",
        body=rb"API-[0-9A-Z]{25,34}",
        check=holding(DIGITS),
        public_prefixes=(),
        score=0.9,
        variants=("API-{upper36:31}",),
        misses=("API-{upper36:24}", "REST-API-REFERENCE", "API-{upper36:35}"),
    ),
    Family(
        id="teamcity-token",
        vendor="JetBrains",
        title="TeamCity access token",
        finds="A fixed head, a dot, 36 characters, a dot, and 48 characters.",
        leaves="Other tokens of three parts.",
        source="https://www.jetbrains.com/help/teamcity/configuring-your-user-profile.html",
        sample="eyJ0eXAiOiAiVENWMiJ9.{url:36}.{url:48}",
        misses=("eyJ0eXAiOiAiVENWMiJ9.{url:36}", "eyJ0eXAiOiAiVENWMiJ9.{url:35}.{url:48}"),
    ),
    Family(
        id="harness-token",
        vendor="Harness",
        title="Harness access token",
        finds="`pat.` or `sat.`, the 22 characters of an account, 24 hex digits, and 20 more.",
        leaves="Members of objects named `pat` and `sat`.",
        source="https://developer.harness.io/docs/platform/automation/api/add-and-manage-api-keys/",
        sample="pat.{url:22}.{hex:24}.{base62:20}",
        body=rb"[ps]at\.[\w-]{22}\.[0-9a-f]{24}\.[0-9A-Za-z]{20}",
        public_prefixes=(),
        variants=("sat.{url:22}.{hex:24}.{base62:20}",),
        misses=("pat.{url:22}.{hex:24}", "pat.compile(expression).matcher(text)"),
    ),
    Family(
        id="prefect-key",
        vendor="Prefect",
        title="Prefect Cloud API key",
        finds="`pnu_` or `pnb_` and 36 letters and digits.",
        leaves="Names that begin alike.",
        source="https://docs.prefect.io/v3/how-to-guides/cloud/manage-users/api-keys",
        sample="pnu_{base62:36}",
        body=rb"pn[bu]_[0-9A-Za-z]{36}",
        variants=("pnb_{base62:36}",),
        misses=("pnu_{base62:35}", "pnb_bias = projection.bias"),
    ),
)
