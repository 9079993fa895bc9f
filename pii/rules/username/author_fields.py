"""Handles in literals and elements of code and manifests that hold an author."""

import re
from collections.abc import Iterator

from pii.labels import Label
from pii.patterns import one_of, rx
from pii.rules.checks.logins import is_handle, is_login
from pii.rules.checks.names import name_certainty
from pii.rules.checks.owners import is_person
from pii.rules.claims import handle_in
from pii.rules.rule import Claim, Hit, Rule, byte_span, example
from pii.rules.username.patterns import OWNER

_SURE_NAME = 0.75
_ODD = re.compile(r"\d|[A-Za-z][-_][A-Za-z]")


def _is_odd(word: str) -> bool:
    """Say whether a capitalised or plain word has what handles have and names have not."""
    mixed = len(re.findall(r"\d+", word)) > 2
    return bool(is_login(word) and _ODD.search(word)) and not mixed and is_person(word)


def _read_literal(hit: Hit) -> Iterator[Claim]:
    """Claim the handles that an author's literal holds, where it holds nothing else."""
    start, text = hit.span(1)[0], hit.text(1)
    items = list(re.finditer(r"[^,;&\s][^,;&]*", text))
    words = [item[0].rstrip() for item in items]
    if not any(_is_odd(word) for word in words):
        return
    for item, word in zip(items, words, strict=True):
        if is_handle(word) or (re.fullmatch(r"[A-Za-z][\w-]+", word) and is_login(word)):
            place = byte_span(start, text, item.start(), item.start() + len(word))
            yield Claim(*place, Label.USERNAME, 0.6)


def _read_namespace(hit: Hit) -> Iterator[Claim]:
    """Claim the namespace of a driver whose author is a person; companies have them too."""
    namespace, author = hit.text(1), hit.text(2)
    squeezed = "".join(author.split()).lower()
    if squeezed == namespace.lower() and is_login(namespace) and is_person(namespace):
        yield Claim(*hit.span(1), Label.USERNAME, 0.65)
        if squeezed == author and _is_odd(author):
            yield Claim(*hit.span(2), Label.USERNAME, 0.65)
    elif name_certainty(author) >= _SURE_NAME:
        yield from handle_in(hit, 1, 0.6)


_AUTHORS_LITERAL = rb"(?i:\bauthors?)[\"']?\s{0,12}(?::|=>?)\s{0,4}[\"']"
_AUTHORS_ELEMENT = rb"<" + one_of(["Authors", "Owners", "authors", "owners"]) + rb">"

RULES = (
    Rule(
        id="author-literal",
        label=Label.USERNAME,
        title="Handles in an author's literal",
        finds='The words of `author = "…"`, where one has a digit or a dash as handles have.',
        leaves="Literals of names, of plain words, and of organisations.",
        triggers=(rb"(?i)\bauthors?[\"']?\s*(?::|=>?)\s*[\"'][A-Za-z]",),
        pattern=rx(
            _AUTHORS_LITERAL
            + rb"""
            ([A-Za-z][A-Za-z0-9_\-,; &]{2,80}) [\"']
            """
        ),
        read=_read_literal,
        hits=(
            example("author = '[[aporter42]]'", "Python"),
            example('"authors": "[[a_porter]], [[wzhang]]"', "JSON"),
        ),
        misses=(
            example('author = "Ann Porter"', "Python"),
            example("author => 'team'", "Ruby"),
        ),
    ),
    Rule(
        id="authors-element",
        label=Label.USERNAME,
        title="Handles in a package's element of authors",
        finds="The words of `<authors>` or `<owners>`, where one has a digit or a dash.",
        leaves="Elements that hold names or companies.",
        source="https://learn.microsoft.com/en-us/nuget/reference/nuspec#authors",
        triggers=(_AUTHORS_ELEMENT + rb"[A-Za-z]",),
        pattern=rx(
            _AUTHORS_ELEMENT
            + rb"""
            ([A-Za-z][A-Za-z0-9_\-,; &]{2,120}) </
            """
        ),
        read=_read_literal,
        hits=(
            example("<authors>[[aporter42]]</authors>", "XML"),
            example("<Owners>[[a-porter]], [[wzhang]]</Owners>", "XML"),
        ),
        misses=(
            example("<authors>Knots Labs</authors>", "XML"),
            example("<Authors>$author$</Authors>", "XML"),
        ),
    ),
    Rule(
        id="driver-namespace",
        label=Label.USERNAME,
        title="Namespace of a driver for a house",
        finds="The namespace beside `author:` in a driver's definition, if a person has it.",
        leaves="Namespaces of companies, and those that the author's name does not explain.",
        source="https://docs2.hubitat.com/en/developer/driver/definition",
        triggers=(rb"\bnamespace:\s+\"[A-Za-z]",),
        pattern=rx(
            rb"""
            \bnamespace: \s{1,4} \" ("""
            + OWNER
            + rb""") \",
            \s{1,40} author: \s{1,4} \" ([^\"\r\n]{3,60}) \"
            """
        ),
        read=_read_namespace,
        hits=(
            example('namespace: "[[aporter]]",\n    author: "Ann Porter"', "Groovy"),
            example('namespace: "[[aporter42]]", author: "[[aporter42]]"', "Groovy"),
        ),
        misses=(
            example('namespace: "knots", author: "Knots Labs"', "Groovy"),
            example('namespace: "aporter"', "Groovy"),
        ),
        lines=2,
    ),
)
