"""What both kinds of training run share: arguments, time limit, record."""

import json
import os
import subprocess
import time
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path

# Set before `transformers` looks: no hub is asked and nothing is reported anywhere.
os.environ.setdefault("HF_HUB_OFFLINE", "1")

import torch
from torch.utils.data import Dataset
from transformers import TrainerCallback, TrainerControl, TrainerState, TrainingArguments
from transformers.trainer_utils import get_last_checkpoint

from pii.encoder.checkpoint import RECORD, digest_of
from pii.training.config import TrainingConfig
from pii.training.features import Features

CHECKPOINTS = "checkpoints"
CURVE = "loss.png"


class Windows(Dataset[dict[str, torch.Tensor]]):
    """Features as `transformers` wants them: one window an item."""

    def __init__(self, features: Features) -> None:
        self._features = features

    def __len__(self) -> int:
        return len(self._features)

    def __getitem__(self, number: int) -> dict[str, torch.Tensor]:
        return {
            "input_ids": torch.from_numpy(self._features.ids[number].astype("int64")),
            "labels": torch.from_numpy(self._features.tags[number].astype("int64")),
        }


class TimeLimit(TrainerCallback):
    """Ends a run after some minutes, with a checkpoint from which the next run continues.

    A run with a validation set is evaluated once more, so that its last steps can be its best.
    """

    def __init__(self, minutes: float, *, judged: bool) -> None:
        self._seconds = 60 * minutes
        self._judged = judged
        self._started = time.monotonic()

    def on_step_end(
        self,
        args: TrainingArguments,
        state: TrainerState,
        control: TrainerControl,
        **others: object,
    ) -> None:
        """Stop and save once the time is over."""
        if self._seconds and time.monotonic() - self._started > self._seconds:
            control.should_save = True
            control.should_evaluate = self._judged
            control.should_training_stop = True


def arguments_of(plan: TrainingConfig, folder: Path, *, judged: bool) -> TrainingArguments:
    """Return the arguments of a run; a `judged` one evaluates and keeps its best step."""
    run = plan.run
    if run.threads:
        torch.set_num_threads(run.threads)
    looks = {
        "eval_strategy": "steps",
        "eval_steps": run.save_every,
        "load_best_model_at_end": True,
        "metric_for_best_model": "f1",
        "greater_is_better": True,
    }
    return TrainingArguments(
        output_dir=str(folder / CHECKPOINTS),
        max_steps=run.steps,
        per_device_train_batch_size=run.batch,
        per_device_eval_batch_size=run.batch,
        learning_rate=run.rate,
        warmup_steps=run.warmup,
        lr_scheduler_type="cosine",
        weight_decay=0.01,
        adam_beta2=0.98,
        max_grad_norm=1.0,
        bf16=run.precision == "bfloat16",
        logging_steps=max(1, run.save_every // 10),
        logging_first_step=True,
        save_steps=run.save_every,
        save_total_limit=2,
        seed=run.seed,
        report_to=[],
        disable_tqdm=True,
        dataloader_pin_memory=torch.cuda.is_available(),
        use_cpu=not torch.cuda.is_available(),
        **(looks if judged else {}),  # type: ignore[arg-type]
    )


def last_checkpoint(folder: Path) -> str | None:
    """Return the checkpoint at which an unfinished run continues, if there is one."""
    checkpoints = folder / CHECKPOINTS
    if not checkpoints.is_dir():
        return None
    found: str | None = get_last_checkpoint(str(checkpoints))  # type: ignore[no-untyped-call]
    return found


def revision() -> str:
    """Return the git revision of the code, or nothing outside a repository."""
    told = subprocess.run(
        ["git", "rev-parse", "HEAD"],  # noqa: S607  (whichever git there is)
        cwd=Path(__file__).parent,
        capture_output=True,
        text=True,
        check=False,
    )
    return told.stdout.strip() if told.returncode == 0 else ""


@dataclass(frozen=True, slots=True)
class Start:
    """When a run started, and on which revision of the code."""

    clock: float = field(default_factory=time.monotonic)
    revision: str = field(default_factory=revision)


def write_record(
    folder: Path, plan: TrainingConfig, history: Sequence[Mapping[str, float]], start: Start
) -> None:
    """Write a run's plan, inputs and losses as JSON, and a plot of the losses."""
    inputs = [plan.data.tokenizer, *plan.data.tokens, plan.data.validation]
    record = {
        "plan": asdict(plan),
        "data": {Path(path).name: digest_of(Path(path)) for path in inputs if path},
        "revision": start.revision,
        "torch": torch.__version__,
        "device": torch.cuda.get_device_name() if torch.cuda.is_available() else "cpu",
        "seconds": round(time.monotonic() - start.clock),
        "history": list(history),
    }
    (folder / RECORD).write_text(json.dumps(record, indent=1) + "\n", encoding="utf-8")
    _draw_curve(folder / CURVE, history)


def _draw_curve(path: Path, history: Sequence[Mapping[str, float]]) -> None:
    from matplotlib.figure import Figure

    figure = Figure(figsize=(7, 4))
    axes = figure.add_subplot()
    for name in ("loss", "eval_loss"):
        points = [(entry["step"], entry[name]) for entry in history if name in entry]
        if points:
            axes.plot(*zip(*points, strict=True), label=name)
    axes.set_xlabel("step")
    axes.set_ylabel("loss")
    axes.legend()
    figure.savefig(str(path))
