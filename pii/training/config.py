"""Training plans: TOML files that say what is learned, from what, and for how long."""

import tomllib
from dataclasses import MISSING, dataclass, field, fields, replace
from pathlib import Path
from typing import TypeVar, get_type_hints

from pii.encoder.shape import NetworkShape
from pii.errors import PiiError, UnreadableFile


class InvalidPlan(PiiError):
    """A training plan breaks a rule; the message names the field, the rule and the remedy."""


@dataclass(frozen=True, slots=True)
class DataPlan:
    """What is learned from.

    Attributes:
        tokenizer: the vocabulary's file.
        tokens: features to learn from, files of `pii features`.
        validation: features to choose the best step on; may be empty for pre-training.
        start: a folder of pre-trained weights; empty to begin from nothing.
    """

    tokenizer: str
    tokens: tuple[str, ...]
    validation: str = ""
    start: str = ""


@dataclass(frozen=True, slots=True)
class RunPlan:
    """How long and how fast.

    Attributes:
        steps: the most steps.
        minutes: the most minutes; a run cut short goes on from its last checkpoint.
        batch: windows in a step on one device.
        rate: the highest learning rate.
        warmup: steps until it is reached.
        mask: the share of tokens masked in pre-training.
        precision: `float32`, or `bfloat16` for a GPU.
        save_every: steps between checkpoints and between looks at the validation set.
        patience: looks without a better score before a run ends.
        threads: CPU threads; 0 leaves it to torch.
        seed: where all chance begins.
    """

    steps: int
    minutes: float = 0.0
    batch: int = 32
    rate: float = 1e-3
    warmup: int = 200
    mask: float = 0.3
    precision: str = "float32"
    save_every: int = 500
    patience: int = 5
    threads: int = 0
    seed: int = 0


@dataclass(frozen=True, slots=True)
class TrainingConfig:
    """One training run."""

    data: DataPlan
    run: RunPlan
    network: NetworkShape = field(default_factory=NetworkShape)


def read_plan(path: Path) -> TrainingConfig:
    """Return the plan that a TOML file holds; its paths count from the file's folder.

    Raises:
        UnreadableFile: if there is no such file.
        InvalidPlan: if it is no TOML, or a field is missing, unknown or of the wrong type.
    """
    try:
        record = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise UnreadableFile(str(path), error.strerror or "cannot be read") from None
    except tomllib.TOMLDecodeError as error:
        raise InvalidPlan(f"{path}: is no TOML: {error}") from None
    unknown = set(record) - {"data", "run", "network"}
    if unknown:
        raise InvalidPlan(f"{path}: no section is called {sorted(unknown)[0]!r}")
    data = _section(DataPlan, record.get("data", {}), f"{path}: data")
    run = _section(RunPlan, record.get("run", {}), f"{path}: run")
    network = _section(NetworkShape, record.get("network", {}), f"{path}: network")
    return TrainingConfig(_anchored(data, path.parent), run, network)


Section = TypeVar("Section", NetworkShape, DataPlan, RunPlan)


def _section(kind: type[Section], record: object, where: str) -> Section:
    """Return one section, its fields checked by name and type."""
    if not isinstance(record, dict):
        raise InvalidPlan(f"{where}: needs a table")
    hints = get_type_hints(kind)
    values: dict[str, object] = {}
    for name, value in record.items():
        if name not in hints:
            raise InvalidPlan(f"{where}: no field is called {name!r}; choose of {', '.join(hints)}")
        values[name] = _checked(value, hints[name], f"{where}.{name}")
    try:
        return kind(**values)  # type: ignore[arg-type]
    except TypeError:
        missing = [f.name for f in fields(kind) if f.default is MISSING and f.name not in values]
        raise InvalidPlan(f"{where}: needs {', '.join(missing)}") from None


def _checked(value: object, kind: object, where: str) -> object:
    """Return a field's value if it is of the right kind."""
    if kind is float and type(value) in (int, float):
        return value
    if kind in (int, str) and type(value) is kind:
        return value
    if isinstance(value, list) and kind == tuple[str, ...] and all(type(v) is str for v in value):
        return tuple(value)
    wanted = {int: "a whole number", float: "a number", str: "a string"}
    raise InvalidPlan(f"{where}: needs {wanted.get(kind, 'a list of strings')}")  # type: ignore[call-overload]


def _anchored(data: DataPlan, folder: Path) -> DataPlan:
    """Return the data with paths that count from a folder."""
    return replace(
        data,
        tokenizer=str(folder / data.tokenizer),
        tokens=tuple(str(folder / path) for path in data.tokens),
        validation=str(folder / data.validation) if data.validation else "",
        start=str(folder / data.start) if data.start else "",
    )
