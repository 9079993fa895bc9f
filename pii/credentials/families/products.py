"""Keys of shops, payments and the tools of an office."""

from pii.credentials.alphabets import BASE64, DIGITS
from pii.credentials.checks import Evidence, every, holding, is_mixed, judged, stands_alone
from pii.credentials.family import Family

_LEAST_STRIPE_SECRET = 24


def _is_stripe_secret(value: bytes) -> bool:
    """Say whether a Stripe key is no name: a short one must have a digit."""
    secret = value.rpartition(b"_")[2]
    return len(secret) >= _LEAST_STRIPE_SECRET or any(byte in DIGITS for byte in secret)


FAMILIES = (
    Family(
        id="stripe-key",
        vendor="Stripe",
        title="Stripe secret key",
        finds="`sk_live_`, `sk_test_`, `rk_live_` or `rk_test_` and ten or more characters.",
        leaves="Publishable keys, and names without a digit.",
        source="https://docs.stripe.com/keys",
        sample="sk_live_{base62:24}",
        body=rb"(?:sk|rk)_(?:live|test)_[0-9A-Za-z]{10,99}",
        check=judged(_is_stripe_secret, wrong=Evidence.REFUSED),
        variants=("rk_live_{base62:99}", "sk_test_{base62:24}"),
        misses=("pk_live_{base62:24}", "def sk_test_connection(): ...", "sk_test_{letters:16}"),
    ),
    Family(
        id="stripe-webhook-secret",
        vendor="Stripe",
        title="Webhook signing secret",
        finds="`whsec_` and 24 to 88 characters of base64, a digit among them.",
        leaves="Names that begin alike, such as `whsec_header`.",
        source="https://docs.stripe.com/webhooks",
        sample="whsec_{base62:32}",
        body=rb"whsec_[0-9A-Za-z+/]{24,88}={0,2}",
        not_followed_by=BASE64 + b"_",
        check=holding(DIGITS),
        variants=("whsec_{base64:43}=",),
        misses=("whsec_header = request.headers['Signature']", "whsec_{base62:23}"),
    ),
    Family(
        id="shopify-token",
        vendor="Shopify",
        title="Shopify access token",
        finds="`shpat_`, `shpca_`, `shppa_` or `shpss_` and 32 hex digits.",
        leaves="Tokens of another length.",
        source="https://shopify.dev/changelog/length-of-the-shopify-access-token-is-increasing",
        sample="shpat_{hex:32}",
        body=rb"shp(?:at|ca|pa|ss)_[0-9A-Fa-f]{32}",
        variants=("shpca_{hex:32}", "shppa_{hex:32}", "shpss_{upperhex:32}"),
        misses=("shpat_{hex:31}", "shpua_{hex:32}"),
    ),
    Family(
        id="square-secret",
        vendor="Square",
        title="Square OAuth secret",
        finds="`sq0csp-` and 43 characters, or `sq0atp-` and 22.",
        leaves="Ids of applications, which begin with `sq0idp-`.",
        source="https://developer.squareup.com/docs/build-basics/access-tokens",
        sample="sq0csp-{url:43}",
        body=rb"sq0(?:atp-[\w-]{22}|csp-[\w-]{43})",
        trigger=rb"sq0(?:atp|csp)-",
        variants=("sq0atp-{url:22}",),
        misses=("sq0idp-{url:22}", "sq0csp-{url:42}"),
    ),
    # Four letters are little, and base64 of binary data is full of them.
    Family(
        id="square-token",
        vendor="Square",
        title="Square access token",
        finds="`EAAA` and 60 characters with digits and both cases of letters.",
        leaves="Pieces of base64.",
        source="https://developer.squareup.com/docs/build-basics/access-tokens",
        sample="EAAA{url:60}",
        check=every(is_mixed, stands_alone(before=b"+/", behind=BASE64)),
        score=0.7,
        misses=("{base64:7}/EAAA{base64:60}", "EAAA{letters:60}"),
    ),
    Family(
        id="postman-key",
        vendor="Postman",
        title="Postman API key",
        finds="`PMAK-`, 24 hex digits, a dash, and 34 more.",
        leaves="Keys of another length.",
        source="https://learning.postman.com/docs/developer/postman-api/authentication/",
        sample="PMAK-{hex:24}-{hex:34}",
        misses=("PMAK-{hex:24}", "X-API-Key: PMAK-{hex:24}-{X:34}"),
    ),
    Family(
        id="linear-key",
        vendor="Linear",
        title="Linear API key",
        finds="`lin_api_` and 40 letters and digits.",
        leaves="Names that begin alike, such as `lin_api_url`.",
        source="https://linear.app/developers/graphql",
        sample="lin_api_{base62:40}",
        misses=("lin_api_url = 'https://api.linear.app'",),
    ),
    Family(
        id="notion-token",
        vendor="Notion",
        title="Notion integration token",
        finds="`ntn_`, nine digits, and 37 letters and digits.",
        leaves="Names that begin alike, such as `ntn_page_id`.",
        source="https://developers.notion.com/docs/authorization",
        sample="ntn_{digits:11}{base62:35}",
        body=rb"ntn_\d{9}[0-9A-Za-z]{37}",
        misses=("ntn_page_id = page['id']", "ntn_{digits:9}{base62:36}"),
    ),
    Family(
        id="figma-token",
        vendor="Figma",
        title="Figma personal access token",
        finds="`figd_` and 38 to 42 characters.",
        leaves="Tokens of another length.",
        source="https://developers.figma.com/docs/rest-api/authentication/",
        sample="figd_{url:40}",
        body=rb"figd_[\w-]{38,42}",
        misses=("figd_{url:37}", "figd_{url:43}"),
    ),
    Family(
        id="dropbox-token",
        vendor="Dropbox",
        title="Dropbox access token",
        finds="`sl.`, perhaps `u.`, and 130 characters or more.",
        leaves="Members of an object named `sl`.",
        source="https://developers.dropbox.com/oauth-guide",
        sample="sl.{url:140}",
        body=rb"sl\.(?:u\.)?[\w-]{130,}",
        variants=("sl.u.{url:140}",),
        misses=("sl.set_slot_value(slots, 'name')", "sl.{url:129}"),
    ),
    Family(
        id="dropbox-legacy-token",
        vendor="Dropbox",
        title="Dropbox access token without an end",
        finds="Eleven letters and digits, ten times `A`, and 43 characters.",
        leaves="Base64 of many zero bytes.",
        source="https://developers.dropbox.com/oauth-guide",
        sample="{base62:11}{A:10}{url:43}",
        check=every(is_mixed, stands_alone(before=b"+/-", behind=BASE64)),
        score=0.7,
        trigger=b"A" * 10 + rb"[\w-]",
        misses=("data:font/woff;base64,d09GRg{A:40}{base64:40}", "{base62:11}{A:9}B{url:43}"),
    ),
)
