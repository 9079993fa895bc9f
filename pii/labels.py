"""The six kinds of personal data, and their order."""

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
