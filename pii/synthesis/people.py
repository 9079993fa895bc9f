"""Invented people: their names in many cultures and spellings, their handles and mail addresses.

The plain makers draw what most files hold. The wide ones add what is rarer: particles, titles of
nobility, capitals, single names, names of accented letters, handles of every shape.
"""

import string
from collections.abc import Callable, Mapping
from random import Random

from pii.gazetteers import FAMILY_NAMES, GIVEN_NAMES
from pii.redaction.surrogates.words import ADJECTIVES, NOUNS, Script, script_of
from pii.synthesis.words import BASE62, chosen, host, word

# One letter of each script, and how often it is drawn: source code is mostly written in Latin.
_SCRIPTS = ("a", "а", "α", "林", "민", "カ")
_SCRIPT_WEIGHTS = (90, 3, 1, 3, 2, 1)
_RARE_SCRIPTS = ("а", "α", "林", "민", "カ", "א", "م", "अ")
_COMMON_GIVEN = tuple(sorted(name.title() for name in GIVEN_NAMES if name.isalpha()))
_COMMON_FAMILY = tuple(sorted(name.title() for name in FAMILY_NAMES if name.isalpha()))
_ACCENTED_GIVEN = tuple(
    """
    José María Íñigo Núria Raúl Begoña João Conceição Luís Tomás Jürgen Björn Käthe Günther Łukasz
    Małgorzata Paweł Grażyna Zoë Chloé François Hélène Rémi Loïc Benoît Søren Bjørn Åse Øyvind
    Håkon Jörg Çağrı Şule Ömer İpek Tomáš Jiří Kateřina Ondřej Žofia Ľuboš Ágnes György Ștefan
    Ioana Đorđe Živko Nguyễn Trần Hương Đức Phương Māris Jānis Rūta Česlovas Ægir Þóra Seán Siobhán
    """.split()  # noqa: SIM905
)
_ACCENTED_FAMILY = tuple(
    """
    Peñalver Ibáñez Núñez Gonçalves Araújo Magalhães Brandão Größler Müllenbach Höfner Schäuffele
    Kröger Wiśnicki Dąbrowicz Żurawik Zieliński Lefèvre Béraud Châtelain Guérin Sørlie Ødegaard
    Ångmark Sjölander Lindström Öztaş Yıldırım Çelikkol Güneş Šimůnek Dvořáček Kučerka Růžek
    Szűcs Kövesdi Țurcanu Bălan Đukanac Žižek Văn Thị Bērziņš Kalniņš Žukas Þórsson Ó'Faoláin
    """.split()  # noqa: SIM905
)
_PARTICLES = (
    *("van", "van der", "van den", "de", "de la", "del", "da", "dos", "von", "von der", "di"),
    *("le", "la", "ter", "bin", "ibn", "El", "Al", "Ben", "St."),
)
_PREFIXES = ("Mc", "Mac", "O'", "D'", "De", "Van", "Fitz", "al-", "El-", "Le")
_SUFFIXES = ("Jr.", "Sr.", "II", "III", "Jr")
_LEET = str.maketrans("aeiost", "431057")


class People:
    """Draws people."""

    def __init__(self, draw: Random) -> None:
        self._draw = draw
        self.name_forms: Mapping[str, Callable[[], str]] = {
            "given": self._given,
            "family": self._family,
            "inverted": lambda: f"{self._family()}, {self._given()}",
            "cited": lambda: f"{self._family()}, {self._initials()}",
            "initials": lambda: f"{self._initials()} {self._family()}",
            "nicknamed": lambda: f'{self._given()} "{self.username()}" {self._family()}',
            "upper": lambda: f"{self._given()} {self._family()}".upper(),
            "lower": lambda: f"{self._given()} {self._family()}".lower(),
            "foreign": lambda: self._of_script(script_of(self._draw.choice(_RARE_SCRIPTS))),
        }

    def name(self) -> str:
        """Return a person's name, mostly a given and a family name, of many cultures."""
        [letter] = self._draw.choices(_SCRIPTS, _SCRIPT_WEIGHTS)
        script = script_of(letter)
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

    def wide_name(self) -> str:
        """Return a name of a rarer shape, or of rarer words."""
        given, family, second = self._given(), self._family(), self._given()
        shapes: tuple[Callable[[], str], ...] = (
            *(4 * [lambda: f"{given} {family}"]),
            lambda: f"{given}-{second} {family}",
            lambda: f"{given} {second[0]}. {family}",
            lambda: f"{given} {second[0]} {family}",
            lambda: f"{given} {self._draw.choice(_PARTICLES)} {family}",
            lambda: f"{given} {self._draw.choice(_PREFIXES)}{family}",
            lambda: f"{given} {family} {self._draw.choice(_SUFFIXES)}",
            lambda: f"{given} {second} {family} {self._family()}",
            lambda: f"{family} {given}",
            self.name_forms["initials"],
            self.name_forms["upper"],
            self.name_forms["lower"],
            self.name_forms["foreign"],
            self.name_forms["nicknamed"],
        )
        return self._draw.choice(shapes)()

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
            lambda: chosen(self._draw, string.ascii_lowercase, self._draw.randint(3, 7)),
        )
        return self._draw.choice(shapes)()

    def wide_username(self) -> str:
        """Return a handle of a rarer shape."""
        given = self._draw.choice(_COMMON_GIVEN).lower()
        family = self._draw.choice(_COMMON_FAMILY).lower()
        noun, number = self._draw.choice(NOUNS), str(self._draw.randint(0, 9999))
        shapes: tuple[Callable[[], str], ...] = (
            lambda: given,
            lambda: family,
            lambda: given[0] + family,
            lambda: given[0] + self._draw.choice(string.ascii_lowercase) + family,
            lambda: family + given[0],
            lambda: family[:5] + given[:2],
            lambda: given[:2] + family[:3] + number[:1],
            lambda: f"{given[0]}{self._draw.choice('.-_')}{family}",
            lambda: f"{family}{self._draw.choice('.-_')}{given}",
            lambda: given.title() + noun.title(),
            lambda: f"the{self._draw.choice(('', '-', '_'))}{noun}",
            lambda: f"{noun}{self._draw.choice(('-', '_', ''))}{self._draw.choice(NOUNS)}{number}",
            lambda: (given + number).translate(_LEET),
            lambda: noun.translate(_LEET),
            lambda: f"{given}{self._draw.choice(('dev', 'codes', 'hub', 'io', 'js', '-x', 'ski'))}",
            lambda: f"{self._draw.choice(('mr', 'dr', 'i', 'real', '0x'))}{noun}",
            lambda: (given[0] + family).upper(),
            lambda: noun.title() + number,
            lambda: chosen(self._draw, string.ascii_lowercase, 2) + number.zfill(4),
            lambda: self._draw.choice("UuEeXx") + number.zfill(6),
            lambda: chosen(self._draw, BASE62, self._draw.randint(4, 9)),
        )
        return self._draw.choice(shapes)()

    def email(self) -> str:
        """Return a mail address, personal or of an organisation."""
        local = self.username()
        if self._draw.random() < 0.1:
            local = self._draw.choice(("support", "security", "dev", "contact", "team", "hello"))
        elif self._draw.random() < 0.05:
            local = f"{local}+{word(self._draw)}"
        return f"{local}@{host(self._draw)}"

    def spelled_email(self) -> str:
        """Return a mail address that is spelled out against harvesters."""
        at = self._draw.choice((" at ", " [at] ", " (at) ", " AT ", "[at]", " <at> ", "(at)"))
        dot = self._draw.choice((".", " dot ", " [dot] ", " DOT ", "(dot)"))
        local, _, site = self.email().partition("@")
        return f"{local}{at}{site.replace('.', dot)}"

    def _given(self) -> str:
        lists = (script_of("a").given, _COMMON_GIVEN, _COMMON_GIVEN, _ACCENTED_GIVEN)
        return self._draw.choice(self._draw.choice(lists))

    def _family(self) -> str:
        lists = (script_of("a").family, _COMMON_FAMILY, _COMMON_FAMILY, _ACCENTED_FAMILY)
        return self._draw.choice(self._draw.choice(lists))

    def _initials(self) -> str:
        glue = self._draw.choice((". ", ".", "."))
        letters = [self._given()[0] for _ in range(self._draw.choice((1, 1, 2, 2, 3)))]
        return f"{glue.join(letters)}."

    def _of_script(self, script: Script) -> str:
        given, family = self._draw.choice(script.given), self._draw.choice(script.family)
        if script.glued:
            return family + self._draw.choice(("", "", " ")) + given
        return self._draw.choice(
            (f"{given} {family}", f"{family} {given}", f"{given[0]}. {family}")
        )
