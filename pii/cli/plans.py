"""`pii plans`: the packaged training plans."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pii.cli.exit_codes import say
from pii.cli.program import examples, new_app

if TYPE_CHECKING:
    from pii.training.config import TrainingConfig


def register(app: typer.Typer) -> None:
    """Add the commands to the program."""
    plans = new_app(add_completion=False, invoke_without_command=True)
    plans.callback(
        help="List and copy the packaged training plans.",
        epilog=examples("pii plans list", "pii plans copy small.toml ."),
    )(_list_alone)
    plans.command("list", epilog=examples("pii plans list"))(list_plans)
    plans.command(
        "copy",
        epilog=examples(
            "pii plans copy small-pretrain.toml .", "pii plans copy small.toml plans/ --force"
        ),
    )(copy_plan)
    app.add_typer(plans, name="plans")


def _list_alone(ctx: typer.Context) -> None:
    if ctx.invoked_subcommand is None:
        list_plans()


def list_plans() -> None:
    """Print each packaged plan and the files that it reads."""
    from pii.training.config import packaged_plans, read_plan

    for name, path in packaged_plans().items():
        inputs = _inputs_of(read_plan(path), path.parent)
        typer.echo(f"{name:20}  reads {', '.join(inputs)}")


def copy_plan(
    name: Annotated[str, typer.Argument(help="A plan of `pii plans list`.", metavar="NAME")],
    folder: Annotated[
        Path, typer.Argument(help="The folder of its data; made if missing.", metavar="FOLDER")
    ] = Path(),
    force: Annotated[bool, typer.Option("--force", help="Overwrite an existing file.")] = False,
) -> None:
    """Copy a packaged plan into the folder of its data, to be edited there.

    The paths in a plan are relative to the plan's own folder.
    """
    from pii.errors import UnreadableFile
    from pii.files.writing import place_at, write_whole
    from pii.training.config import packaged_plans, read_plan

    plans = packaged_plans()
    name = name if name.endswith(".toml") else f"{name}.toml"
    if name not in plans:
        raise typer.BadParameter(f"choose one of {', '.join(plans)}", param_hint="NAME")
    target = place_at(str(folder / name))
    if target.exists() and not force:
        raise UnreadableFile(str(target), "exists already; use --force to overwrite it")
    write_whole(target, plans[name].read_bytes())
    say(f"{target}: reads {', '.join(_inputs_of(read_plan(target), folder))}")


def _inputs_of(plan: "TrainingConfig", folder: Path) -> list[str]:
    """Return the files that a plan reads, each once, relative to a folder."""
    data = plan.data
    paths = dict.fromkeys((data.tokenizer, *data.tokens, data.validation, data.start))
    return [str(Path(path).relative_to(folder)) for path in paths if path]
