"""One step of a GPU run, with no more than torch, transformers, tokenizers and numpy.

python -m bench.gpu.step pretrain PLAN FOLDER
python -m bench.gpu.step train PLAN MODEL SAMPLES
python -m bench.gpu.step measure MODEL SAMPLES
"""

import json
import sys
import time
from pathlib import Path

from pii.encoder.detector import EncoderDetector
from pii.entities import Entity
from pii.evaluation import Report, report_of
from pii.labels import Label
from pii.samples import Sample, read_samples
from pii.training.config import read_plan


def pretrain(plan: Path, folder: Path) -> None:
    """Pre-train as the plan says, from earlier weights if the folder holds some."""
    from pii.training.pretraining import pretrain as run

    folder.mkdir(parents=True, exist_ok=True)
    run(read_plan(plan), folder, print)


def train(plan: Path, model: Path, samples: Path) -> None:
    """Fine-tune as the plan says."""
    from pii.training.finetuning import train as run

    model.mkdir(parents=True, exist_ok=True)
    repositories = {sample.repository for sample in read_samples(samples)}
    run(read_plan(plan), model, sorted(repositories - {""}), print)


def measure(model: Path, samples: Path) -> None:
    """Print strict F1 of the encoder alone, by label, and megabytes a second."""
    known = list(read_samples(samples))
    bare = [sample.document.marked(()) for sample in known]
    detector = EncoderDetector.load(model)
    detector.detect(bare[:8])
    started = time.perf_counter()
    found = detector.detect(bare * 4)[: len(bare)]
    seconds = time.perf_counter() - started
    size = 4 * sum(len(document.text.encode()) for document in bare) / 1e6
    report = sum(
        (_report(sample, document.entities) for sample, document in zip(known, found, strict=True)),
        Report(),
    )
    scores = {str(label): round(report.strict[label].f1, 4) for label in Label}
    told = {"all": round(report.total.f1, 4), **scores, "mb_a_second": round(size / seconds, 3)}
    (model / "speed.json").write_text(json.dumps(told) + "\n", encoding="utf-8")
    print(json.dumps(told))


def _report(sample: Sample, entities: tuple[Entity, ...]) -> Report:
    return report_of(sample, [entity for entity in entities if entity.score >= 0.5])


if __name__ == "__main__":
    step, *paths = sys.argv[1:]
    {"pretrain": pretrain, "train": train, "measure": measure}[step](*map(Path, paths))
