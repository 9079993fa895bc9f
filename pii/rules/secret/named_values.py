"""Secrets beside a name that does not stand right before them: in elements, lists and defaults."""

import base64
import binascii
from collections.abc import Iterator

from pii.labels import Label
from pii.patterns import one_of, rx
from pii.rules.checks.secret_names import NAME_HEAD, NAME_TAIL, WORDS, label_of, names_secret
from pii.rules.checks.secret_values import secret_score
from pii.rules.claims import secret_of_name
from pii.rules.rule import Claim, Hit, Rule, example
from pii.rules.secret.patterns import NAMED

_NAME_FIELD = one_of(["name", "key", "parameterkey", "optionname"])
_VALUE_FIELD = one_of(["value", "parametervalue"])
# What base64 of JSON, of PEM and of an indented file begins with.
_ENCODED_HEADS = rb"(?:LS0tLS1CRUdJTi|eyJ|ewog|ewoJ|ew0K)"
_LEAST_ENCODED = rb"[A-Za-z0-9+/]{60}"
_MOST_ENCODED = 65_536
_TELLING = (b"PRIVATE KEY-----", b'"private_key"', b'"auths"', b'"client_secret"', b"AccountKey=")
# How languages say what holds where a variable is not set.
_ELSE = rb"(?:\?:|\|\||\?\?|\bor\b)"


def _read_value_before_name(hit: Hit) -> Iterator[Claim]:
    """Claim the first group that has a value, where the second group with a name is a secret's."""
    value, name = (1, 2) if hit.span(1)[0] >= 0 else (3, 4)
    if names_secret(hit.text(name)):
        label = label_of(hit.text(name))
        score = secret_score(hit.text(value), chosen=label is Label.PASSWORD, quoted=True)
        if score:
            yield Claim(*hit.span(value), label, score)


def _read_encoded(hit: Hit) -> Iterator[Claim]:
    """Claim base64 of a file that holds a private key or a client's secret."""
    written = hit.data[slice(*hit.span(1))]
    if len(written) > _MOST_ENCODED:
        return
    try:
        decoded = base64.b64decode(written + b"=" * (-len(written) % 4))
    except binascii.Error:
        return
    if any(word in decoded for word in _TELLING):
        yield Claim(*hit.span(1), Label.KEY, 0.95)


RULES = (
    Rule(
        id="encoded-secret",
        label=Label.KEY,
        title="Encoded file with a secret",
        finds="Base64 of PEM with a private key, or of JSON with one, with registries' logins.",
        leaves="Base64 of certificates, pictures and other JSON.",
        source="https://kubernetes.io/docs/concepts/configuration/secret/",
        triggers=(_ENCODED_HEADS + _LEAST_ENCODED,),
        pattern=(
            rb"(?:^|[^A-Za-z0-9+/])(" + _ENCODED_HEADS + _LEAST_ENCODED + rb"[A-Za-z0-9+/]*={0,2})"
        ),
        read=_read_encoded,
        hits=(
            example(
                "auth: [["
                + base64.b64encode(
                    b'{"auths": {"registry.harbour-lane.org": {"username": "ann"}}}'
                ).decode()
                + "]]",
                "YAML",
            ),
            example(
                "X=[["
                + base64.b64encode(
                    b'{"type": "service_account", "private_key": "left out here"}'
                ).decode()
                + "]]",
                "INI",
            ),
        ),
        misses=(
            example("x: " + base64.b64encode(b'{"kind": "Pod", "name": "knots-7"}' * 3).decode()),
            example("x: " + base64.b64encode(b"-----BEGIN CERTIFICATE-----\n" * 4).decode()),
        ),
    ),
    Rule(
        id="secret-in-named-element",
        label=Label.PASSWORD,
        title="Secret in an element that an attribute names",
        finds='The text of `<entry key="db.password">` and the like.',
        leaves="References and samples, and the texts of other names.",
        source="https://docs.oracle.com/en/java/javase/21/docs/api/java.base/java/util/Properties.html",
        triggers=(rb"(?i)" + WORDS + NAME_TAIL + rb"[\"'][^<>\n]*>\s{0,2}[^<>\s]",),
        pattern=rx(
            rb"""
            (?i) \b (?: name | key ) = ["'] """
            + NAMED
            + rb""" ["'] [^<>\n]{0,80} > \s{0,2} ( [^<>\s]{4,} ) \s{0,2} </
            """
        ),
        read=secret_of_name,
        hits=(
            example('<entry key="db.password">[[Wint3r-7]]</entry>', "XML"),
            example('<string name="smtp_password">[[Wint3r-7]]</string>', "XML"),
        ),
        misses=(
            example('<string name="password_hint">Wint3r-7</string>', "XML"),
            example('<entry key="db.password">${DB_PASSWORD}</entry>', "XML"),
        ),
        lines=3,
    ),
    Rule(
        id="secret-before-its-name",
        label=Label.PASSWORD,
        title="Secret before its name",
        finds="A value whose name is the next attribute or field.",
        leaves="References and samples, and the values of other names.",
        source="https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_KeyValuePair.html",
        triggers=(
            rb"(?i)[\"'](?:\s{1,4}|\s{0,16},\s{0,32}\\?[\"'])"
            + _NAME_FIELD
            + rb"(?:=|\\?[\"']\s{0,4}:\s{0,4}\\?)[\"'][a-z0-9_.:\-]*"
            + WORDS,
        ),
        pattern=rx(
            rb"""
            (?i)
            (?: \b value = ["'] ( [^"'\r\n]{4,} ) ["'] \s{1,4} """
            + _NAME_FIELD
            + rb""" = ["'] """
            + NAMED
            + rb""" ["']
              | ["'] """
            + _VALUE_FIELD
            + rb""" ["'] \s{0,4} : \s{0,4} ["'] ( [^"'\\\r\n]{4,} ) ["']
                \s{0,16} , \s{0,32} ["'] """
            + _NAME_FIELD
            + rb""" ["'] \s{0,4} : \s{0,4} ["'] """
            + NAMED
            + rb""" ["']
            )
            """
        ),
        read=_read_value_before_name,
        hits=(
            example('<property value="[[Wint3r-7]]" name="password"/>', "XML"),
            example('{"value": "[[Wint3r-7]]", "name": "DB_PASSWORD"}', "JSON"),
            example(
                '{\n  "ParameterValue": "[[Wint3r-7]]",\n  "ParameterKey": "DbPassword"\n}', "JSON"
            ),
        ),
        misses=(
            example('<input value="Wint3r-7" name="city"/>', "HTML"),
            example('{"value": "${DB_PASSWORD}", "name": "DB_PASSWORD"}', "JSON"),
        ),
        lines=3,
    ),
    Rule(
        id="secret-as-default",
        label=Label.PASSWORD,
        title="Secret that holds where a variable is not set",
        finds="The literal behind `?:`, `||`, `??` or `or`, before which a secret is asked for.",
        leaves="References and samples, and the defaults of other names.",
        triggers=(rb"(?i)" + WORDS + NAME_TAIL + rb"(?:[\"'][\])]+)?\s{0,4}" + _ELSE,),
        pattern=rx(
            rb"""
            (?i) ( """
            + NAME_HEAD
            + WORDS
            + NAME_TAIL
            + rb""" ) (?: ["'] [\])]{1,2} )? \s{0,4} """
            + _ELSE
            + rb""" \s{0,4} ["'] ( [^"'\\\r\n]{4,} ) ["']
            """
        ),
        read=secret_of_name,
        hits=(
            example('storePassword = System.getenv("STORE_PASSWORD") ?: "[[Wint3r-7]]"', "Kotlin"),
            example("const password = process.env.DB_PASSWORD || '[[Wint3r-7]]';", "JavaScript"),
            example('os.environ.get("DB_PASSWORD") or "[[Wint3r-7]]"', "Python"),
        ),
        misses=(
            example("if (password || 'x' in y) {}", "JavaScript"),
            example("supply 'passwords' or 'hashed-with-7'"),
            example("const token = a.token || 'your-token-here';", "JavaScript"),
        ),
    ),
    Rule(
        id="secret-in-block",
        label=Label.PASSWORD,
        title="Secret in a block of YAML",
        finds="The single word of a block scalar that a secret's name opens.",
        leaves="Blocks of several words, references and samples.",
        source="https://yaml.org/spec/1.2.2/#81-block-scalar-styles",
        triggers=(rb"(?i)" + WORDS + NAME_TAIL + rb"[\"']?:[ ][|>]",),
        pattern=rx(
            rb"""
            (?i) """
            + NAMED
            + rb""" ["']? :[ ] [|>] [+\-1-9]{0,2} [ \t]{0,4} \r?\n
            [ \t]{1,64} ( \S{4,} ) [ \t]{0,4} (?: \r?\n | $ )
            """
        ),
        read=secret_of_name,
        hits=(
            example("db:\n  password: |\n    [[Wint3r-7]]\n  port: 5432\n", "YAML"),
            example("token: >-\n  [[x7f3k9q2m4v8c1z6]]\n", "YAML"),
        ),
        misses=(
            example("password: |\n  ask somebody\n", "YAML"),
            example("password: |\n  ${DB_PASSWORD}\n", "YAML"),
        ),
        lines=3,
    ),
)
