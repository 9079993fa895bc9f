"""What runs a network: OpenVINO on a CPU, torch on a GPU.

A runtime takes ids and a mask of whole windows and returns logits. It is all that knows a
library; both give the same entities for the same text but for rounding.
"""

import os
from pathlib import Path
from typing import Protocol

import numpy as np

from pii.encoder.checkpoint import NETWORK, ONNX, InvalidModel
from pii.encoder.tokenizer import Ids
from pii.encoder.windows import Scores


class Runtime(Protocol):
    """Runs a network on windows of one length."""

    def __call__(self, ids: Ids, mask: Ids) -> Scores:
        """Return logits, shape (windows, tokens, tags), for ids, shape (windows, tokens).

        The mask has the ids' shape, with 1 for a token and 0 for padding.
        """
        ...


class OpenVinoRuntime:
    """Runs an exported network on a CPU, in bfloat16 where the processor has it."""

    def __init__(self, path: Path, threads: int = 0) -> None:
        import openvino  # type: ignore[import-untyped]

        settings = {"PERFORMANCE_HINT": "LATENCY"}
        threads = threads or threads_asked_for()
        if threads:
            settings["INFERENCE_NUM_THREADS"] = str(threads)
        core = openvino.Core()
        self._compiled = core.compile_model(core.read_model(str(path)), "CPU", settings)
        self._request = self._compiled.create_infer_request

    def __call__(self, ids: Ids, mask: Ids) -> Scores:
        """Return logits; safe to call from several threads, each with a request of its own."""
        request = self._request()
        found = request.infer([ids.astype(np.int64), mask.astype(np.int64)])
        scores: Scores = np.asarray(found[0], dtype=np.float32)
        return scores


def threads_asked_for() -> int:
    """Return how many threads the environment allows a process, 0 if it does not say.

    Whoever runs several processes sets OMP_NUM_THREADS for each, and OpenVINO does not look at
    it. It may be a list, for nested loops; its first number counts.
    """
    first = os.environ.get("OMP_NUM_THREADS", "").partition(",")[0].strip()
    return int(first) if first.isdecimal() else 0


def load_runtime(folder: Path, *, engine: str = "auto") -> Runtime:
    """Return what runs the network of a model folder.

    Args:
        folder: a model folder.
        engine: `openvino`, `torch`, or `auto` for the exported network where there is one.

    Raises:
        InvalidModel: if the folder has nothing that the engine can run.
        ValueError: for an engine of another name.
    """
    if engine not in {"auto", "openvino", "torch"}:
        raise ValueError(f"needs auto, openvino or torch, got {engine!r}")
    exported = folder / ONNX
    if engine != "torch" and exported.is_file():
        return OpenVinoRuntime(exported)
    if engine == "openvino":
        raise InvalidModel(f"{folder}: holds no {ONNX}; write one with pii export")
    from pii.encoder.network import TorchRuntime

    return TorchRuntime(folder / NETWORK)
