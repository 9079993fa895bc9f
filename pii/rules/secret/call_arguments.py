"""Credentials that are a call's arguments, a pair in brackets, or the twin of a setting's name.

The place says what they are and no word beside the value does: `connect(host, "…", "…")`.
"""

import re
from collections.abc import Iterator

from pii.gazetteers import CONNECTING_CALLS, LOGIN_CALLS
from pii.labels import Label
from pii.patterns import one_of, rx
from pii.rules.checks.secret_values import UUID, is_random, secret_score
from pii.rules.claims import login_in, secret_of_name
from pii.rules.rule import Claim, Hit, Rule, example

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


_OPEN = rb"[@NLubr]?[\"']"
_LITERAL = _OPEN + rb"([^\"'\r\n]{2,64})[\"']"
_NEXT = rb"\s{0,2},\s{0,24}"
_PAIRED = one_of(LOGIN_CALLS) + rb"\s?\(\s{0,24}"
_CONNECTED = rb"\b" + one_of(CONNECTING_CALLS) + rb"\s?\(\s{0,24}"
_AUTH = rb"\bauth\s?[=:]\s?[(\[]\s?"
_FIELD = rb"pass(?:word|wd)"
_TYPED_BEHIND = _FIELD + rb"[\"'\])]{1,4},\s{1,2}(?:with:\s)?[\"']"
_TYPES = ("type", "fill", "typeText", "setValue", "sendKeys", "fillField")
_SENT = _FIELD + rb"[\w\-]{0,24}[\"'\])]{0,4}\.(?:send_?keys|type|fill|val|setValue)\(\s?[\"']"
_NAMED = rx(
    rb"""
    \b (?: name | key ) ["']? \s{0,2} [:=] \s{0,2} ["']?
    ( [\w.\-]{0,48} (?: pass | pwd | secret | token | key ) [\w.\-]{0,16} )
    """
)

RULES = (
    Rule(
        id="paired-arguments",
        label=Label.PASSWORD,
        title="Login and password in a call that logs in",
        finds="The two literals that a function such as `login` or `BasicAuth` is handed.",
        leaves="Variables, labels and messages: `login('Log in', 'Sign in')`; pairs of equals.",
        triggers=(_PAIRED + _OPEN,),
        pattern=rx(
            rb"\b \w{0,24}? "
            + _PAIRED
            + _LITERAL
            + _NEXT
            # An account may be made of a login, an address and a password.
            + rb"""(?: ["'] [^"'\s]{1,60} @ [^"'\s]{1,60} ["'] """
            + _NEXT
            + rb")?"
            + _LITERAL
        ),
        read=_read_pair,
        hits=(
            example("client.login('[[aporter]]', '[[Wint3r-7]]')", "JavaScript"),
            example('auth=HTTPBasicAuth("[[aporter]]", "[[Wint3r-7]]")', "Python"),
            example("create_user('[[aporter]]', 'ann@harbour-lane.org', '[[Wint3r-7]]')", "Python"),
        ),
        misses=(
            example('login("Log in", "Sign in")', "JavaScript"),
            example("authenticate('aporter', typed)", "Python"),
            example('log("aporter", "Wint3r-7")', "JavaScript"),
        ),
        lines=3,
    ),
    Rule(
        id="connecting-arguments",
        label=Label.PASSWORD,
        title="Login and password in a call that connects",
        finds="The two literals behind the host in calls such as `mysqli_connect` and `new PDO`.",
        leaves="Variables, samples, and calls of other functions.",
        source="https://www.php.net/manual/en/mysqli.construct.php",
        triggers=(_CONNECTED,),
        pattern=_CONNECTED + rb"[^,;()\r\n]{1,160}" + _NEXT + _LITERAL + _NEXT + _LITERAL,
        read=_read_pair,
        hits=(
            example("new PDO($dsn, '[[aporter]]', '[[Wint3r-7]]');", "PHP"),
            example("pymysql.connect('db',\n    '[[aporter]]',\n    '[[Wint3r-7]]')", "Python"),
        ),
        misses=(
            example("mysqli_connect($host, $user, $pass);", "PHP"),
            example('new PDO($dsn, "db_user", "db_password");', "PHP"),
            example('mysqli_query("db", "aporter", "Wint3r-7");', "PHP"),
        ),
        lines=3,
    ),
    Rule(
        id="paired-literals",
        label=Label.PASSWORD,
        title="Login and password in brackets behind auth",
        finds="The two literals of `auth=(…, …)`, as in calls of requests.",
        leaves="Samples, names of methods, and pairs behind other words.",
        source="https://requests.readthedocs.io/en/latest/user/authentication/",
        triggers=(_AUTH + _OPEN,),
        pattern=_AUTH + _LITERAL + _NEXT + _LITERAL + rb"\s?[)\]]",
        read=_read_pair,
        hits=(
            example('get(url, auth=("[[aporter]]", "[[Wint3r-7]]"))', "Python"),
            example("auth: [u'[[aporter]]', u'[[Wint3r-7]]']", "Python"),
        ),
        misses=(
            example('get(url, auth=("user", "password"))', "Python"),
            example('path=("aporter", "Wint3r-7")', "Python"),
        ),
    ),
    Rule(
        id="typed-password",
        label=Label.PASSWORD,
        title="Password that a test types",
        finds="The literal behind a password's field in calls such as `fill` and `type`.",
        leaves="Words and messages, variables, and other fields.",
        source="https://playwright.dev/docs/api/class-page#page-fill",
        triggers=(rb"(?i)" + _TYPED_BEHIND,),
        pattern=rx(
            rb"""
            (?i)
            (?: \. """
            + one_of(_TYPES)
            + rb""" | fill_in )
            [ (] \s{0,2} [^,\r\n]{0,60} """
            + _TYPED_BEHIND
            + rb"""
            ( [^"'\r\n]{4,64} ) ["']
            """
        ),
        read=_read_typed,
        hits=(
            example('page.fill("#password", "[[Wint3r-7]]")', "JavaScript"),
            example('fill_in "Password", with: "[[Wint3r-7]]"', "Ruby"),
        ),
        misses=(
            example('page.fill("#password", "Required")', "JavaScript"),
            example('page.fill("#search", "Wint3r-7")', "JavaScript"),
        ),
    ),
    Rule(
        id="password-sent-to-field",
        label=Label.PASSWORD,
        title="Password that a test sends to a field",
        finds="The literal that a method such as `send_keys` of a password's field is handed.",
        leaves="Words and messages, variables, and other fields.",
        source="https://www.selenium.dev/documentation/webdriver/elements/interactions/",
        triggers=(rb"(?i)" + _SENT,),
        pattern=rb"(?i)" + _SENT + rb"([^\"'\r\n]{4,64})[\"']",
        read=_read_typed,
        hits=(
            example('find_element(By.ID, "password").send_keys("[[Wint3r-7]]")', "Python"),
            example("$('#passwd').val('[[Wint3r-7]]')", "JavaScript"),
        ),
        misses=(
            example('find_element(By.ID, "password").send_keys(typed)', "Python"),
            example("$('#password').val('harbour')", "JavaScript"),
        ),
    ),
    Rule(
        id="secret-beside-its-name",
        label=Label.PASSWORD,
        title="Value in a field beside that of its name",
        finds="What `value` holds where `name` or `key` beside it holds a secret's name.",
        leaves="References and samples, and the values of other names: `name: cache_key`.",
        source="https://kubernetes.io/docs/tasks/inject-data-application/define-environment-variable-container/",
        triggers=(rb"(?i)" + _NAMED,),
        pattern=rx(
            rb"(?i)"
            + _NAMED
            + rb"""
            ["']? [,\s] \s{0,40}
            ["']? (?:default_?)? value ["']? \s{0,2} [:=] \s{0,2}
            ["']? ( [^\s"'<>{}$,]{4,512} ) ["']?
            """
        ),
        read=secret_of_name,
        hits=(
            example("- name: DB_PASSWORD\n  value: [[Wint3r-7]]\n", "YAML"),
            example('{"key": "smtp_pass", "default_value": "[[Wint3r-7]]"}', "JSON"),
        ),
        misses=(
            example("- name: DB_PASSWORD\n  value: $(DB_PASSWORD)\n", "YAML"),
            example("- name: DB_PASSWORD\n  valueFrom: Wint3r-7\n", "YAML"),
            example("- name: cache_key\n  value: Wint3r-7\n", "YAML"),
        ),
        lines=2,
    ),
)
