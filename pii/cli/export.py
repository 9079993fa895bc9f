"""`pii export` and `pii card`: a trained network for the CPU, and a model card."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from pii.cli.exit_codes import say
from pii.cli.program import examples
from pii.encoder.checkpoint import ONNX, RECORD, InvalidModel, read_manifest
from pii.errors import UnreadableFile
from pii.extras import EXPORT, require
from pii.files.reading import reason_of
from pii.training.model_card import CARD, Evaluated, card_of, scores_of


def register(app: typer.Typer) -> None:
    """Add the commands to the program."""
    app.command("export", epilog=examples("pii export model/"))(export_network)
    app.command(
        "card",
        epilog=examples(
            "pii evaluate test.jsonl --detector model/ --json test.json",
            'pii card model/ --name small --evaluation "gold test=test.json"',
        ),
    )(write_card)


def export_network(
    model: Annotated[Path, typer.Argument(help="A model folder.", metavar="MODEL")],
) -> None:
    """Write a trained network for the CPU.

    The quantized network is written to MODEL/model.onnx. Prints how far its logits are from those
    of the weights.
    """
    require("pii export", EXPORT)
    from pii.training.export import export

    say(f"largest difference of a logit: {export(model):.4f}")


def write_card(
    model: Annotated[Path, typer.Argument(help="A model folder.", metavar="MODEL")],
    name: Annotated[str, typer.Option(help="The name of the model.", metavar="NAME")] = "small",
    evaluation: Annotated[
        list[str] | None,
        typer.Option(
            help="Figures of `pii evaluate --json`, with a title. May be repeated.",
            metavar="TITLE=FILE.json",
        ),
    ] = None,
) -> None:
    """Write a model card.

    The card is MODEL/README.md; the figures are added to the manifest as well.
    """
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
        raise typer.BadParameter("needs TITLE=FILE.json", param_hint="--evaluation")
    try:
        record = json.loads(Path(path).read_text(encoding="utf-8"))
        evaluated = Evaluated(
            name, f"pii evaluate {Path(path).stem}.jsonl --detector MODEL", record
        )
        scores_of(evaluated)
    except OSError as error:
        raise UnreadableFile(path, reason_of(error)) from None
    except (ValueError, KeyError, TypeError):
        raise UnreadableFile(path, "does not hold the figures of pii evaluate --json") from None
    return evaluated
