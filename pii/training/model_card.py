"""A model's card: what it is, what it learned from, how it decides, what it scored, its limits.

Every number comes from the model folder: the manifest, the record of the run, and evaluations
that `pii evaluate --json` wrote. Nothing here measures.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from pii.encoder.checkpoint import Manifest
from pii.labels import Label

Record: TypeAlias = Mapping[str, object]

CARD = "README.md"
_LIMITS = (
    "Whether the owner in a forge's address is a person or an organisation cannot be read from "
    "the text; many misses and false claims of USERNAME are of this kind.",
    "Names without any marker around them, surnames alone, and names in scripts that were rare in "
    "training are missed more often than these figures say.",
    "A password of one plain word looks like a word.",
    "It was trained and scored on public code that language models annotated; private code has "
    "other habits.",
    "It judges windows of {window} tokens: what decides farther away is not seen.",
)


@dataclass(frozen=True, slots=True)
class Evaluated:
    """Figures of one set of samples.

    Attributes:
        name: what the samples are called (`gold test`).
        command: what printed the figures.
        record: what `pii evaluate --json` wrote.
    """

    name: str
    command: str
    record: Record


def card_of(
    name: str, manifest: Manifest, run: Record, evaluations: Sequence[Evaluated], size: int
) -> str:
    """Return the card as Markdown.

    Args:
        name: what the model is called.
        manifest: the model's own.
        run: the record of the run that trained it.
        evaluations: figures to show, in this order.
        size: bytes of the exported network.

    Raises:
        KeyError: if a record lacks a figure.
    """
    parts = [
        f"# Model card: {name}",
        _network(manifest, run, size),
        _training(manifest, run),
        _decisions(manifest),
        *(_scores(evaluated) for evaluated in evaluations),
        "## Limits\n\n"
        + "\n".join(f"- {limit}" for limit in _LIMITS).format(window=manifest.window),
    ]
    return "\n\n".join(parts) + "\n"


def scores_of(evaluated: Evaluated) -> dict[str, float]:
    """Return the figures that a manifest keeps: F1 by label and over all, and both shares."""
    strict, characters = _part(evaluated.record, "strict"), _part(evaluated.record, "characters")
    figures = {f"f1/{label}": _number(_part(strict, str(label)), "f1") for label in Label}
    figures |= {
        "f1": _number(_part(strict, "all"), "f1"),
        "missed": _number(characters, "missed_share"),
        "excess": _number(characters, "excess_per_thousand"),
    }
    return {f"{evaluated.name}/{figure}": round(value, 4) for figure, value in figures.items()}


def _network(manifest: Manifest, run: Record, size: int) -> str:
    shape = _part(_part(run, "plan"), "network")
    return (
        "Tags tokens of source code as parts of mail addresses, names, user names, keys, passwords "
        "and IP addresses; made to work together with the rules of this package.\n\n"
        f"ModernBERT of {shape['layers']} layers of {shape['width']}, {shape['heads']} heads, "
        f"windows of {manifest.window} tokens of which {manifest.overlap} are shared; "
        f"{size / 1e6:.1f} MB with matrices of bytes."
    )


def _training(manifest: Manifest, run: Record) -> str:
    plan = _part(_part(run, "plan"), "run")
    history = run["history"]
    steps = (
        max(
            (int(_number(entry, "step")) for entry in history if isinstance(entry, Mapping)),
            default=0,
        )
        if isinstance(history, Sequence)
        else 0
    )
    tokens = steps * int(_number(plan, "batch")) * manifest.window
    begun = _part(_part(run, "plan"), "data").get("start")
    before = "It began with weights that had learned to guess masked tokens. " if begun else ""
    files = "\n".join(f"- `{name}` {digest}" for name, digest in sorted(manifest.data.items()))
    return (
        f"## Training\n\n{before}"
        f"{steps:,} steps, {tokens / 1e6:.0f} million tokens, "
        f"{_number(run, 'seconds') / 60:.0f} minutes on {run['device']} (torch {run['torch']}), "
        f"code revision `{manifest.revision}`. Samples come from "
        f"{len(manifest.repositories)} repositories, which the manifest names; the model may not "
        f"be scored on these. Files, by SHA-256:\n\n{files}"
    )


def _decisions(manifest: Manifest) -> str:
    rows = "\n".join(
        f"| {label} | {manifest.thresholds[label]:.2f} | {manifest.careful[label]:.2f} |"
        for label in Label
        if label in manifest.thresholds and label in manifest.careful
    )
    return (
        "## Decisions\n\nThe least confidence of a claim; EMAIL and IP_ADDRESS are the rules' own."
        f" Temperature {manifest.temperature:.2f}.\n\n"
        f"| label | balanced | careful |\n| --- | ---: | ---: |\n{rows}"
    )


def _scores(evaluated: Evaluated) -> str:
    strict, bounds = _part(evaluated.record, "strict"), _part(evaluated.record, "intervals")
    rows = [_row(name, _part(strict, name), bounds) for name in (*map(str, Label), "all")]
    characters = _part(evaluated.record, "characters")
    return "\n".join(
        [
            f"## Scores: {evaluated.name}\n",
            f"`{evaluated.command}` prints these and more.\n",
            "| label | true | precision | recall | strict F1 | 95% |",
            "| --- | ---: | ---: | ---: | ---: | --- |",
            *rows,
            "",
            f"Of the secret characters {_number(characters, 'missed_share'):.1%} were missed"
            f"{_within(bounds, 'missed', '.1%')}; in a thousand characters "
            f"{_number(characters, 'excess_per_thousand'):.2f} were hidden for nothing"
            f"{_within(bounds, 'excess', '.2f')}.",
        ]
    )


def _row(name: str, score: Record, bounds: Record) -> str:
    shares = " | ".join(f"{_number(score, share):.3f}" for share in ("precision", "recall", "f1"))
    interval = _within(bounds, name, ".3f").strip(" ()")
    return f"| {name} | {_number(score, 'true'):.0f} | {shares} | {interval} |"


def _within(bounds: Record, name: str, form: str) -> str:
    found = bounds.get(name)
    if not isinstance(found, Sequence) or len(found) != 2:
        return ""
    low, high = found
    return f" ({low:{form}} to {high:{form}})"


def _part(record: Record, name: str) -> Record:
    part = record[name]
    if not isinstance(part, Mapping):
        raise KeyError(name)
    return part


def _number(record: Record, name: str) -> float:
    number = record[name]
    if not isinstance(number, int | float):
        raise KeyError(name)
    return float(number)
