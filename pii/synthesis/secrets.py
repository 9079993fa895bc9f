"""Invented secrets: passwords as people choose them, keys as machines make them."""

import string
from collections.abc import Callable, Mapping, Sequence
from random import Random

from pii.credentials import forge
from pii.redaction.surrogates.words import ADJECTIVES, NOUNS, script_of
from pii.synthesis.words import BASE62, HEX, chosen, uuid, word

_SIGNS = "!?#$%&*+-_.@"
_SAFE_SIGNS = "!*+-_."
_WALKS = ("1qaz", "2wsx", "3edc", "4rfv", "zaq1", "xsw2", "qaz", "wsx", "edc", "poi", "lkj", "mnb")
_SSH_HEADS = (
    ("AAAAB3NzaC1yc2EAAAADAQABAAABAQ", 342),
    ("AAAAB3NzaC1yc2EAAAABIwAAAQEA", 340),
    ("AAAAC3NzaC1lZDI1NTE5AAAAI", 43),
    ("AAAAE2VjZHNhLXNoYTItbmlzdHAyNTYAAAAIbmlzdHAyNTYAAABB", 88),
)


class Secrets:
    """Draws secrets; keys of these families, or of none."""

    def __init__(self, draw: Random, families: Sequence[str]) -> None:
        self._draw = draw
        self._families = families
        self.key_forms: Mapping[str, Callable[[], str]] = {
            "hex": lambda: chosen(draw, HEX, 2 * draw.randint(8, 32)),
            "base64": self._base64,
            "uuid": lambda: uuid(draw),
            "jwt": lambda: forge("web-token", draw.randrange(1 << 30)),
            "pem": self._block,
            "escaped_pem": lambda: self._block().replace("\n", "\\n"),
            "quoted_pem": lambda: self._block().replace("\n", '\\n" +\n"'),
            "ssh": self._ssh,
            "bytes": lambda: self._bytes("0x", ", "),
            "string_bytes": lambda: "\\x" + self._bytes("", "\\x"),
            "split": lambda: self._split(self.key()),
            "formless": self.formless_key,
        }
        self.password_forms: Mapping[str, Callable[[], str]] = {
            "plain": lambda: chosen(draw, BASE62, draw.randint(6, 14)),
            "words": self._words,
            "url": self._url_password,
            "split": lambda: self._split(self._words()),
        }

    def password(self) -> str:
        """Return a password as people choose them."""
        noun, adjective = self._draw.choice(NOUNS), self._draw.choice(ADJECTIVES)
        number, sign = str(self._draw.randint(0, 2030)), self._draw.choice(_SIGNS)
        shapes: tuple[Callable[[], str], ...] = (
            lambda: noun.title() + number + sign,
            lambda: noun.title() + sign + number,
            lambda: adjective + noun.title() + number,
            lambda: f"{adjective}{self._draw.choice('-_.')}{noun}",
            lambda: noun.replace("o", "0").replace("e", "3").replace("a", "@") + number,
            lambda: noun + number,
            lambda: chosen(self._draw, BASE62 + _SIGNS, self._draw.randint(8, 20)),
            lambda: chosen(self._draw, BASE62, self._draw.randint(8, 16)),
            lambda: self._draw.choice(script_of("a").given) + number,
        )
        return self._draw.choice(shapes)()

    def wide_password(self) -> str:
        """Return a password of a rarer shape: bare words, walks over the keyboard, phrases."""
        one, other = word(self._draw), word(self._draw)
        number, sign = str(self._draw.randint(0, 99999)), self._draw.choice(_SAFE_SIGNS)
        shapes: tuple[Callable[[], str], ...] = (
            *(2 * [lambda: one + other]),
            lambda: one if len(one) > 5 else one + other,
            lambda: one + number,
            lambda: number + one,
            lambda: one.title() + other.title() + sign,
            lambda: f"{one}{sign}{other}{sign}{word(self._draw)}",
            lambda: "".join(self._draw.sample(_WALKS, 2)) + number[:1],
            lambda: "".join(self._draw.sample(_WALKS, 2)).title() + sign,
            lambda: one[:3] + number + other[:2].upper(),
            lambda: (one + other).translate(str.maketrans("aeios", "@31o$")),
            lambda: self._draw.choice(script_of("a").given).lower() + number[:2],
            lambda: f"{one}@{number}",
            lambda: f"{one.title()}#{other}",
            lambda: f"my{one}{number[:2]}",
            lambda: one.upper() + number,
            lambda: chosen(self._draw, string.digits, self._draw.randint(4, 10)),
            lambda: chosen(self._draw, string.ascii_lowercase, self._draw.randint(6, 16)),
            lambda: chosen(self._draw, HEX, self._draw.choice((8, 12, 16))),
            lambda: sign.join(chosen(self._draw, string.ascii_lowercase, 4) for _ in range(4)),
            lambda: chosen(self._draw, BASE62 + "^~()[]{}:/|", self._draw.randint(9, 24)),
        )
        return self._draw.choice(shapes)()

    def key(self) -> str:
        """Return a machine-made secret, half of the time one of no known family."""
        if self._draw.random() < 0.5:
            family = self._draw.choice(self._families)
            return forge(family, self._draw.randrange(1 << 30), valid=self._draw.random() < 0.7)
        shapes: tuple[Callable[[], str], ...] = (
            lambda: chosen(self._draw, HEX, self._draw.choice((24, 32, 40, 48, 64))),
            lambda: chosen(self._draw, BASE62, self._draw.randint(16, 64)),
            lambda: chosen(self._draw, BASE62 + "-_", self._draw.randint(20, 60)),
            lambda: chosen(self._draw, BASE62 + "+/", self._draw.choice((27, 43, 63))) + "=",
            lambda: (
                f"{word(self._draw)[:3]}_{chosen(self._draw, BASE62, self._draw.randint(20, 40))}"
            ),
            lambda: uuid(self._draw),
        )
        return self._draw.choice(shapes)()

    def formless_key(self) -> str:
        """Return a secret of no family, in one of the many alphabets that generators use."""
        draw = self._draw
        upper, lower = (
            string.ascii_uppercase + string.digits,
            string.ascii_lowercase + string.digits,
        )
        shapes: tuple[Callable[[], str], ...] = (
            self.key_forms["hex"],
            lambda: chosen(draw, HEX.upper(), 2 * draw.randint(8, 32)),
            self._base64,
            lambda: chosen(draw, BASE62 + "-_", draw.randint(16, 88)),
            lambda: chosen(draw, BASE62, draw.randint(16, 88)),
            lambda: chosen(draw, lower, draw.randint(16, 50)),
            lambda: chosen(draw, upper, draw.randint(16, 40)),
            lambda: "-".join(chosen(draw, upper, draw.choice((4, 5, 6))) for _ in range(5)),
            lambda: "-".join(chosen(draw, lower, 8) for _ in range(draw.randint(2, 5))),
            lambda: uuid(draw),
            lambda: uuid(draw).upper(),
            lambda: f"{chosen(draw, string.digits, 9)}:{chosen(draw, BASE62 + '-_', 35)}",
            lambda: f"{word(draw)[:4]}-{word(draw)[:4]}-{chosen(draw, BASE62, 32)}",
            lambda: f"{chosen(draw, HEX, 16)}.{chosen(draw, BASE62, 24)}",
            lambda: chosen(draw, BASE62 + _SIGNS + "^()=", draw.randint(32, 50)),
        )
        return draw.choice(shapes)().strip("-_.")

    def _base64(self) -> str:
        length = self._draw.randint(16, 87)
        body = chosen(self._draw, BASE62 + "+/", length)
        return body + "=" * (-length % 4 if length % 4 != 1 else 0)

    def _words(self) -> str:
        return word(self._draw) + word(self._draw).title() + str(self._draw.randint(1, 999))

    def _url_password(self) -> str:
        escaped = self._draw.choice(("%40", "%21", "%23", "%24", "%2B", ""))
        return f"{word(self._draw).title()}{escaped}{chosen(self._draw, BASE62, 6)}"

    def _split(self, value: str) -> str:
        """Return a value over two literals, quotes and the sign between them included."""
        middle = self._draw.randint(2, len(value) - 2)
        seam = self._draw.choice(('" + "', '"\n    "', '" +\n    "', '" . "', '" & "', '" "'))
        return value[:middle] + seam + value[middle:]

    def _bytes(self, before: str, between: str) -> str:
        pairs = (chosen(self._draw, HEX, 2) for _ in range(self._draw.choice((16, 16, 24, 32))))
        return between.join(before + pair for pair in pairs)

    def _block(self) -> str:
        return forge("private-key", self._draw.randrange(1 << 30)).strip()

    def _ssh(self) -> str:
        head, length = self._draw.choice(_SSH_HEADS)
        padding = "=" * (-(len(head) + length) % 4)
        return head + chosen(self._draw, BASE62 + "+/", length) + padding
