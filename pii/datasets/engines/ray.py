"""The same shards on a Ray cluster: same plan, same manifest, same bytes.

Ray Data carries shards to a pool of actors and their results back; what is done and what is not
stays with the target's own notes, so a run begun here can be finished without Ray, and the other
way round. The source and the target must be addresses that every machine of the cluster sees.
"""

import logging
import socket
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from importlib import import_module
from typing import Protocol

from pii.datasets.engines.processes import ENVIRONMENT
from pii.datasets.errors import BatchError, name_of
from pii.datasets.job import Job
from pii.datasets.plan import Shard
from pii.datasets.stats import ShardStats
from pii.datasets.worker import Failure, Result, Worker
from pii.extras import RAY, require

_PATIENCE = 10.0


@dataclass(frozen=True, slots=True)
class Cluster:
    """Where and how large.

    `address` is a Ray address; without one Ray is started on this machine. The pool grows and
    shrinks between `least` and `most` actors; each takes one CPU and `gpus` of a GPU.
    """

    address: str | None = None
    least: int = 1
    most: int = 2
    gpus: float = 0.0

    def __post_init__(self) -> None:
        if not 1 <= self.least <= self.most:
            raise ValueError(f"needs 1 <= least <= most, got {self.least} and {self.most}")


class _Rows(Protocol):
    """What is used of a Ray data set."""

    def iter_rows(self) -> Iterator[dict[str, Result]]: ...


def on_a_cluster(
    cluster: Cluster,
) -> Callable[[Job, Sequence[Shard], Callable[[str, ShardStats], None]], Iterator[Result]]:
    """Return the engine that uses Ray.

    Raises:
        MissingExtra: when it is used, if Ray is not installed.
        BatchError: when it is used, if the cluster cannot be reached.
    """

    def results(
        job: Job, shards: Sequence[Shard], tell: Callable[[str, ShardStats], None]
    ) -> Iterator[Result]:
        del tell
        _join(cluster)
        yield from _results(_flow(job, shards, cluster), shards)

    return results


def _results(flow: _Rows, shards: Sequence[Shard]) -> Iterator[Result]:
    """Give results as they come; shards that never come back are failures."""
    left = {shard.path for shard in shards}
    reason = "WorkerDied"
    try:
        for row in flow.iter_rows():
            left.discard(row["result"].shard)
            yield row["result"]
    except Exception as error:
        # Whatever Ray raises, it is one of many types, and the notes in the target still hold.
        reason = name_of(error)
    for path in sorted(left):
        yield Result(path, failure=Failure(path, reason))


def _join(cluster: Cluster) -> None:
    """Connect to the cluster, or start Ray here; a connection that stands is used.

    Raises:
        MissingExtra: if Ray is not installed.
        BatchError: if the cluster cannot be reached.
    """
    require("--engine ray", RAY)
    ray = import_module("ray")
    if ray.is_initialized():
        return
    _check_reachable(cluster.address)
    try:
        ray.init(
            address=cluster.address,
            num_cpus=None if cluster.address else cluster.most + 1,
            include_dashboard=False,
            logging_level="ERROR",
            log_to_driver=False,
            runtime_env={"env_vars": ENVIRONMENT},
        )
    except Exception as error:
        # A node that is slow to start raises a plain one.
        where = cluster.address or "Ray on this machine"
        raise BatchError(f"{where}: cannot be reached: {name_of(error)}") from None


def _check_reachable(address: str | None) -> None:
    """Knock first, for Ray ends the whole process where nobody answers.

    Raises:
        BatchError: if nobody listens at a host and port.
    """
    host, _, port = (address or "").removeprefix("ray://").rpartition(":")
    if not host or not port.isdigit():
        return
    try:
        socket.create_connection((host, int(port)), timeout=_PATIENCE).close()
    except OSError as error:
        raise BatchError(f"{address}: cannot be reached: {name_of(error)}") from None


def _flow(job: Job, shards: Sequence[Shard], cluster: Cluster) -> _Rows:
    """Return the data set whose rows are results: one block a shard, largest first."""
    data = import_module("ray.data")
    context = data.DataContext.get_current()
    context.enable_progress_bars = False
    # What goes wrong is told by the rejects, in a line and not in a page.
    logging.getLogger("ray.data").setLevel(logging.CRITICAL)
    # A shard that takes a long time must not wait for its neighbours in the pool.
    context.execution_options.preserve_order = False
    # A shard that kills its workers is given up after a second try, as on one machine; Ray would
    # try for ever, or give up all of them.
    context.max_errored_blocks = -1
    ordered = sorted(shards, key=lambda s: (-s.size, s.path))
    items = [{"shard": shard} for shard in ordered]
    flow: _Rows = data.from_items(items, override_num_blocks=len(items)).map(
        _Actor,
        fn_constructor_args=(job,),
        compute=data.ActorPoolStrategy(min_size=cluster.least, max_size=cluster.most),
        num_cpus=1,
        num_gpus=cluster.gpus or None,
        max_task_retries=1,
    )
    return flow


class _Actor:
    """One worker of the pool; a call is a shard."""

    def __init__(self, job: Job) -> None:
        self._worker = Worker(job)

    def __call__(self, row: dict[str, Shard]) -> dict[str, Result]:
        return {"result": self._worker.do(row["shard"])}
