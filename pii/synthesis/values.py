"""Invented values of every label, and others that only look like them.

Everything is drawn from one source of chance, so a seed gives the same values anywhere. Key
families can be held out, to measure what a model makes of those it never saw.
"""

import string
from collections.abc import Callable, Collection, Mapping
from functools import partial
from random import Random

from pii.formats import FAMILIES, forge
from pii.labels import Label
from pii.surrogates.words import ADJECTIVES, NOUNS, Script, script_of

# Families that no training sample shows.
HELD_OUT_FAMILIES = frozenset(
    {"linear-key", "notion-token", "doppler-token", "pulumi-token", "zuplo-key", "vercel-token"}
)
# One letter of each script, and how often it is drawn: source code is mostly written in Latin.
_SCRIPTS = ("a", "а", "α", "林", "민", "カ")
_SCRIPT_WEIGHTS = (90, 3, 1, 3, 2, 1)
_BASE62 = string.ascii_letters + string.digits
_HEX = "0123456789abcdef"
_TOP_LEVELS = (
    "com",
    "com",
    "com",
    "org",
    "net",
    "de",
    "io",
    "fr",
    "ru",
    "co.uk",
    "edu",
    "jp",
    "nl",
)
_MAIL_HOSTS = ("gmail", "googlemail", "outlook", "hotmail", "yahoo", "gmx", "proton", "qq", "163")
_PASSWORD_SIGNS = "!?#$%&*+-_.@"  # noqa: S105  (signs, not a secret)


class Values:
    """Draws values; each call gives another one."""

    def __init__(self, seed: int, held_out: Collection[str] = HELD_OUT_FAMILIES) -> None:
        self._draw = Random(seed)  # noqa: S311  (training material, no secret)
        self._families = [f.name for f in FAMILIES if f.lines == 1 and f.name not in held_out]
        self._makers: Mapping[Label, Callable[[], str]] = {
            Label.EMAIL: self.email,
            Label.NAME: self.name,
            Label.USERNAME: self.username,
            Label.KEY: self.key,
            Label.PASSWORD: self.password,
            Label.IP_ADDRESS: self.address,
        }
        # What stands in the slots of the grammar that are no label.
        self.lookalikes: Mapping[str, Callable[[], str]] = {
            "digest": lambda: self._chosen(_HEX, self._draw.choice((32, 40, 64, 128))),
            "commit": lambda: self._chosen(_HEX, self._draw.choice((7, 8, 10, 40))),
            "uuid": self._uuid,
            "version": lambda: ".".join(str(self._draw.randint(0, 30)) for _ in range(4)),
            "release": lambda: ".".join(str(self._draw.randint(0, 30)) for _ in range(3)),
            "number": lambda: str(self._draw.randint(0, 10 ** self._draw.randint(1, 9))),
            "base64": lambda: self._chosen(_BASE62 + "+/", 4 * self._draw.randint(8, 40)),
            "year": lambda: str(self._draw.randint(1994, 2026)),
            "word": self.word,
            "class": lambda: "".join(self.word().title() for _ in range(self._draw.randint(2, 4))),
            "identifier": lambda: "_".join(self.word() for _ in range(self._draw.randint(1, 3))),
            "constant": lambda: "_".join(self.word().upper() for _ in range(2)),
            "title": lambda: " ".join(self.word().title() for _ in range(self._draw.randint(2, 3))),
            "organisation": self._organisation,
            "host": self._host,
            "port": lambda: str(self._draw.choice((22, 80, 443, 3306, 5432, 6379, 8080, 27017))),
            "date": lambda: (
                f"{self._draw.randint(1998, 2026)}-{self._draw.randint(1, 12):02}"
                f"-{self._draw.randint(1, 28):02}"
            ),
        }

    def of(self, label: Label) -> str:
        """Return a value of a label."""
        return self._makers[label]()

    def name(self) -> str:
        """Return a person's name, mostly a given and a family name, of many cultures."""
        script = self._script()
        given, family = self._draw.choice(script.given), self._draw.choice(script.family)
        if script.glued:
            return family + given
        kind = self._draw.random()
        if kind < 0.1:
            return f"{given} {self._draw.choice(script.initials)}. {family}"
        if kind < 0.15:
            return f"{given[0]}. {family}"
        if kind < 0.2:
            return f"{given} {self._draw.choice(script.given)} {family}"
        if kind < 0.23 and script.initials:
            return f"{given} {family}-{self._draw.choice(script.family)}"
        return f"{given} {family}"

    def username(self) -> str:
        """Return a handle as people choose them."""
        latin = script_of("a")
        given = self._draw.choice(latin.given).lower()
        family = self._draw.choice(latin.family).lower()
        number = str(self._draw.choice((self._draw.randint(1, 99), self._draw.randint(1960, 2010))))
        shapes: tuple[Callable[[], str], ...] = (
            lambda: given[0] + family,
            lambda: given + family[0],
            lambda: family[:7],
            lambda: given + number,
            lambda: f"{given}{self._draw.choice('._-')}{family}",
            lambda: given + family,
            lambda: self._draw.choice(ADJECTIVES) + self._draw.choice(NOUNS),
            lambda: f"{self._draw.choice(ADJECTIVES)}-{self._draw.choice(NOUNS)}",
            lambda: self._draw.choice(NOUNS) + number,
            lambda: given.title() + family.title(),
            lambda: f"x{self._draw.choice(NOUNS)}x",
            lambda: self._chosen(string.ascii_lowercase, self._draw.randint(3, 7)),
        )
        return self._draw.choice(shapes)()

    def email(self) -> str:
        """Return a mail address, personal or of an organisation."""
        local = self.username()
        if self._draw.random() < 0.1:
            local = self._draw.choice(("support", "security", "dev", "contact", "team", "hello"))
        elif self._draw.random() < 0.05:
            local = f"{local}+{self.word()}"
        return f"{local}@{self._host()}"

    def address(self) -> str:
        """Return an IP address that leads to some host."""
        if self._draw.random() < 0.15:
            groups = [f"{self._draw.randrange(1 << 16):x}" for _ in range(self._draw.randint(1, 5))]
            return (
                f"2a0{self._draw.choice('0123456')}:{':'.join(groups)}::{self._draw.randint(1, 99)}"
            )
        first = self._draw.choice(
            [n for n in range(5, 223) if n not in {10, 100, 127, 169, 172, 192}]
        )
        return ".".join(str(n) for n in (first, *(self._draw.randint(1, 254) for _ in range(3))))

    def password(self) -> str:
        """Return a password as people choose them."""
        noun, adjective = self._draw.choice(NOUNS), self._draw.choice(ADJECTIVES)
        number, sign = str(self._draw.randint(0, 2030)), self._draw.choice(_PASSWORD_SIGNS)
        shapes: tuple[Callable[[], str], ...] = (
            lambda: noun.title() + number + sign,
            lambda: noun.title() + sign + number,
            lambda: adjective + noun.title() + number,
            lambda: f"{adjective}{self._draw.choice('-_.')}{noun}",
            lambda: noun.replace("o", "0").replace("e", "3").replace("a", "@") + number,
            lambda: noun + number,
            lambda: self._chosen(_BASE62 + _PASSWORD_SIGNS, self._draw.randint(8, 20)),
            lambda: self._chosen(_BASE62, self._draw.randint(8, 16)),
            lambda: self._draw.choice(script_of("a").given) + number,
        )
        return self._draw.choice(shapes)()

    def key(self) -> str:
        """Return a machine-made secret, half of the time one of no known family."""
        if self._draw.random() < 0.5:
            family = self._draw.choice(self._families)
            return forge(family, self._draw.randrange(1 << 30), valid=self._draw.random() < 0.7)
        shapes: tuple[Callable[[], str], ...] = (
            lambda: self._chosen(_HEX, self._draw.choice((24, 32, 40, 48, 64))),
            lambda: self._chosen(_BASE62, self._draw.randint(16, 64)),
            lambda: self._chosen(_BASE62 + "-_", self._draw.randint(20, 60)),
            lambda: self._chosen(_BASE62 + "+/", self._draw.choice((27, 43, 63))) + "=",
            lambda: f"{self.word()[:3]}_{self._chosen(_BASE62, self._draw.randint(20, 40))}",
            self._uuid,
        )
        return self._draw.choice(shapes)()

    def word(self) -> str:
        """Return a plain word."""
        return self._draw.choice(NOUNS if self._draw.random() < 0.6 else ADJECTIVES)

    def _script(self) -> Script:
        [letter] = self._draw.choices(_SCRIPTS, _SCRIPT_WEIGHTS)
        return script_of(letter)

    def _chosen(self, alphabet: str, length: int) -> str:
        return "".join(self._draw.choices(alphabet, k=length))

    def _uuid(self) -> str:
        return "-".join(map(partial(self._chosen, _HEX), (8, 4, 4, 4, 12)))

    def _host(self) -> str:
        if self._draw.random() < 0.3:
            return f"{self._draw.choice(_MAIL_HOSTS)}.{self._draw.choice(_TOP_LEVELS)}"
        inside = f"{self.word()}." if self._draw.random() < 0.15 else ""
        glue = self._draw.choice(("", "-"))
        return f"{inside}{self.word()}{glue}{self.word()}.{self._draw.choice(_TOP_LEVELS)}"

    def _organisation(self) -> str:
        ending = self._draw.choice(
            ("Inc.", "Ltd.", "GmbH", "Foundation", "Corporation", "LLC", "Labs")
        )
        return f"{self.word().title()} {self.word().title()} {ending}"
