"""Credentials that are a call's arguments, a pair in brackets, or the twin of a setting's name.

The place says what they are and no word beside the value does: `connect(host, "…", "…")`.
"""

import re
from collections.abc import Iterator

from pii.labels import Label
from pii.rules.checks.secret_names import label_of, names_secret
from pii.rules.checks.secret_values import UUID, is_random, secret_score
from pii.rules.claims import login_in
from pii.rules.rule import Claim, Hit, Rule

# What a test or a message passes where a password might stand: `login("Log in", "Sign in")`.
_PHRASE = re.compile(r"\s|\A[A-Z][a-z]+\Z|\A[a-z]+[_.\-][a-z_.\-]+\Z")


def _secret(hit: Hit, group: int, *, least: float = 0.5) -> Iterator[Claim]:
    """Claim the secret in a pair's second place: a machine's is a key, any other a password."""
    value = hit.text(group)
    made = bool(UUID.match(value)) or (len(value) >= 20 and is_random(value))
    score = secret_score(value, chosen=not made, quoted=True)
    if score >= least and not _PHRASE.search(value):
        yield Claim(*hit.span(group), Label.KEY if made else Label.PASSWORD, min(score, 0.7))


def _read_pair(hit: Hit) -> Iterator[Claim]:
    """Claim login and password of a pair, the login only where the password is one."""
    if hit.text(1) == hit.text(2):
        return
    for claim in _secret(hit, 2):
        yield claim
        yield from login_in(hit, 1, 0.65)


def _read_typed(hit: Hit) -> Iterator[Claim]:
    """Claim what a test types into a password's field; a label or a message is a word."""
    yield from _secret(hit, 1, least=0.6)


def _read_twin(hit: Hit) -> Iterator[Claim]:
    """Claim the value whose name stands in a field of its own beside it."""
    name, value = hit.text(1), hit.text(2)
    if names_secret(name):
        label = label_of(name)
        score = secret_score(value, chosen=label is Label.PASSWORD, quoted=True)
        if score:
            yield Claim(*hit.span(2), label, score)


_LITERAL = rb"[@NLubr]?[\"']([^\"'\r\n]{2,64})[\"']"
_NEXT = rb"\s{0,2},\s{0,24}"
# An account may be made of a login, an address and a password.
_MAIL = rb"(?:[\"'][^\"'\s]{1,60}@[^\"'\s]{1,60}[\"']" + _NEXT + rb")?"
_PAIRED = (
    rb"(?:[Bb]asic_?[Aa]uth(?:entication)?|HTTP(?:Basic|Digest)Auth|NetworkCredential|"
    rb"UsernamePassword(?:Credentials|AuthenticationToken)|PasswordAuthentication|setCredentials|"
    rb"(?:set)?BasicAuth|set_credentials|login|logIn|log_in|signin|signIn|sign_in|authenticate|"
    rb"withCredentials|with_credentials|create_?[Uu]ser|add_?[Uu]ser|create_superuser|"
    rb"UserInfo|UserPassword|PlainAuth|Credentials?|setUserPass\w{0,4})"
)
_CONNECTED = (
    rb"(?:mysqli?_p?connect|mysqli|mysqli_real_connect|getConnection|PDO|ftp_login|"
    rb"ssh2_auth_password|imap_open|oci_p?connect|odbc_connect|sqlsrv_connect|"
    rb"(?:MySQLdb|pymysql|cx_Oracle|psycopg2)\.connect|Sequelize)"
)

RULES = (
    Rule(
        "paired-arguments",
        Label.PASSWORD,
        (_PAIRED + rb"\s?\(\s*[@NLubr]?[\"']",),
        rb"\b(?:\w{0,24}?)" + _PAIRED + rb"\s?\(\s{0,24}" + _LITERAL + _NEXT + _MAIL + _LITERAL,
        _read_pair,
        lines=3,
    ),
    Rule(
        "connecting-arguments",
        Label.PASSWORD,
        (_CONNECTED + rb"\s?\(",),
        rb"\b"
        + _CONNECTED
        + rb"\s?\(\s{0,24}(?:[^,;()\r\n]{1,160}"
        + _NEXT
        + rb")"
        + _LITERAL
        + _NEXT
        + _LITERAL,
        _read_pair,
        lines=3,
    ),
    Rule(
        "paired-literals",
        Label.PASSWORD,
        (rb"\bauth\s?[=:]\s?[(\[]\s?[\"']",),
        rb"\bauth\s?[=:]\s?[(\[]\s?" + _LITERAL + _NEXT + _LITERAL + rb"\s?[)\]]",
        _read_pair,
    ),
    Rule(
        "typed-password",
        Label.PASSWORD,
        (
            rb"(?i)pass(?:word|wd)[\"'\])]{1,4},\s?(?:with:\s?)?[\"']",
            rb"(?i)pass(?:word|wd)[\w\-]*[\"'\])]{0,4}\)*\.(?:send_?keys|type|fill|clear\(\)|val)\b",
        ),
        rb"(?i)(?:\.type|\.fill|fill_in|\.typeText|\.setValue|\.sendKeys|\.fillField|\.fill_in)"
        rb"[ (]\s{0,2}[^,\r\n]{0,60}pass(?:word|wd)[\"'\])]{1,4},\s{1,2}(?:with:\s)?"
        rb"[\"']([^\"'\r\n]{4,64})[\"']",
        _read_typed,
    ),
    Rule(
        "keyed-password",
        Label.PASSWORD,
        (rb"(?i)pass(?:word|wd)[\w\-]*[\"'\])]{0,4}\)*\.(?:send_?keys|type|fill|val|setValue)\(",),
        rb"(?i)pass(?:word|wd)[\w\-]{0,24}[\"'\])]{0,4}\.(?:send_?keys|type|fill|val|setValue)"
        rb"\(\s?[\"']([^\"'\r\n]{4,64})[\"']",
        _read_typed,
    ),
    Rule(
        "twin-value",
        Label.PASSWORD,
        (rb"(?i)\b(?:name|key)[\"']?\s?[:=]\s?[\"']?[\w.\-]*(?:pass|pwd|secret|token|key)",),
        rb"(?i)\b(?:name|key)[\"']?\s{0,2}[:=]\s{0,2}[\"']?([\w.\-]{0,48}(?:pass|pwd|secret|token|"
        rb"key)[\w.\-]{0,16})[\"']?(?:,|\s)\s{0,40}[\"']?(?:default_?)?value[\"']?\s{0,2}[:=]\s{0,2}"
        rb"[\"']?([^\s\"'<>{}$,]{4,512})[\"']?",
        _read_twin,
        lines=2,
    ),
)
