"""Keys of those who send mail and text messages."""

from pii.credentials.contexts import APART, START, Context, near
from pii.credentials.family import Family
from pii.patterns import rx

_TWILIO_NAME = rb"(?i:twilio)"
_NAMED = _TWILIO_NAME + rx(
    rb"""
    [^\n]{0,40}? (?i:token|secret|auth|password) [\w\]]{0,10}
    [^0-9A-Za-z\n]{1,8}
    """
)
_ACCOUNT = START + rb"AC[0-9a-f]{32}"

FAMILIES = (
    Family(
        id="sendgrid-key",
        vendor="SendGrid",
        title="SendGrid API key",
        finds="`SG.`, 22 characters, a dot, and 43 more.",
        leaves="Members of an object named `SG`.",
        source="https://www.twilio.com/docs/sendgrid/ui/account-and-settings/api-keys",
        sample="SG.{url:22}.{url:43}",
        misses=("SG.setApiKey(process.env.SENDGRID_API_KEY)", "SG.{url:22}.{url:44}"),
    ),
    Family(
        id="twilio-key",
        vendor="Twilio",
        title="Twilio API key",
        finds="`SK` and 32 hex digits.",
        leaves="Ids of accounts and messages, such as `AC` and `SM` with 32 hex digits.",
        source="https://www.twilio.com/docs/iam/api-keys",
        sample="SK{hex:32}",
        score=0.9,
        misses=("account_sid = 'AC{hex:32}'", "SK-{hex:8}"),
    ),
    Family(
        id="twilio-token",
        vendor="Twilio",
        title="Twilio auth token",
        finds="32 hex digits behind a name such as `TWILIO_AUTH_TOKEN`, or behind an account's id.",
        leaves="Hashes that nothing of the kind leads to, and the account's id itself.",
        source="https://www.twilio.com/docs/usage/requests-to-twilio",
        sample="{hex:32}",
        context=Context(
            pattern=rb"(?:" + _NAMED + rb"|" + _ACCOUNT + rb"[\"']?[:,\s]{1,8}[\"']?)",
            sample="TWILIO_AUTH_TOKEN=",
            trigger=_TWILIO_NAME + rb"|" + _ACCOUNT,
        ),
        score=0.8,
        misses=("TWILIO_ACCOUNT_SID=AC{hex:32}", "twilio-7.1.0.tgz md5={hex:32}"),
    ),
    Family(
        id="mailgun-key",
        vendor="Mailgun",
        title="Mailgun API key",
        finds="`key-` and 32 hex digits.",
        leaves="Names of files and cache entries in which `key-` stands behind a dash.",
        source="https://documentation.mailgun.com/docs/mailgun/api-reference/authentication",
        sample="key-{hex:32}",
        context=APART,
        score=0.75,
        misses=("cache-key-{hex:32}",),
    ),
    Family(
        id="mailgun-private-key",
        vendor="Mailgun",
        title="Mailgun private API key",
        finds="32, 8 and 8 hex digits joined by dashes, in a line that names Mailgun before it.",
        leaves="The same without that name.",
        source="https://documentation.mailgun.com/docs/mailgun/api-reference/authentication",
        sample="{hex:32}-{hex:8}-{hex:8}",
        context=near(rb"mailgun|mg_api", "MAILGUN_API_KEY="),
        score=0.9,
        misses=("bundle-{hex:32}-{hex:8}-{hex:8}.js", "MAILGUN_DOMAIN_ID={hex:32}"),
    ),
    Family(
        id="mailchimp-key",
        vendor="Mailchimp",
        title="Mailchimp API key",
        finds="32 hex digits, `-us`, and the number of a data centre.",
        leaves="Hashes before the name of a region, such as `-us-east-1`.",
        source="https://mailchimp.com/developer/marketing/docs/fundamentals/",
        sample="{hex:32}-us{digits:1}",
        body=rb"[0-9a-f]{32}-us\d{1,2}",
        score=0.9,
        trigger=rb"[0-9a-f]{8}-us\d",
        variants=("{hex:32}-us21",),
        misses=("bucket: {hex:32}-us-east-1", "{hex:31}-us21"),
    ),
)
