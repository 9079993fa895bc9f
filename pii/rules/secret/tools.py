"""Logins and secrets that particular tools are handed in an option or at a place of their own."""

import re
from collections.abc import Iterator

from pii.labels import Label
from pii.rules.checks.secret_values import is_random, secret_score, tells_its_kind
from pii.rules.claims import login_in
from pii.rules.rule import Claim, Hit, Rule

# What names a page or a call of a paged listing.
_PASSING = re.compile(r"(?:starting|request|next|page|paging|continuation)-token [\"']?\Z")


def _password(hit: Hit, group: int) -> Iterator[Claim]:
    """Claim a password of a form that a person chooses; a plain word names a file or a host."""
    score = secret_score(hit.text(group), chosen=True, quoted=False)
    if score >= 0.6:
        yield Claim(*hit.span(group), Label.PASSWORD, min(score, 0.7))


def _read_password(hit: Hit) -> Iterator[Claim]:
    """Claim the one value that a tool takes for a password."""
    yield from _password(hit, 1)


def _read_account(hit: Hit) -> Iterator[Claim]:
    """Claim the login and the password behind it."""
    yield from login_in(hit, 1, 0.65)
    yield from _password(hit, 2)


def _read_user(hit: Hit) -> Iterator[Claim]:
    """Claim the value of an option for a user's name."""
    if hit.text(1).islower() and not tells_its_kind(hit.text(1)):
        yield from login_in(hit, 1, 0.6)


def _read_token(hit: Hit) -> Iterator[Claim]:
    """Claim the token in an option's value; a page's or a request's opens nothing."""
    value = hit.text(1)
    if _PASSING.search(hit.line_before(hit.span(1)[0], 40)):
        return
    if is_random(value) and secret_score(value, chosen=False, quoted=False) >= 0.5:
        yield Claim(*hit.span(1), Label.KEY, 0.8)


def _read_told(hit: Hit) -> Iterator[Claim]:
    """Claim the password that a remark beside its own hash tells."""
    value = hit.text(1)
    if re.fullmatch(r"(?=.*[a-z0-9])\S{4,40}", value) and not value.endswith((":", ".")):
        score = secret_score(value, chosen=True, quoted=True)
        if score >= 0.5:
            yield Claim(*hit.span(1), Label.PASSWORD, 0.55)


_VALUE = rb"[\"']?([^\s\"'$`;|&<>(){}\\]{4,64})[\"']?"
_LOGIN = rb"[\"']?([A-Za-z][A-Za-z0-9_.\-]{1,37})[\"']?"

RULES = (
    Rule(
        "windows-option",
        Label.PASSWORD,
        (rb"(?i)[\s\"',]/(?:password|pwd|pass)[=:]",),
        rb"(?i)[\s\"',]/(?:password|pwd|pass)[=:]" + _VALUE,
        _read_password,
    ),
    Rule(
        "windows-account",
        Label.PASSWORD,
        (rb"(?i)/user:", rb"(?i)\bnet\suser\s"),
        rb"(?i)(?:\bnet use\s[^\r\n]{0,120}?/user:(?:[\w.\-]{1,40}\\)?|\bnet user )"
        + _LOGIN
        + rb"\s{1,2}"
        + _VALUE,
        _read_account,
    ),
    Rule(
        "piped-password",
        Label.PASSWORD,
        (rb"\bsudo\s-\w*S\b", rb"\bchpasswd\b", rb"--password-stdin", rb"--stdin\b"),
        rb"\becho (?:-[ne]{1,2} )?[\"']?(?:([A-Za-z][\w.\-]{1,37}):)?([^\s\"'$`;|&<>(){}:]{4,64})"
        rb"[\"']? ?\|[^\r\n|]{0,60}(?:sudo -\w{0,4}S|chpasswd|--password-stdin|passwd --stdin)\b",
        _read_account,
    ),
    Rule(
        "web-account",
        Label.PASSWORD,
        (rb"\bhtpasswd\s-",),
        rb"\bhtpasswd -[a-zA-Z]{0,6}b[a-zA-Z]{0,6} (?:\S{1,120} )?" + _LOGIN + rb" " + _VALUE,
        _read_account,
    ),
    Rule(
        "login-options",
        Label.PASSWORD,
        (rb"\blogin\b.*\s-p[\s=]?", rb"\bsqlcmd\b|\bwinexe\b|\brdesktop\b|\bxfreerdp\b"),
        rb"(?:\blogin\b|\bsqlcmd\b|\brdesktop\b|\bnpm-cli-login\b)[^\r\n|]{0,120}?\s-(?:u|U)[ =]?"
        + _LOGIN
        + rb"\s[^\r\n|]{0,60}?-(?:p|P)[ =]?"
        + _VALUE,
        _read_account,
    ),
    Rule(
        "store-password",
        Label.PASSWORD,
        (rb"\bredis-cli\b",),
        rb"\bredis-cli\b[^\r\n|]{0,120}?\s-a " + _VALUE,
        _read_password,
    ),
    Rule(
        "user-option",
        Label.PASSWORD,
        (rb"(?i)\s--?user-?name[\s=:]",),
        rb"(?i)\s--?user-?name[ =:]{1,2}" + _LOGIN + rb"(?:[\s\"'`);|]|$)",
        _read_user,
    ),
    Rule(
        "token-option",
        Label.PASSWORD,
        (rb"(?i)\s--?[a-z\-]*(?:token|api-?key|secret|access-key)\s",),
        rb"(?i)\s--?[a-z\-]{0,24}(?:token|api-?key|secret|access-key) [\"']?"
        rb"([A-Za-z0-9_.\-+/=]{12,600})(?:[\s\"'`);|]|$)",
        _read_token,
    ),
    Rule(
        "hash-explained",
        Label.PASSWORD,
        (rb"(?i)pass(?:word|wd)?_?(?:sha|md5|hash|pbkdf|bcrypt)",),
        rb"(?i)\bpass(?:word|wd)?_?(?:sha[0-9]{1,3}|md5|hash|pbkdf2|bcrypt|crypt)[\"']?\s{0,2}"
        rb"[:=]{1,2}\s{0,2}[\"']?[^\s\"']{24,400}[\"']?[,;]?[ \t]{1,8}(?:#|//|--|;)[ \t]{0,3}"
        rb"[\"'`]?([^\s\"'`]{4,40})[\"'`]?[ \t]*(?:\r?\n|$)",
        _read_told,
    ),
)
