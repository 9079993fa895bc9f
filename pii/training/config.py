"""Training plans: TOML files that say what a network is trained on, how, and for how long."""

from dataclasses import MISSING, dataclass, field, fields, replace
from pathlib import Path
from tomllib import TOMLDecodeError
from typing import TypeVar, get_type_hints

from pii.encoder.shape import NetworkShape
from pii.errors import PiiError, UnreadableFile
from pii.files.reading import read_text
from pii.files.toml import parse_toml, toml_fault

_PACKAGED = Path(__file__).parent / "plans"


class InvalidPlan(PiiError):
    """A training plan breaks a rule; the message names the field, the rule and the remedy."""


@dataclass(frozen=True, slots=True)
class DataPlan:
    """The files that a run reads.

    Attributes:
        tokenizer: a file of `pii tokenizer`.
        tokens: features to train on, files of `pii features`; one named twice counts twice.
        validation: features to choose the best step on; may be empty for pre-training.
        start: a folder of weights of `pii pretrain`; empty for random weights.
    """

    tokenizer: str
    tokens: tuple[str, ...]
    validation: str = ""
    start: str = ""


@dataclass(frozen=True, slots=True)
class RunPlan:
    """How a run is trained.

    Attributes:
        steps: the maximum number of steps.
        minutes: the maximum time; 0 for no limit. The next run continues at the last checkpoint.
        batch: windows per step and device.
        rate: the peak learning rate.
        warmup: steps until the peak.
        mask: the share of tokens masked in pre-training.
        precision: `float32` or `bfloat16`.
        save_every: steps between checkpoints, and between evaluations on the validation set.
        patience: evaluations without a better score before a run ends.
        threads: CPU threads; 0 leaves it to torch.
        seed: random seed.
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
    """Return the plan in a TOML file; its paths are relative to the file's folder.

    Raises:
        UnreadableFile: if there is no such file.
        InvalidPlan: if it is not TOML, or a field is missing, unknown or of the wrong type.
    """
    try:
        record = parse_toml(read_text(path))
    except TOMLDecodeError as error:
        raise InvalidPlan(f"{path}: {toml_fault(error)}") from None
    unknown = set(record) - {"data", "run", "network"}
    if unknown:
        raise InvalidPlan(
            f"{path}: unknown section {sorted(unknown)[0]!r}; use data, run and network"
        )
    data = _section(DataPlan, record.get("data", {}), f"{path}: data")
    run = _section(RunPlan, record.get("run", {}), f"{path}: run")
    network = _section(NetworkShape, record.get("network", {}), f"{path}: network")
    return TrainingConfig(_anchored(data, path.parent), run, network)


def packaged_plans() -> dict[str, Path]:
    """Return the plans that come with this package, by file name."""
    return {path.name: path for path in sorted(_PACKAGED.glob("*.toml"))}


def require_inputs(config: TrainingConfig, plan: Path) -> None:
    """Check that the files that a run reads exist, before anything slow is loaded.

    Raises:
        UnreadableFile: for the first that does not; the message names the field of the plan and
            the command that writes such a file.
    """
    data = config.data
    inputs = (
        ("tokenizer", "pii tokenizer", (data.tokenizer,)),
        ("tokens", "pii features", data.tokens),
        ("validation", "pii features", (data.validation,)),
        ("start", "pii pretrain", (data.start,)),
    )
    for name, command, paths in inputs:
        for path in paths:
            if path and not Path(path).exists():
                raise UnreadableFile(
                    path,
                    f"no such file or folder; data.{name} in {plan} names it: write it with "
                    f"`{command}`, or change the plan",
                )


Section = TypeVar("Section", NetworkShape, DataPlan, RunPlan)


def _section(kind: type[Section], record: object, where: str) -> Section:
    """Return one section, its fields checked by name and type."""
    if not isinstance(record, dict):
        raise InvalidPlan(f"{where}: needs a table")
    hints = get_type_hints(kind)
    values: dict[str, object] = {}
    for name, value in record.items():
        if name not in hints:
            raise InvalidPlan(f"{where}: unknown field {name!r}; use {', '.join(hints)}")
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
    """Return the data with paths relative to a folder."""
    return replace(
        data,
        tokenizer=str(folder / data.tokenizer),
        tokens=tuple(str(folder / path) for path in data.tokens),
        validation=str(folder / data.validation) if data.validation else "",
        start=str(folder / data.start) if data.start else "",
    )
