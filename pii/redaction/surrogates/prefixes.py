"""Beginnings of tokens that tell their maker and nothing of the secret.

A closed list: whatever else a key begins with could be a word of a passphrase.
"""

import re

_PREFIXES = """
AIza AKIA AQ. ASIA ATATT3xFfGF0 ATBB CCIPAT_ CLOJARS_ EAAA FlyV1 GOCSPX- GR1348941 HRKU- NRAK-
PMAK- SG. SWMKEY-1- SWMTKN-1- api_org_ bedrock-api-key- cfut_ dapi dckr_oat_ dckr_pat_ doo_v1_
dop_v1_ dor_v1_ dp.pt. figd_ gho_ ghp_ ghr_ ghs_ ghu_ github_pat_ glagent- glcbt- gldt- glffct-
glft- glimt- gloas- glpat- glptt- glrt- glsa_ glsoat- gsk_ hf_ hvb. hvs. key- lin_api_ lsv2_pt_
lsv2_sk_ npm_ ntn_ nvapi- phc_ pk_live_ pk_test_ pplx- pscale_tkn_ pul- pypi- r8_ rk_live_
rk_test_ rubygems_ sb_secret_ sbp_ shpat_ shpca_ shppa_ shpss_ sk- sk-ant- sk-ant-api03- sk-or-v1-
sk-proj- sk-svcacct- sk_live_ sk_test_ sl. sntrys_ sntryu_ sq0atp- sq0csp- tskey-api- tskey-auth-
vcp_ whsec_ xai- xapp- xoxa- xoxb- xoxe- xoxp- xoxr- xoxs- ya29. zpka_
"""
_LONGEST_FIRST = sorted(_PREFIXES.split(), key=len, reverse=True)
_PREFIX = re.compile("|".join(map(re.escape, _LONGEST_FIRST)))


def prefix_of(value: str) -> str:
    """Return the well known beginning of a key, or nothing."""
    match = _PREFIX.match(value)
    return match[0] if match else ""
