"""Fine-tuning: learn the tags of tokens; the step with the best validation score is kept."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from transformers import EarlyStoppingCallback, EvalPrediction, Trainer, TrainerCallback

from pii.encoder.checkpoint import NETWORK, TOKENIZER, Manifest, digest_of
from pii.encoder.decoding import best_tags
from pii.encoder.network import load_classifier, new_classifier
from pii.encoder.tagging import UNKNOWN, spans_of
from pii.encoder.tokenizer import PAD, Tokenizer
from pii.evaluation import Score
from pii.training.config import TrainingConfig
from pii.training.features import Features
from pii.training.pretraining import sum_of
from pii.training.progress import Tell, announce, in_words
from pii.training.runs import (
    Start,
    TimeLimit,
    Windows,
    arguments_of,
    last_checkpoint,
    write_record,
)

# A quarter of a window is shared with the next one, so that every token is judged with at least
# an eighth of a window on both sides.
_OVERLAP_SHARE = 4


def train(
    plan: TrainingConfig,
    folder: Path,
    repositories: Sequence[str] = (),
    tell: Tell = lambda line: None,
) -> Manifest:
    """Fine-tune a classifier, write it as a model folder and return its manifest.

    It starts from the pre-trained weights that the plan names, if any. Thresholds are not set
    here: they are chosen on samples, by `pii.training.thresholds`.

    Args:
        plan: what to train, on what, for how long.
        folder: the model folder to write.
        repositories: where the samples come from; the manifest keeps them.
        tell: called with lines of progress.

    Raises:
        UnreadableFile: if the tokenizer or features cannot be read.
        InvalidModel: if there are no weights to start from.
    """
    start = Start()
    tokenizer = Tokenizer.load(Path(plan.data.tokenizer))
    features = sum_of([Features.load(Path(path)) for path in plan.data.tokens])
    judged = bool(plan.data.validation)
    torch.manual_seed(plan.run.seed)
    network = (
        load_classifier(Path(plan.data.start))
        if plan.data.start
        else new_classifier(plan.network, tokenizer)
    )
    announce(network, len(features), features.ids.shape[1], tell)
    callbacks: list[TrainerCallback] = [TimeLimit(plan.run.minutes, judged=judged)]
    if judged:
        callbacks.append(EarlyStoppingCallback(plan.run.patience))
    trainer = Trainer(
        model=network,
        args=arguments_of(plan, folder, judged=judged),
        train_dataset=Windows(features),
        eval_dataset=Windows(Features.load(Path(plan.data.validation))) if judged else None,
        data_collator=Collator(tokenizer),
        compute_metrics=window_scores,
        preprocess_logits_for_metrics=_log_softmax,
        callbacks=callbacks,
    )
    in_words(trainer, tell)
    trainer.train(resume_from_checkpoint=last_checkpoint(folder))
    trainer.save_model(str(folder / NETWORK))
    window = int(features.ids.shape[1])
    manifest = _manifest(plan, window, repositories, start.revision)
    if trainer.is_world_process_zero():
        tokenizer.save(folder / TOKENIZER)
        manifest.write(folder)
        write_record(folder, plan, trainer.state.log_history, start)
    return manifest


class Collator:
    """Stacks windows and masks their padding."""

    def __init__(self, tokenizer: Tokenizer) -> None:
        self._pad = tokenizer.id_of(PAD)

    def __call__(self, items: Sequence[dict[str, torch.Tensor]]) -> dict[str, torch.Tensor]:
        """Return `input_ids`, `attention_mask` and `labels`, each of shape (windows, tokens)."""
        ids = torch.stack([item["input_ids"] for item in items])
        labels = torch.stack([item["labels"] for item in items])
        return {
            "input_ids": ids,
            "attention_mask": (ids != self._pad).long(),
            "labels": labels,
        }


def window_scores(prediction: EvalPrediction) -> dict[str, float]:
    """Return precision, recall and F1 of entities within windows, by exact tokens and label.

    An entity cut by a window's edge counts as two, so these scores serve to choose a step only.
    """
    scores = np.asarray(prediction.predictions, dtype=np.float32)
    truth = np.asarray(prediction.label_ids)
    total = sum(
        (_window_score(row, tags) for row, tags in zip(scores, truth, strict=True)), Score()
    )
    return {"precision": total.precision, "recall": total.recall, "f1": total.f1}


def _window_score(scores: NDArray[np.float32], truth: NDArray[np.int64]) -> Score:
    unknown = truth == UNKNOWN
    true = set(spans_of(np.where(unknown, 0, truth).astype(np.int16)))
    claimed = {
        (first, last, label)
        for first, last, label in spans_of(best_tags(scores))
        if not unknown[first:last].any()
    }
    return Score(len(true & claimed), len(claimed), len(true))


def _log_softmax(logits: torch.Tensor, labels: torch.Tensor) -> torch.Tensor:
    del labels
    return logits.float().log_softmax(dim=-1)


def _manifest(
    plan: TrainingConfig, window: int, repositories: Sequence[str], revision: str
) -> Manifest:
    paths = [plan.data.tokenizer, *plan.data.tokens, plan.data.validation]
    data: Mapping[str, str] = {Path(path).name: digest_of(Path(path)) for path in paths if path}
    return Manifest(
        window,
        window // _OVERLAP_SHARE,
        repositories=tuple(repositories),
        data=data,
        revision=revision,
    )
