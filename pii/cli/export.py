"""`pii export`: a trained network as a file that a CPU runs, and the model's card."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from pii.cli.exit_codes import exit_codes, say
from pii.encoder.checkpoint import ONNX, RECORD, InvalidModel, read_manifest
from pii.errors import UnreadableFile
from pii.training.model_card import CARD, Evaluated, card_of, scores_of


def register(app: typer.Typer) -> None:
    """Add the commands to the program."""
    app.command("export")(export_network)
    app.command("card")(write_card)


def export_network(
    model: Annotated[Path, typer.Argument(help="A model folder.", metavar="MODEL")],
) -> None:
    """Write the network for a CPU beside its weights, and say how far it is from them."""
    with exit_codes():
        from pii.training.export import export

        say(f"largest difference of a logit: {export(model):.4f}")


def write_card(
    model: Annotated[Path, typer.Argument(help="A model folder.", metavar="MODEL")],
    name: Annotated[str, typer.Option(help="What the model is called.")] = "small",
    evaluation: Annotated[
        list[str] | None,
        typer.Option(
            help="Figures that `pii evaluate --json` wrote, under a name. May be repeated.",
            metavar="NAME=FILE.json",
        ),
    ] = None,
) -> None:
    """Write the model's card, README.md, and note the figures in its manifest."""
    with exit_codes():
        manifest = read_manifest(model)
        evaluations = [_evaluated(spelled) for spelled in evaluation or ()]
        for evaluated in evaluations:
            manifest = manifest.scored(scores_of(evaluated))
        card = _card(model, name, evaluations)
        manifest.write(model)
        (model / CARD).write_text(card, encoding="utf-8", newline="\n")
        say(f"card in {model / CARD}")


def _card(model: Path, name: str, evaluations: Sequence[Evaluated]) -> str:
    try:
        run = json.loads((model / RECORD).read_text(encoding="utf-8"))
        size = (model / ONNX).stat().st_size
        return card_of(name, read_manifest(model), run, evaluations, size)
    except (OSError, ValueError):
        raise InvalidModel(f"{model}: needs {RECORD} and {ONNX}; see pii export") from None
    except KeyError as missing:
        raise InvalidModel(f"{model}: the record of a run lacks {missing}") from None


def _evaluated(spelled: str) -> Evaluated:
    name, _, path = spelled.partition("=")
    if not path:
        raise typer.BadParameter("needs NAME=FILE.json", param_hint="--evaluation")
    try:
        record = json.loads(Path(path).read_text(encoding="utf-8"))
        evaluated = Evaluated(
            name, f"pii evaluate {Path(path).stem}.jsonl --detector MODEL", record
        )
        scores_of(evaluated)
    except (OSError, ValueError, KeyError, TypeError):
        raise UnreadableFile(path, "holds no figures of pii evaluate --json") from None
    return evaluated
