"""Pre-training: predict masked tokens. No labels are needed, so any code will do."""

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
from pii.training.progress import Tell, announce, in_words
from pii.training.runs import (
    Start,
    TimeLimit,
    Windows,
    arguments_of,
    last_checkpoint,
    write_record,
)


class Masker:
    """Makes batches in which some tokens are masked; only these have labels.

    Of the chosen tokens 80% become the mask, 10% another token, and 10% stay.
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


def pretrain(plan: TrainingConfig, folder: Path, tell: Tell = lambda line: None) -> Path:
    """Pre-train a network, a new one or that of the plan's start; return its weights' folder.

    An unfinished run continues at its last checkpoint.

    Args:
        plan: what to train, on what, for how long.
        folder: where the run is kept.
        tell: called with lines of progress.

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
    announce(network, len(features), features.ids.shape[1], tell)
    trainer = Trainer(
        model=network,
        args=arguments_of(plan, folder, judged=False),
        train_dataset=Windows(features),
        data_collator=Masker(tokenizer, plan.run.mask),
        callbacks=[TimeLimit(plan.run.minutes, judged=False)],
    )
    in_words(trainer, tell)
    trainer.train(resume_from_checkpoint=last_checkpoint(folder))
    weights = folder / NETWORK
    trainer.save_model(str(weights))
    if trainer.is_world_process_zero():
        write_record(folder, plan, trainer.state.log_history, start)
    return weights


def sum_of(parts: Sequence[Features]) -> Features:
    """Concatenate features.

    Raises:
        ValueError: if there are none.
    """
    if not parts:
        raise ValueError("needs at least one file of features")
    total = parts[0]
    for part in parts[1:]:
        total += part
    return total
