"""Everything that a finding may be named after, with what there is to say of it.

A finding carries the id of a rule, of the encoder, or of the policy's own list of values.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from pii.entities import DENY, ENCODER
from pii.labels import Label
from pii.rules.registry import RULES
from pii.rules.rule import Example, Rule


@dataclass(frozen=True, slots=True)
class Entry:
    """What a person is told of one id; the attributes are those of `Rule`.

    `label` is None where any label may be claimed.
    """

    id: str
    label: Label | None
    title: str
    finds: str
    leaves: str
    hits: Sequence[Example] = ()
    misses: Sequence[Example] = ()
    source: str = ""


def _entry_of(rule: Rule) -> Entry:
    return Entry(
        rule.id,
        rule.label,
        rule.title,
        rule.finds,
        rule.leaves,
        rule.hits,
        rule.misses,
        rule.source,
    )


_OTHERS = (
    Entry(
        ENCODER,
        None,
        "Learned from annotated code",
        "Names, user names, keys and passwords that the encoder takes for such by what stands "
        "around them.",
        "Mail and IP addresses, which are the rules' own; places that a rule claims with a score "
        "of 0.5 or more; organisations, roles and placeholders.",
    ),
    Entry(
        DENY,
        None,
        "Value that the policy names",
        "Every place where a value of the policy's deny list stands, with the label given there.",
        "Nothing: neither a list of allowed values nor `pii: allow` overrules it.",
    ),
)
ENTRIES = (*map(_entry_of, RULES), *_OTHERS)
BY_ID = {entry.id: entry for entry in ENTRIES}
# What a policy may switch off; a value that it names it may as well not name.
SWITCHABLE = frozenset(BY_ID) - {DENY}
