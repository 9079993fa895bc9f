"""Passwords as people write them down: in notes, tables, directories, device configurations."""

import re
from collections.abc import Iterator
from functools import partial

from pii.labels import Label
from pii.patterns import rx
from pii.rules.checks.secret_values import secret_score
from pii.rules.claims import login_in, secret_in
from pii.rules.rule import Claim, Hit, Rule, example
from pii.rules.secret.patterns import LOGIN

# How a device's configuration marks that the value behind is enciphered or a hash.
_ENCIPHERED = {"5", "6", "7", "8", "9"}


def _read_told(hit: Hit) -> Iterator[Claim]:
    """Claim a password that a sentence tells; a plain word is more likely its next word."""
    score = secret_score(hit.text(1), chosen=True, quoted=False)
    if score >= 0.5:
        yield Claim(*hit.span(1), Label.PASSWORD, score)


def _read_noted(hit: Hit) -> Iterator[Claim]:
    """Claim the password in a line of its own below the line of its account."""
    if secret_score(hit.text(1), chosen=True, quoted=True) >= 0.5:
        yield Claim(*hit.span(1), Label.PASSWORD, 0.6)


def _read_device(hit: Hit) -> Iterator[Claim]:
    """Claim the account and the password in plain text that a device is configured with."""
    if hit.text(2) in _ENCIPHERED:
        return
    yield from login_in(hit, 1, 0.6)
    if hit.text(1) or re.search(r"\d", hit.text(3)):
        yield from secret_in(hit, 3, Label.PASSWORD, least=0.65)


_TOLD = rb"(?i)\bpass ?(?:word|wd|phrase) (?:is|was|set to|of)(?: set to)?[: ]{1,3}"
_BULLET = rb"[ \t>*\-_#/]{0,12}"
_NOTED = rb"\n" + _BULLET + rb"pass(?:word|wd)[`*_ ]{0,4}:"
_BIND_NAME = rb"(?:cn|uid)="

RULES = (
    Rule(
        id="told-password",
        label=Label.PASSWORD,
        title="Password in a sentence",
        finds="The word behind `password is`, `passphrase was set to` and the like.",
        leaves="Words that a sentence goes on with: `the password is required`.",
        triggers=(_TOLD,),
        pattern=_TOLD
        + rx(
            rb"""
            ["'`*]{0,3}
            ( [^\s"'`*<>(){}\[\],;+]
              [^\s"'`*<>(){}\[\],;]{2,64}
              [^\s"'`*<>(){}\[\],;.:!?] )    # not the sentence's end
            """
        ),
        read=_read_told,
        hits=(
            example("# password is [[Wint3r-7]]", "Markdown"),
            example("The passphrase was set to `[[Wint3r-7]]`.", "Markdown"),
        ),
        misses=(
            example("the password is required", "Markdown"),
            example('println("password is: "+typed4)', "Java"),
        ),
    ),
    Rule(
        id="noted-password",
        label=Label.PASSWORD,
        title="Password in the line below its account",
        finds="The value of a line `Password:` below a line such as `User:` or `E-mail:`.",
        leaves="Samples, plain sentences, and lines without an account above.",
        triggers=(rb"(?i)" + _NOTED,),
        pattern=rx(
            rb"""
            (?i)
            \b (?: user | user[ ]?name | login | account | e-?mail ) \b [`*_ ]{0,4} :
            [^\r\n]{1,80} \r?
            """
            + _NOTED
            + rb"""
            [`*_ \t]{0,6} ( [^\s"'`*<>(){}\[\],;]{4,64} ) [`*_ \t\\]{0,6}
            (?: \r?\n | $ )
            """
        ),
        read=_read_noted,
        hits=(
            example("User Name: admin\nPassword: [[Wint3r-7]]\n", "Markdown"),
            example("- **Login:** `admin`\n- **Password:** `[[Wint3r-7]]`\n", "Markdown"),
        ),
        misses=(
            example("User: admin\nPassword: <your password>\n", "Markdown"),
            example("Colour: blue\nPassword: Wint3r-7\n", "Markdown"),
        ),
        lines=2,
    ),
    Rule(
        id="device-password",
        label=Label.PASSWORD,
        title="Password in a network device's configuration",
        finds="The login and the plain password of `username … password …`, `enable secret …`.",
        leaves="Enciphered passwords and hashes, which a number from 5 to 9 announces.",
        source="https://www.cisco.com/c/en/us/support/docs/security-vpn/remote-authentication-dial-user-service-radius/107614-64.html",
        triggers=(rb"\busername [A-Za-z]", rb"\benable (?:password|secret)\s"),
        pattern=rx(
            rb"""
            (?: ^ | \n ) [ \t>#!*\-]{0,12}
            (?: username[ ] ("""
            + LOGIN
            + rb""") [ ] (?: privilege[ ] [0-9]{1,2} [ ] )?
              | enable[ ]
            )
            (?: password | secret ) [ ] (?: ([0-9]) [ ] )? ( [^\s"'<>{}$`&]{4,64} )
            """
        ),
        read=_read_device,
        hits=(
            example("username [[aporter]] privilege 15 password [[Wint3r-7]]", "Text"),
            example("  enable secret 0 [[Wint3r-7]]", "Text"),
        ),
        misses=(
            example("username aporter secret 5 $1$Wint3r$7", "Text"),
            example("enable password 7 0822455D0A16", "Text"),
            example("enable password authentication", "Text"),
        ),
    ),
    Rule(
        id="directory-password",
        label=Label.PASSWORD,
        title="Password of a directory's entry",
        finds="The value of the attribute `userPassword`.",
        leaves="Hashes (`{SSHA}…`), references, and words for a type.",
        source="https://www.rfc-editor.org/rfc/rfc4519#section-2.41",
        triggers=(rb"(?i)\buserPassword\b",),
        pattern=rx(
            rb"""
            (?i)
            \b userPassword [ \t]{0,16} [:|=] [ \t]{1,4} ["'`]?
            ( [^\s"'`|:{}<>$]{4,64} )
            """
        ),
        read=partial(secret_in, group=1, label=Label.PASSWORD, least=0.65),
        hits=(
            example("userPassword: [[Wint3r-7]]", "INI"),
            example("| userPassword     | [[Wint3r-7]] |", "Markdown"),
        ),
        misses=(
            example("userPassword: {SSHA}Wint3r7", "INI"),
            example("userPassword: string", "YAML"),
        ),
    ),
    Rule(
        id="directory-bind",
        label=Label.PASSWORD,
        title="Password that binds to a directory",
        finds="What follows the name in a call of `bind`, and `-w` behind `-D` of ldapsearch.",
        leaves="Variables, references, and names that no password follows.",
        source="https://www.rfc-editor.org/rfc/rfc4513#section-5.1.3",
        triggers=(rb"(?i)[\"']" + _BIND_NAME, rb"(?i)\s-D ?" + _BIND_NAME),
        pattern=rx(
            rb"""
            (?i)
            (?: \b bind \w{0,16} \( \s{0,8} ["'] """
            + _BIND_NAME
            + rb""" [^"'\r\n]{3,120} ["'], \s{0,8} ["']
              | \s -D [ ]? ["']? """
            + _BIND_NAME
            + rb""" [^"'\s]{3,120} ["']? [ ] (?: -x[ ] )? -w [ ]? ["']?
            )
            ( [^\s"'`|<>{}$=]{4,64} )
            """
        ),
        read=partial(secret_in, group=1, label=Label.PASSWORD, least=0.65),
        hits=(
            example("client.bind('cn=admin,dc=knots', '[[Wint3r-7]]', done)", "JavaScript"),
            example("ldapsearch -x -D cn=admin,dc=knots -w [[Wint3r-7]] -b dc=knots", "Shell"),
        ),
        misses=(
            example("client.bind('cn=admin', password)", "JavaScript"),
            example('"cn=Guests,dc=knots","Schema","group"', "CSV"),
        ),
    ),
)
