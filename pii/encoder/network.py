"""The network: a small ModernBERT for tags of tokens, or for masked tokens.

The only builder of `transformers` networks. Shapes come in, modules go out; training and files
are others' business.
"""

import os
from pathlib import Path

# No hub is ever asked: everything is built here or read from a folder.
os.environ.setdefault("HF_HUB_OFFLINE", "1")

import numpy as np
import torch
from transformers import (
    ModernBertConfig,
    ModernBertForMaskedLM,
    ModernBertForTokenClassification,
)
from transformers.utils.logging import disable_progress_bar

from pii.encoder.checkpoint import InvalidModel
from pii.encoder.shape import NetworkShape
from pii.encoder.tagging import TAGS
from pii.encoder.tokenizer import END, PAD, START, Ids, Tokenizer
from pii.encoder.windows import Scores

disable_progress_bar()  # type: ignore[no-untyped-call]


def config_of(shape: NetworkShape, tokenizer: Tokenizer) -> ModernBertConfig:
    """Return the configuration of a network over a tokenizer's vocabulary."""
    record = {
        "vocab_size": len(tokenizer),
        "hidden_size": shape.width,
        "intermediate_size": shape.inner,
        "num_hidden_layers": shape.layers,
        "num_attention_heads": shape.heads,
        "max_position_embeddings": shape.positions,
        "local_attention": shape.reach,
        "global_attn_every_n_layers": shape.every,
        "pad_token_id": tokenizer.id_of(PAD),
        "bos_token_id": tokenizer.id_of(START),
        "eos_token_id": tokenizer.id_of(END),
        "cls_token_id": tokenizer.id_of(START),
        "sep_token_id": tokenizer.id_of(END),
        "id2label": dict(enumerate(TAGS)),
        "label2id": {tag: number for number, tag in enumerate(TAGS)},
        # Only masked tokens are projected onto the vocabulary, which is most of the work else.
        "sparse_prediction": True,
    }
    config: ModernBertConfig = ModernBertConfig.from_dict(record)
    return config


def new_classifier(shape: NetworkShape, tokenizer: Tokenizer) -> ModernBertForTokenClassification:
    """Return an untrained classifier of tokens."""
    return ModernBertForTokenClassification(config_of(shape, tokenizer))


def new_masked(shape: NetworkShape, tokenizer: Tokenizer) -> ModernBertForMaskedLM:
    """Return an untrained network that guesses masked tokens."""
    return ModernBertForMaskedLM(config_of(shape, tokenizer))


def load_masked(folder: Path) -> ModernBertForMaskedLM:
    """Read a pre-trained network to pre-train it further.

    Raises:
        InvalidModel: if the folder holds no network.
    """
    _refuse_other(folder)
    network: ModernBertForMaskedLM = ModernBertForMaskedLM.from_pretrained(
        folder, attn_implementation="sdpa"
    )
    return network


def load_classifier(folder: Path) -> ModernBertForTokenClassification:
    """Read a classifier, or make one of a pre-trained network with a fresh last layer.

    Raises:
        InvalidModel: if the folder holds no network.
    """
    _refuse_other(folder)
    network: ModernBertForTokenClassification = ModernBertForTokenClassification.from_pretrained(
        folder, attn_implementation="sdpa"
    )
    return network


def _refuse_other(folder: Path) -> None:
    """Refuse a folder without a network, before a hub is asked for one of its name."""
    if not (folder / "config.json").is_file():
        raise InvalidModel(f"{folder}: has no network (config.json); name a folder of weights")


class TorchRuntime:
    """Runs a classifier with torch, on a GPU in bfloat16 where there is one."""

    def __init__(self, folder: Path) -> None:
        self._device = "cuda" if torch.cuda.is_available() else "cpu"
        network: torch.nn.Module = load_classifier(folder)
        network.train(mode=False)
        precision = torch.bfloat16 if self._device == "cuda" else torch.float32
        self._network = network.to(self._device, precision)

    def __call__(self, ids: Ids, mask: Ids) -> Scores:
        """Return logits of shape (windows, tokens, tags) for ids of shape (windows, tokens)."""
        with torch.inference_mode():
            logits = self._network(
                input_ids=torch.from_numpy(ids.astype(np.int64)).to(self._device),
                attention_mask=torch.from_numpy(mask.astype(np.int64)).to(self._device),
            ).logits
        scores: Scores = logits.float().cpu().numpy()
        return scores
