"""Rules in a list: which of them, in which order, as a table or as JSON."""

import json
from collections.abc import Collection, Iterator, Sequence

from pii.labels import FACTS, Label
from pii.rules.catalogue import ENTRIES, Entry

# What stands for the label of whoever claims any.
ANY = "any"
_COLUMNS = ("id", "label", "severity", "title")


def chosen(labels: Collection[Label] = (), search: str = "") -> list[Entry]:
    """Return the rules of these labels whose words hold a text, by label and then by id.

    Args:
        labels: all, if there are none.
        search: compared without regard to case; empty for all rules.
    """
    found = [entry for entry in ENTRIES if not labels or entry.label in labels]
    return sorted(
        (entry for entry in found if search.casefold() in _words(entry)),
        key=lambda entry: (_place(entry.label), entry.id),
    )


def severity_of(entry: Entry) -> str:
    """Return a rule's severity in digits; a dash where it is that of the label claimed."""
    return "-" if entry.label is None else str(FACTS[entry.label].severity)


def table_of(entries: Sequence[Entry]) -> Iterator[str]:
    """Yield a line for each rule, below a line of column names."""
    rows = [_COLUMNS, *((e.id, e.label or ANY, severity_of(e), e.title) for e in entries)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(_COLUMNS) - 1)]
    for *cells, title in rows:
        padded = [f"{cell:{width}}" for cell, width in zip(cells, widths, strict=True)]
        yield "  ".join([*padded, title]).rstrip()


def json_of(entries: Sequence[Entry] | Entry) -> str:
    """Return one rule as a record in JSON, or a list of them; a label of null stands for any."""
    told = _record(entries) if isinstance(entries, Entry) else list(map(_record, entries))
    return json.dumps(told, ensure_ascii=False, indent=1)


def _words(entry: Entry) -> str:
    return "\n".join((entry.id, entry.title, entry.finds, entry.leaves)).casefold()


def _place(label: Label | None) -> int:
    return len(Label) if label is None else list(Label).index(label)


def _record(entry: Entry) -> dict[str, object]:
    return {
        "id": entry.id,
        "label": entry.label,
        "title": entry.title,
        "severity": None if entry.label is None else FACTS[entry.label].severity,
        "finds": entry.finds,
        "leaves": entry.leaves,
        "source": entry.source or None,
        "hits": [
            {"text": hit.text, "language": hit.language or None, "claims": list(hit.claims)}
            for hit in entry.hits
        ],
        "misses": [{"text": miss.text, "language": miss.language or None} for miss in entry.misses],
    }
