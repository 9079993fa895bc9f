"""The page of all rules, in Markdown: `docs/rules.md`.

Examples of keys are cut short. A page with whole ones would be held back by everybody who scans
pages for keys.
"""

import re
from collections.abc import Iterator, Sequence
from html import escape

from pii.labels import FACTS, Label
from pii.reporting.rules.listing import ANY, severity_of
from pii.rules.catalogue import Entry
from pii.rules.rule import Example

_SHOWN_OF_A_KEY = 8
# What keys are written with, percent-encoded ones too.
_OF_A_KEY = "[A-Za-z0-9_+/=.%-]"
_LONG_RUN = re.compile(rf"({_OF_A_KEY}{{{_SHOWN_OF_A_KEY}}}){_OF_A_KEY}{{12,}}")
_OTHERS = "Whatever made a claim and is no rule."
_HEAD = """# Rules

A finding names the rule that made it ([where each output does](findings.md)). This page says what
each rule finds and what it leaves alone; `pii rules ID` prints the same for one of them. A policy
can [switch rules off](findings.md#rules-in-a-policy) or give them thresholds of their own.

The page is written by `pii rules --format markdown > docs/rules.md`. What a rule claims in an
example is bold; keys are cut short.

A source is the page where whoever issues or specifies a form writes about it. Most forms of keys
were checked against public rule sets of secret scanners, for vendors seldom publish them; not every
source was opened.
"""


def page_of(entries: Sequence[Entry]) -> Iterator[str]:
    """Yield the lines of the page: rules by label, in the order given."""
    groups = {label: [e for e in entries if e.label is label] for label in (*Label, None)}
    yield from _HEAD.splitlines()
    yield ""
    yield "| label | what | severity | rules |"
    yield "|---|---|---|---|"
    yield from (_row(label, len(group)) for label, group in groups.items() if group)
    for label, group in groups.items():
        if group:
            yield from ("", f"## {_title(label)}")
        for entry in group:
            yield from ("", *section_of(entry))


def section_of(entry: Entry) -> Iterator[str]:
    """Yield the lines that explain a rule below a heading that is its id."""
    severity = f", severity {severity_of(entry)}" if entry.label else ""
    yield from (f"### {entry.id}", "")
    yield f"**{_plain(entry.title)}**{severity}. {_plain(entry.finds)}"
    yield from ("", f"Left alone: {_plain(entry.leaves)}")
    if entry.source:
        address = f"<{entry.source}>" if "://" in entry.source else entry.source
        yield from ("", f"Source: {address}")
    yield from _examples("Claims in:", entry.hits, entry.label)
    yield from _examples("Claims nothing in:", entry.misses, entry.label)


def _row(label: Label | None, rules: int) -> str:
    cells = (FACTS[label].description, FACTS[label].severity) if label else (_OTHERS, "-")
    anchor = _title(label).lower().replace(" ", "-")
    return f"| [{label or ANY}](#{anchor}) | {cells[0]} | {cells[1]} | {rules} |"


def _title(label: Label | None) -> str:
    return label or "Any label"


def _plain(text: str) -> str:
    """Return a sentence in which a sign in angle brackets is no markup; code stays code."""
    parts = text.split("`")
    return "`".join(
        part if number % 2 else part.replace("<", "&lt;") for number, part in enumerate(parts)
    )


def _examples(head: str, examples: Sequence[Example], label: Label | None) -> Iterator[str]:
    if examples:
        yield from ("", head)
    for example in examples:
        yield ""
        if example.language:
            yield from (f"{example.language}:", "")
        shown = example.shown(*(_SHORT if label is Label.KEY else _WHOLE))
        yield from f"<pre>{shown.rstrip()}</pre>".split("\n")


def _bold(text: str) -> str:
    return f"<b>{_escaped(text)}</b>"


def _escaped(text: str) -> str:
    return escape(text, quote=False)


def _cut(text: str) -> str:
    """Return a text that is no key, with whatever might be taken for one cut short."""
    return _escaped(_LONG_RUN.sub(r"\1…", text))


def _bold_cut(text: str) -> str:
    return _bold(text if len(text) <= _SHOWN_OF_A_KEY else f"{text[:_SHOWN_OF_A_KEY]}…")


# How kept and claimed stretches of an example are written.
_WHOLE, _SHORT = (_escaped, _bold), (_cut, _bold_cut)
