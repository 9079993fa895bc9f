"""A trained network as a file that a CPU runtime reads.

Only torch itself is needed: the network is traced once with a window of each dimension free. Its
matrices are stored as bytes with a scale for each row, a quarter of their size; a runtime makes
numbers of its own kind of them when it loads the file.
"""

import warnings
from pathlib import Path

import torch
from torch.nn.utils.parametrize import register_parametrization

from pii.encoder.checkpoint import NETWORK, ONNX, read_manifest
from pii.encoder.network import load_classifier
from pii.encoder.runtimes import load_runtime
from pii.encoder.tokenizer import SPECIALS

# ONNX's version that every runtime in use reads.
_OPSET = 17
_TRIAL_WINDOWS = 2
_LARGEST_BYTE = 127


class _Plain(torch.nn.Module):
    """A network with arrays in and an array out, as the file format wants it."""

    def __init__(self, network: torch.nn.Module) -> None:
        super().__init__()
        self._network = network

    def forward(self, ids: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        logits: torch.Tensor = self._network(input_ids=ids, attention_mask=mask).logits
        return logits


class _Rows(torch.nn.Module):
    """Makes a matrix of bytes and one scale a row."""

    scale: torch.Tensor

    def __init__(self, scale: torch.Tensor) -> None:
        super().__init__()
        self.register_buffer("scale", scale)

    def forward(self, values: torch.Tensor) -> torch.Tensor:
        return values.float() * self.scale


def _shrink(network: torch.nn.Module) -> None:
    """Store every matrix of a network as bytes: 8 bits with the row's largest value as 127."""
    for module in list(network.modules()):
        if isinstance(module, torch.nn.Linear | torch.nn.Embedding):
            weight = module.weight.detach()
            scale = weight.abs().amax(dim=1, keepdim=True).clamp(min=1e-12) / _LARGEST_BYTE
            values = (weight / scale).round().to(torch.int8)
            module.weight = torch.nn.Parameter(values, requires_grad=False)
            # Unsafe only in that a matrix of bytes becomes one of another kind.
            register_parametrization(module, "weight", _Rows(scale), unsafe=True)


def export(folder: Path) -> float:
    """Write the network of a model folder for a CPU.

    Returns:
        The largest difference between a logit of the network and of what was written, over a
        window of random tokens. A processor that computes in bfloat16 brings up to 0.1.

    Raises:
        InvalidModel: if the folder holds no model.
    """
    manifest = read_manifest(folder)
    network = load_classifier(folder / NETWORK)
    network.train(mode=False)
    _shrink(network)
    shape = (_TRIAL_WINDOWS, manifest.window)
    draw = torch.Generator().manual_seed(0)
    ids = torch.randint(len(SPECIALS), network.config.vocab_size, shape, generator=draw)
    mask = torch.ones_like(ids)
    free = {0: "windows", 1: "tokens"}
    with warnings.catch_warnings():
        # The tracer says of each shape that it takes it for a constant; that is checked below.
        warnings.simplefilter("ignore")
        torch.onnx.export(
            _Plain(network),
            (ids, mask),
            str(folder / ONNX),
            input_names=["ids", "mask"],
            output_names=["logits"],
            dynamic_axes={"ids": free, "mask": free, "logits": free},
            opset_version=_OPSET,
            # Folding would turn the bytes back into numbers four times their size.
            do_constant_folding=False,
            dynamo=False,
        )
    return _difference(folder, ids[:, : manifest.window // 2])


def _difference(folder: Path, ids: torch.Tensor) -> float:
    """Return the largest difference in logits of both engines, on shorter windows than traced."""
    mask = torch.ones_like(ids)
    one, other = (
        load_runtime(folder, engine=engine)(ids.int().numpy(), mask.int().numpy())
        for engine in ("openvino", "torch")
    )
    return float(abs(one - other).max())
