"""Detectors by name."""

from pathlib import Path

from pii.detection.protocol import Detector
from pii.encoder.checkpoint import MANIFEST, needs_of
from pii.errors import UnknownDetector
from pii.extras import missing_of, require

NAMES = ("auto", "rules", "small", "base")
_WEIGHTS = Path(__file__).parent.parent / "weights"


def load_detector(name: str = "auto") -> Detector:
    """Return the detector of a name.

    Args:
        name: `rules`; `small` or `base` for the rules and a model of this package together;
            `auto` for the best one that is installed; or the path of a model folder. A folder
            that is called like one of these needs a path: `./small`.

    Raises:
        UnknownDetector: for any other name, a folder without a model, and a model that this
            package does not have.
        MissingExtra: if packages that run the model are not installed.
        InvalidModel: if a model folder is broken.
    """
    folder = model_folder_of(name)
    # The rules take most of the start-up; whoever asks for help or a name does without.
    from pii.detection.escaped_text import EscapedTextDetector
    from pii.detection.rescan import RescanningDetector
    from pii.rules import RulesDetector

    if folder is None:
        return RescanningDetector(EscapedTextDetector(RulesDetector()))
    require(f"the model {name!r}", needs_of(folder), otherwise="use --detector rules")
    # Loading this loads numpy and a runtime, which the rules do without.
    from pii.detection.ensemble import load_ensemble

    both = EscapedTextDetector(load_ensemble(folder))
    return RescanningDetector(both, quick=EscapedTextDetector(RulesDetector()))


def model_folder_of(name: str) -> Path | None:
    """Return the folder of the model behind a detector's name; none where the rules work alone.

    Raises:
        UnknownDetector: as `load_detector`.
    """
    if name == "rules":
        return None
    folder = _WEIGHTS / ("small" if name == "auto" else name) if name in NAMES else Path(name)
    there = (folder / MANIFEST).is_file()
    if name == "auto":
        return folder if there and not missing_of(needs_of(folder)) else None
    if not there:
        raise UnknownDetector(_why_not(name))
    return folder


def _why_not(name: str) -> str:
    """Say why no model is found under a name."""
    if name in NAMES:
        return f"the model {name!r} is not part of this package; use --detector rules"
    if Path(name).is_dir():
        return (
            f"the folder {name!r} holds no model: it has no {MANIFEST}; name a folder that "
            "`pii train` wrote"
        )
    return f"no detector is called {name!r}; use {', '.join(NAMES)}, or the path of a model folder"
