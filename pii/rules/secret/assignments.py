"""Secrets assigned to names that say so, in code and in configuration."""

import re
from collections.abc import Iterator

from pii.gazetteers import ASKING_VERBS, PLAIN_WORDS
from pii.labels import Label
from pii.patterns import rx
from pii.rules.checks.secret_names import (
    NAME_HEAD,
    NAME_TAIL,
    WORDS,
    is_whole_key_name,
    label_of,
    may_name_secret,
    names_secret,
)
from pii.rules.checks.secret_values import is_random, names_itself, secret_score, tells_its_kind
from pii.rules.claims import secret_of_name
from pii.rules.rule import Claim, Hit, Rule, example
from pii.rules.secret.patterns import NAMED

_SETTINGS = frozenset({"", "Dockerfile", "INI", "Shell", "Makefile"})
_LANGUAGES_WITH_BARE_VALUES = _SETTINGS.union(
    ("Batchfile", "CSV", "HTML", "Markdown", "TeX", "Text", "XML", "YAML")
)
_ASKS = re.compile(r"(?i)(?:^|[._])(?:" + "|".join(sorted(ASKING_VERBS)) + ")")
_SETS = re.compile(r"(?i)(?:password|passwd|passphrase|pwd|secret|token|key)\Z")
_COMPARES = re.compile(r"[!=]==?|\bcase\b")
# Groups of the pattern: literals in three kinds of quotes behind a sign are those before.
_BARE_WORD, _CALL_LITERALS = 7, range(8, 13)
# There a value may hold any sign, and ends where its line does.
_LINES_OF_SETTINGS = frozenset({"INI", "YAML"})
_OPENS_LINE = re.compile(r"[ \t]*(?:-[ \t]+|export[ \t]+)?\Z")
_REST_OF_VALUE = re.compile(r"\S*(?=[ \t]*\r?(?:[ \t][#;].*)?\Z)")
_NUMBER = re.compile(r"\d{6,}")


def _read_assigned(hit: Hit) -> Iterator[Claim]:
    """Claim the value that is assigned to a secret's name, or passed beside it."""
    name = hit.text(1)
    group = next(g for g in range(2, 13) if hit.span(g)[0] >= 0)
    quoted = group != _BARE_WORD
    start, end = hit.span(group)
    label = label_of(name)
    # A number needs no quotes anywhere.
    number = label is Label.PASSWORD and _NUMBER.fullmatch(hit.text(group))
    if not quoted and hit.language not in _LANGUAGES_WITH_BARE_VALUES and not number:
        return
    if hit.line_before(hit.span(1)[0], 2) == "::":
        return
    if not names_secret(name) and not (may_name_secret(name) and is_random(hit.text(group))):
        return
    separator = hit.between(hit.span(1)[1], start)
    if not quoted:
        end = _bare_end(hit, end)
        start += _bare_begin(hit, start, end, separator)
    value = hit.between(start, end)
    score = secret_score(value, chosen=label is Label.PASSWORD, quoted=quoted)
    if quoted and 0 < score < 0.5 and _is_short_key(name, value):
        score = 0.55
    if (
        score
        and not quoted
        and label is Label.PASSWORD
        and _is_plain_setting(hit, name, value, end)
    ):
        score = max(score, 0.52)
    if group in _CALL_LITERALS:
        score = _score_in_call(hit, separator, label, score)
    elif _COMPARES.search(separator):
        # A comparison tells less than an assignment.
        score = min(score, 0.6) if score >= 0.8 else 0.0
    if score and start < end:
        yield Claim(start, end, label, score)


def _is_short_key(name: str, value: str) -> bool:
    """Say whether a value with digits and signs stands under nothing but a key's name."""
    signs = any(c.isdigit() for c in value) and not value.isalnum()
    return is_whole_key_name(name) and signs and len(value) >= 8 and not names_itself(value)


def _bare_end(hit: Hit, end: int) -> int:
    """Return where a bare value ends that begins with a word: in settings, at a blank."""
    if hit.language not in _LINES_OF_SETTINGS:
        return end
    if not _OPENS_LINE.match(hit.line_before(hit.span(1)[0])):
        return end
    rest = _REST_OF_VALUE.match(hit.line_behind(end))
    return end + len(rest[0].encode()) if rest else end


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
    if not word.startswith("-"):
        return 0
    # In a setting's line a dash may be the value's first sign.
    opens = hit.language == "INI" and _OPENS_LINE.match(hit.line_before(hit.span(1)[0]))
    return 0 if opens and re.search(r"\d", word) else end - start


def _is_plain_setting(hit: Hit, name: str, value: str, end: int) -> bool:
    """Say whether one plain word, alone behind a setting's name, is what somebody chose.

    Translations are capitalised, and descriptions go on.
    """
    if not (value.isalpha() and value.islower() and len(value) >= 6):
        return False
    if tells_its_kind(value) or value.endswith(("pass", "pw")):
        return False
    set_here = hit.language == "YAML" or (name.isupper() and hit.language in _SETTINGS)
    return set_here and value not in PLAIN_WORDS and not hit.line_behind(end).strip()


def _score_in_call(hit: Hit, separator: str, label: Label, score: float) -> float:
    """Return the score of a literal in a call, which is less sure than an assigned one.

    A comma counts between the arguments of a call (`set("password", "…")`), a bracket behind a
    name that sets something: `set_password("…")` sets one, `get_secret("…")` names one.
    """
    name = hit.text(1)
    if "," in separator:
        called = hit.line_before(hit.span(1)[0], 4)[-2:-1] == "("
        return min(score, 0.6) if called and score >= 0.8 else 0.0
    least = 0.5 if label is Label.PASSWORD else 0.9
    sets = _SETS.search(name) and not _ASKS.search(name)
    return min(score, 0.6) if sets and score >= least else 0.0


# What closes a name, as the key of a mapping or in an attribute.
_CLOSE = rx(rb"""(?: \\?["'`] | &quot; )? \s{0,3} \]? \s{0,16}""")
_TYPE = rb"(?:'static\s)?[A-Za-z_][A-Za-z0-9_:<>\[\]?]{0,24}"
_PREFIX = rb"[@uUbBrRfFLN$]{0,2}"
# A literal ends with the sign that it begins with; where that is escaped, with an escaped one.
_LITERAL = rx(
    rb"""
    (?: \\ " ( (?: [^"\\\r\n] | \\[^"\r\n] )+? ) \\ "
      |    " ( (?: [^"\\\r\n] | \\[^\r\n] )+? ) "
      | \\ ' ( (?: [^'\\\r\n] | \\[^'\r\n] )+? ) \\ '
      |    ' ( (?: [^'\\\r\n] | \\[^\r\n] )+? ) '
      |    ` ( [^`\r\n]+ ) `
    )
    """
)
_COMMA = rb"[\"']\s{0,16},"

RULES = (
    Rule(
        id="secret-element",
        label=Label.PASSWORD,
        title="Secret in an element",
        finds="The text of an element whose name is a secret's: `<password>`, `<apiKey>`.",
        leaves="References and samples, and elements of other names.",
        source="https://maven.apache.org/settings.html#servers",
        triggers=(rb"(?i)" + WORDS + NAME_TAIL + rb">",),
        pattern=rx(rb"(?i) <" + NAMED + rb"""> \s{0,2} ( [^<>\s]{4,} ) \s{0,2} </"""),
        read=secret_of_name,
        hits=(
            example("<password>[[Wint3r-7]]</password>", "XML"),
            example("<smtp:passphrase>\n[[Wint3r-7]]\n</smtp:passphrase>", "XML"),
        ),
        misses=(
            example("<password>${smtp.password}</password>", "XML"),
            example("<passport>Wint3r-7</passport>", "XML"),
        ),
        lines=3,
    ),
    Rule(
        id="secret-attribute",
        label=Label.PASSWORD,
        title="Secret in an attribute",
        finds="What the attribute `value` holds behind one with a secret's name.",
        leaves="References and samples, and the values of other names.",
        source="https://learn.microsoft.com/en-us/dotnet/framework/configure-apps/file-schema/appsettings/add-element-for-appsettings",
        triggers=(rb"(?i)" + WORDS + NAME_TAIL + rb"[\"']\s{1,4}value=",),
        pattern=rx(
            rb"""
            (?i)
            (?: name | key | id ) = ["'] """
            + NAMED
            + rb""" ["'] \s{1,4}
            value = ["'] ( [^"'\r\n]{4,} ) ["']
            """
        ),
        read=secret_of_name,
        hits=(
            example('<add key="SmtpPassword" value="[[Wint3r-7]]"/>', "XML"),
            example("<property name='db.password' value='[[Wint3r-7]]'/>", "XML"),
        ),
        misses=(
            example('<add key="SmtpPassword" value="changeme"/>', "XML"),
            example('<add key="PasswordLength" value="Wint3r-7"/>', "XML"),
        ),
    ),
    Rule(
        id="secret-macro",
        label=Label.PASSWORD,
        title="Secret in a macro",
        finds="The literal that a secret's name stands for: by `#define`, or by `set` of CMake.",
        leaves="References and samples, and the literals of other names.",
        source="https://cmake.org/cmake/help/latest/command/set.html",
        triggers=(rb"(?i)#\s?define\s", rb"(?i)\bset\s?\("),
        pattern=rx(
            rb"""
            (?i)
            (?: \# \s? define | \b set \s? \( )
            \s{1,24} ( [A-Za-z0-9_]{0,48}? """
            + WORDS
            + NAME_TAIL
            + rb""" )
            \s{1,24} " ( [^"\r\n]{4,} ) "
            """
        ),
        read=secret_of_name,
        hits=(
            example('#define WIFI_PASSWORD "[[Wint3r-7]]"', "C"),
            example('set( SMTP_PASSWORD "[[Wint3r-7]]")', "CMake"),
        ),
        misses=(
            example('#define WIFI_PASSWORD "your-password"', "C"),
            example('#define WIFI_CHANNEL "Wint3r-7"', "C"),
        ),
    ),
    Rule(
        id="assigned-secret",
        label=Label.PASSWORD,
        title="Secret that is assigned to its name",
        finds="The value behind a secret's name: assigned, mapped, compared, or passed in a call.",
        leaves="References, types, samples and plain words; bare words where those are variables.",
        triggers=(
            rb"(?i)" + WORDS + NAME_TAIL + _CLOSE + rb"(?:[:=]|[?!+]=)",
            rb"(?i)" + WORDS + NAME_TAIL + _COMMA,
            rb"(?i)" + WORDS + NAME_TAIL + rb"\(\s{0,32}" + _PREFIX + rb"\\?[\"'`]",
        ),
        pattern=rx(
            rb"""
            (?i)
            ( """
            + NAME_HEAD
            + WORDS
            + NAME_TAIL
            + rb""" )
            (?: """
            + _CLOSE
            + rb"""
                (?: : \s{0,2} &? """
            + _TYPE
            + rb""" \s{0,4} =
                  | => | := | \?= | \+= | ===? | !==? | [:=]
                )
                (?: \s{0,32} """
            + _PREFIX
            + _LITERAL
            + rb"""
                  | [^\S\r\n]{0,32} ( [^\s"'`,;<>(){}\[\]&|]{4,} )    # a bare word, in the line
                )
              | (?: """
            + _COMMA
            + rb""" | \( )
                \s{0,32} """
            + _PREFIX
            + _LITERAL
            + rb"""
            )
            """
        ),
        read=_read_assigned,
        hits=(
            example('password = "[[Wint3r-7]]"', "Python"),
            example('"smtp_password": "[[Wint3r-7]]",', "JSON"),
            example("DB_PASSWORD=[[Wint3r-7]]", "INI"),
            example('let password: &str = "[[Wint3r-7]]";', "Rust"),
            example('client.setPassword("[[Wint3r-7]]")', "Java"),
            example('config.set("password", "[[Wint3r-7]]")', "Python"),
        ),
        misses=(
            example('password = os.environ["DB_PASSWORD"]', "Python"),
            example("password = Wint3r7", "Python"),
            example('password = "changeme"', "Python"),
            example('compass = "Wint3r-7"', "Python"),
        ),
        lines=2,
    ),
)
