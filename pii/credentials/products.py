"""Keys of shops, payments and the tools of an office."""

from pii.credentials.family import (
    BASE64,
    DIGITS,
    START,
    Evidence,
    dashed,
    every,
    holding,
    is_mixed,
    judged,
    stands_alone,
    worded,
)

_LEAST_STRIPE_SECRET = 24


def _is_stripe_secret(value: bytes) -> bool:
    """Say whether a Stripe key is no name: a short one must have a digit."""
    secret = value.rpartition(b"_")[2]
    return len(secret) >= _LEAST_STRIPE_SECRET or any(byte in DIGITS for byte in secret)


PAYMENTS = (
    worded(
        "stripe-key",
        rb"(?:sk|rk)_(?:live|test)_[0-9A-Za-z]{10,99}",
        rb"[sr]k_(?:live|test)_[0-9A-Za-z]{10}",
        check=judged(_is_stripe_secret, right=Evidence.PLAUSIBLE, wrong=Evidence.REFUSED),
    ),
    dashed(
        "stripe-webhook-secret",
        rb"whsec_[0-9A-Za-z+/]{24,88}={0,2}",
        rb"whsec_[0-9A-Za-z+/]{16}",
        check=holding(DIGITS),
        alphabet=BASE64 + b"_",
    ),
    worded(
        "shopify-token", rb"shp(?:at|ca|pa|ss)_[0-9A-Fa-f]{32}", rb"shp(?:at|ca|pa|ss)_[0-9A-Fa-f]"
    ),
    dashed("square-secret", rb"sq0(?:atp-[\w-]{22}|csp-[\w-]{43})", rb"sq0(?:atp|csp)-"),
    # Four letters are little, and base64 of binary data is full of them.
    dashed(
        "square-token",
        rb"EAAA[\w-]{60}",
        START + rb"EAAA[\w-]{60}",
        score=0.7,
        check=every(is_mixed, stands_alone(before=b"+/", behind=BASE64)),
    ),
)

OFFICE = (
    worded("postman-key", rb"PMAK-[0-9a-f]{24}-[0-9a-f]{34}", rb"PMAK-[0-9a-f]{4}"),
    worded("linear-key", rb"lin_api_[0-9A-Za-z]{40}", rb"lin_api_[0-9A-Za-z]{8}"),
    worded("notion-token", rb"ntn_\d{9}[0-9A-Za-z]{37}", rb"ntn_\d{9}"),
    dashed("figma-token", rb"figd_[\w-]{38,42}", rb"figd_[\w-]{8}"),
    dashed("dropbox-token", rb"sl\.(?:u\.)?[\w-]{130,}", START + rb"sl\.(?:u\.)?[\w-]{32}"),
    dashed(
        "dropbox-legacy-token",
        rb"[0-9A-Za-z]{11}A{10}[\w-]{43}",
        b"A" * 10 + rb"[\w-]",
        score=0.7,
        check=every(is_mixed, stands_alone(before=b"+/-", behind=BASE64)),
    ),
)

PRODUCTS = (*PAYMENTS, *OFFICE)
