"""Redaction checked and not believed: the output scanned again, at a careful operating point.

An audit reads what a run wrote and tells what a lower threshold would still hide, by label and by
place, without a letter of it. It is a run whose copies are thrown away.
"""

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field

from pii.datasets.engines.processes import ProcessEngine
from pii.datasets.job import Columns, Job, OnError, Review
from pii.datasets.lock import locked
from pii.datasets.manifest import MANIFEST
from pii.datasets.plan import Format, plan
from pii.datasets.progress import talking
from pii.datasets.stats import largest, smallest_keys
from pii.datasets.storage import NOTES, Storage
from pii.datasets.worker import Failure
from pii.redaction.policy import CAREFUL, Policy

AUDIT = f"{NOTES}/audit.json"
_RECOGNISED = "recognised"


@dataclass(frozen=True, slots=True)
class Left:
    """A place that a careful look would hide: offsets count code points of the output's text."""

    row: str
    start: int
    end: int
    label: str
    rule: str


@dataclass(slots=True)
class Audit:
    """What is left: counts by label and rule, some places of each label, unread shards."""

    rows: int = 0
    text_bytes: int = 0
    labels: Counter[str] = field(default_factory=Counter)
    rules: Counter[str] = field(default_factory=Counter)
    places: list[Left] = field(default_factory=list)
    failures: list[Failure] = field(default_factory=list)


def audit(
    target: Storage,
    detector: str = "auto",
    policy: Policy | None = None,
    *,
    workers: int = 1,
    places: int = 50,
    quiet: bool = True,
) -> Audit:
    """Scan a target again and put what was found into its notes.

    Args:
        target: what a run wrote, or any data set.
        detector: which to use; another one than the run's sees other things.
        policy: what counts; by default everything from the careful threshold on.
        workers: how many processes.
        places: how many places of each label are told.
        quiet: whether to say nothing on the way.

    Raises:
        NoShards: if nothing is there.
        TargetInUse: if a run still works on it.
    """
    job = _job(target, detector, policy, places)
    made = plan(target, job.format)
    progress = talking(len(made.shards), made.size, quiet=quiet)
    sizes = {shard.path: shard.size for shard in made.shards}
    found, review_samples = Audit(), []
    with locked(target):
        for result in ProcessEngine(job, workers, progress.grow).results(made.shards):
            progress.finish(result.shard, sizes[result.shard], result.tally)
            if result.tally is not None:
                review_samples += result.tally.review_samples
                found.failures += _failures(result.shard, result.tally.dropped)
            elif result.failure is not None:
                found.failures.append(result.failure)
        total = progress.total
        found.rows, found.text_bytes = total.rows, total.text_bytes
        found.labels, found.rules = total.labels, total.rules
        found.places = [
            Left(s.row, s.start, s.end, s.label, s.rule)
            for s in smallest_keys(review_samples, places)
        ]
        target.write(AUDIT, json.dumps(_told(found), indent=1).encode())
    return found


def _told(found: Audit) -> dict[str, object]:
    return {
        "rows": found.rows,
        "text_bytes": found.text_bytes,
        "labels": dict(found.labels),
        "rules": dict(largest(found.rules, len(found.rules))),
        "places": [asdict(place) for place in found.places],
        "failures": [asdict(failure) for failure in found.failures],
    }


def _failures(shard: str, dropped: Sequence[tuple[str, str]]) -> list[Failure]:
    return [Failure(shard, error, row) for row, error in dropped]


def _job(target: Storage, detector: str, policy: Policy | None, places: int) -> Job:
    """Return the job of looking again, with the columns that the run itself looked at."""
    settings: dict[str, str] = {}
    notes = target.read([MANIFEST])
    if MANIFEST in notes:
        settings = json.loads(notes[MANIFEST])["settings"]
    text = settings.get("text column", _RECOGNISED)
    kind = settings.get("format", _RECOGNISED)
    return Job(
        target.url,
        target.url,
        detector,
        policy or Policy(threshold=CAREFUL, inline_allow=False),
        columns=Columns(text=None if text == _RECOGNISED else text),
        format=None if kind == _RECOGNISED else Format(kind),
        on_error=OnError.DROP_ROW,
        review=Review(places),
        publishes=False,
    )
