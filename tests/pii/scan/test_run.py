import os
import signal
from multiprocessing import active_children

import pytest

from pii.errors import UnknownDetector
from pii.scan.process import FileTask, ScanOptions
from pii.scan.run import jobs_for, run
from tests.invented import MAIL


@pytest.fixture
def tasks(tmp_path):
    paths = []
    for number in range(12):
        path = tmp_path / f"{number:02}.py"
        path.write_text(f'mail = "{MAIL}"\n' * number + "x = 1\n" * 3000)
        paths.append(FileTask(str(path), path.stat().st_size, f"{tmp_path}/out/{path.name}"))
    return [*paths, FileTask(str(tmp_path / "gone.py"))]


def test_outcomes_are_the_same_and_in_the_same_order_with_any_number_of_workers(tasks):
    alone = list(run(ScanOptions(lists=True, differs=True), tasks, 1))
    assert list(run(ScanOptions(lists=True, differs=True), tasks, 2)) == alone
    assert [outcome.path for outcome in alone] == [task.path for task in tasks]
    assert alone[-1].trouble


def test_a_wrong_detector_is_one_error_before_any_work(tasks):
    with pytest.raises(UnknownDetector):
        next(run(ScanOptions(detector="nobody's"), tasks, 2))


def test_whoever_stops_listening_stops_the_workers(tasks):
    outcomes = run(ScanOptions(), tasks, 2)
    next(outcomes)
    outcomes.close()
    assert active_children() == []


def test_files_of_a_worker_that_died_do_not_count_as_done(tasks, monkeypatch):
    # So many that the workers, a few batches ahead, cannot have done them all.
    outcomes = run(ScanOptions(), tasks * 50, 2)
    next(outcomes)
    for worker in active_children():
        os.kill(worker.pid, signal.SIGKILL)
    troubles = {outcome.trouble for outcome in outcomes}
    assert any("its worker process died" in trouble for trouble in troubles)


@pytest.mark.parametrize(
    ("sizes", "asked", "jobs"),
    [
        ([100] * 9, None, 1),
        ([100] * 9, 4, 4),
        ([100] * 2, 4, 2),
        ([], 4, 1),
        ([100 << 20] * 99, None, min(len(os.sched_getaffinity(0)), 8)),
    ],
    ids=["small", "asked", "few", "none", "large"],
)
def test_there_are_as_many_workers_as_pay(sizes, asked, jobs):
    assert jobs_for([FileTask("a", size) for size in sizes], asked) == jobs
