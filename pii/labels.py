"""The six kinds of personal data, their order, and what reports say of each."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Label(StrEnum):
    """What an entity is. The order here is the order of tables and of tag ids.

    >>> Label("email")
    <Label.EMAIL: 'EMAIL'>
    """

    EMAIL = "EMAIL"
    NAME = "NAME"
    USERNAME = "USERNAME"
    KEY = "KEY"
    PASSWORD = "PASSWORD"  # noqa: S105  (a label, not a secret)
    IP_ADDRESS = "IP_ADDRESS"

    @classmethod
    def _missing_(cls, value: object) -> "Label | None":
        """Accept a label's name in any case."""
        name = value.upper() if isinstance(value, str) else ""
        return cls.__members__.get(name)


@dataclass(frozen=True, slots=True)
class LabelFacts:
    """What a person is told of a label.

    Attributes:
        description: what it stands for, a sentence.
        severity: how bad it is that a value stands in code, from 0 to 10, on the scale of CVSS.
        weakness: its number in the Common Weakness Enumeration.
        remedy: what to do about a value, a sentence.
    """

    description: str
    severity: float
    weakness: int
    remedy: str


_REVOKE = (
    "Revoke it, and have the program read its successor from outside the code: whoever has a copy "
    "of the repository has the old one."
)
_REPLACE = "Take it out, or replace it: `pii redact` does both."
FACTS: Mapping[Label, LabelFacts] = {
    Label.EMAIL: LabelFacts("A mail address that may reach somebody.", 5.5, 359, _REPLACE),
    Label.NAME: LabelFacts("A person's name.", 5.0, 359, _REPLACE),
    Label.USERNAME: LabelFacts(
        "The name by which a person is known to a system.", 4.0, 359, _REPLACE
    ),
    Label.KEY: LabelFacts("An API key, token or private key.", 9.0, 798, _REVOKE),
    Label.PASSWORD: LabelFacts("A password or another secret that is typed.", 8.5, 798, _REVOKE),
    Label.IP_ADDRESS: LabelFacts("An IP address that leads to one host.", 3.5, 359, _REPLACE),
}
