"""Keys of the three large clouds: Amazon, Google and Azure."""

from pii.credentials.family import (
    BASE64,
    LONE_START,
    LOWER,
    START,
    UPPER,
    URL_SAFE,
    Evidence,
    Family,
    dashed,
    every,
    holding,
    is_mixed,
    judged,
    stands_alone,
    worded,
)
from pii.credentials.structures import is_bedrock_key

_BASE32 = UPPER + b"234567"
_ACCESS_KEY = START + rb"(?:AKIA|ASIA)[0-9A-Z]{16}"
# Between a name and its value: quotes, brackets, `:`, `=`, `=>`, `,`, the end of an XML tag.
_ASSIGNS = rb"""["'\]\s]{0,4}(?:[:=,>(]|=>|\s){1,4}[("'\s]{0,4}"""
_SECRET_NAME = (
    rb"(?i:aws[\w.-]{0,20}(?:secret|sk\b)[\w.-]{0,20}|secret[_.-]?access[_.-]?key|secret[_.-]?key)"
)
# Forty hex digits are a commit, and a word has no digits.
_is_aws_secret = every(is_mixed, stands_alone(before=b"/+%", behind=BASE64 + b"_-"))


def _is_base32(value: bytes) -> bool:
    """Say whether an AWS id has the alphabet that Amazon uses; a made-up one often has not."""
    return all(byte in _BASE32 for byte in value)


AMAZON = (
    worded(
        "aws-access-key",
        rb"(?:AKIA|ASIA|ABIA|ACCA)[0-9A-Z]{16}",
        START + rb"(?:AKIA|ASIA|ABIA|ACCA)[0-9A-Z]{8}",
        check=judged(_is_base32, right=Evidence.PLAUSIBLE),
    ),
    Family(
        "aws-secret",
        _SECRET_NAME + _ASSIGNS + rb"([0-9A-Za-z/+]{40})",
        (_SECRET_NAME,),
        0.85,
        _is_aws_secret,
    ),
    Family(
        "aws-secret-beside-id",
        _ACCESS_KEY + rb"""[^0-9A-Za-z/+](?:[^\n]{0,60}?[^0-9A-Za-z/+])??([0-9A-Za-z/+]{40})""",
        (_ACCESS_KEY,),
        0.85,
        _is_aws_secret,
    ),
    dashed(
        "aws-bedrock-key",
        rb"ABSK[0-9A-Za-z+/]{109,269}={0,2}",
        rb"ABSK[0-9A-Za-z+/]{8}",
        check=judged(is_bedrock_key),
        alphabet=BASE64,
    ),
    dashed(
        "aws-bedrock-session-key",
        rb"bedrock-api-key-YmVkcm9jay5hbWF6b25hd3MuY29t(?:[\w+/=-]|%2[BbFf]|%3[Dd]){20,}",
        rb"bedrock-api-key-YmVkcm9jay5hbWF6b25hd3MuY29t",
    ),
)

GOOGLE = (
    dashed("google-api-key", rb"AIza[\w-]{35}", rb"AIza[\w-]{8}"),
    dashed(
        "google-access-token",
        rb"ya29\.(?:[a-z0-9]{1,2}\.)?[\w-]{30,}",
        rb"ya29\.[\w.-]{4}",
    ),
    dashed("google-client-secret", rb"GOCSPX-[\w-]{28}", rb"GOCSPX-[\w-]{4}"),
    dashed("google-refresh-token", rb"1//0[\w-]{80,}", START + rb"1//0[\w-]{8}"),
    dashed("google-gemini-key", rb"AQ\.Ab8RN6[\w-]{44}", rb"AQ\.Ab8RN6"),
)

AZURE = (
    Family(
        "azure-storage-key",
        rb"AccountKey=([0-9A-Za-z+/]{86}==)",
        (rb"AccountKey=[0-9A-Za-z+/]{4}",),
        0.98,
        stands_alone(behind=BASE64),
    ),
    Family(
        "azure-directory-secret",
        LONE_START + rb"([\w~.]{3}\dQ~[\w~.-]{31,34})",
        (rb"\dQ~[\w~.-]{8}",),
        0.9,
        every(holding(LOWER, UPPER), stands_alone(behind=URL_SAFE + b"~.")),
    ),
    Family(
        "azure-shared-signature",
        START + rb"sig=((?:[0-9A-Za-z]|%2[BbFf]){43}%3[Dd]|[0-9A-Za-z+/]{43}=)",
        (START + rb"sig=[%0-9A-Za-z+/]{8}",),
        0.9,
        every(holding(LOWER, UPPER), stands_alone(behind=BASE64 + b"_-")),
    ),
    Family(
        "azure-shared-access-key",
        rb"(?i:SharedAccessKey)=([0-9A-Za-z+/]{43}=|[0-9A-Za-z+/]{86}==)",
        (rb"(?i:SharedAccessKey)=[0-9A-Za-z+/]{4}",),
        0.95,
        stands_alone(behind=BASE64),
    ),
    Family(
        "azure-configuration-secret",
        rb"azconfig\.io[^\s\"']{0,80}?;Secret=([0-9A-Za-z+/]{43}=|[0-9A-Za-z+/]{54,90}={0,2})",
        (rb"azconfig\.io",),
        0.95,
        stands_alone(behind=BASE64),
    ),
)

CLOUDS = (*AMAZON, *GOOGLE, *AZURE)
