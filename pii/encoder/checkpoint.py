"""A model folder: what it holds and what its manifest says.

manifest.json     what this model is, how it decides, what it scored
tokenizer.json    its vocabulary
network/          configuration and weights as `transformers` writes them
model.onnx        the same network for a CPU, once exported
run.json          how it was trained: configuration, data, losses
"""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from hashlib import sha256
from pathlib import Path

from pii.errors import PiiError
from pii.extras import ENCODER, TORCH, Needs
from pii.labels import Label

MANIFEST, TOKENIZER, NETWORK, ONNX = "manifest.json", "tokenizer.json", "network", "model.onnx"
RECORD = "run.json"


class InvalidModel(PiiError):
    """A folder holds no model, or one that another version of this program wrote."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """What is known of a model.

    Attributes:
        window: how many tokens the network sees at once.
        overlap: how many of them two neighbouring windows share.
        thresholds: the least confidence at which a label is claimed, for balanced use.
        careful: the same where a miss costs more than a false alarm.
        repositories: where its training samples come from; it may not be scored on these.
        data: SHA-256 of every file it learned from, by name.
        scores: what was measured, by name (`validation/f1/EMAIL`).
        revision: the version of the code that trained it.
        temperature: what the log odds of a claim's confidence are divided by, so that it means
            what it says; over 1 for a network that is too sure of itself.
    """

    window: int
    overlap: int
    thresholds: Mapping[Label, float] = field(default_factory=dict)
    careful: Mapping[Label, float] = field(default_factory=dict)
    repositories: tuple[str, ...] = ()
    data: Mapping[str, str] = field(default_factory=dict)
    scores: Mapping[str, float] = field(default_factory=dict)
    revision: str = ""
    temperature: float = 1.0

    def __post_init__(self) -> None:
        if not 0 <= self.overlap < self.window:
            raise InvalidModel(
                f"needs 0 <= overlap < window, got overlap={self.overlap}, window={self.window}"
            )
        for table in (self.thresholds, self.careful):
            if not all(0 <= value <= 1 for value in table.values()):
                raise InvalidModel("needs thresholds in [0, 1]")
        if not self.temperature > 0:
            raise InvalidModel(f"needs a temperature above 0, got {self.temperature}")

    def write(self, folder: Path) -> None:
        """Write the manifest into a model folder."""
        text = json.dumps(asdict(self), indent=1, sort_keys=True)
        (folder / MANIFEST).write_text(text + "\n", encoding="utf-8", newline="\n")

    def scored(self, scores: Mapping[str, float]) -> "Manifest":
        """Return the manifest with more scores."""
        return replace(self, scores={**self.scores, **scores})


def read_manifest(folder: Path) -> Manifest:
    """Return the manifest of a model folder.

    Raises:
        InvalidModel: if there is none, or it is not one.
    """
    try:
        record = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        for name in ("thresholds", "careful"):
            record[name] = {Label(label): value for label, value in record[name].items()}
        record["repositories"] = tuple(record["repositories"])
        return Manifest(**record)
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        raise InvalidModel(f"{folder}: has no {MANIFEST} that this version can read") from None


def needs_of(folder: Path) -> Needs:
    """Return the packages that run the network of a model folder: torch until it is exported."""
    return ENCODER if (folder / ONNX).is_file() else TORCH


def digest_of(path: Path) -> str:
    """Return the SHA-256 of a file, in hex."""
    return sha256(path.read_bytes()).hexdigest()
