"""Passwords as people write them down: in notes, tables, directories, device configurations."""

import re
from collections.abc import Iterator

from pii.labels import Label
from pii.rules.checks.secret_values import secret_score
from pii.rules.claims import login_in, secret_in
from pii.rules.rule import Claim, Hit, Rule

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


def _read_directory(hit: Hit) -> Iterator[Claim]:
    """Claim the password of a directory's entry or of who binds to it."""
    yield from secret_in(hit, 1, Label.PASSWORD, least=0.65)


RULES = (
    Rule(
        "told-password",
        Label.PASSWORD,
        (rb"(?i)\bpass ?(?:word|wd|phrase) (?:is|was|set to|of)[: ]",),
        rb"(?i)\bpass ?(?:word|wd|phrase) (?:is|was|set to|of)(?: set to)?[: ]{1,3}[\"'`*]{0,3}"
        rb"([^\s\"'`*<>(){}\[\],;+][^\s\"'`*<>(){}\[\],;]{2,64}[^\s\"'`*<>(){}\[\],;.:!?])",
        _read_told,
    ),
    Rule(
        "noted-password",
        Label.PASSWORD,
        (rb"(?i)\n[ \t>*\-_#/]*pass(?:word|wd)[`*_ ]*:",),
        rb"(?i)\b(?:user|user ?name|login|account|e-?mail)\b[`*_ ]{0,4}:[^\r\n]{1,80}\r?\n"
        rb"[ \t>*\-_#/]{0,12}pass(?:word|wd)[`*_ ]{0,4}:[`*_ \t]{0,6}"
        rb"([^\s\"'`*<>(){}\[\],;]{4,64})[`*_ \t\\]{0,6}(?:\r?\n|$)",
        _read_noted,
        lines=2,
    ),
    Rule(
        "device-password",
        Label.PASSWORD,
        (rb"\busername [A-Za-z]", rb"\benable (?:password|secret)\s"),
        rb"(?:^|\n)[ \t>#!*\-]{0,12}"
        rb"(?:username ([A-Za-z][A-Za-z0-9_.\-]{1,37}) (?:privilege [0-9]{1,2} )?|enable )"
        rb"(?:password|secret) (?:([0-9]) )?([^\s\"'<>{}$`&]{4,64})",
        _read_device,
    ),
    Rule(
        "directory-password",
        Label.PASSWORD,
        (rb"(?i)userPassword\b",),
        rb"(?i)\buserPassword[ \t]{0,16}(?::|\||=)[ \t]{1,4}[\"'`]?([^\s\"'`|:{}<>$]{4,64})",
        _read_directory,
    ),
    Rule(
        "directory-bind",
        Label.PASSWORD,
        (rb"(?i)[\"'](?:cn|uid)=", rb"(?i)\s-D\s?(?:cn|uid)="),
        rb"(?i)(?:\bbind\w{0,16}\(\s{0,8}[\"'](?:cn|uid)=[^\"'\r\n]{3,120}[\"'],\s{0,8}[\"']|"
        rb"\s-D ?[\"']?(?:cn|uid)=[^\"'\s]{3,120}[\"']? (?:-x )?-w ?[\"']?)"
        rb"([^\s\"'`|<>{}$=]{4,64})",
        _read_directory,
    ),
)
