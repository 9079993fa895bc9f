"""Other people's names for our labels, and how a user adds to them.

A table maps a name, compared without case and with hyphens and spaces read as underscores, to one
of our labels, with a flag behind a colon where the name implies one, or to `-` for what is left
out knowingly. A name that no table has is never guessed.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from tomllib import TOMLDecodeError
from typing import Final

from pii.files.toml import parse_toml, toml_fault
from pii_annotation.entities import Flag, MarkedLabel
from pii_annotation.errors import InvalidLabels
from pii_annotation.json_fields import read_text

LEFT_OUT: Final = "-"
_NAMES_BY_LABEL: Final = {
    "EMAIL": "EMAIL EMAIL_ADDRESS MAIL E_MAIL EMAIL_LICENSE",
    "NAME": "NAME PERSON PER PERSON_NAME FULL_NAME FIRST_NAME LAST_NAME GIVEN_NAME SURNAME "
    "NAME_LICENSE",
    "USERNAME": "USERNAME USER USER_NAME LOGIN HANDLE ACCOUNT USERNAME_LICENSE",
    "KEY": "KEY API_KEY SECRET SECRET_KEY TOKEN ACCESS_TOKEN AUTH_TOKEN SSH_KEY PRIVATE_KEY JWT "
    "CREDENTIAL",
    "PASSWORD": "PASSWORD PASSWD PASS PWD PASSPHRASE",
    "IP_ADDRESS": "IP_ADDRESS IP IPV4 IPV6 IPADDRESS",
    "OTHER": "OTHER PHONE PHONE_NUMBER ADDRESS STREET_ADDRESS ID MAC_ADDRESS IBAN IBAN_CODE "
    "CREDIT_CARD US_SSN SSN",
    "EMAIL:example": "EMAIL_EXAMPLE",
    "NAME:example": "NAME_EXAMPLE",
    "USERNAME:example": "USERNAME_EXAMPLE",
    "KEY:example": "KEY_EXAMPLE",
    "PASSWORD:example": "PASSWORD_EXAMPLE",
    "IP_ADDRESS:example": "IP_ADDRESS_EXAMPLE",
    "OTHER:ambiguous": "AMBIGUOUS",
}
_BUILT_IN: Final = {
    name: target for target, names in _NAMES_BY_LABEL.items() for name in names.split()
}


@dataclass(frozen=True, slots=True)
class LabelTable:
    """Names of labels and what each means: a label with a flag, or None for left out."""

    meanings: Mapping[str, tuple[MarkedLabel, Flag] | None] = field(
        default_factory=lambda: {name: _meaning(name, to) for name, to in _BUILT_IN.items()}
    )

    def knows(self, name: str) -> bool:
        """Say whether the table has a name."""
        return _spelled(name.partition(":")[0]) in self.meanings

    def meaning(self, name: str, flag: str = "") -> tuple[MarkedLabel, Flag] | None:
        """Return the label and flag of a name, None if it is left out.

        Args:
            name: as a file spells it, perhaps with a flag behind a colon.
            flag: one given beside the name, which counts before that of the name.

        Raises:
            InvalidLabels: if the table lacks the name, or a flag is none of ours.
        """
        own, _, behind = name.partition(":")
        if not self.knows(name):
            raise InvalidLabels(
                f"the label {own!r} is in no table; map it under [labels] in a file given with "
                f"--labels, to {', '.join(MarkedLabel)}, or to '-' to leave it out"
            )
        meaning = self.meanings[_spelled(own)]
        spelled = flag or behind
        if meaning is None or not spelled:
            return meaning
        if spelled not in set(Flag):
            raise InvalidLabels(f"the flag of a label must be one of {', '.join(Flag)}")
        return meaning[0], Flag(spelled)


def load_label_table(path: Path | None = None) -> LabelTable:
    """Return the built-in table, with a user's `[labels]` before it.

    ```toml
    [labels]
    ORGANISATION = "-"
    TOKEN_SAMPLE = "KEY:example"
    ```

    Raises:
        UnreadableFile: if the file cannot be read.
        InvalidLabels: if it is not TOML, or maps a name to what we do not have.
    """
    if path is None:
        return LabelTable()
    try:
        labels = parse_toml(read_text(path)).get("labels", {})
    except TOMLDecodeError as error:
        raise InvalidLabels(f"{path}: {toml_fault(error)}") from None
    if not isinstance(labels, dict):
        raise InvalidLabels(f"{path}: [labels] must be a table of names")
    own = {_spelled(name): _meaning(f"{path}: {name}", target) for name, target in labels.items()}
    return LabelTable({**LabelTable().meanings, **own})


def _meaning(name: str, target: object) -> tuple[MarkedLabel, Flag] | None:
    if target == LEFT_OUT:
        return None
    label, _, flag = str(target).partition(":")
    if label not in set(MarkedLabel) or (flag and flag not in set(Flag)):
        raise InvalidLabels(
            f"{name}: maps to one of {', '.join(MarkedLabel)}, with a flag behind a colon if need "
            f"be ({', '.join(Flag)}), or to '-'"
        )
    return MarkedLabel(label), Flag(flag or Flag.SCORED)


def _spelled(name: str) -> str:
    return name.strip().upper().replace("-", "_").replace(" ", "_")
