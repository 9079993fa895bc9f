"""What the three command lines have in common: looks, `-h`, completion, commands loaded late.

The list of commands is known without their modules, so that help and completion of a name load
nothing else; a command's module is loaded when the command is called, completed or explained.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module
from typing import Annotated, Protocol

import typer
from typer.core import TyperGroup
from typer.main import get_group

from pii.cli.exit_codes import exit_codes

HELP_OPTIONS: dict[str, object] = {"help_option_names": ["-h", "--help"]}


@dataclass(frozen=True, slots=True)
class Command:
    """A command as the list of commands shows it.

    Attributes:
        name: what the user types.
        summary: the first line of its help.
        module: where its `register` function is.
    """

    name: str
    summary: str
    module: str


Panels = Mapping[str, Sequence[Command]]


class _CommandModule(Protocol):
    """A module of commands."""

    def register(self, app: typer.Typer) -> None:
        """Add its commands to a program."""


def new_app(**settings: bool | str | type[TyperGroup]) -> typer.Typer:
    """Return an empty program with our looks.

    Tracebacks are off: they show local variables and messages, which may hold a document's text.
    """
    return typer.Typer(
        rich_markup_mode="markdown",
        context_settings=HELP_OPTIONS,
        pretty_exceptions_enable=False,
        pretty_exceptions_show_locals=False,
        **settings,  # type: ignore[arg-type]
    )


def examples(*lines: str) -> str:
    """Return examples as the end of a command's help."""
    return "\n".join(("**Examples**", "", "```sh", *lines, "```"))


def new_program(name: str, summary: str, panels: Panels) -> typer.Typer:
    """Return a program with groups of commands that are loaded when they are used.

    Without a command it prints its help and exits 0.
    """
    modules = {command.name: command.module for group in panels.values() for command in group}

    class _Program(TyperGroup):
        """Replaces a command of the list by the real one before it is used."""

        def invoke(self, ctx: typer.Context) -> object:  # type: ignore[override]
            with exit_codes(name):
                return super().invoke(ctx)

        def resolve_command(  # type: ignore[override]
            self, ctx: typer.Context, args: list[str]
        ) -> object:
            if args and args[0] in modules:
                self.commands.update(_commands_in(modules[args[0]]))  # type: ignore[arg-type]
            return super().resolve_command(ctx, args)

    app = new_app(cls=_Program, help=summary, invoke_without_command=True)
    app.callback()(_options_of(name))
    for panel, group in panels.items():
        for command in group:
            app.command(command.name, help=command.summary, rich_help_panel=panel)(_placeholder)
    return app


def _placeholder() -> None:
    """Stand in the list for a command that is not loaded yet."""


def _commands_in(module: str) -> Mapping[str, object]:
    """Return the commands of a module by name."""
    part: _CommandModule = import_module(module)
    app = new_app(add_completion=False)
    part.register(app)
    # With options of its own a program is a group, even if it has but one command.
    app.callback()(_placeholder)
    return get_group(app).commands


def _options_of(name: str) -> Callable[..., None]:
    """Return the options of a whole program."""

    def print_version(wanted: bool) -> None:
        if wanted:
            # This takes as long to load as all of our own modules together.
            from importlib.metadata import version

            typer.echo(f"{name} {version('pii-in-code')}")
            raise typer.Exit

    def program(
        ctx: typer.Context,
        version: Annotated[
            bool,
            typer.Option(
                "--version",
                is_eager=True,
                callback=print_version,
                help="Print the version and exit.",
            ),
        ] = False,
    ) -> None:
        del version
        if ctx.invoked_subcommand is None:
            typer.echo(ctx.get_help())

    return program
