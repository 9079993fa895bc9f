"""Tokens of those who put sites and functions on the web."""

from collections.abc import Mapping

from pii.credentials.alphabets import BASE64, DIGITS
from pii.credentials.checks import holding, is_mixed
from pii.credentials.contexts import keyed
from pii.credentials.family import Family
from pii.credentials.fixtures.recipes import json_in_base64
from pii.credentials.structures import object_of

_UUID = "{hex:8}-{hex:4}-{hex:4}-{hex:4}-{hex:12}"
_TUNNEL_KEYS = {"a", "s", "t"}


def _is_tunnel(value: bytes) -> bool:
    """Check a token of a tunnel: an account, a secret and the tunnel's id."""
    claims: Mapping[str, object] | None = object_of(value)
    return claims is not None and claims.keys() >= _TUNNEL_KEYS


FAMILIES = (
    Family(
        id="netlify-token",
        vendor="Netlify",
        title="Netlify token",
        finds="`nfp_`, `nfc_`, `nfo_`, `nfb_` or `nfu_` and 36 letters and digits.",
        leaves="Names that begin alike, such as `nfc_device`.",
        source="https://answers.netlify.com/t/"
        "change-to-the-netlify-authentication-token-format/106146",
        sample="nfp_{base62:36}",
        body=rb"nf[bcopu]_[0-9A-Za-z]{36}",
        check=holding(DIGITS),
        variants=("nfc_{base62:36}", "nfo_{base62:36}"),
        misses=("nfp_{base62:35}", "nfc_device = nfc_open(context, NULL);", "nfp_{letters:36}"),
    ),
    Family(
        id="netlify-legacy-token",
        vendor="Netlify",
        title="Netlify token without a prefix",
        finds="43 to 45 characters behind a name such as `NETLIFY_AUTH_TOKEN`.",
        leaves="Ids of sites, and the same without that name.",
        source="https://docs.netlify.com/api-and-cli-guides/api-guides/get-started-with-api/",
        sample="{url:43}",
        body=rb"[\w-]{43,45}",
        context=keyed(rb"netlify", "NETLIFY_AUTH_TOKEN="),
        not_followed_by=BASE64 + b"_-",
        check=is_mixed,
        score=0.9,
        variants=("{url:45}",),
        misses=(f"NETLIFY_SITE_ID={_UUID}", "NETLIFY_AUTH_TOKEN={url:42}"),
    ),
    Family(
        id="render-key",
        vendor="Render",
        title="Render API key",
        finds="`rnd_` and 28 to 40 letters and digits, all kinds among them.",
        leaves="Names that begin alike, such as `rnd_seed`.",
        source="https://render.com/docs/api",
        sample="rnd_{base62:28}",
        body=rb"rnd_[0-9A-Za-z]{28,40}",
        check=is_mixed,
        variants=("rnd_{base62:32}",),
        public_prefixes=(),
        misses=("rnd_{base62:27}", "rnd_{letters:28}", "rnd_seed = int(time.time())"),
    ),
    Family(
        id="railway-token",
        vendor="Railway",
        title="Railway token",
        finds="A UUID behind a name such as `RAILWAY_TOKEN`.",
        leaves="Ids of projects, services and environments.",
        source="https://docs.railway.com/guides/cli#tokens",
        sample=_UUID,
        context=keyed(rb"railway", "RAILWAY_TOKEN="),
        score=0.9,
        misses=(f"RAILWAY_PROJECT_ID={_UUID}", f"railway link {_UUID}"),
    ),
    Family(
        id="vercel-blob-token",
        vendor="Vercel",
        title="Vercel Blob token",
        finds="`vercel_blob_rw_`, the 16 letters and digits of a store, `_`, and 30 more.",
        leaves="A token without its secret.",
        source="https://vercel.com/docs/vercel-blob",
        sample="vercel_blob_rw_{base62:16}_{base62:30}",
        body=rb"vercel_blob_rw?_[0-9A-Za-z]{16}_[0-9A-Za-z]{30}",
        variants=("vercel_blob_r_{base62:16}_{base62:30}",),
        misses=("vercel_blob_rw_{base62:16}", "vercel_blob_rw_{base62:16}_{base62:29}"),
    ),
    Family(
        id="cloudflare-origin-key",
        vendor="Cloudflare",
        title="Cloudflare Origin CA key",
        finds="`v1.0-`, 24 hex digits, a dash, and 146 more.",
        leaves="Names of versions.",
        source="https://developers.cloudflare.com/fundamentals/api/get-started/ca-keys/",
        sample="v1.0-{hex:24}-{hex:146}",
        public_prefixes=(),
        misses=("v1.0-{hex:24}-{hex:145}", "v1.0-beta-3", "tag: v1.0-{hex:40}"),
    ),
    Family(
        id="cloudflare-legacy-token",
        vendor="Cloudflare",
        title="Cloudflare API token without a prefix",
        finds="40 characters behind a name such as `CLOUDFLARE_API_TOKEN`.",
        leaves="Hashes of commits, and the same without that name.",
        source="https://developers.cloudflare.com/fundamentals/api/get-started/create-token/",
        sample="{url:40}",
        context=keyed(rb"cloudflare|\bcf_(?:api|dns)", "CLOUDFLARE_API_TOKEN="),
        check=is_mixed,
        score=0.9,
        misses=("cloudflare token at {hex:40}", "CLOUDFLARE_API_TOKEN={url:39}"),
    ),
    Family(
        id="cloudflare-global-key",
        vendor="Cloudflare",
        title="Cloudflare global API key",
        finds="37 hex digits behind a name such as `CLOUDFLARE_API_KEY`, or `X-Auth-Key`.",
        leaves="Hashes of another length.",
        source="https://developers.cloudflare.com/fundamentals/api/get-started/keys/",
        sample="{hex:37}",
        context=keyed(rb"cloudflare|\bcf_api|x-auth", "CLOUDFLARE_API_KEY="),
        score=0.9,
        misses=("cloudflare zone {hex:32}", "CLOUDFLARE_API_KEY={hex:38}"),
    ),
    Family(
        id="cloudflare-turnstile-secret",
        vendor="Cloudflare",
        title="Cloudflare Turnstile secret key",
        finds="`0x4AAAAA` and 27 characters.",
        leaves="Keys of sites, which are shorter and public, and numbers.",
        source="https://developers.cloudflare.com/turnstile/get-started/",
        sample="0x4AAAAA{url:27}",
        misses=("0x4AAAAA{url:14}", "mask = 0x4AAAAAAA"),
    ),
    Family(
        id="cloudflare-tunnel-token",
        vendor="Cloudflare",
        title="Cloudflare tunnel token",
        finds="Base64 of an object with an account, a secret and the id of a tunnel.",
        leaves="Base64 of other objects.",
        source="https://developers.cloudflare.com/cloudflare-one/networks/connectors/"
        "cloudflare-tunnel/configure-tunnels/remote-tunnel-permissions/",
        sample=json_in_base64("", '{"a":"{hex:32}","t":"' + _UUID + '","s":"{base62:44}"}'),
        body=rb"eyJhIjoi[0-9A-Za-z+/]{80,}={0,2}",
        not_followed_by=BASE64,
        proof=_is_tunnel,
        public_prefixes=(),
        misses=("eyJhIjoi{base62:79}", "eyJiIjoi{base62:120}"),
    ),
    Family(
        id="deno-deploy-token",
        vendor="Deno",
        title="Deno Deploy access token",
        finds="`ddp_`, `ddo_` or `ddw_` and 36 letters and digits.",
        leaves="Names that begin alike.",
        source="https://docs.deno.com/deploy/api/",
        sample="ddp_{base62:36}",
        body=rb"dd[opw]_[0-9A-Za-z]{36}",
        check=holding(DIGITS),
        variants=("ddw_{base62:36}", "ddo_{base62:36}"),
        misses=("ddp_{base62:35}", "ddp_socket_open(&port);"),
    ),
    Family(
        id="val-town-token",
        vendor="Val Town",
        title="Val Town API token",
        finds="`vtwn_` and 28 letters and digits.",
        leaves="Tokens of another length.",
        source="https://docs.val.town/api/authentication/",
        sample="vtwn_{base62:28}",
        misses=("vtwn_{base62:27}", "vtwn_{base62:29}"),
    ),
)
