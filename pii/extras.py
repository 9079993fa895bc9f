"""Optional packages: what each part of the program needs, and one way to say what is missing.

Whoever is about to import an optional package asks first, so that a missing one is a sentence with
its remedy and comes at once, before slow imports and before any work.
"""

from dataclasses import dataclass
from importlib.util import find_spec

from pii.errors import MissingExtra

# Where pip knows a module by another name.
_DISTRIBUTIONS = {
    "label_studio_sdk": "label-studio-sdk",
    "prometheus_client": "prometheus-client",
    "pydantic_settings": "pydantic-settings",
    "python_multipart": "python-multipart",
}


@dataclass(frozen=True, slots=True)
class Needs:
    """Modules that a part of the program imports, and the extra that brings all of them."""

    extra: str
    modules: tuple[str, ...]


ENCODER = Needs("model", ("numpy", "openvino", "tokenizers"))
CORPUS = Needs("train", ("numpy",))
FEATURES = Needs("train", ("numpy", "tokenizers"))
PLOT = Needs("train", ("matplotlib",))
TRAINING = Needs(
    "train", ("accelerate", "matplotlib", "numpy", "tokenizers", "torch", "transformers")
)
TORCH = Needs("train", ("numpy", "tokenizers", "torch", "transformers"))
EXPORT = Needs("train", ("numpy", "onnx", "openvino", "tokenizers", "torch", "transformers"))
DATA = Needs("data", ("fsspec", "pyarrow"))
RAY = Needs("ray", ("ray",))
SERVICE = Needs(
    "serve",
    (
        "fastapi",
        "limits",
        "prometheus_client",
        "pydantic_settings",
        "python_multipart",
        "uvicorn",
    ),
)
SAMPLING = Needs("annotate", ("numpy",))
DATA_SETS = Needs("annotate", ("datasets",))
PARQUET = Needs("annotate", ("pyarrow",))
CHARTS = Needs("annotate", ("matplotlib",))
LABEL_STUDIO = Needs("annotate", ("httpx", "label_studio_sdk"))


def missing_of(needs: Needs) -> tuple[str, ...]:
    """Return what is not installed, by the names that pip knows."""
    absent = (name for name in needs.modules if find_spec(name) is None)
    return tuple(_DISTRIBUTIONS.get(name, name) for name in absent)


def require(purpose: str, *needs: Needs, otherwise: str = "") -> None:
    """Check that optional packages are installed.

    Args:
        purpose: what needs them, as the user called it: `pii train`, `--plot`.
        needs: the parts to check, in this order.
        otherwise: what to do instead of installing them, if there is another way.

    Raises:
        MissingExtra: for the first part that lacks a package.
    """
    for part in needs:
        missing = missing_of(part)
        if missing:
            raise MissingExtra(purpose, missing, part.extra, otherwise=otherwise)
