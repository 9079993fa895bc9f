"""Keys of Amazon Web Services."""

from pii.credentials.alphabets import BASE64, UPPER, URL_SAFE
from pii.credentials.checks import Evidence, every, is_mixed, judged, stands_alone
from pii.credentials.contexts import START, Context
from pii.credentials.family import Family
from pii.credentials.fixtures.recipes import either, plain_base64
from pii.credentials.fixtures.source import Source
from pii.credentials.structures import BEDROCK_HEAD, is_bedrock_key
from pii.patterns import rx

_BASE32 = UPPER + b"234567"
_ACCESS_KEY = START + rb"(?:AKIA|ASIA)[0-9A-Z]{16}"
_SECRET_NAME = rx(
    rb"""
    (?i: aws[\w.-]{0,20} (?:secret|sk\b) [\w.-]{0,20}
       | secret[_.-]?access[_.-]?key
       | secret[_.-]?key )
    """
)
# Between a name and its value: quotes, brackets, `:`, `=`, `=>`, `,`, the end of an XML tag.
_ASSIGNS = rb"""["'\]\s]{0,4}(?:[:=,>(]|=>|\s){1,4}[("'\s]{0,4}"""
# Forty hex digits are a commit, and a word has no digits.
_is_secret = every(is_mixed, stands_alone(before=b"/+%"))


def _is_base32(value: bytes) -> bool:
    """Say whether an AWS id has the alphabet that Amazon uses; a made-up one often has not."""
    return all(byte in _BASE32 for byte in value)


def _is_no_name(value: bytes) -> bool:
    """Say whether an AWS id is no name in capitals.

    One of 28 ids has no digit, and of those one of 15 has as many vowels as words have.
    """
    letters = value[4:]
    wordy = 8 * sum(byte in b"AEIOU" for byte in letters) >= 3 * len(letters)
    return not (letters.isalpha() and wordy)


def _bedrock_key(source: Source, valid: bool) -> str:
    """Put together a Bedrock key; a broken one does not say what it is."""
    if not valid:
        return "ABSK" + source.text_of("base64", 128)
    key = source.filled("{base36:4}-at-{digits:12}:{base64:60}").encode()
    return "ABSK" + plain_base64(BEDROCK_HEAD + key)


FAMILIES = (
    Family(
        id="aws-access-key",
        vendor="Amazon Web Services",
        title="AWS access key id",
        finds="`AKIA`, `ASIA`, `ABIA` or `ACCA` and 16 capitals and digits.",
        leaves="Ids of other things, such as `AIDA` for users and `AROA` for roles.",
        source="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html"
        "#identifiers-unique-ids",
        sample=either("AKIA{base32:16}", "AKIA9{upper36:15}"),
        body=rb"(?:AKIA|ASIA|ABIA|ACCA)[0-9A-Z]{16}",
        check=every(judged(_is_no_name, wrong=Evidence.REFUSED), judged(_is_base32)),
        variants=("ASIA{base32:16}", "ABIA{base32:16}", "ACCA{base32:16}"),
        misses=(
            "AIDA{base32:16}",
            "AKIA{base32:15}",
            "AKIA{base32:8}EXAMPLE7",
            "ASIASOUTHPACIFICZONE",
        ),
    ),
    Family(
        id="aws-secret",
        vendor="Amazon Web Services",
        title="AWS secret access key",
        finds="Forty characters of base64 behind a name such as `aws_secret_access_key`.",
        leaves="Hashes and words of that length, and pieces of longer base64.",
        source="https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_access-keys.html",
        sample="{base62:12}/{base62:13}+{base62:13}",
        body=rb"[0-9A-Za-z/+]{40}",
        context=Context(
            pattern=_SECRET_NAME + _ASSIGNS,
            sample="aws_secret_access_key = ",
            trigger=_SECRET_NAME,
        ),
        not_followed_by=BASE64 + b"_-",
        check=_is_secret,
        score=0.85,
        misses=("aws_secret_access_key = {base62:39}", "secret_key: {hex:40}"),
    ),
    Family(
        id="aws-secret-beside-id",
        vendor="Amazon Web Services",
        title="AWS secret access key beside its id",
        finds="Forty characters of base64 behind the id of an access key in the same line.",
        leaves="Hashes and words of that length, and pieces of longer base64.",
        source="https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_access-keys.html",
        sample="{base62:17}/{base62:22}",
        body=rb"[0-9A-Za-z/+]{40}",
        context=Context(
            pattern=_ACCESS_KEY + rb"[^0-9A-Za-z/+](?:[^\n]{0,60}?[^0-9A-Za-z/+])??",
            sample="AKIA{base32:16}, ",
            trigger=_ACCESS_KEY,
        ),
        not_followed_by=BASE64 + b"_-",
        check=_is_secret,
        score=0.85,
        misses=("AKIA{base32:16} was added in {hex:40}", "AKIA{base32:16}, {base62:39}"),
    ),
    Family(
        id="aws-bedrock-key",
        vendor="Amazon Web Services",
        title="Amazon Bedrock long-term API key",
        finds="`ABSK` and base64 that names the service.",
        leaves="Shorter base64 that begins alike.",
        source="https://docs.aws.amazon.com/bedrock/latest/userguide/api-keys.html",
        sample=_bedrock_key,
        body=rb"ABSK[0-9A-Za-z+/]{109,269}={0,2}",
        not_followed_by=BASE64,
        proof=is_bedrock_key,
        misses=("ABSK{base64:108}", "ABSKEY = settings.get('absolute')"),
    ),
    Family(
        id="aws-bedrock-session-key",
        vendor="Amazon Web Services",
        title="Amazon Bedrock short-term API key",
        finds="`bedrock-api-key-` and base64 of a signed address of the service.",
        leaves="Names of variables and files that begin alike.",
        source="https://docs.aws.amazon.com/bedrock/latest/userguide/api-keys.html",
        sample="bedrock-api-key-YmVkcm9jay5hbWF6b25hd3MuY29t{base62:80}",
        body=rx(
            rb"""
            bedrock-api-key-YmVkcm9jay5hbWF6b25hd3MuY29t
            (?: [\w+/=-] | %2[BbFf] | %3[Dd] ){20,}
            """
        ),
        not_followed_by=URL_SAFE,
        variants=("bedrock-api-key-YmVkcm9jay5hbWF6b25hd3MuY29t{base62:60}%2F{base62:20}%3D",),
        misses=("name: bedrock-api-key-rotation", "bedrock-api-key-YmVkcm9jay5hbWF6b25hd3MuY29t"),
    ),
)
