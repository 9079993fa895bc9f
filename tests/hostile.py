"""Texts that cost a detector the most: one list of kinds, for tests of growth and for the bench.

Each kind is endless and begins the same way whatever its length, so that a text of four times the
size holds four times the same. People, hosts and secrets are invented; secrets are put together
at run time.
"""

import base64
import itertools
import random
from collections.abc import Callable, Iterator
from typing import TypeAlias

from tests.invented import ADDRESS, HOST

Pieces: TypeAlias = Iterator[str]

_RULE = "-" * 5
# fmt: off
_GIVEN = [
    "Ann", "Ben", "Cora", "Dan", "Eva", "Finn", "Gina", "Hugo",
    "Iris", "Jonas", "Karen", "Liam", "Mona", "Nils", "Olga", "Paul",
]
_SYLLABLES = [
    "bar", "ber", "dal", "den", "fer", "gat", "hol", "ken",
    "lin", "mar", "nor", "pel", "ran", "sel", "tor", "win",
]
# fmt: on
_SECRET = "S3cret" + "9xHarb0ur"
_KEY_TYPE = "RSA PRIVATE" + " KEY"
_TOKEN = "gh" + "p_"
_BASE62 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"


def text_of(kind: str, size: int) -> str:
    """Return a text of a kind, of this many bytes of UTF-8, less what half a character takes."""
    pieces, length = [], 0
    for piece in KINDS[kind](random.Random(kind)):
        pieces.append(piece)
        length += len(piece.encode())
        if length >= size:
            break
    return "".join(pieces).encode()[:size].decode("utf-8", "ignore")


def _same(piece: str) -> Callable[[random.Random], Pieces]:
    """Return a kind that says the same over and over."""
    # Long pieces, so that a text is built fast.
    many = piece * max(1, 4_096 // len(piece))
    return lambda _: itertools.repeat(many)


def _each(piece: Callable[[random.Random], str]) -> Callable[[random.Random], Pieces]:
    """Return a kind of which no two pieces are the same."""
    return lambda chance: (piece(chance) for _ in itertools.count())


def _numbered(piece: Callable[[int], str]) -> Callable[[random.Random], Pieces]:
    """Return a kind whose pieces are numbered."""
    return lambda _: map(piece, itertools.count())


def _family(chance: random.Random) -> str:
    return "".join(chance.choices(_SYLLABLES, k=3)).capitalize()


def _person(chance: random.Random) -> str:
    return f"{chance.choice(_GIVEN)} {_family(chance)}"


def _mail(chance: random.Random) -> str:
    return f"{chance.choice(_GIVEN).lower()}.{_family(chance).lower()}@{HOST}"


def _octets(chance: random.Random) -> str:
    return f"51.{chance.randrange(256)}.{chance.randrange(256)}.{chance.randrange(1, 255)}"


def _groups(chance: random.Random) -> str:
    return "2a01:4f8:" + ":".join(f"{chance.randrange(1, 65536):x}" for _ in range(6))


def _base64(chance: random.Random, length: int) -> str:
    return base64.b64encode(chance.randbytes(length)).decode()


def _token(chance: random.Random) -> str:
    return _TOKEN + "".join(chance.choices(_BASE62, k=36))


def _commit(chance: random.Random) -> str:
    person, mail = _person(chance), _mail(chance)
    return (
        f"commit {chance.randbytes(20).hex()}\nAuthor: {person} <{mail}>\n"
        f"Date:   Tue Mar 4 1{chance.randrange(10)}:21:07 2025 +0100\n\n"
        f"    Fix the tide table of {_family(chance)}\n\n"
    )


def _record(chance: random.Random) -> str:
    return (
        f'{{"name": "{_person(chance)}", "email": "{_mail(chance)}", '
        f'"ip": "{_octets(chance)}", "password": "{_SECRET[:6]}{chance.randrange(10**6)}"}},\n'
    )


def _row(chance: random.Random) -> str:
    return f"{chance.randrange(10**5)},{_person(chance)},{_mail(chance)},{_octets(chance)}\n"


def _inserted(chance: random.Random) -> str:
    return (
        "INSERT INTO users (name, email, password) VALUES "
        f"('{_person(chance)}', '{_mail(chance)}', '{_SECRET}{chance.randrange(10**6)}');\n"
    )


def _dumped(chance: random.Random) -> str:
    return (
        f"({chance.randrange(10**6)},'{_person(chance)}','{_mail(chance)}',"
        f"'{chance.randbytes(16).hex()}','2025-03-04 10:21:07'),"
    )


def _cited(chance: random.Random) -> str:
    return (
        f"{_family(chance)}, {chance.choice(_GIVEN)[0]}., and {_person(chance)}. "
        f'"On tides of {_family(chance)}." Journal of Harbours 7 (19{chance.randrange(10, 99)}). '
    )


def _logged(chance: random.Random) -> str:
    return (
        f"\x1b[32m2025-03-04T10:21:0{chance.randrange(10)}Z\x1b[0m \x1b[1mINFO\x1b[0m "
        f"user={_family(chance).lower()} from {_octets(chance)} took "
        f"\x1b[33m{chance.randrange(900)}ms\x1b[0m\n"
    )


def _minified(chance: random.Random) -> str:
    a, b, c = (chance.choice(_BASE62[10:]) for _ in range(3))
    number = chance.randrange(10**4)
    return f"function {a}({b},{c}){{return {b}?{c}[{number}]:{a}({c},{b}.x{number})}}var {c}={b};"


def _nested(_: random.Random) -> Pieces:
    return itertools.repeat('{"user":[' * 450)


KINDS: dict[str, Callable[[random.Random], Pieces]] = {
    "one letter": _same("a"),
    "quotes": _same('"'),
    "at signs": _same("@"),
    "IPv4, the same": _same(f"{ADDRESS} "),
    "IPv4, distinct": _each(lambda chance: _octets(chance) + "\n"),
    "IPv6, mapped": _same("::ffff:51.15.200.7 "),
    "IPv6, distinct": _each(lambda chance: _groups(chance) + "\n"),
    "hex, one line": _each(lambda chance: chance.randbytes(2_000).hex()),
    "base64, one line": _each(lambda chance: _base64(chance, 3_000)),
    "base64, lines": _each(lambda chance: _base64(chance, 57) + "\n"),
    "PEM heads": _same(f"{_RULE}BEGIN {_KEY_TYPE}{_RULE}\n"),
    "PEM heads with base64": _each(
        lambda chance: f"{_RULE}BEGIN {_KEY_TYPE}{_RULE}\n{_base64(chance, 48)}\n"
    ),
    "author lines, the same": _same("// Author: Ann Porter\n"),
    "author lines, distinct": _each(lambda chance: f"# Author: {_person(chance)}\n"),
    "list of people": _same("- Ann Porter\n"),
    "names, distinct": _each(lambda chance: _person(chance) + "\n"),
    "et al.": _same("Porter et al. "),
    "bibliography": _each(_cited),
    "mails, distinct": _each(lambda chance: _mail(chance) + "\n"),
    "mails between CJK": _same(f"你ann@{HOST}好 "),
    "%40": _same(f"ann%40{HOST}&"),
    "tokens, distinct": _each(lambda chance: _token(chance) + "\n"),
    "CSV of people": _each(_row),
    "JSON records": _each(_record),
    "git log": _each(_commit),
    "INSERT": _each(_inserted),
    "SQL dump, one line": _each(_dumped),
    "log with colours": _each(_logged),
    "mysql -p": _same(f"mysql -p{_SECRET} "),
    "curl -u": _same(f"curl -u ann:{_SECRET} "),
    'password="': _same('password="'),
    "passwords, distinct": _numbered(lambda n: f'password = "{_SECRET}{n}"\n'),
    "addresses with passwords": _numbered(lambda n: f"https://ann:{_SECRET}{n}@{HOST}/x "),
    "IDENTIFIED BY": _same(f"IDENTIFIED BY '{_SECRET}' "),
    "def(password=": _same("def(password="),
    "placeholders": _same("<EMAIL> <NAME> [KEY] "),
    "pii: allow, one line": _same(f"{ADDRESS} pii: allow "),
    "CJK": _same("港口的潮汐表由波特先生维护，"),
    "combining marks": _same("e\u0301\u0302\u0303"),
    "minified code": _each(_minified),
    "random characters": _each(lambda chance: chance.randbytes(2_000).decode("latin-1")),
    "deep nesting": _nested,
}
