"""Why a stretch of code is worth a reader's time: loose signs of personal data.

A trigger is a hint and no more: it decides what people read, never what they mark. So each one
finds too much on purpose; what only a strict rule would find, everybody has in plenty.
"""

import re
from collections.abc import Iterable
from typing import Final

from pii.entities import Entity
from pii.labels import Label

CHANCE: Final = "none"
_FLAGS = re.IGNORECASE | re.ASCII
_PATTERNS: Final = {
    "email": re.compile(r"[\w.+-]@[\w-]+\.[a-z]|\w ?[\[({<] ?at ?[\])}>] ?\w", _FLAGS),
    "author": re.compile(
        r"author|copyright|\(c\)|\xa9|maintain|written by|created by|contributor|credit"
        r"|signed-off|thanks|first_?name|last_?name|full_?name",
        re.IGNORECASE,
    ),
    "username": re.compile(
        r"/home/\w|[/\\]users[/\\]+\w|git(?:hub|lab)\.com[/:]\w|bitbucket\.org/\w|twitter\.com/\w"
        r"|(?:todo|fixme|xxx|hack)\(|user_?(?:name|id)?[\"']?\s*(?:=|:|=>)|login|[^\w.]@\w{3,}"
        r"|\w+@[\w-]+:|nick|--user\b",
        _FLAGS,
    ),
    "key": re.compile(
        r"(?:api|access|auth|private|secret|signing|client|encryption|session|master)[_-]?"
        r"(?:key|token|secret)|secret_?key|token[\"']?\s*(?:=|:)|bearer |basic [\w+/]{8}|-----begin"
        r"|eyj[\w-]{10}|\bAKIA|webhook|ssh-(?:rsa|ed25519) |[\"'=: ][\w+/-]{40,}[\"'=\s]",
        _FLAGS,
    ),
    "password": re.compile(
        r"pass(?:word|wd|phrase|code)?[\w-]{0,12}[\"'\])]*\s*(?:=>|:=|=|:|,)\s*[\"']?[^\s\"'(){}$<]"
        r"|pwd[\"']?\s*[=:]|identified by|--pass|://[^\s/:@]+:[^\s/@]+@|credential|sshpass|htpasswd"
        r"|pin[\"']?\s*[=:]\s*[\"']?\d",
        _FLAGS,
    ),
    "ip": re.compile(
        r"(?<![\w.])\d{1,3}(?:\.\d{1,3}){3}(?![\w.])|\b[0-9a-f]{1,4}::?[0-9a-f]{1,4}:[0-9a-f:]+",
        _FLAGS,
    ),
}
TRIGGERS: Final = (*_PATTERNS, CHANCE)
_TRIGGER_BY_LABEL: Final = {
    Label.EMAIL: "email",
    Label.NAME: "author",
    Label.USERNAME: "username",
    Label.KEY: "key",
    Label.PASSWORD: "password",
    Label.IP_ADDRESS: "ip",
}


def triggered_offsets(text: str, claims: Iterable[Entity] = ()) -> dict[str, list[int]]:
    """Return for each trigger where it fires, ascending; triggers that never fire are left out.

    Args:
        text: a whole file.
        claims: what a detector suspects in it, whatever the score.
    """
    offsets = {
        trigger: {found.start() for found in pattern.finditer(text)}
        for trigger, pattern in _PATTERNS.items()
    }
    for claim in claims:
        offsets[_TRIGGER_BY_LABEL[claim.label]].add(claim.start)
    return {trigger: sorted(found) for trigger, found in offsets.items() if found}
