"""Tokens of chats: Slack, Telegram and Discord."""

from pii.credentials.alphabets import URL_SAFE
from pii.credentials.checks import judged
from pii.credentials.contexts import START, Context
from pii.credentials.family import Family
from pii.credentials.fixtures.recipes import url_base64
from pii.credentials.fixtures.source import Source
from pii.credentials.structures import is_discord_token
from pii.patterns import rx

# Base64 of three decimal digits has only these letters, place by place; a bot's token begins
# with the digits of its account's number.
_THREE_DIGITS = rb"[MNO][DTjz][AEIMQUYcgk][w-z0-5]"
_LEAST_ACCOUNT = 10**17


def _discord_token(source: Source, valid: bool) -> str:
    """Put together a bot's token; in a broken one the account's number is none."""
    number = str(_LEAST_ACCOUNT + source.number_below(8 * _LEAST_ACCOUNT)).encode()
    # Eighteen digits are twenty-four characters, and a stray one behind them is no digit.
    account = url_base64(number) + ("" if valid else "_")
    return f"{account}.{source.filled('{url:6}.{url:38}')}"


FAMILIES = (
    Family(
        id="slack-token",
        vendor="Slack",
        title="Slack token",
        finds="`xoxb-`, `xoxp-` and the other kinds, with the ids and the secret that each has.",
        leaves="The prefix alone, and tokens without a secret.",
        source="https://api.slack.com/authentication/token-types",
        sample="xoxb-{digits:12}-{digits:13}-{base62:24}",
        body=rx(
            rb"""
            xox (?: b-\d{10,13}-\d{10,13}-[0-9A-Za-z]{24}
                  | b-\d{8,14}-[0-9A-Za-z]{18,26}
                  | [pe](?:-\d{10,13}){3}-[0-9A-Za-z-]{28,34}
                  | [os]-\d{9,13}-\d{9,13}-\d{9,13}-[0-9A-Fa-f]{10,64}
                  | [ar]-(?:\d-)?[0-9A-Za-z]{24,48}
                  | c-(?:\d{9,13}-){0,3}[0-9a-f]{64}
                  | d-[0-9A-Za-z%/+=_-]{100,}
                  | e-\d-[0-9A-Za-z]{146}
                  | e\.xox[bp]-\d-[0-9A-Za-z]{163,166} )
            """
        ),
        not_followed_by=URL_SAFE,
        trigger=rb"xox[a-eoprs][.-]",
        variants=(
            "xoxb-{digits:12}-{base62:24}",
            "xoxp-{digits:12}-{digits:12}-{digits:13}-{hex:32}",
            "xoxs-{digits:11}-{digits:11}-{digits:11}-{hex:10}",
            "xoxa-2-{base62:40}",
            "xoxc-{digits:12}-{digits:12}-{digits:13}-{hex:64}",
            "xoxd-{base62:120}",
            "xoxe-1-{base62:146}",
            "xoxe.xoxp-1-{base62:164}",
        ),
        misses=("xoxb-{digits:12}-{digits:13}", "SLACK_TOKEN=xoxb-not-a-real-token"),
    ),
    Family(
        id="slack-app-token",
        vendor="Slack",
        title="Slack app-level token",
        finds="`xapp-`, a digit, the id of an app, a number, and 64 hex digits.",
        leaves="The prefix alone, and tokens without a secret.",
        source="https://api.slack.com/authentication/token-types",
        sample="xapp-1-A{upper36:10}-{digits:13}-{hex:64}",
        body=rb"xapp-\d-[0-9A-Z]{9,13}-\d{10,14}-[0-9a-f]{64}",
        misses=("SLACK_APP_TOKEN=xapp-...", "xapp-1-A{upper36:10}-{digits:13}-{hex:63}"),
    ),
    Family(
        id="slack-webhook",
        vendor="Slack",
        title="Slack webhook address",
        finds="The ids and the secret of an incoming webhook, a workflow or a trigger.",
        leaves="The host and the path before them.",
        source="https://api.slack.com/messaging/webhooks",
        sample="T{upper36:10}/B{upper36:10}/{base62:24}",
        body=rb"T[0-9A-Z]{8,12}/[0-9A-Z]{8,20}/(?:\d{15,20}/)?[0-9A-Za-z]{24,32}",
        context=Context(
            pattern=rb"hooks\.slack(?:-gov)?\.com/(?:services|workflows|triggers)/",
            sample="https://hooks.slack.com/services/",
        ),
        score=0.97,
        variants=("T{upper36:10}/A{upper36:10}/{digits:18}/{base62:24}",),
        misses=(
            "https://hooks.slack.com/services/T{0:8}/B{0:8}/{X:24}",
            "https://hooks.slack.com/services/T{upper36:10}/B{upper36:10}",
        ),
    ),
    # In an address of the interface the word `bot` stands right before the number.
    Family(
        id="telegram-token",
        vendor="Telegram",
        title="Telegram bot token",
        finds="The number of a bot, `:AA`, and 33 characters, also behind the word `bot`.",
        leaves="Times, ratios and other numbers with a colon.",
        source="https://core.telegram.org/bots/api#authorizing-your-bot",
        sample="{digits:10}:AA{url:33}",
        body=rb"\d{8,10}:AA[\w-]{33}",
        context=Context(pattern=rb"(?:\bbot|" + START + rb")"),
        score=0.93,
        trigger=rb"\d:AA[\w-]{16}",
        misses=("{digits:10}:AA{url:32}", "{digits:10}:AB{url:33}", "mac 00:1B:44:11:3A:B7"),
    ),
    Family(
        id="discord-token",
        vendor="Discord",
        title="Discord bot token",
        finds="The number of an account in base64, a time and a signature, joined by dots.",
        leaves="Other base64 with dots, whose first part is no number.",
        source="https://discord.com/developers/docs/reference#authentication",
        sample=_discord_token,
        body=rb"(?:" + _THREE_DIGITS + rb"){5,6}[\w-]{0,6}\.[\w-]{6}\.[\w-]{27,38}",
        not_followed_by=URL_SAFE,
        check=judged(is_discord_token),
        score=0.95,
        trigger=rb"(?:" + _THREE_DIGITS + rb"){4}",
        public_prefixes=(),
        misses=("eyJ{base62:21}.{url:6}.{url:38}", "MTIzNDU2Nzg5MDEyMzQ1Njc4.{url:5}.{url:38}"),
    ),
    Family(
        id="discord-webhook",
        vendor="Discord",
        title="Discord webhook address",
        finds="The secret behind the number of a webhook.",
        leaves="The host, the path and the number before it.",
        source="https://discord.com/developers/docs/resources/webhook",
        sample="{url:68}",
        body=rb"[\w-]{60,72}",
        context=Context(
            pattern=rb"discord(?:app)?\.com/api/(?:v\d{1,2}/)?webhooks/\d{17,20}/",
            sample="https://discord.com/api/webhooks/{digits:18}/",
        ),
        score=0.97,
        misses=(
            "https://discord.com/api/webhooks/{digits:18}/{url:59}",
            "https://discord.com/api/webhooks/{digits:18}/messages",
        ),
    ),
)
