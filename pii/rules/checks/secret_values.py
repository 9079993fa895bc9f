"""Closer looks at a value: is it a secret, a reference, a sample, a login, a person's name?

Pure questions about short texts, with word lists as the only outside knowledge.
"""

import math
import re
from collections import Counter

from pii.gazetteers import PLACEHOLDER_PHRASES, THROWAWAY_SECRETS, TYPE_WORDS
from pii.redaction.placeholders import PLACEHOLDER

_REFERENCE = re.compile(
    r"""(?x)
    [$][({A-Za-z_] | \{\{ | \{%[^}]*%\} | \#\{ | %\( | %[A-Za-z_]+% | %[sdvq@]\b | <%  | @\{
    | \$\$ | \A![A-Za-z]+\Z | %ENV\b | \Anpm: | [«»] | \{\}
    | \A@\w*pass\w*\Z | \A0x[0-9a-fA-F]{1,8}\Z
    | \A[<\[{(].*[>\]})]\Z | \A<.*>\Z | \A@.*@\Z | \A\#.*\#\Z | \A_\w+_\\?\Z | \A\|
    | \A[a-z_]+[|\#][a-z_|:\d]+\Z | \Assh-\w+\Z | \{[a-z_][\w.]*\} | \A:[a-z_]+\Z
    | \A&[a-z]+;\Z | \A[*&]\w+\Z
    | \b(?:env|ENV|environ|process|config|settings|secrets|vars?|self|this|params?|args?|props
        |local|data|module|options?|request|req|ctx|context|input|output|os|System|Environment
        |vault|lookup|credentials|inputs|steps|github|matrix|Values|ansible_\w+)[.\[]
    | \(\) | \A\w+\(  | => | -> | ::\w | \+\s | \s\+ | \|\|
    """
)
# In a value as people and machines choose secrets, a sign or two prove nothing; these still do.
_SURE_REFERENCE = re.compile(
    r"""(?x)
    [$][({] | \{\{ | \{% | \#\{ | %\( | <% | @\{ | \(\) | -> | ::\w | \|\|
    | \A[{\[]\s*\\?" | \A[$]\w+\Z | \A%\w+%\Z | \A[<\[{(]+[\w .:/-]*[>\]})]+\Z
    | \A(?:[A-Za-z]:[\\/] | \.{1,2}/ | ~/ | file: | https?: | arn: | /[^/]*/)
    | \b(?:env|ENV|environ|process|config|settings|secrets|vars?|self|this|params?|args?|props
        |options?|request|context|os|System|Environment|vault|lookup|credentials)[.\[]
    """
)
# What says that the value is named, not given, however it is spelled.
_NAMES_ITSELF = re.compile(
    r"(?i)passw|pwd|secret|token|cred|api_?-?key|placeholder|example|dummy|fake|sample|change"
    r"|replace|your|default|enter|required"
)
_VERSION = re.compile(r"\A[\^~<>=v]{0,2}\d+(?:\.\d+)+[\w.+-]*\Z|\A\d+[.:]\d\d:\d\d(?::\d\d)?\Z")
_PATH = re.compile(
    r"\A(?:[A-Za-z]:[\\/]|\.{0,2}/|~/|file:|https?:|arn:|[\w.-]+/[\w./-]+\.\w{1,5}\Z)"
)
_DOTTED = re.compile(r"\A[A-Za-z_$][\w$-]*(?:\.[A-Za-z_$][\w$-]*)+\Z")
_IDENTIFIER = re.compile(r"\A[A-Za-z_$][\w$.\-/:]*\Z")
_CAMEL_PARTS = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])|\d+")
_SECRET_WORD = re.compile(
    r"(?i)passw|pwd|secret|token|creds?\b|_creds|api_?-?key|apikey|credential|auth|private|public|access|client"
    r"|user|login|signing|encrypt|crypt|salt|session|cookie|header|param|field|value|string|input"
    r"|valid|required|enter|missing|hidden|placeholder|generated|random|default|example|dummy|fake"
    r"|sample|change|replace|your|some|test|foo"
)
_STANDS_FOR_ANOTHER = re.compile(
    r"(?i)your|\bdummy|<[a-z]|xxxx|\.\.\.|insert[-_ ]|\btodo\b|fixme|_here\b|"
    + "|".join(phrase.replace("_", "[-_ ]?") for phrase in sorted(PLACEHOLDER_PHRASES))
)
UUID = re.compile(r"\A\{?[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}\}?\Z")
_TWO_IN_CAMEL = re.compile(r"[a-z]+[A-Z][a-z]*\Z")
_HEX = re.compile(r"\A(?:0x)?[0-9a-fA-F]+\Z")


# The share of a value that pronounceable words may take up before it is a title or a name.
_MOST_WORD_SHARE = 0.55
# Tokens that hold what they grant are long.
_LONGEST = 4_096
# Bits a character from which twenty letters and digits are no phrase.
_RANDOM_ENTROPY = 3.5


def _word_share(value: str) -> float:
    """Return the share of characters in runs of four and more letters that read as words."""
    wordy = 0
    for part in re.findall(r"[A-Z]?[a-z]{3,}|[A-Z]{4,}", value):
        vowels = sum(c in "aeiouyAEIOUY" for c in part)
        if 0.2 <= vowels / len(part) <= 0.7:
            wordy += len(part)
    return wordy / len(value)


def entropy(value: str) -> float:
    """Return the Shannon entropy of a text's characters, in bits a character."""
    size = len(value)
    return -sum(n / size * math.log2(n / size) for n in Counter(value).values())


def is_reference(value: str) -> bool:
    """Say whether a value names where a secret is kept, and is none itself."""
    if _DOTTED.match(value) or _VERSION.match(value):
        return True
    if is_mixed(value):
        return bool(_SURE_REFERENCE.search(value))
    return bool(_REFERENCE.search(value) or _PATH.match(value))


def is_mixed(value: str) -> bool:
    """Say whether small and capital letters, digits and signs mix as in no name or reference.

    >>> is_mixed("Kelp$Wx7reef"), is_mixed("kelp9Reef3Wx"), is_mixed("$PASSWORD_2")
    (True, True, False)
    """
    if len(value) < 8 or re.search(r"\s", value):
        return False
    cases = bool(re.search("[a-z]", value)) + bool(re.search("[A-Z]", value))
    if cases < 2 or not any(c.isdigit() for c in value):
        return False
    within = re.search(r"[A-Za-z]\d+[A-Za-z]", value)
    return bool(within) or not value.replace("_", "").isalnum()


def is_throwaway(value: str) -> bool:
    """Say whether a secret is one that everybody uses, a sample or a mask."""
    folded = escapes_removed(value).strip().lower()
    if folded in THROWAWAY_SECRETS or PLACEHOLDER.search(value):
        return True
    if (len(folded) >= 4 and len(set(folded)) <= 2) or re.fullmatch(r"[*x.#•_-]+", folded):
        return True
    if _STANDS_FOR_ANOTHER.search(value):
        return True
    stem = folded.rstrip("0123456789")
    return stem in THROWAWAY_SECRETS and len(stem) > 2 and len(folded) - len(stem) < 5


def reads_as_words(value: str) -> bool:
    """Say whether a value is made of words: an identifier, a title, a message."""
    if not re.fullmatch(r"[A-Za-z_$][A-Za-z_$.\-/: ]*", value):
        return False
    return not _is_gibberish(value)


def _is_gibberish(letters: str) -> bool:
    """Say whether letters are too random for words: many case changes or rare pairs."""
    parts = _CAMEL_PARTS.findall(letters)
    word = "".join(parts)
    if not word:
        return False
    if len(word) >= 12 and len(parts) / len(word) > 0.3:
        return True
    vowels = sum(c in "aeiouyAEIOUY" for c in word)
    return len(word) >= 8 and vowels / len(word) < 0.15


def is_random(value: str) -> bool:
    """Say whether a value looks made by a machine: long, and no words or dates in it."""
    if UUID.match(value):
        return True
    if len(value) < 12:
        return False
    digits = sum(c.isdigit() for c in value)
    if _HEX.match(value):
        return len(value) >= 16 and digits >= 2
    if reads_as_words(value) or _word_share(value) > _MOST_WORD_SHARE:
        return False
    return entropy(value) >= 3.0 and (digits >= 2 or _is_gibberish(value))


def names_itself(value: str) -> bool:
    """Say whether a value says that it is a secret, or stands for one: `my-secret-1`."""
    return _NAMES_ITSELF.search(value) is not None


def tells_its_kind(value: str) -> bool:
    """Say whether a value without digits only says what it is: `service_password`."""
    plain = escapes_removed(value)
    named = _IDENTIFIER.match(plain) and _SECRET_WORD.search(plain)
    return bool(named) and not any(c.isdigit() for c in plain)


def secret_score(value: str, *, chosen: bool, quoted: bool) -> float:
    """Return how likely a value in a secret's place is a secret, in [0, 1].

    Args:
        value: what stands there.
        chosen: the place is a password's, which a person chooses, not a key's.
        quoted: the value is a literal; a bare word may be a name for one.
    """
    if not 4 <= len(value) <= _LONGEST or is_reference(value) or is_throwaway(value):
        return 0.0
    if (
        re.search(r"\s", value)
        or value.lower().rstrip("?") in TYPE_WORDS
        or not escapes_removed(value)
    ):
        return 0.0
    if not value.isascii() and not any(c.isdigit() for c in value):
        return 0.0
    if chosen and UUID.match(value):
        return 0.0
    if is_random(value):
        return 0.9
    digits, marks = _digits_and_marks(value)
    telling = _NAMES_ITSELF if is_mixed(value) else _SECRET_WORD
    if _IDENTIFIER.match(value) and telling.search(value):
        return 0.25 if not digits else 0.4
    if not chosen:
        random_letters = len(value) >= 16 and digits and entropy(value) >= _RANDOM_ENTROPY
        return 0.55 if random_letters or (digits >= 2 and len(value) >= 8) else 0.3
    if (digits and not value.isdigit()) or (len(value) >= 6 and value.isdigit()):
        return 0.8 if quoted else 0.7
    if marks and not re.fullmatch(r"[A-Za-z]+[-_ .:/][A-Za-z_.:/-]*", value):
        return 0.6
    if quoted and re.fullmatch(r"[a-z]{3,}(?:-[a-z]{3,}){2,}", value):
        return 0.52
    whole_word = value.isalpha() and len(value) >= 6 and not _TWO_IN_CAMEL.match(value)
    return 0.52 if quoted and whole_word else 0.3


def escapes_removed(value: str) -> str:
    """Return a literal without escapes, which alone are bytes rather than a secret."""
    return re.sub(r"\\(?:x[0-9A-Fa-f]{2}|u[0-9A-Fa-f]{4}|[0-7]{1,3}|.)", "", value)


def _digits_and_marks(value: str) -> tuple[int, int]:
    digits = sum(c.isdigit() for c in value)
    return digits, sum(not c.isalnum() for c in value)
