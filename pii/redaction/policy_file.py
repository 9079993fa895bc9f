r"""A policy as a TOML file: `pii.toml`.

    threshold = 0.5
    action = "replace"              # replace, surrogate, hash, mask, keep
    keep_private_addresses = true
    inline_allow = true             # heed `pii: allow` in a line
    key_file = "pii.key"            # for surrogate and hash; the variable PII_KEY comes before it

    [thresholds]
    NAME = 0.7

    [actions]
    USERNAME = "keep"

    [allow]
    values = ["build@ourcompany.org"]
    patterns = ['.*@ourcompany\.org']

    [deny]
    "Project Bluebird" = "NAME"

Every fault is told with file, field, rule and remedy, and without the listed values, for those are
what the policy protects. A field that nobody knows is a fault too, for a misspelt threshold would
otherwise hide less than was meant.
"""

import os
import tomllib
from collections.abc import Mapping
from difflib import get_close_matches
from pathlib import Path

from pii.errors import InvalidPolicy, UnreadableFile
from pii.files.reading import printable, reason_of
from pii.files.toml import toml_fault
from pii.labels import Label
from pii.redaction.policy import Action, Policy

KEY_VARIABLE = "PII_KEY"
_FIELDS = (
    "threshold", "action", "keep_private_addresses", "inline_allow", "key_file",
    "thresholds", "actions", "allow", "deny",
)  # fmt: skip
_KINDS: Mapping[type, str] = {
    bool: "true or false",
    int: "a number",
    float: "a number",
    str: "a string",
    list: "a list",
    dict: "a table",
}


def load_policy(path: str | Path) -> Policy:
    """Return the policy that a file describes.

    Raises:
        UnreadableFile: if the file, or the key file it names, cannot be read.
        InvalidPolicy: if it is not TOML, or a field breaks a rule.
    """
    source = printable(path)
    try:
        table = tomllib.loads(_read(Path(path)).decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise InvalidPolicy("file", "is not UTF-8; save it as such", source=source) from None
    except tomllib.TOMLDecodeError as error:
        raise InvalidPolicy("file", toml_fault(error), source=source) from None
    return _Reader(table, source, Path(path).parent).policy()


def key_from_environment() -> bytes:
    """Return the key that the environment holds, or nothing."""
    return os.environb.get(KEY_VARIABLE.encode(), b"")


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise UnreadableFile(printable(path), reason_of(error)) from None


class _Reader:
    """Reads one table; every method names the field it refuses."""

    def __init__(self, table: Mapping[str, object], source: str, folder: Path) -> None:
        self._table, self._source, self._folder = table, source, folder

    def policy(self) -> Policy:
        """Return the whole table as a policy."""
        self._refuse_strangers(self._table, _FIELDS, "")
        allow = self._section("allow")
        self._refuse_strangers(allow, ("values", "patterns"), "allow.")
        thresholds, actions = self._section("thresholds"), self._section("actions")
        try:
            return Policy(
                threshold=self._number("threshold", self._table.get("threshold", 0.5)),
                thresholds={
                    self._label(f"thresholds.{name}", name): self._number(
                        f"thresholds.{name}", value
                    )
                    for name, value in thresholds.items()
                },
                action=self._action("action", self._table.get("action", "replace")),
                actions={
                    self._label(f"actions.{name}", name): self._action(f"actions.{name}", value)
                    for name, value in actions.items()
                },
                allow=frozenset(self._texts("allow.values", allow.get("values", []))),
                allow_patterns=tuple(self._texts("allow.patterns", allow.get("patterns", []))),
                deny=self._deny(),
                keep_private_addresses=self._flag("keep_private_addresses"),
                inline_allow=self._flag("inline_allow"),
                key=self._key(),
            )
        except InvalidPolicy as error:
            raise self._fault(error.field.replace("allow_", "allow."), error.rule) from None

    def _fault(self, field: str, rule: str) -> InvalidPolicy:
        return InvalidPolicy(field, rule, source=self._source)

    def _refuse_strangers(
        self, table: Mapping[str, object], known: tuple[str, ...], prefix: str
    ) -> None:
        for name in table:
            if name == "key" and not prefix:
                rule = f"a secret has no place here; name a key_file or set {KEY_VARIABLE}"
                raise self._fault(name, rule)
            if name not in known:
                hint = _nearest(name, known)
                raise self._fault(f"{prefix}{name}", f"is no field of a policy; {hint}")

    def _section(self, name: str) -> Mapping[str, object]:
        section = self._table.get(name, {})
        if not isinstance(section, dict):
            raise self._fault(name, f"needs a table, got {_kind(section)}; write [{name}]")
        return section

    def _number(self, field: str, value: object) -> float:
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise self._fault(field, f"needs a number in [0, 1], got {_kind(value)}")
        return float(value)

    def _flag(self, field: str) -> bool:
        value = self._table.get(field, True)
        if not isinstance(value, bool):
            raise self._fault(field, f"needs true or false, got {_kind(value)}")
        return value

    def _text(self, field: str, value: object) -> str:
        if not isinstance(value, str):
            raise self._fault(field, f"needs a string, got {_kind(value)}")
        return value

    def _texts(self, field: str, value: object) -> list[str]:
        if not isinstance(value, list):
            raise self._fault(field, f"needs a list of strings, got {_kind(value)}")
        return [self._text(f"{field}[{n}]", item) for n, item in enumerate(value, start=1)]

    def _action(self, field: str, value: object) -> Action:
        word = self._text(field, value)
        if word not in list(Action):
            raise self._fault(field, f"is no action; {_nearest(word, list(Action))}")
        return Action(word)

    def _label(self, field: str, word: str) -> Label:
        if word not in list(Label):
            raise self._fault(field, f"is no label; {_nearest(word, list(Label))}")
        return Label(word)

    def _deny(self) -> dict[str, Label]:
        """Return denied values with their labels; in a fault a value is known by its number."""
        return {
            value: self._label(f"deny[{n}]", self._text(f"deny[{n}]", label))
            for n, (value, label) in enumerate(self._section("deny").items(), start=1)
        }

    def _key(self) -> bytes:
        """Return the environment's key, else that of the file that the policy names."""
        name = self._table.get("key_file")
        if name is None or key_from_environment():
            return key_from_environment()
        return _read(self._folder / self._text("key_file", name)).strip()


def _kind(value: object) -> str:
    """Say what a value is, for its content may be private."""
    return _KINDS.get(type(value), "a date")


def _nearest(word: str, names: tuple[str, ...] | list[Action] | list[Label]) -> str:
    """Say which name was meant, or which there are."""
    by_case = {str(name).casefold(): str(name) for name in names}
    close = get_close_matches(word.casefold(), by_case, 1)
    return f"did you mean {by_case[close[0]]}?" if close else f"known are {', '.join(names)}"
