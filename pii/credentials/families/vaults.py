"""Secrets of those who keep secrets, and keys of those who switch features."""

from pii.credentials.alphabets import BASE64, URL_SAFE
from pii.credentials.checks import is_mixed
from pii.credentials.contexts import near
from pii.credentials.family import Family
from pii.credentials.fixtures.recipes import json_in_base64
from pii.credentials.structures import object_of
from pii.patterns import rx

_UUID = "{hex:8}-{hex:4}-{hex:4}-{hex:4}-{hex:12}"
_UUID_PATTERN = rb"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"
_ACCOUNT = '{"signInAddress":"harbour.1password.com","secretKey":"{base62:40}",'


def _is_service_token(value: bytes) -> bool:
    """Check a service account token: an object that holds a key."""
    claims = object_of(value.removeprefix(b"ops_"))
    return claims is not None and "secretKey" in claims


FAMILIES = (
    Family(
        id="onepassword-service-token",
        vendor="1Password",
        title="1Password service account token",
        finds="`ops_` and base64 of an object that holds the account's keys.",
        leaves="Names that begin alike.",
        source="https://developer.1password.com/docs/service-accounts/security/",
        sample=json_in_base64("ops_", _ACCOUNT + '"muk":"{base62:90}"}'),
        body=rb"ops_eyJ[\w+/-]{80,}={0,2}",
        not_followed_by=BASE64 + URL_SAFE,
        proof=_is_service_token,
        misses=("ops_eyJ{base64:79}", "ops_eval_backward(graph)"),
    ),
    Family(
        id="onepassword-secret-key",
        vendor="1Password",
        title="1Password account secret key",
        finds="`A3-`, six capitals and digits, and five groups more, joined by dashes.",
        leaves="Groups of another length.",
        source="https://support.1password.com/secret-key-security/",
        sample="A3-{upper36:6}-{upper36:6}-{upper36:5}-{upper36:5}-{upper36:5}-{upper36:5}",
        body=rx(
            rb"""
            A3-[0-9A-Z]{6} - (?:[0-9A-Z]{6}-[0-9A-Z]{5} | [0-9A-Z]{11})
            -[0-9A-Z]{5}-[0-9A-Z]{5}-[0-9A-Z]{5}
            """
        ),
        not_followed_by=URL_SAFE,
        trigger=rb"A3-[0-9A-Z]{6}-[0-9A-Z]{6}",
        variants=("A3-{upper36:6}-{upper36:11}-{upper36:5}-{upper36:5}-{upper36:5}",),
        public_prefixes=(),
        misses=(
            "A3-{upper36:6}-{upper36:6}-{upper36:5}-{upper36:5}",
            "model A3-{upper36:6}-{upper36:5}",
        ),
    ),
    Family(
        id="onepassword-recovery-code",
        vendor="1Password",
        title="1Password recovery code",
        finds="`1PRK` and thirteen groups of four capitals and digits, joined by dashes.",
        leaves="Fewer groups.",
        source="https://support.1password.com/recovery-codes/",
        sample="1PRK" + "-{upper36:4}" * 13,
        not_followed_by=URL_SAFE,
        misses=("1PRK" + "-{upper36:4}" * 12, "1PRK-recovery"),
    ),
    Family(
        id="bitwarden-access-token",
        vendor="Bitwarden",
        title="Bitwarden Secrets Manager access token",
        finds="`0.`, a UUID, a dot, 30 letters and digits, a colon, and the base64 of 16 bytes.",
        leaves="UUIDs and numbers.",
        source="https://bitwarden.com/help/access-tokens/",
        sample="0." + _UUID + ".{base62:30}:{base64:21}g==",
        body=rb"0\." + _UUID_PATTERN + rb"\.[0-9A-Za-z]{30}:[0-9A-Za-z+/]{22}==",
        not_followed_by=BASE64,
        trigger=rb"-[0-9a-f]{12}\.[0-9A-Za-z]{30}:",
        public_prefixes=(),
        misses=("0." + _UUID + ".{base62:30}", "0." + _UUID, "range: 0.25-0.75"),
    ),
    Family(
        id="infisical-token",
        vendor="Infisical",
        title="Infisical service token",
        finds="`st.`, an id, and two parts of 32 hex digits, joined by dots.",
        leaves="Members of an object named `st`.",
        source="https://infisical.com/docs/internals/service-tokens",
        sample="st.{hex:24}.{hex:32}.{hex:32}",
        body=rb"st\.(?:[0-9a-f]{24}|" + _UUID_PATTERN + rb")\.[0-9a-f]{32,64}\.[0-9a-f]{32}",
        trigger=rb"st\.[0-9a-f-]{24}[0-9a-f-]{0,12}\.[0-9a-f]{32}[0-9a-f]{0,32}\.[0-9a-f]{32}",
        public_prefixes=(),
        variants=("st." + _UUID + ".{hex:32}.{hex:32}",),
        misses=("st.{hex:24}.{hex:32}", "st.session_state.decode(page)"),
    ),
    Family(
        id="launchdarkly-key",
        vendor="LaunchDarkly",
        title="LaunchDarkly key",
        finds="`api-`, `sdk-` or `mob-` and a UUID.",
        leaves="Ids of client sides, and UUIDs alone.",
        source="https://launchdarkly.com/docs/home/account/api",
        sample="sdk-" + _UUID,
        body=rb"(?:api|sdk|mob)-" + _UUID_PATTERN,
        score=0.85,
        trigger=rb"(?:api|sdk|mob)-[0-9a-f]{8}-[0-9a-f]{4}-",
        public_prefixes=(),
        variants=("api-" + _UUID, "mob-" + _UUID),
        misses=(_UUID, "sdk-{hex:8}-{hex:4}", "mysdk-" + _UUID),
    ),
    Family(
        id="configcat-key",
        vendor="ConfigCat",
        title="ConfigCat SDK key",
        finds="`configcat-sdk-1/` and two parts of 22 characters.",
        leaves="Names of packages.",
        source="https://configcat.com/docs/advanced/code-references/overview/",
        sample="configcat-sdk-1/{url:22}/{url:22}",
        misses=("configcat-sdk-1/{url:22}", "pip install configcat-client"),
    ),
    Family(
        id="statsig-key",
        vendor="Statsig",
        title="Statsig server or console key",
        finds="`secret-` or `console-` and 30 to 60 letters and digits, all kinds among them, in "
        "a line that names Statsig before it.",
        leaves="Keys of clients, which begin with `client-`.",
        source="https://docs.statsig.com/access-management/api-keys",
        sample="secret-{base62:43}",
        body=rb"(?:secret|console)-[0-9A-Za-z]{30,60}",
        context=near(rb"statsig", "STATSIG_SERVER_SECRET="),
        check=is_mixed,
        public_prefixes=(),
        variants=("console-{base62:43}",),
        misses=("STATSIG_CLIENT_KEY=client-{base62:43}", "statsig secret-{base62:29}"),
    ),
)
