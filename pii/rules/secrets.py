"""Secrets assigned to names that say so, in code and in configuration.

The name decides between KEY and PASSWORD, as the annotation guideline has it: `pass…`, `pwd` and
`pin` hold what a person chose, `secret`, `token`, `key`, `credential` and `auth` what a machine
made.
"""

import re
from collections.abc import Iterator

from pii.labels import Label
from pii.rules.judgement import secret_score
from pii.rules.scanner import Claim, Hit, Rule

_CHOSEN = (
    rb"pass(?:w(?:or)?d|wort|phrase|code)?|pwd|pswd|passwd|contrase(?:\xc3\xb1|n)a|senha|"
    rb"motdepasse|kennwort"
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
_NAME_HEAD = rb"[A-Za-z0-9_.$@/\-]*?"
_NAME_TAIL = rb"[A-Za-z0-9_.\-]*"
_WORDS = rb"(?:" + _CHOSEN + rb"|" + _MADE + rb")"
# Between a name and its value: closing quote or bracket of the name, a type, the sign itself.
_SIGN = (
    rb"(?:\\?[\"'`]|"
    rb"&quot;)?\s{0,3}\]?\s{0,16}(?::\s{0,2}&?(?:'static\s)?[A-Za-z_][A-Za-z0-9_:<>\[\]?]{0,24}"
    rb"\s{0,4}=|=>|:=|\?=|\+=|===?|!==?|[:=]|,|\()\s{0,32}"
)
_OPEN = rb"[@uUbBrRfFLN$]{0,2}"
_LITERAL = (
    rb"(?:\\?\"((?:[^\"\\\r\n]|\\[^\r\n])+?)\\?\"|\\?'((?:[^'\\\r\n]|"
    rb"\\[^\r\n])+?)\\?'|`([^`\r\n]+)`)"
)
_BARE = rb"([^\s\"'`,;<>(){}\[\]&|]{4,})"

# Words that may follow the secret word in a name that still is the secret's own.
_SAME_THING = frozenset(
    [
        "value",
        "values",
        "val",
        "default",
        "string",
        "str",
        "plain",
        "plaintext",
        "cleartext",
        "clear",
        "text",
        "raw",
        "prod",
        "production",
        "dev",
        "development",
        "test",
        "testing",
        "staging",
        "live",
        "local",
        "admin",
        "root",
        "user",
        "db",
        "b64",
        "base64",
        "hex",
        "bytes",
        "const",
        "data",
        "content",
        "base",
        "a",
        "b",
        "c",
        "d",
        "n",
        "s",
        "x",
    ]
)
_NAME_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
_OTHER_NAME = re.compile(
    r"(?i)(?:by|com|tres|sur|under|over|tres|im|en|mud|em)pass|pass(?:ed|es|ing|ive|age|enger|"
    r"port|through|able|thru|ion)"
    r"|token(?:iz|is|s_?per|_?count|_?type|s\b)|public[_.-]?key|primary[_.-]?key|"
    r"foreign[_.-]?key|author(?!iz)"
    r"|publickeytoken|xsrf|csrf[_.-]?(?:header|cookie)|secretar|keyboard|keyword|keycode|"
    r"authority|auths?ource"
    r"|eot|stop|pad_?token|unk_?token|mask_?token|cls_?token|sep_?token|bos_?token|"
    r"page_?token"
    r"|token_?(?:pos|start|end|list|stream|kind)|sort_?key|cache_?key|site_?key|app_?key_?path|"
    r"hash_?key|partition"
    r"|(?:next|lock|change|sequence|client|continuation|page|sync|request|idempotency|update|action)"
    r"[_-]?token"
)
_LANGUAGES_WITH_BARE_VALUES = frozenset(
    {
        "",
        "YAML",
        "INI",
        "Shell",
        "Text",
        "Dockerfile",
        "Markdown",
        "CSV",
        "Makefile",
        "Batchfile",
        "HTML",
        "XML",
        "TeX",
    }
)
_SECRET_PART = re.compile(
    r"(?i)pass(?:w(?:or)?d|wort|phrase|code|wd)?|pwd|pswd|contrase(?:ñ|n)a|senha|motdepasse|"
    r"kennwort"
    r"|secret|token|key|credentials?|bearer|pepper|salt|psk|auth(?:orization)?|sess(?:ion[_.-]?)?id"
)
_CHOSEN_NAME = re.compile(r"(?i)pass|pwd|pswd|contrase|senha|kennwort|\bpin\b")
_MADE_NAME = re.compile(r"(?i)secret|token|key|credential|auth|bearer|pepper|psk|sess")
_ASKS = re.compile(
    r"(?i)(?:^|[._])(?:get|find|load|read|fetch|has|is|env|lookup|require|delete|"
    r"remove|check|validate|split|parse)"
)
_SETS = re.compile(r"(?i)(?:password|passwd|passphrase|pwd|secret|token|key)\Z")
_COMPARES = re.compile(r"[!=]==?|\bcase\b")


def _label_of(name: str) -> Label:
    """Return the label that the last telling word of a name decides."""
    chosen = max((m.start() for m in _CHOSEN_NAME.finditer(name)), default=-1)
    made = max((m.start() for m in _MADE_NAME.finditer(name)), default=-1)
    return Label.PASSWORD if chosen >= made else Label.KEY


def _names_secret(name: str) -> bool:
    """Say whether a name that holds a secret word is a secret's name and not a neighbour's."""
    if _OTHER_NAME.search(name):
        return False
    parts = list(_SECRET_PART.finditer(name))
    if not parts:
        return False
    tail = name[parts[-1].end() :]
    if parts[-1][0].lower() == "pass" and tail[:1].isalpha():
        return False
    return all(word.lower() in _SAME_THING for word in _NAME_WORD.findall(tail))


def _read_assigned(hit: Hit) -> Iterator[Claim]:
    """Claim the value that is assigned to a secret's name."""
    name = hit.text(1)
    quoted = next((group for group in (2, 3, 4) if hit.span(group)[0] >= 0), 0)
    if not quoted and hit.language not in _LANGUAGES_WITH_BARE_VALUES:
        return
    if hit.line_before(hit.span(1)[0], 2) == "::" or not _names_secret(name):
        return
    start, end = hit.span(quoted or 5)
    separator = hit.between(hit.span(1)[1], start)
    if not quoted:
        start += _bare_begin(hit, start, end, separator)
    value = hit.between(start, end)
    label = _label_of(name)
    score = secret_score(value, chosen=label is Label.PASSWORD, quoted=bool(quoted))
    score = _score_at_sign(hit, separator, label, score, quoted=bool(quoted))
    if score and start < end:
        yield Claim(start, end, label, score)


def _bare_begin(hit: Hit, start: int, end: int, separator: str) -> int:
    """Return how many bytes of a bare word are not the value; all of them where it is none.

    `${NAME:-value}` gives a default behind a dash.
    """
    word = hit.between(start, end)
    continued = hit.data[end : end + 1] == b"("
    if continued or re.search(r"[A-Za-z]\s*\Z", separator) or "\n" in separator:
        return end - start
    if separator.endswith(":") and word.startswith("-") and hit.data[end : end + 1] == b"}":
        return 1
    return end - start if word.startswith("-") else 0


def _score_at_sign(hit: Hit, separator: str, label: Label, score: float, *, quoted: bool) -> float:
    """Return a value's score in view of the sign before it: a comparison tells less than `=`.

    A comma counts between the arguments of a call (`set("password", "…")`), a bracket behind a
    name that sets something: `set_password("…")` sets one, `get_secret("…")` names one.
    """
    name = hit.text(1)
    if "," in separator:
        called = hit.line_before(hit.span(1)[0], 4)[-2:-1] == "("
        return (
            min(score, 0.6)
            if called and quoted and separator[:1] in "\"'" and score >= 0.8
            else 0.0
        )
    if "(" in separator:
        least = 0.5 if label is Label.PASSWORD else 0.9
        sets = quoted and _SETS.search(name) and not _ASKS.search(name)
        return min(score, 0.6) if sets and score >= least else 0.0
    if _COMPARES.search(separator):
        return min(score, 0.6) if score >= 0.8 else 0.0
    return score


def _read_element(hit: Hit) -> Iterator[Claim]:
    """Claim the text of an element, an attribute's value or a macro's literal."""
    name, value = hit.text(1), hit.text(2)
    if not _names_secret(name):
        return
    label = _label_of(name)
    score = secret_score(value, chosen=label is Label.PASSWORD, quoted=True)
    if score:
        yield Claim(*hit.span(2), label, score)


RULES = (
    Rule(
        "secret-element",
        (rb"(?i)" + _WORDS + rb"[a-z0-9_.\-]*>[^<\s]",),
        rb"(?i)<([a-z0-9_.:\-]{0,48}?" + _WORDS + _NAME_TAIL + rb")>\s{0,2}([^<>\s]{4,})\s{0,2}</",
        _read_element,
    ),
    Rule(
        "secret-attribute",
        (rb"(?i)" + _WORDS + rb"[a-z0-9_.\-]*[\"']\s+value=",),
        rb"(?i)(?:name|key|id)=[\"']([a-z0-9_.:\-]{0,48}?"
        + _WORDS
        + _NAME_TAIL
        + rb")[\"']\s{1,4}value=[\"']([^\"'\r\n]{4,})[\"']",
        _read_element,
    ),
    Rule(
        "secret-macro",
        (rb"#\s?define\s", rb"(?i)\bset\s?\("),
        rb"(?i)(?:#\s?define|\bset\s?\()\s{1,24}([A-Za-z0-9_]{0,48}?"
        + _WORDS
        + _NAME_TAIL
        + rb")\s{1,24}\"([^\"\r\n]{4,})\"",
        _read_element,
    ),
    Rule(
        "assigned-secret",
        (
            rb"(?i)" + _WORDS + rb"[a-z0-9_.\-]*(?:\\?[\"'`]|&quot;)?\s*\]?\s*(?:[:=?!+]|=>)",
            rb"(?i)" + _WORDS + rb"[a-z0-9_.\-]*[\"'`]\s*,",
            rb"(?i)" + _WORDS + rb"\(\s*[@uUbBrRfFLN$]*[\"'`]",
        ),
        rb"(?i)("
        + _NAME_HEAD
        + _WORDS
        + _NAME_TAIL
        + rb")"
        + _SIGN
        + rb"(?:"
        + _OPEN
        + _LITERAL
        + rb"|"
        + _BARE
        + rb")",
        _read_assigned,
        lines=2,
    ),
)
