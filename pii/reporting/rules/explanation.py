"""One rule, told on a terminal."""

from collections.abc import Callable, Iterator, Sequence
from textwrap import wrap

from pii.reporting.rules.listing import ANY, severity_of
from pii.rules.catalogue import Entry
from pii.rules.rule import Example

_WIDTH = 88
_INDENT = "  "


def marked(text: str) -> str:
    """Return a claimed stretch as it is written where nothing can be bold."""
    return f"[[{text}]]"


def explained(entry: Entry, claimed: Callable[[str], str] = marked) -> Iterator[str]:
    """Yield the lines that explain a rule.

    Args:
        entry: the rule.
        claimed: writes what it claims in an example so that it stands out.
    """
    severity = "" if entry.label is None else f", severity {severity_of(entry)}"
    yield f"{entry.id}: {entry.label or ANY}{severity}"
    yield entry.title
    yield from _paragraph("Finds", entry.finds)
    yield from _paragraph("Leaves alone", entry.leaves)
    yield from _paragraph("Source", entry.source)
    yield from _examples("Claims in", entry.hits, claimed)
    yield from _examples("Claims nothing in", entry.misses, claimed)


def _paragraph(head: str, text: str) -> Iterator[str]:
    if text:
        yield ""
        yield head
        yield from wrap(
            text,
            _WIDTH,
            initial_indent=_INDENT,
            subsequent_indent=_INDENT,
            break_long_words=False,
            break_on_hyphens=False,
        )


def _examples(
    head: str, examples: Sequence[Example], claimed: Callable[[str], str]
) -> Iterator[str]:
    if examples:
        yield ""
        yield head
    for example in examples:
        language = f"{_INDENT}({example.language})" if example.language else ""
        first, *others = example.shown(str, claimed).rstrip("\n").split("\n")
        yield f"{_INDENT}{first}{language}"
        yield from (f"{_INDENT}{line}" for line in others)
