"""Names that secrets are kept under, and whether such a name is the secret's own.

The name decides between KEY and PASSWORD, as the annotation guideline has it: `pass…`, `pwd` and
`pin` hold what a person chose, `secret`, `token`, `key`, `credential` and `auth` what a machine
made.
"""

import re

from pii.labels import Label

# Words for a password in other languages, as patterns for text and, encoded, for bytes.
_IN_OTHER_LANGUAGES = (
    "contrase(?:ñ|n)a|senha|motdepasse|kennwort|wachtwoord|has(?:ł|l)o|l(?:ö|o)senord|adgangskode"
    "|salasana|jelsz(?:ó|o)|lozinka|(?:ş|s)ifre|пароль|密码"
)
_CHOSEN = (
    rb"pass(?:w(?:or)?d|wort|phrase|code)?|pwd|pswd|passwd|psw|(?:\b|_)pw\b|"
    + _IN_OTHER_LANGUAGES.encode()
)
_MADE = (
    rb"secret|token|api[_.\-]?key|apikey|access[_.\-]?key|auth[_.\-]?key|private[_.\-]?key|"
    rb"secret[_.\-]?key"
    rb"|(?:encryption|signing|signature|crypto?|cipher|master|hmac|aes|jwt|session|cookie|"
    rb"license|licence"
    rb"|service|account|storage|shared|consumer|client|app|application|user|server|deploy|"
    rb"webhook|push"
    rb"|subscription|instrumentation|write|read|admin|maps?|geocod\w{1,4}|bot|root|site)[_.\-]?key"
    rb"|credential|bearer|pepper|(?:signing|encryption)[_.\-]?salt|secret[_.\-]?key[_.\-]?base|"
    rb"signature[_.\-]?secret|psk|auth(?:orization)?|session[_.\-]?id|sessid"
)
NAME_HEAD = rb"[A-Za-z0-9_.$@/\-]*?"
NAME_TAIL = rb"[A-Za-z0-9_.\-]*"
WORDS = rb"(?:" + _CHOSEN + rb"|" + _MADE + rb")"

# Words that may follow the secret word in a name that still is the secret's own.
_SAME_THING = re.compile(
    r"(?i)values?|val|default|string|str|plain|plaintext|cleartext|clear|text|raw|prod|production|"
    r"dev|development|test|testing|staging|live|local|admin|root|user|db|b64|base64|hex|bytes|"
    r"const|data|content|base|first|second|primary|secondary|old|new|previous|current|"
    r"ro|rw|prd|stg|uat|qa|[abcdnsvx]"
)
_NAME_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
_OTHER_NAME = re.compile(
    r"(?i)(?:by|com|tres|sur|under|over|tres|im|en|mud|em|mini|es|less|kee|multi|one)pass|pass(?:ed|es|ing|ive|age|enger|"
    r"port|through|able|thru|ion)"
    r"|token(?:iz|is|s_?per|_?count|_?type|s\b)|public[_.-]?key|primary[_.-]?key|"
    r"foreign[_.-]?key|author(?!iz)"
    # What exists elsewhere is named here, not written: Helm's `existingSecret`.
    r"|existing[_.-]?(?:secret|password)|publickeytoken|xsrf|csrf[_.-]?(?:header|cookie)|secretar|keyboard|keyword|keycode|"
    r"authority|auths?ource"
    r"|eot|stop|pad_?token|unk_?token|mask_?token|cls_?token|sep_?token|bos_?token|"
    r"page_?token"
    r"|token_?(?:pos|start|end|list|stream|kind)|sort_?key|cache_?key|site_?key|app_?key_?path|"
    r"hash_?key|partition"
    r"|(?:next|lock|change|sequence|client|continuation|page|sync|request|idempotency|update|action)"
    r"[_-]?token"
)
_SECRET_PART = re.compile(
    r"(?i)pass(?:w(?:or)?d|wort|phrase|code|wd)?|pwd|pswd|psw|(?<![A-Za-z0-9-])pw\b|(?<=_)pw\b|"
    rf"{_IN_OTHER_LANGUAGES}"
    r"|secret|token|key|credentials?|bearer|pepper|salt|psk|auth(?:orization)?|sess(?:ion[_.-]?)?id"
)
_CHOSEN_NAME = re.compile(rf"(?i)pass|pwd|pswd|psw|(?:\b|_)pw\b|\bpin\b|{_IN_OTHER_LANGUAGES}")
_MADE_NAME = re.compile(r"(?i)secret|token|key|credential|auth|bearer|pepper|salt|psk|sess")


def label_of(name: str) -> Label:
    """Return the label that the last telling word of a name decides."""
    chosen = max((m.start() for m in _CHOSEN_NAME.finditer(name)), default=-1)
    made = max((m.start() for m in _MADE_NAME.finditer(name)), default=-1)
    return Label.PASSWORD if chosen >= made else Label.KEY


# Names whose value is the key itself, without a word beside it.
_WHOLE_KEY_NAME = re.compile(
    r"(?i)(?:.*[._-])?(?:api[_.-]?key|(?:client|signing|app|webhook|shared)?[_.-]?secret(?:[_.-]?key)?"
    r"|(?:auth|access|api|bearer)[_.-]?token|private[_.-]?key)"
)


def is_whole_key_name(name: str) -> bool:
    """Say whether a name says nothing but that a key is kept under it."""
    return _WHOLE_KEY_NAME.fullmatch(name) is not None


def may_name_secret(name: str) -> bool:
    """Say whether a secret word stands in a constant's name, whatever follows: `TOKEN_GITHUB`."""
    return name.isupper() and not _OTHER_NAME.search(name) and bool(_SECRET_PART.search(name))


def names_secret(name: str) -> bool:
    """Say whether a name that holds a secret word is a secret's name and not a neighbour's."""
    if _OTHER_NAME.search(name):
        return False
    parts = list(_SECRET_PART.finditer(name))
    if not parts:
        return False
    tail = name[parts[-1].end() :]
    if parts[-1][0].lower() == "pass" and tail[:1].isalpha():
        return False
    return all(_SAME_THING.fullmatch(word) for word in _NAME_WORD.findall(tail))
