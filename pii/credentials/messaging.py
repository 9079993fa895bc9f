"""Tokens of chats, and keys of those who send mail and text messages."""

from pii.credentials.family import (
    LONE_START,
    START,
    URL_SAFE,
    Evidence,
    Family,
    dashed,
    judged,
    stands_alone,
    worded,
)
from pii.credentials.structures import is_discord_token

# Base64 of three decimal digits has only these letters, place by place; a bot's token begins
# with the digits of its account's number.
_THREE_DIGITS = rb"[MNO][DTjz][AEIMQUYcgk][w-z0-5]"
_SLACK = (
    rb"xox(?:b-\d{10,13}-\d{10,13}-[0-9A-Za-z]{24}"
    rb"|b-\d{8,14}-[0-9A-Za-z]{18,26}"
    rb"|[pe](?:-\d{10,13}){3}-[0-9A-Za-z-]{28,34}"
    rb"|[os]-\d{9,13}-\d{9,13}-\d{9,13}-[0-9A-Fa-f]{10,64}"
    rb"|[ar]-(?:\d-)?[0-9A-Za-z]{24,48}"
    rb"|c-(?:\d{9,13}-){0,3}[0-9a-f]{64}"
    rb"|d-[0-9A-Za-z%/+=_-]{100,}"
    rb"|e-\d-[0-9A-Za-z]{146}"
    rb"|e\.xox[bp]-\d-[0-9A-Za-z]{163,166})"
)
_TWILIO_NAME = rb"(?i:twilio)[^\n]{0,40}?(?i:token|secret|auth|password)[\w\]]{0,10}"

CHAT = (
    dashed("slack-token", _SLACK, rb"xox[a-eoprs][.-][0-9A-Za-z]"),
    worded(
        "slack-app-token",
        rb"xapp-\d-[0-9A-Z]{9,13}-\d{10,14}-[0-9a-f]{64}",
        rb"xapp-\d-[0-9A-Z]",
    ),
    Family(
        "slack-webhook",
        rb"hooks\.slack(?:-gov)?\.com/(?:services|workflows|triggers)/"
        rb"(T[0-9A-Z]{8,12}/[0-9A-Z]{8,20}/(?:\d{15,20}/)?[0-9A-Za-z]{24,32})\b",
        (rb"hooks\.slack(?:-gov)?\.com/",),
        0.97,
    ),
    # In an address of the interface the word `bot` stands right before the number.
    Family(
        "telegram-token",
        rb"(?:\bbot|" + START + rb")(\d{8,10}:AA[\w-]{33})",
        (rb"\d:AA[\w-]{16}",),
        0.93,
        stands_alone(behind=URL_SAFE),
    ),
    dashed(
        "discord-token",
        rb"(?:" + _THREE_DIGITS + rb"){5,6}[\w-]{0,6}\.[\w-]{6}\.[\w-]{27,38}",
        rb"(?:" + _THREE_DIGITS + rb"){4}",
        check=judged(is_discord_token, right=Evidence.PLAUSIBLE),
    ),
    Family(
        "discord-webhook",
        rb"discord(?:app)?\.com/api/(?:v\d{1,2}/)?webhooks/\d{17,20}/([\w-]{60,72})",
        (rb"discord(?:app)?\.com/api/",),
        0.97,
        stands_alone(behind=URL_SAFE),
    ),
)

MAIL = (
    dashed("sendgrid-key", rb"SG\.[\w-]{22}\.[\w-]{43}", START + rb"SG\.[\w-]{22}\."),
    worded("twilio-key", rb"SK[0-9a-f]{32}", rb"SK[0-9a-f]{16}", score=0.9),
    Family(
        "twilio-token",
        rb"(?:"
        + _TWILIO_NAME
        + rb"[^0-9A-Za-z\n]{1,8}|"
        + START
        + rb"AC[0-9a-f]{32}[\"']?[:,\s]{1,8}[\"']?)([0-9a-f]{32})\b",
        (rb"(?i:twilio)", START + rb"AC[0-9a-f]{32}"),
        0.8,
    ),
    Family(
        "mailgun-key",
        LONE_START + rb"(key-[0-9a-f]{32})\b",
        (START + rb"key-[0-9a-f]{16}",),
        0.75,
    ),
    Family(
        "mailgun-private-key",
        rb"(?i:mailgun|mg_api)[^\n]{0,60}?\b([0-9a-f]{32}-[0-9a-f]{8}-[0-9a-f]{8})\b",
        (rb"(?i:mailgun|mg_api)",),
        0.9,
    ),
    worded("mailchimp-key", rb"[0-9a-f]{32}-us\d{1,2}", rb"[0-9a-f]{8}-us\d", score=0.9),
)

MESSAGING = (*CHAT, *MAIL)
