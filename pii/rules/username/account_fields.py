"""Fields, elements and settings that hold an account."""

import re
from collections.abc import Iterator

from pii.gazetteers import PLAIN_WORDS
from pii.labels import Label
from pii.patterns import one_of, rx
from pii.rules.checks.logins import is_login
from pii.rules.claims import account_in
from pii.rules.rule import Claim, Hit, Rule, example
from pii.rules.username.patterns import LINE_END, LINE_START, LOGIN


def _is_account(value: str) -> bool:
    """Say whether a field for an account holds one, and no icon or address."""
    odd = value.lower().startswith(("fa-", "icon-", "http")) or value.lower() in PLAIN_WORDS
    return is_login(value) and any(c.islower() for c in value) and not odd


def _read_field(hit: Hit) -> Iterator[Claim]:
    """Claim the value of a field that names an account."""
    if _is_account(hit.text(1)):
        yield Claim(*hit.span(1), Label.USERNAME, 0.55)


def _read_bare_field(hit: Hit) -> Iterator[Claim]:
    """Claim the bare value of an account's field in a configuration."""
    if hit.language in {"YAML", "INI", "Text", ""}:
        yield from _read_field(hit)


def _read_developer(hit: Hit) -> Iterator[Claim]:
    """Claim the login that a project knows a developer by."""
    yield from account_in(hit, 1, 0.75)


def _read_beside_password(hit: Hit) -> Iterator[Claim]:
    """Claim the value of an account's field near which a password has a field too."""
    start, end = hit.span()
    near = hit.between(start - _NEAR_PASSWORD, end + _NEAR_PASSWORD)
    if _is_account(hit.text(1)) and _PASSWORD_FIELD.search(near):
        yield Claim(*hit.span(1), Label.USERNAME, 0.7)


def _read_beside_mail(hit: Hit) -> Iterator[Claim]:
    """Claim the account that a mail address is made of, in the field beside it."""
    if hit.text(2).lower().startswith(hit.text(1).lower()):
        yield from account_in(hit, 1, 0.75)


# How far from an account's field its password's may stand.
_NEAR_PASSWORD = 160
_PASSWORD_FIELD = re.compile(r"(?i)[\"'](?:pass(?:word|wd)?|pwd|pw|pin)\\?[\"']\s{0,4}[:=]")
_ACCOUNT_FIELD = (
    rb"(?i)[\"'](?:user(?:_?(?:name|id))?|login|account)[\"']\s{0,4}(?::|=>?)\s{0,4}[\"']"
)
# With two letters behind the first: in a field two would be more often an abbreviation.
_ACCOUNT = rb"[A-Za-z][A-Za-z0-9_.\-]{2,37}"
# A literal may stand within one, with its quotes escaped.
_QUOTE = rb"\\?[\"']"
_IS = rb"\s{0,2}(?::|=>?)\s{0,2}"
_ACCOUNT_AND_MAIL = rx(
    rb"(?i)\buser(?:"
    + _QUOTE
    + rb")?"
    + _IS
    + _QUOTE
    + rb"("
    + LOGIN
    + rb")"
    + _QUOTE
    + rb",\s{1,4}(?:"
    + _QUOTE
    + rb")?e?-?mail"
)
_BARE_NAMES = ("username", "user_name", "login", "user", "github", "ko_fi", "patreon")
_BARE_FIELD = rx(
    rb"""
    (?i)
    (?: (?: """
    + LINE_START
    + rb""" | \s ) """
    + one_of(_BARE_NAMES)
    + rb"""
      | (?: """
    + LINE_START
    + rb""" | [\s_] ) developer_id )           # a variable of the environment
    \s? [:=] \s{0,4}
    """
)
_ELEMENT = rb"(?i)<(?:login|user[_\-]?name|user[_\-]?id)>"
_FIELD = rx(
    rb"""
    (?i)
    (?: user_?-?name | screen_name | \b(?:login|nickname|handle) | twitter
      | github (?: _?-? (?:user|name|handle|login) )?
    )
    [\"']? \]? \s{0,4} (?: : | ==? | => ) \s{0,4} [\"'] @?
    """
)

RULES = (
    Rule(
        id="account-beside-password",
        label=Label.USERNAME,
        title="Account beside a password",
        finds="The value of `user`, `username` or `login` near a field for its password.",
        leaves="Roles, samples, and fields without a password near by.",
        triggers=(_ACCOUNT_FIELD + rb"[a-z]",),
        pattern=_ACCOUNT_FIELD + rb"([A-Za-z][A-Za-z0-9_.\-]{2,37})[\"']",
        read=_read_beside_password,
        hits=(
            example('{"user": "[[mjensen]]", "password": 83920177}', "JSON"),
            example("{'pwd': 'x', 'login': '[[thavel]]'}", "Python"),
        ),
        misses=(
            example('{"user": "mjensen", "role": "clerk"}', "JSON"),
            example('{"user": "admin", "password": "x"}', "JSON"),
        ),
    ),
    Rule(
        id="developer-id",
        label=Label.USERNAME,
        title="Login of a Maven developer",
        finds="The `<id>` that a `<developer>` begins with.",
        leaves="Accounts of roles, and ids of other elements.",
        source="https://maven.apache.org/pom.html#Developers",
        triggers=(rb"<developer>",),
        pattern=rx(
            rb"""
            <developer> \s{0,40} <id> \s{0,8} ("""
            + LOGIN
            + rb""") \s{0,8} </id>
            """
        ),
        read=_read_developer,
        hits=(
            example("<developer>\n  <id>[[aporter]]</id>", "XML"),
            example("<developer><id> [[WZhang42]] </id></developer>", "XML"),
        ),
        misses=(
            example("<developer>\n  <id>admin</id>", "XML"),
            example("<license>\n  <id>aporter</id>", "XML"),
        ),
        lines=2,
    ),
    Rule(
        id="account-beside-mail",
        label=Label.USERNAME,
        title="Account beside its mail address",
        finds="The value of `user`, where the address in the next field begins with it.",
        leaves="Accounts that the address beside them does not repeat.",
        triggers=(_ACCOUNT_AND_MAIL,),
        pattern=_ACCOUNT_AND_MAIL
        + rb"(?:"
        + _QUOTE
        + rb")?"
        + _IS
        + _QUOTE
        + rb"([^\s\"'@]{1,64})@",
        read=_read_beside_mail,
        hits=(
            example('{"user": "[[aporter]]", "email": "aporter@harbour-lane.org"}', "JSON"),
            example("user => '[[ann]]', mail => 'ann.porter@harbour-lane.org'", "Perl"),
            example(r'"{\"user\":\"[[aporter]]\", \"e-mail\":\"aporter@harbour-lane.org\"}"'),
        ),
        misses=(
            example('{"user": "aporter", "email": "info@harbour-lane.org"}', "JSON"),
            example('{"user": "root", "email": "root@harbour-lane.org"}', "JSON"),
        ),
        lines=2,
    ),
    Rule(
        id="account-field-bare",
        label=Label.USERNAME,
        title="Account in a setting, without quotes",
        finds="The bare value of `login:`, `github:`, `DEVELOPER_ID=` and the like in a setting.",
        leaves="Values in code, roles, switches, references and names of icons.",
        source="https://docs.github.com/en/repositories/managing-your-repositorys-settings-and-features"
        "/customizing-your-repository/displaying-a-sponsor-button-in-your-repository",
        triggers=(_BARE_FIELD + rb"[A-Za-z]",),
        pattern=_BARE_FIELD + rb"(" + _ACCOUNT + rb")" + LINE_END,
        read=_read_bare_field,
        hits=(
            example("login: [[aporter]]\ngithub: [[wzhang42]]\n", "YAML"),
            example("username = [[aporter]]", "INI"),
            example("ROPE_DEVELOPER_ID=[[aporter]]", "INI"),
        ),
        misses=(
            example("username: admin", "YAML"),
            example("github: true", "YAML"),
            example("login = aporter", "Python"),
        ),
    ),
    Rule(
        id="account-element",
        label=Label.USERNAME,
        title="Element of an account",
        finds="The value of `<login>`, `<userName>` or `<user-id>`.",
        leaves="Roles, types and icons; values without a small letter.",
        triggers=(_ELEMENT + rb"[A-Za-z]",),
        pattern=_ELEMENT + rb"(" + _ACCOUNT + rb")</",
        read=_read_field,
        hits=(
            example("<login>[[aporter]]</login>", "XML"),
            example("<userName>[[aporter]]</userName><user-id>[[wzhang42]]</user-id>", "XML"),
        ),
        misses=(
            example("<userId>string</userId>", "XML"),
            example("<username>ROOT</username>", "XML"),
        ),
    ),
    Rule(
        id="account-field",
        label=Label.USERNAME,
        title="Account in a field",
        finds="The quoted value of `username`, `login`, `handle`, `github_user` and the like.",
        leaves="Roles, words of the language, and names of icons.",
        triggers=(_FIELD + rb"[A-Za-z]",),
        pattern=_FIELD + rb"(" + _ACCOUNT + rb")[\"']",
        read=_read_field,
        hits=(
            example('username = "[[aporter]]"', "Python"),
            example("\"github-user\" => '[[aporter]]'", "PHP"),
            example("config['login'] == '@[[aporter]]'", "Python"),
        ),
        misses=(
            example("login: 'admin'", "YAML"),
            example('username = "first"', "Python"),
            example('twitter: "fa-twitter"', "YAML"),
        ),
    ),
)
