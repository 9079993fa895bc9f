"""Invented values of every label, and others that only look like them.

Everything is drawn from one source of chance, so a seed gives the same values anywhere. Key
families can be held out, to measure what a model makes of those it never saw.
"""

from collections.abc import Callable, Collection, Mapping
from random import Random

from pii.credentials import FAMILIES
from pii.labels import Label
from pii.synthesis.lookalikes import lookalikes_of
from pii.synthesis.people import People
from pii.synthesis.secrets import Secrets

# Families that no training sample shows.
HELD_OUT_FAMILIES = frozenset(
    {"linear-key", "notion-token", "doppler-token", "pulumi-token", "zuplo-key", "vercel-token"}
)
# How often a wide draw takes a rarer shape.
_WIDE_SHARE = 0.45


class Values:
    """Draws values; each call gives another one.

    Args:
        seed: the same seed gives the same values.
        held_out: families of keys that are never drawn.
        wide: draw rarer shapes, too, which a detector of rules cannot all know.
    """

    def __init__(
        self, seed: int, held_out: Collection[str] = HELD_OUT_FAMILIES, *, wide: bool = False
    ) -> None:
        self._draw = Random(seed)  # noqa: S311  (training material, no secret)
        people = People(self._draw)
        secrets = Secrets(
            self._draw, [f.id for f in FAMILIES if f.lines == 1 and f.id not in held_out]
        )
        self._makers: Mapping[Label, Callable[[], str]] = {
            Label.EMAIL: people.email,
            Label.NAME: people.name,
            Label.USERNAME: people.username,
            Label.KEY: secrets.key,
            Label.PASSWORD: secrets.password,
            Label.IP_ADDRESS: self._address,
        }
        self._rare_makers: Mapping[Label, Callable[[], str]] = {
            Label.NAME: people.wide_name,
            Label.USERNAME: people.wide_username,
            Label.KEY: secrets.formless_key,
            Label.PASSWORD: secrets.wide_password,
        }
        self._forms: Mapping[Label, Mapping[str, Callable[[], str]]] = {
            Label.EMAIL: {"spelled": people.spelled_email},
            Label.NAME: people.name_forms,
            Label.KEY: secrets.key_forms,
            Label.PASSWORD: secrets.password_forms,
            Label.IP_ADDRESS: {"four": self._four, "six": self._six, "commas": self._commas},
        }
        # What stands in the slots of the grammar that are no label.
        self.lookalikes = lookalikes_of(self._draw)
        self._wide = wide

    def of(self, label: Label, form: str = "") -> str:
        """Return a value of a label, in a form of it if one is named.

        Raises:
            ValueError: if the label has no such form.
        """
        if form:
            forms = self._forms.get(label, {})
            if form not in forms:
                raise ValueError(f"needs a form of {label}, got {form!r}")
            return forms[form]()
        rare = self._rare_makers.get(label)
        if self._wide and rare and self._draw.random() < _WIDE_SHARE:
            return rare()
        return self._makers[label]()

    def _address(self) -> str:
        """Return an IP address that leads to some host."""
        return self._six() if self._draw.random() < 0.15 else self._four()

    def _six(self) -> str:
        groups = [f"{self._draw.randrange(1 << 16):x}" for _ in range(self._draw.randint(1, 5))]
        return f"2a0{self._draw.choice('0123456')}:{':'.join(groups)}::{self._draw.randint(1, 99)}"

    def _four(self) -> str:
        first = self._draw.choice(
            [n for n in range(5, 223) if n not in {10, 100, 127, 169, 172, 192}]
        )
        return ".".join(str(n) for n in (first, *(self._draw.randint(1, 254) for _ in range(3))))

    def _commas(self) -> str:
        return self._four().replace(".", self._draw.choice((",", ", ")))
