"""The values of a policy's fields in a table, read by the fields' own types.

A field that `Policy` gains is read without a line here, as long as its type is made of numbers,
flags, words and texts.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import fields
from difflib import get_close_matches
from enum import StrEnum
from typing import get_args, get_origin, get_type_hints

from pii.errors import InvalidPolicy
from pii.redaction.policy import TOML, Policy

# The one field that a table may not hold, and the one that names a file which does.
_SECRET, SECRET_FILE = "key", "key_file"
# Where each field stands: under its own name, or under a table's name and one within it.
_PLACES: Mapping[str, str] = {
    item.name: item.metadata.get(TOML, item.name) for item in fields(Policy) if item.name != _SECRET
}
_KINDS: Mapping[type, str] = {
    bool: "true or false",
    int: "a number",
    float: "a number",
    str: "a string",
    list: "a list",
    dict: "a table",
}


def place_of(field: str) -> str:
    """Return where a table has what a policy calls by its field's name.

    >>> place_of("rules_off[2]")
    'rules.off[2]'
    """
    name, bracket, number = field.partition("[")
    return _PLACES.get(name, name) + bracket + number


class PolicyTable:
    """Reads one table; every method names the field it refuses.

    Args:
        table: as a TOML parser returns it.
        source: what faults say it comes from.
        variable: where the secret belongs, for whoever writes it into the table.
    """

    def __init__(self, table: Mapping[str, object], source: str, variable: str) -> None:
        self._table, self._source, self._variable = table, source, variable

    def values(self) -> dict[str, object]:
        """Return the values of the fields that are there, by the fields' names.

        Raises:
            InvalidPolicy: for a field that nobody knows, or a value of another type.
        """
        self._refuse_strangers()
        kinds = get_type_hints(Policy)
        found = {name: self._find(place) for name, place in _PLACES.items()}
        return {
            name: self._value(_PLACES[name], value, kinds[name])
            for name, value in found.items()
            if value is not None
        }

    def text(self, name: str) -> str:
        """Return a text at the top of the table, empty where there is none.

        Raises:
            InvalidPolicy: if it is none.
        """
        return self._text(name, self._table.get(name, ""))

    def fault(self, field: str, rule: str) -> InvalidPolicy:
        """Return the error for a field that breaks a rule."""
        return InvalidPolicy(field, rule, source=self._source)

    def _refuse_strangers(self) -> None:
        known: dict[str, list[str]] = {}
        for place in (*_PLACES.values(), SECRET_FILE):
            table, _, name = place.partition(".")
            known.setdefault(table, []).extend([name] if name else [])
        if _SECRET in self._table:
            rule = f"a secret has no place here; name a {SECRET_FILE} or set {self._variable}"
            raise self.fault(_SECRET, rule)
        self._refuse_others(self._table, known, "")
        for table, names in known.items():
            if names:
                self._refuse_others(self._section(table), names, f"{table}.")

    def _refuse_others(
        self, table: Mapping[str, object], known: Collection[str], prefix: str
    ) -> None:
        for name in table:
            if name not in known:
                hint = _nearest(name, known)
                raise self.fault(f"{prefix}{name}", f"is no field of a policy; {hint}")

    def _find(self, place: str) -> object:
        """Return what stands at a place, or None."""
        table, _, name = place.partition(".")
        return self._section(table).get(name) if name else self._table.get(table)

    def _section(self, name: str) -> Mapping[str, object]:
        return self._mapping(name, self._table.get(name, {}))

    def _mapping(self, field: str, value: object) -> Mapping[str, object]:
        if not isinstance(value, dict):
            raise self.fault(field, f"needs a table, got {_kind(value)}; write [{field}]")
        return value

    def _value(self, field: str, value: object, kind: object) -> object:
        """Return a value of the type that a field of the policy has."""
        origin = get_origin(kind)
        if origin is None:
            return self._plain(field, value, kind)
        if issubclass(origin, Mapping):
            return self._pairs(field, value, *get_args(kind))
        return origin(self._texts(field, value))

    def _pairs(
        self, field: str, value: object, names: object, kind: object
    ) -> dict[object, object]:
        """Return a table's pairs; a name of free text is known by its number in a fault."""
        pairs: dict[object, object] = {}
        for number, (name, item) in enumerate(self._mapping(field, value).items(), start=1):
            place = f"{field}[{number}]" if names is str else f"{field}.{name}"
            pairs[self._plain(place, name, names)] = self._plain(place, item, kind)
        return pairs

    def _plain(self, field: str, value: object, kind: object) -> object:
        if kind is float:
            return self._number(field, value)
        if kind is bool:
            return self._flag(field, value)
        text = self._text(field, value)
        if isinstance(kind, type) and issubclass(kind, StrEnum):
            return self._word(field, text, kind)
        return text

    def _number(self, field: str, value: object) -> float:
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise self.fault(field, f"needs a number in [0, 1], got {_kind(value)}")
        try:
            return float(value)
        except OverflowError:
            raise self.fault(field, "needs a number in [0, 1], got a huge one") from None

    def _flag(self, field: str, value: object) -> bool:
        if not isinstance(value, bool):
            raise self.fault(field, f"needs true or false, got {_kind(value)}")
        return value

    def _text(self, field: str, value: object) -> str:
        if not isinstance(value, str):
            raise self.fault(field, f"needs a string, got {_kind(value)}")
        return value

    def _texts(self, field: str, value: object) -> list[str]:
        if not isinstance(value, list):
            raise self.fault(field, f"needs a list of strings, got {_kind(value)}")
        return [self._text(f"{field}[{n}]", item) for n, item in enumerate(value, start=1)]

    def _word(self, field: str, word: str, kind: type[StrEnum]) -> StrEnum:
        if word not in list(kind):
            raise self.fault(field, f"is no {kind.__name__.lower()}; {_nearest(word, kind)}")
        return kind(word)


def _kind(value: object) -> str:
    """Say what a value is, for its content may be private."""
    return _KINDS.get(type(value), "a date")


def _nearest(word: str, names: Iterable[str]) -> str:
    """Say which name was meant, or which there are."""
    by_case = {str(name).casefold(): str(name) for name in names}
    close = get_close_matches(word.casefold(), by_case, 1)
    return (
        f"did you mean {by_case[close[0]]}?"
        if close
        else f"known are {', '.join(by_case.values())}"
    )
