"""The progress of a training run, in lines of words."""

import time
from collections.abc import Callable, Mapping

import torch
from transformers import (
    PrinterCallback,
    Trainer,
    TrainerCallback,
    TrainerControl,
    TrainerState,
    TrainingArguments,
)

Tell = Callable[[str], None]
# Without news for so long, a line says how fast the steps are.
_SILENCE_SECONDS = 30.0
_SCORES = ("precision", "recall", "f1")


class ProgressLines(TrainerCallback):
    """Reports a run in lines of words: losses, validation scores, speed; one process does."""

    def __init__(self, tell: Tell) -> None:
        self._tell = tell
        self._started = self._told = time.monotonic()
        self._first_step = 0

    def on_train_begin(
        self,
        args: TrainingArguments,
        state: TrainerState,
        control: TrainerControl,
        **others: object,
    ) -> None:
        """Say where the run starts; a continued one has steps behind it."""
        self._started = self._told = time.monotonic()
        self._first_step = state.global_step
        if state.is_world_process_zero and state.global_step:
            self._tell(f"continuing at step {state.global_step:,} of {state.max_steps:,}")

    def on_log(
        self,
        args: TrainingArguments,
        state: TrainerState,
        control: TrainerControl,
        logs: Mapping[str, float] | None = None,
        **others: object,
    ) -> None:
        """Report a loss or a validation score."""
        what = _words_of(logs or {})
        if what and state.is_world_process_zero:
            self._tell(f"step {state.global_step:,} of {state.max_steps:,}: {what}")
            self._told = time.monotonic()

    def on_step_end(
        self,
        args: TrainingArguments,
        state: TrainerState,
        control: TrainerControl,
        **others: object,
    ) -> None:
        """Report the speed of a run that has said nothing for a while."""
        now = time.monotonic()
        if now - self._told > _SILENCE_SECONDS and state.is_world_process_zero:
            pace = (now - self._started) / max(1, state.global_step - self._first_step)
            self._tell(f"step {state.global_step:,} of {state.max_steps:,}: {pace:.2g} s a step")
            self._told = now


def _words_of(logs: Mapping[str, float]) -> str:
    """Return a log entry in words; nothing for one without a loss or score."""
    if "eval_f1" in logs:
        shares = ", ".join(f"{name} {float(logs[f'eval_{name}']):.3f}" for name in _SCORES)
        return f"validation loss {float(logs['eval_loss']):.4f}, {shares}"
    return f"loss {float(logs['loss']):.4f}" if "loss" in logs else ""


def in_words(trainer: Trainer, tell: Tell) -> None:
    """Let a trainer report its progress in words instead of printing dictionaries."""
    trainer.remove_callback(PrinterCallback)
    trainer.add_callback(ProgressLines(tell))


def announce(network: torch.nn.Module, windows: int, width: int, tell: Tell) -> None:
    """Say what is trained on what, before the first step is done."""
    size = sum(weights.numel() for weights in network.parameters())
    device = torch.cuda.get_device_name() if torch.cuda.is_available() else "the CPU"
    tell(f"training {size:,} weights on {windows:,} windows of {width} tokens, on {device}")
