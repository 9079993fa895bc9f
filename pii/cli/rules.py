"""`pii rules`: which rules there are, and what each of them finds and leaves alone."""

import sys
from collections.abc import Iterable
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from pii.cli.exit_codes import exit_codes
from pii.cli.program import examples
from pii.labels import Label

if TYPE_CHECKING:
    from pii.rules.catalogue import Entry


class Format(StrEnum):
    """How rules are printed."""

    TEXT = "text"
    JSON = "json"
    MARKDOWN = "markdown"


def register(app: typer.Typer) -> None:
    """Add the command to the program."""
    app.command(
        "rules",
        epilog=examples(
            "pii rules --label KEY --search token         # filter the list",
            "pii rules copyright-holder                   # explain one rule",
        ),
    )(show_rules)


def show_rules(
    rule: Annotated[
        str | None, typer.Argument(help="Explain this one; else list them all.", metavar="ID")
    ] = None,
    label: Annotated[
        list[Label] | None,
        typer.Option(
            "--label",
            case_sensitive=False,
            help=f"Only rules for this of {', '.join(Label)}; may be repeated.",
            metavar="LABEL",
        ),
    ] = None,
    search: Annotated[
        str, typer.Option(help="Only rules whose id, title or text holds this.", metavar="TEXT")
    ] = "",
    form: Annotated[Format, typer.Option("--format", help="How to print.")] = Format.TEXT,
) -> None:
    """List the detection rules, or explain one.

    An explanation says what the rule finds and what it leaves alone, with examples. A finding names
    its rule, and a policy switches rules off by these ids.
    """
    with exit_codes():
        from pii.reporting.rules.listing import chosen

        entries = chosen(label or (), search) if rule is None else [_named(rule)]
        for line in _lines(entries, form, one=rule is not None):
            typer.echo(line)


def _named(rule: str) -> "Entry":
    """Return the rule of an id.

    Raises:
        typer.BadParameter: if there is none; the message says which come near.
    """
    from pii.redaction.rule_globs import nearest
    from pii.rules.catalogue import BY_ID

    if rule not in BY_ID:
        raise typer.BadParameter(f"no rule is called {rule!r}; {nearest(rule, BY_ID)}")
    return BY_ID[rule]


def _lines(entries: "list[Entry]", form: Format, *, one: bool) -> Iterable[str]:
    from pii.reporting.rules import explanation, listing, page

    match form:
        case Format.JSON:
            return [listing.json_of(entries[0] if one else entries)]
        case Format.MARKDOWN:
            return page.section_of(entries[0]) if one else page.page_of(entries)
        case Format.TEXT if one:
            return explanation.explained(
                entries[0], _bold if sys.stdout.isatty() else explanation.marked
            )
        case _:
            return listing.table_of(entries)


def _bold(text: str) -> str:
    return typer.style(text, bold=True, underline=True)
