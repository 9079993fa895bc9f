"""Tokens of GitHub."""

from pii.credentials.checksums import crc32_base62, has_crc32_base62
from pii.credentials.family import Family
from pii.credentials.fixtures.recipes import checksummed

FAMILIES = (
    Family(
        id="github-token",
        vendor="GitHub",
        title="GitHub token",
        finds="`ghp_`, `gho_`, `ghu_`, `ghs_` or `ghr_` and 36 letters and digits, six of which "
        "are a checksum.",
        leaves="Names that begin alike, such as the module `ghp_import`.",
        source="https://docs.github.com/en/authentication/keeping-your-account-and-data-secure/"
        "about-authentication-to-github#githubs-token-formats",
        sample=checksummed("ghp_", "{base62:30}", crc32_base62, "{base62:6}"),
        body=rb"gh[pousr]_[0-9A-Za-z]{36}",
        proof=has_crc32_base62,
        variants=("gho_{base62:36}", "ghu_{base62:36}", "ghs_{base62:36}", "ghr_{base62:36}"),
        misses=("from ghp_import import ghp_import", "ghp_{base62:35}", "ghq_{base62:36}"),
    ),
    Family(
        id="github-fine-grained-token",
        vendor="GitHub",
        title="GitHub fine-grained personal access token",
        finds="`github_pat_`, 22 letters and digits, `_`, and 59 more.",
        leaves="Names that begin alike, such as `github_pat_token`.",
        source="https://docs.github.com/en/authentication/keeping-your-account-and-data-secure/"
        "managing-your-personal-access-tokens",
        sample="github_pat_{base62:22}_{base62:59}",
        misses=("github_pat_token = os.environ['GITHUB_PAT']", "github_pat_{base62:82}"),
    ),
    # Installations get a web token behind the prefix.
    Family(
        id="github-installation-token",
        vendor="GitHub",
        title="GitHub App installation token",
        finds="`ghs_`, the number of an application, `_`, and a web token.",
        leaves="Web tokens alone, which `web-token` finds.",
        source="https://docs.github.com/en/apps/creating-github-apps/"
        "authenticating-with-a-github-app/authenticating-as-a-github-app-installation",
        sample="ghs_{digits:8}_eyJ{url:60}.{url:90}.{url:86}",
        body=rb"ghs_[0-9A-Za-z]{1,20}_eyJ[\w-]{8,}\.[\w-]{2,}\.[\w-]{16,}",
        misses=("ghs_{digits:8}_eyJ{url:60}.{url:90}", "eyJ{url:60}.{url:90}.{url:86}"),
    ),
)
