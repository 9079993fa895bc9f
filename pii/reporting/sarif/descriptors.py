"""Rules as SARIF describes them, and the addresses where more is told.

A rule has the severity of its label. The encoder and the policy's own list have none of their own:
theirs is that of the gravest label that they found.
"""

import re
from collections.abc import Iterable
from importlib.metadata import metadata

from pii.entities import Entity
from pii.labels import FACTS, Label
from pii.rules.catalogue import BY_ID, Entry

PACKAGE = "pii-in-code"
# Where a project is told of, and where its documents lie, by their names in its metadata. Without
# such an address a name stands there, since SARIF takes no relative one.
_HOME, _DOCUMENTS = "Homepage", "Documentation"
_NAME = "urn:pii"
# From here on scanners speak of a high severity.
_HIGH = 7.0
_SECRETS = frozenset({Label.KEY, Label.PASSWORD})


def descriptors_of(entities: Iterable[Entity]) -> list[dict[str, object]]:
    """Return a descriptor of each rule that found one of these, by id."""
    gravest: dict[str, Label] = {}
    for entity in entities:
        known = gravest.setdefault(entity.rule, entity.label)
        gravest[entity.rule] = max(known, entity.label, key=lambda label: FACTS[label].severity)
    return [
        _descriptor(BY_ID[rule], BY_ID[rule].label or gravest[rule]) for rule in sorted(gravest)
    ]


def level_of(label: Label) -> str:
    """Return the level of a finding: what opens a door is an error, what tells of a person is not.

    >>> level_of(Label.KEY), level_of(Label.NAME)
    ('error', 'warning')
    """
    return "error" if FACTS[label].severity >= _HIGH else "warning"


def tool_address() -> str:
    """Return where the tool is told of."""
    return _project_url(_HOME) or _NAME


def _descriptor(entry: Entry, label: Label) -> dict[str, object]:
    facts = FACTS[label]
    kind = "secret" if label in _SECRETS else "privacy"
    return {
        "id": entry.id,
        "name": _name_of(entry.id),
        "shortDescription": {"text": f"{entry.title}."},
        "fullDescription": {"text": entry.finds},
        "help": _help(entry, label),
        "helpUri": _rule_address(entry.id),
        "defaultConfiguration": {"level": level_of(label)},
        "properties": {
            "tags": ["security", kind, label.lower(), f"external/cwe/cwe-{facts.weakness}"],
            "security-severity": str(facts.severity),
        },
    }


def _name_of(rule: str) -> str:
    """Return an id in Pascal case; it may not be the id again, says the specification.

    A word of one letter goes with the next: validators want every capital followed by a small one.

    >>> _name_of("email-address"), _name_of("mention"), _name_of("r-person")
    ('EmailAddress', 'MentionRule', 'Rperson')
    """
    words = re.sub(r"\b([a-z])-", r"\1", rule).split("-")
    name = "".join(word.capitalize() for word in words)
    return name if "-" in rule else f"{name}Rule"


def _help(entry: Entry, label: Label) -> dict[str, str]:
    """Return what to know and to do of a find, as plain text and as Markdown."""
    silence = (
        "If it is none: a line that says `pii: allow` keeps its values, and "
        f'`off = ["{entry.id}"]` below `[rules]` in `pii.toml` switches the rule off.'
    )
    told = [entry.finds, f"Left alone: {entry.leaves}", FACTS[label].remedy, silence]
    source = [f"Source: {entry.source}"] if entry.source else []
    return {
        "text": " ".join([*told, *source]),
        "markdown": "\n\n".join([f"**{entry.title}**", *told, *source]),
    }


def _rule_address(rule: str) -> str:
    documents = _project_url(_DOCUMENTS).rstrip("/")
    return f"{documents}/rules.md#{rule}" if documents else f"{_NAME}:rule:{rule}"


def _project_url(name: str) -> str:
    """Return one of the project's addresses, empty if its metadata has none of that name."""
    for line in metadata(PACKAGE).get_all("Project-URL") or ():
        label, _, address = str(line).partition(", ")
        if label.casefold() == name.casefold():
            return address
    return ""
