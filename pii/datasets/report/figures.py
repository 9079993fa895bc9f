"""`report.json` and `report.html`: what a run did, to be read by programs and by people."""

import json
from collections import Counter
from datetime import UTC, datetime

from pii.datasets.job import Job
from pii.datasets.plan import ShardPlan
from pii.datasets.report.html import page_of
from pii.datasets.result import RunResult
from pii.datasets.stats import ShardStats, largest, smallest_keys
from pii.datasets.storage import NOTES, Storage

REPORT = f"{NOTES}/report.json"
PAGE = f"{NOTES}/report.html"


def write_report(target: Storage, job: Job, plan: ShardPlan, outcome: RunResult) -> None:
    """Write both files into the target."""
    figures = figures_of(job, plan, outcome)
    review_samples = [s for tally in outcome.done.values() for s in tally.review_samples]
    chosen = smallest_keys(review_samples, job.review.places)
    target.write(REPORT, json.dumps(figures, indent=1).encode())
    target.write(PAGE, page_of(figures, chosen).encode("utf-8", "replace"))


def figures_of(job: Job, plan: ShardPlan, outcome: RunResult) -> dict[str, object]:
    """Return all figures of the target; no text, so that they can be passed around."""
    total = outcome.total
    return {
        "source": job.source,
        "target": job.target,
        "detector": job.detector,
        "written_at": datetime.now(UTC).isoformat(timespec="seconds"),
        "shards": {
            "all": len(plan.shards),
            "done": len(outcome.done),
            "done_before": outcome.before,
            "failed": len({failure.shard for failure in outcome.failures}),
            "left": outcome.left,
        },
        "rows": {
            "read": total.rows,
            "written": total.written,
            "changed": total.changed,
            "opted_out": total.opted_out,
            "dropped": sum(len(tally.dropped) for tally in outcome.done.values()),
            "binary": total.binary,
            "repeated": total.repeated,
        },
        "text_bytes": total.text_bytes,
        "entities": dict(total.labels.most_common()),
        "rules": dict(largest(total.rules, len(total.rules))),
        "languages": _by_language(total),
        "speed": _speed(total, outcome.seconds),
        "by_shard": {path: _by_shard(tally) for path, tally in sorted(outcome.done.items())},
        "failures": [[f.shard, f.row, f.error] for f in outcome.failures],
        "left_out": list(plan.left_out),
    }


def _by_language(total: ShardStats) -> dict[str, dict[str, int]]:
    ordered = Counter(total.language_bytes).most_common()
    return {
        language: {"bytes": size, "entities": total.languages[language]}
        for language, size in ordered
    }


def _speed(total: ShardStats, seconds: float) -> dict[str, float]:
    """Return times in seconds; `worker` adds up what each process spent on its shards."""
    return {
        "last_run_seconds": round(seconds, 3),
        "worker_seconds": round(total.seconds, 3),
        "detecting_seconds": round(total.detecting, 3),
        "mb_per_worker_second": round(total.text_bytes / 1e6 / max(total.seconds, 1e-9), 3),
    }


def _by_shard(tally: ShardStats) -> dict[str, object]:
    return {
        "rows": tally.rows,
        "changed": tally.changed,
        "text_bytes": tally.text_bytes,
        "entities": dict(sorted(tally.labels.items())),
        "seconds": round(tally.seconds, 3),
    }
