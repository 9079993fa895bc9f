"""Pre-training: guess the tokens that are masked. No truth is needed, so any code will do."""

from collections.abc import Sequence
from pathlib import Path

import torch
from transformers import Trainer

from pii.encoder.checkpoint import NETWORK
from pii.encoder.network import load_masked, new_masked
from pii.encoder.tagging import UNKNOWN
from pii.encoder.tokenizer import MASK, PAD, SPECIALS, Tokenizer
from pii.training.config import TrainingConfig
from pii.training.features import Features
from pii.training.runs import (
    Start,
    TimeLimit,
    Windows,
    arguments_of,
    last_checkpoint,
    write_record,
)


class Masker:
    """Makes batches in which some tokens are masked and those alone are to be guessed.

    Of the chosen tokens eight in ten become the mask, one in ten another token, and one in ten
    stays, so that the network has to judge every token it sees.
    """

    def __init__(self, tokenizer: Tokenizer, share: float) -> None:
        self._mask = tokenizer.id_of(MASK)
        self._pad = tokenizer.id_of(PAD)
        self._vocabulary = len(tokenizer)
        self._share = share

    def __call__(self, items: Sequence[dict[str, torch.Tensor]]) -> dict[str, torch.Tensor]:
        """Return `input_ids`, `attention_mask` and `labels`, each of shape (windows, tokens)."""
        ids = torch.stack([item["input_ids"] for item in items])
        chosen = (torch.rand(ids.shape) < self._share) & (ids >= len(SPECIALS))
        labels = torch.where(chosen, ids, UNKNOWN)
        fate = torch.rand(ids.shape)
        others = torch.randint(len(SPECIALS), self._vocabulary, ids.shape)
        masked = torch.where(chosen & (fate < 0.8), self._mask, ids)
        masked = torch.where(chosen & (fate > 0.9), others, masked)
        return {
            "input_ids": masked,
            "attention_mask": (ids != self._pad).long(),
            "labels": labels,
        }


def pretrain(plan: TrainingConfig, folder: Path) -> Path:
    """Pre-train a network, a new one or that of the plan's start; return its weights' folder.

    A run that was cut short goes on from its last checkpoint.

    Raises:
        UnreadableFile: if the tokenizer or the features cannot be read.
        InvalidModel: if there are no weights to start from.
    """
    start = Start()
    tokenizer = Tokenizer.load(Path(plan.data.tokenizer))
    features = sum_of([Features.load(Path(path)) for path in plan.data.tokens])
    torch.manual_seed(plan.run.seed)
    network = (
        load_masked(Path(plan.data.start))
        if plan.data.start
        else new_masked(plan.network, tokenizer)
    )
    trainer = Trainer(
        model=network,
        args=arguments_of(plan, folder, judged=False),
        train_dataset=Windows(features),
        data_collator=Masker(tokenizer, plan.run.mask),
        callbacks=[TimeLimit(plan.run.minutes, judged=False)],
    )
    trainer.train(resume_from_checkpoint=last_checkpoint(folder))
    weights = folder / NETWORK
    trainer.save_model(str(weights))
    if trainer.is_world_process_zero():
        write_record(folder, plan, trainer.state.log_history, start)
    return weights


def sum_of(parts: Sequence[Features]) -> Features:
    """Return features one behind another.

    Raises:
        ValueError: if there are none.
    """
    if not parts:
        raise ValueError("needs at least one file of features")
    total = parts[0]
    for part in parts[1:]:
        total += part
    return total
