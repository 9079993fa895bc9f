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

    [rules]
    off = ["profile-*"]             # ids of `pii rules`, and `encoder`; * is any part of one

    [rules.thresholds]
    mention = 0.7

    [allow]
    values = ["build@ourcompany.org"]
    patterns = ['.*@ourcompany\.org']

    [deny]
    "Project Bluebird" = "NAME"

The fields are those of `Policy`. Every fault is reported with file, field, rule and remedy, and
without the listed values, for those are what the policy protects. A field that nobody knows is a
fault too, for a misspelt threshold would otherwise hide less than was meant.
"""

import os
from collections.abc import Callable, Collection, Mapping
from pathlib import Path
from tomllib import TOMLDecodeError

from pii.errors import InvalidPolicy, UnreadableFile
from pii.files.reading import printable, reason_of
from pii.files.toml import parse_toml, toml_fault
from pii.redaction.policy import Policy
from pii.redaction.policy_table import SECRET_FILE, PolicyTable, place_of

KEY_VARIABLE = "PII_KEY"
# A table's values have the fields' own types, which the type checker cannot see.
_made: Callable[..., Policy] = Policy


def load_policy(path: str | Path, rules: Collection[str] | None = None) -> Policy:
    """Return the policy that a file describes.

    Args:
        path: the file.
        rules: the ids of all rules; without them nobody checks the names of rules.

    Raises:
        UnreadableFile: if the file, or the key file it names, cannot be read.
        InvalidPolicy: if it is not TOML, or a field breaks a rule.
    """
    source = printable(path)
    table = PolicyTable(_parsed(Path(path), source), source, KEY_VARIABLE)
    values, key = table.values(), _key(table, Path(path).parent)
    try:
        policy = _made(**values, key=key)
        if rules is not None:
            policy.check_rules(rules)
    except InvalidPolicy as error:
        raise table.fault(place_of(error.field), error.rule) from None
    return policy


def key_from_environment() -> bytes:
    """Return the key that the environment holds, or nothing."""
    return os.environb.get(KEY_VARIABLE.encode(), b"")


def _parsed(path: Path, source: str) -> Mapping[str, object]:
    try:
        return parse_toml(_read(path).decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise InvalidPolicy("file", "is not UTF-8; save it as such", source=source) from None
    except TOMLDecodeError as error:
        raise InvalidPolicy("file", toml_fault(error), source=source) from None


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise UnreadableFile(printable(path), reason_of(error)) from None
    except ValueError:
        raise UnreadableFile(printable(path), "no file can have such a name") from None


def _key(table: PolicyTable, folder: Path) -> bytes:
    """Return the environment's key, else that of the file that the policy names."""
    name = table.text(SECRET_FILE)
    if not name or key_from_environment():
        return key_from_environment()
    return _read(folder / name).strip()
