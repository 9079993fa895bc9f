"""The three command lines look alike: help, groups, examples, completion."""

import os
import subprocess
import sys

import pytest
import typer
from pii_annotation.cli import COMMANDS as ANNOTATION_COMMANDS
from pii_annotation.cli import app as annotation_app
from pii_service.main import cli as service_app
from typer.main import get_command
from typer.testing import CliRunner

from pii.cli.main import COMMANDS, app

PROGRAMS = {"pii": (app, COMMANDS), "pii-annotate": (annotation_app, ANNOTATION_COMMANDS)}
LISTED = [
    (name, command)
    for name, (_, panels) in PROGRAMS.items()
    for group in panels.values()
    for command in group
]
ids = pytest.mark.parametrize(
    ("program", "listed"), LISTED, ids=[f"{name}-{command.name}" for name, command in LISTED]
)


def run(app, *arguments, code=0, **options):
    result = CliRunner().invoke(app, arguments, **options)
    assert result.exit_code == code, result.output
    return result


def loaded(program, name):
    """Return a command as it is when it is called."""
    group = get_command(PROGRAMS[program][0])
    _, command, _ = group.resolve_command(typer.Context(group), [name])
    return command


def below(command):
    """Return a command, or those of a group."""
    return list(getattr(command, "commands", {"": command}).values())


@pytest.mark.parametrize("program", PROGRAMS)
def test_without_a_command_the_help_is_printed_and_all_is_well(program):
    alone = run(PROGRAMS[program][0])
    assert alone.stdout == run(PROGRAMS[program][0], "--help").stdout
    assert alone.stdout == run(PROGRAMS[program][0], "-h").stdout
    assert all(panel in alone.stdout for panel in PROGRAMS[program][1])


@ids
def test_a_command_is_listed_with_the_first_line_of_its_help(program, listed):
    command = loaded(program, listed.name)
    assert command.help.splitlines()[0] == listed.summary


@ids
def test_every_command_has_an_example_that_calls_it(program, listed):
    for command in below(loaded(program, listed.name)):
        assert f"{program} {listed.name}" in command.epilog


@ids
def test_every_argument_and_option_has_help_that_ends_like_a_sentence(program, listed):
    for command in below(loaded(program, listed.name)):
        for parameter in command.params:
            assert parameter.help, parameter.name
            assert parameter.help.endswith("."), parameter.name


@ids
def test_the_short_help_option_works_everywhere(program, listed):
    assert "Usage" in run(PROGRAMS[program][0], listed.name, "-h").stdout


def test_the_service_looks_the_same():
    told = run(service_app, "-h").stdout
    assert "Examples" in told
    assert "pii-serve --port 9000 --workers 4" in told
    assert "--install-completion" in told


@pytest.mark.parametrize("program", PROGRAMS)
def test_the_version_is_printed(program):
    assert run(PROGRAMS[program][0], "--version").stdout.startswith(f"{program} ")


def test_a_misspelt_command_is_answered_with_a_suggestion():
    assert "Did you mean 'detect'?" in run(app, "detct", code=2).stderr


@pytest.mark.parametrize(
    ("words", "wanted"),
    [("pii de", "detect"), ("pii detect --thr", "--threshold"), ("pii plans c", "copy")],
    ids=["command", "option", "subcommand"],
)
def test_the_shell_completes(words, wanted):
    done = subprocess.run(
        [sys.executable, "-c", "from pii.cli.main import app; app(prog_name='pii')"],
        env={
            **os.environ,
            "_PII_COMPLETE": "complete_bash",
            "COMP_WORDS": words,
            "COMP_CWORD": str(len(words.split()) - 1),
        },
        capture_output=True,
        text=True,
        check=True,
    )
    assert wanted in done.stdout.split()


def test_help_loads_no_module_of_a_command():
    code = (
        "import sys; from pii.cli.main import app\n"
        "try: app(['--help'])\n"
        "except SystemExit: pass\n"
        "print([name for name in sys.modules if name.startswith('pii.')], file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    modules = {"pii.cli", "pii.cli.main", "pii.cli.program", "pii.cli.exit_codes", "pii.errors"}
    assert set(eval(done.stderr)) == modules
