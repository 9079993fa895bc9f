import os
import signal
from contextlib import suppress
from importlib.util import find_spec
from subprocess import TimeoutExpired

import pytest

from pii.datasets.engines.ray import Cluster
from tests.pii.datasets.made import PATIENCE, awaited, batch, begun, contents, parquet_set

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(
        find_spec("ray") is None, reason='NOT TESTED: the cluster; pip install "pii-in-code[ray]"'
    ),
]
SHARDS = 5


@pytest.fixture(scope="module")
def source(tmp_path_factory):
    return parquet_set(tmp_path_factory.mktemp("source") / "in", SHARDS, 60, 400)


@pytest.fixture(scope="module")
def locally(source, tmp_path_factory):
    target = tmp_path_factory.mktemp("locally") / "out"
    assert batch(source, target, "--workers", "2").returncode == 0
    return contents(target)


def busy_worker(target):
    # Unfinished files lie in a folder that begins with the number of the process.
    folders = [path for path in (target / "_pii/spool").glob("*") if path.is_dir()]
    return int(folders[0].name.partition("-")[0]) if folders else None


def working_on(target, shard):
    found = []
    for folder in (target / "_pii/spool").glob("*"):
        # It may be cleared away while it is looked at.
        with suppress(OSError):
            if any(folder.rglob(f"*{shard}*")):
                found.append(int(folder.name.partition("-")[0]))
    return found


def test_both_engines_write_the_same_bytes(source, locally, tmp_path):
    target = tmp_path / "out"
    ended = batch(source, target, "--engine", "ray", "--workers", "2")
    assert ended.returncode == 0, ended.stderr
    assert contents(target) == locally


def test_a_ray_worker_killed_in_the_middle_costs_nothing_but_its_shard_again(
    source, locally, tmp_path
):
    target = tmp_path / "out"
    process = begun(source, target, "--engine", "ray", "--workers", "2")
    awaited(lambda: busy_worker(target), "a shard is being worked on")
    worker = busy_worker(target)
    os.kill(worker, signal.SIGKILL)
    _, talk = process.communicate(timeout=PATIENCE * 2)
    assert process.returncode == 0, talk
    assert contents(target) == locally


def test_a_shard_that_kills_every_worker_is_given_up_by_name_and_a_rerun_mends(
    source, locally, tmp_path
):
    target = tmp_path / "out"
    process = begun(source, target, "--engine", "ray", "--workers", "1")
    talk = None
    while talk is None:
        for worker in working_on(target, "part-0"):
            with suppress(ProcessLookupError):
                os.kill(worker, signal.SIGKILL)
        with suppress(TimeoutExpired):
            _, talk = process.communicate(timeout=0.003)
    assert process.returncode == 1, talk
    [reject] = (target / "_pii/rejects.jsonl").read_text().splitlines()
    assert "part-0" in reject
    assert "WorkerDied" in reject
    mended = batch(source, target)
    assert mended.returncode == 0, mended.stderr
    assert contents(target) == locally


@pytest.mark.parametrize("first", ["ray", "local"])
def test_what_one_engine_began_the_other_finishes(source, locally, tmp_path, first):
    target = tmp_path / "out"
    second = {"ray": "local", "local": "ray"}[first]
    process = begun(source, target, "--engine", first, "--workers", "1")
    awaited(lambda: target.exists() and contents(target), "a shard is done")
    process.kill()
    process.communicate(timeout=PATIENCE)
    before = contents(target)
    ended = batch(source, target, "--engine", second, "--workers", "2")
    assert ended.returncode == 0, ended.stderr
    assert before.items() <= contents(target).items()
    assert contents(target) == locally


def test_a_pool_needs_a_least_size_below_its_largest():
    with pytest.raises(ValueError, match="1 <= least <= most"):
        Cluster(least=3, most=2)


def test_a_cluster_that_is_not_there_is_told_in_one_line(source, tmp_path):
    words = ["--engine", "ray", "--ray-address", "127.0.0.1:9"]
    refused = batch(source, tmp_path / "out", *words)
    assert refused.returncode == 1
    assert (
        refused.stderr
        == "pii: 127.0.0.1:9: cannot be reached: ConnectionRefusedError ECONNREFUSED\n"
    )
