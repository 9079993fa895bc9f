"""Keys of Microsoft Azure."""

from pii.credentials.alphabets import BASE64, LOWER, UPPER, URL_SAFE
from pii.credentials.checks import holding
from pii.credentials.contexts import APART, START, Context
from pii.credentials.family import Family

_is_base64 = holding(LOWER, UPPER)

FAMILIES = (
    Family(
        id="azure-storage-key",
        vendor="Microsoft Azure",
        title="Azure Storage account key",
        finds="The 64 bytes in base64 behind `AccountKey=` in a connection string.",
        leaves="The account's name, and a value that is no base64 of 64 bytes.",
        source="https://learn.microsoft.com/en-us/azure/storage/common/"
        "storage-configure-connection-string",
        sample="{base64:86}==",
        context=Context(pattern=rb"AccountKey=", sample="AccountName=harbour;AccountKey="),
        not_followed_by=BASE64,
        score=0.98,
        misses=("AccountName=harbour;AccountKey=<account-key>", "AccountKey={base64:85}="),
    ),
    Family(
        id="azure-directory-secret",
        vendor="Microsoft Azure",
        title="Microsoft Entra client secret",
        finds="Three characters, a digit, `Q~`, and 31 to 34 characters.",
        leaves="Words in one case of letters.",
        source="https://learn.microsoft.com/en-us/entra/identity-platform/how-to-add-credentials",
        sample="{base62:3}8Q~{url:34}",
        body=rb"[\w~.]{3}\dQ~[\w~.-]{31,34}",
        context=APART,
        not_followed_by=URL_SAFE + b"~.",
        check=_is_base64,
        score=0.9,
        trigger=rb"\dQ~[\w~.-]{8}",
        misses=("{base62:3}8Q~{url:30}", "abc8q~{url:34}"),
    ),
    Family(
        id="azure-shared-signature",
        vendor="Microsoft Azure",
        title="Azure shared access signature",
        finds="The 32 bytes in base64 behind `sig=` in an address, plain or percent-encoded.",
        leaves="The other parameters of the address, and signatures of another length.",
        source="https://learn.microsoft.com/en-us/azure/storage/common/storage-sas-overview",
        sample="{base62:20}%2F{base62:21}%2B%3D",
        body=rb"(?:[0-9A-Za-z]|%2[BbFf]){43}%3[Dd]|[0-9A-Za-z+/]{43}=",
        context=Context(
            pattern=START + rb"sig=",
            sample="?sv=2022-11-02&sig=",
            trigger=START + rb"sig=[%0-9A-Za-z+/]{8}",
        ),
        not_followed_by=BASE64 + b"_-",
        check=_is_base64,
        score=0.9,
        variants=("{base64:43}=",),
        misses=("?sv=2022-11-02&sig={base62:42}%3D", "?sig=on&page=2"),
    ),
    Family(
        id="azure-shared-access-key",
        vendor="Microsoft Azure",
        title="Azure shared access key",
        finds="The 32 or 64 bytes in base64 behind `SharedAccessKey=` in a connection string.",
        leaves="The key's name, `SharedAccessKeyName=`.",
        source="https://learn.microsoft.com/en-us/azure/service-bus-messaging/service-bus-sas",
        sample="{base64:43}=",
        body=rb"[0-9A-Za-z+/]{43}=|[0-9A-Za-z+/]{86}==",
        context=Context(
            pattern=rb"(?i:SharedAccessKey)=",
            sample="SharedAccessKeyName=root;SharedAccessKey=",
        ),
        not_followed_by=BASE64,
        variants=("{base64:86}==",),
        misses=("SharedAccessKeyName=RootManageSharedAccessKey", "SharedAccessKey={base64:42}="),
    ),
    Family(
        id="azure-configuration-secret",
        vendor="Microsoft Azure",
        title="Azure App Configuration secret",
        finds="Base64 behind `Secret=` in a connection string of an App Configuration store.",
        leaves="The store's address and the credential's id.",
        source="https://learn.microsoft.com/en-us/azure/azure-app-configuration/"
        "rest-api-authentication-hmac",
        sample="{base64:43}=",
        body=rb"[0-9A-Za-z+/]{43}=|[0-9A-Za-z+/]{54,90}={0,2}",
        context=Context(
            pattern=rb"azconfig\.io[^\s\"']{0,80}?;Secret=",
            sample="Endpoint=https://harbour.azconfig.io;Id=a1;Secret=",
        ),
        not_followed_by=BASE64,
        variants=("{base64:84}",),
        misses=("Endpoint=https://harbour.azconfig.io;Id={base64:20}", ";Secret={base64:43}="),
    ),
)
