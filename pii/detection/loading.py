"""Detectors by name: what the doors load."""

from importlib.util import find_spec
from pathlib import Path

from pii.detection.protocol import Detector
from pii.detection.rescan import RescanningDetector
from pii.encoder.checkpoint import MANIFEST
from pii.errors import UnknownDetector
from pii.rules import RulesDetector

NAMES = ("auto", "rules", "small", "base")
_WEIGHTS = Path(__file__).parent.parent / "weights"
# What a model needs beside the rules.
_RUNTIME = ("numpy", "openvino", "tokenizers")


def load_detector(name: str = "auto") -> Detector:
    """Return the detector that goes by a name.

    Args:
        name: `rules`; `small` or `base` for the rules and a model of this package together;
            `auto` for the best one that is installed; or a model folder, of such a name as
            `./small`.

    Raises:
        UnknownDetector: for any other name, and for a model that is not installed.
        InvalidModel: if a model folder is broken.
    """
    folder = model_folder_of(name)
    if folder is None:
        return RescanningDetector(RulesDetector())
    # Loading this loads numpy and a runtime, which the rules do without.
    from pii.detection.ensemble import load_ensemble

    return RescanningDetector(load_ensemble(folder))


def model_folder_of(name: str) -> Path | None:
    """Return the folder of the model behind a detector's name; none where the rules work alone.

    Raises:
        UnknownDetector: as `load_detector`.
    """
    # A name is a name, whatever folders there are where one happens to stand.
    if name not in NAMES and (Path(name) / MANIFEST).is_file():
        return Path(name)
    if name not in NAMES:
        raise UnknownDetector(f"no detector is called {name!r}; choose one of {', '.join(NAMES)}")
    packaged = _WEIGHTS / ("small" if name == "auto" else name)
    missing = [library for library in _RUNTIME if find_spec(library) is None]
    there = (packaged / MANIFEST).is_file()
    if name == "rules" or (name == "auto" and (missing or not there)):
        return None
    if not there:
        raise UnknownDetector(f"no {name!r} model is installed; use --detector rules")
    if missing:
        raise UnknownDetector(
            f"the {name!r} model needs {', '.join(missing)}: pip install 'pii-in-code[model]', "
            "or use --detector rules"
        )
    return packaged
