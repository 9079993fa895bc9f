"""Secrets assigned to names that say so, in code and in configuration."""

import re
from collections.abc import Iterator

from pii.gazetteers import PLAIN_WORDS
from pii.labels import Label
from pii.rules.checks.secret_names import NAME_HEAD, NAME_TAIL, WORDS, label_of, names_secret
from pii.rules.checks.secret_values import secret_score, tells_its_kind
from pii.rules.rule import Claim, Hit, Rule

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
_SETTINGS = frozenset({"", "Dockerfile", "INI", "Shell", "Makefile"})
_ASKS = re.compile(
    r"(?i)(?:^|[._])(?:get|find|load|read|fetch|has|is|env|lookup|require|delete|"
    r"remove|check|validate|split|parse)"
)
_SETS = re.compile(r"(?i)(?:password|passwd|passphrase|pwd|secret|token|key)\Z")
_COMPARES = re.compile(r"[!=]==?|\bcase\b")


def _read_assigned(hit: Hit) -> Iterator[Claim]:
    """Claim the value that is assigned to a secret's name."""
    name = hit.text(1)
    quoted = next((group for group in (2, 3, 4) if hit.span(group)[0] >= 0), 0)
    if not quoted and hit.language not in _LANGUAGES_WITH_BARE_VALUES:
        return
    if hit.line_before(hit.span(1)[0], 2) == "::" or not names_secret(name):
        return
    start, end = hit.span(quoted or 5)
    separator = hit.between(hit.span(1)[1], start)
    if not quoted:
        start += _bare_begin(hit, start, end, separator)
    value = hit.between(start, end)
    label = label_of(name)
    score = secret_score(value, chosen=label is Label.PASSWORD, quoted=bool(quoted))
    if (
        score
        and not quoted
        and label is Label.PASSWORD
        and _is_plain_setting(hit, name, value, end)
    ):
        score = max(score, 0.52)
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
    if not names_secret(name):
        return
    label = label_of(name)
    score = secret_score(value, chosen=label is Label.PASSWORD, quoted=True)
    if score:
        yield Claim(*hit.span(2), label, score)


RULES = (
    Rule(
        "secret-element",
        Label.PASSWORD,
        (rb"(?i)" + WORDS + rb"[a-z0-9_.\-]*>[^<\s]",),
        rb"(?i)<([a-z0-9_.:\-]{0,48}?" + WORDS + NAME_TAIL + rb")>\s{0,2}([^<>\s]{4,})\s{0,2}</",
        _read_element,
    ),
    Rule(
        "secret-attribute",
        Label.PASSWORD,
        (rb"(?i)" + WORDS + rb"[a-z0-9_.\-]*[\"']\s+value=",),
        rb"(?i)(?:name|key|id)=[\"']([a-z0-9_.:\-]{0,48}?"
        + WORDS
        + NAME_TAIL
        + rb")[\"']\s{1,4}value=[\"']([^\"'\r\n]{4,})[\"']",
        _read_element,
    ),
    Rule(
        "secret-macro",
        Label.PASSWORD,
        (rb"#\s?define\s", rb"(?i)\bset\s?\("),
        rb"(?i)(?:#\s?define|\bset\s?\()\s{1,24}([A-Za-z0-9_]{0,48}?"
        + WORDS
        + NAME_TAIL
        + rb")\s{1,24}\"([^\"\r\n]{4,})\"",
        _read_element,
    ),
    Rule(
        "assigned-secret",
        Label.PASSWORD,
        (
            rb"(?i)" + WORDS + rb"[a-z0-9_.\-]*(?:\\?[\"'`]|&quot;)?\s*\]?\s*(?:[:=?!+]|=>)",
            rb"(?i)" + WORDS + rb"[a-z0-9_.\-]*[\"'`]\s*,",
            rb"(?i)" + WORDS + rb"\(\s*[@uUbBrRfFLN$]*[\"'`]",
        ),
        rb"(?i)("
        + NAME_HEAD
        + WORDS
        + NAME_TAIL
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
