"""Keys of Microsoft Azure."""

from pii.credentials.alphabets import BASE64, LOWER, UPPER, URL_SAFE
from pii.credentials.checks import holding, is_mixed
from pii.credentials.contexts import APART, START, Context, keyed
from pii.credentials.family import Family
from pii.patterns import rx

_is_base64 = holding(LOWER, UPPER)
_DEVOPS_NAME = rb"(?i:azure_?devops|vsts|" + START + rb"ado_)"
_ANNOTATED = rx(
    rb"""
    [0-9A-Za-z]{52} JQQJ9[9DH] [0-9A-Za-z][A-L]
    [0-9A-Za-z]{16} [A-Za-z] [0-9A-Za-z]{7} (?:[0-9A-Za-z]{2}==)?
    """
)

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
    # The form that all newer services share: OpenAI, Maps, Communication, Speech and so on.
    Family(
        id="azure-annotated-key",
        vendor="Microsoft Azure",
        title="Azure service key",
        finds="52 letters and digits, `JQQJ99`, a year and a month, and 24 more.",
        leaves="Runs of letters and digits without the mark, or of another length.",
        source="https://github.com/microsoft/security-utilities/blob/main/"
        "GeneratedRegexPatterns/PreciselyClassifiedSecurityKeys.json",
        sample="{base62:52}JQQJ99BEAC{base62:10}AAABACOG{base62:4}",
        body=_ANNOTATED,
        not_followed_by=BASE64 + URL_SAFE,
        trigger=rb"JQQJ9[9DH][0-9A-Za-z][A-L]",
        public_prefixes=(),
        variants=("{base62:52}JQQJ9DAFAC{base62:14}AZLI{base62:6}==",),
        misses=("{base62:51}JQQJ99BEAC{letters:22}", "{base62:52}JQQJ99BZAC{letters:22}"),
    ),
    Family(
        id="azure-devops-token",
        vendor="Microsoft Azure",
        title="Azure DevOps personal access token",
        finds="76 letters and digits, `AZDO`, and four more.",
        leaves="Runs of letters and digits of another length.",
        source="https://learn.microsoft.com/en-us/azure/devops/organizations/accounts/"
        "use-personal-access-tokens-to-authenticate",
        sample="{base62:52}JQQJ99BEACAAAAAA{base62:8}AZDO{base62:4}",
        body=rb"[0-9A-Za-z]{76}AZDO[0-9A-Za-z]{4}",
        check=is_mixed,
        trigger=rb"AZDO[0-9A-Za-z]",
        public_prefixes=(),
        variants=("{base62:76}AZDO{base62:4}",),
        misses=("{base62:75}AZDO{base62:4}", "AZDO_PERSONAL_ACCESS_TOKEN=$(System.AccessToken)"),
    ),
    # 52 characters of base32 may be anything, so that a name must lead to them.
    Family(
        id="azure-devops-legacy-token",
        vendor="Microsoft Azure",
        title="Azure DevOps personal access token of older organisations",
        finds="52 lower-case letters and digits from 2 to 7 behind a name such as "
        "`AZURE_DEVOPS_EXT_PAT`.",
        leaves="The same without that name.",
        source="https://learn.microsoft.com/en-us/azure/devops/cli/log-in-via-pat",
        sample="{lower32:52}",
        context=Context(
            pattern=_DEVOPS_NAME + rb"[^\n]{0,30}?(?i:pat|token)[\w\]]{0,10}[^0-9A-Za-z\n]{1,8}",
            sample="AZURE_DEVOPS_EXT_PAT=",
            trigger=_DEVOPS_NAME,
        ),
        score=0.9,
        misses=("devops commit={hex:40}", "AZURE_DEVOPS_EXT_PAT=${{ secrets.DEVOPS_PAT }}"),
    ),
    Family(
        id="azure-subscription-key",
        vendor="Microsoft Azure",
        title="Azure API Management or AI services key",
        finds="32 hex digits behind `Ocp-Apim-Subscription-Key`, or a name such as "
        "`AZURE_OPENAI_API_KEY`.",
        leaves="Hashes and ids that nothing of the kind leads to.",
        source="https://learn.microsoft.com/en-us/azure/api-management/"
        "api-management-subscriptions",
        sample="{hex:32}",
        context=keyed(
            rb"ocp-apim-subscription|azure[_-]?(?:openai|speech|search|cognitive|maps)",
            "AZURE_OPENAI_API_KEY=",
        ),
        score=0.9,
        misses=("AZURE_OPENAI_DEPLOYMENT={hex:32}", "etag: {hex:32}"),
    ),
)
