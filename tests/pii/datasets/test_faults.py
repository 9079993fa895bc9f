import gzip
import json
import os
import random
import re
import shutil
import signal
import subprocess
import time

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from tests.pii.datasets.made import (
    PATIENCE,
    alive,
    awaited,
    batch,
    begun,
    children_of,
    contents,
    expected,
    mail,
    parquet_set,
    table,
)

SHARDS, ROWS, LINES = 5, 60, 600


@pytest.fixture(scope="module")
def source(tmp_path_factory):
    return parquet_set(tmp_path_factory.mktemp("source") / "in", SHARDS, ROWS, LINES)


@pytest.fixture(scope="module")
def undisturbed(source, tmp_path_factory):
    target = tmp_path_factory.mktemp("undisturbed") / "out"
    assert batch(source, target, "--workers", "2").returncode == 0
    return contents(target)


def killed(process):
    process.kill()
    process.communicate(timeout=PATIENCE)


def rejects(target):
    return [json.loads(line) for line in (target / "_pii/rejects.jsonl").read_text().splitlines()]


def test_killed_at_any_moment_a_run_never_shows_half_a_shard_and_ends_the_same(
    source, undisturbed, tmp_path
):
    moments = random.Random(7)
    target = tmp_path / "out"
    for _ in range(8):
        before = len(contents(target)) if target.exists() else 0
        process = begun(source, target, "--workers", "2")
        awaited(
            lambda before=before, process=process: (
                process.poll() is not None
                or (
                    (target / "_pii/spool").exists()
                    and (any((target / "_pii/spool").iterdir()) or len(contents(target)) > before)
                )
            ),
            "a shard is being worked on",
        )
        time.sleep(moments.uniform(0, 0.35))
        killed(process)
        for path, data in contents(target).items():
            assert data == undisturbed[path]
    # The last word has a run that nobody disturbs.
    assert batch(source, target, "--workers", "2").returncode == 0
    assert contents(target) == undisturbed
    assert list((target / "_pii/spool").iterdir()) == []


def test_workers_end_with_a_killed_run(source, tmp_path):
    process = begun(source, tmp_path / "out", "--workers", "2")
    awaited(lambda: len(children_of(process.pid)) == 2, "two workers run")
    workers = children_of(process.pid)
    killed(process)
    awaited(lambda: not any(alive(pid) for pid in workers), "the workers are gone")


def test_a_killed_worker_costs_nothing_but_its_shard_again(source, undisturbed, tmp_path):
    target = tmp_path / "out"
    process = begun(source, target, "--workers", "2")
    awaited(lambda: len(children_of(process.pid)) == 2, "two workers run")
    os.kill(children_of(process.pid)[0], signal.SIGKILL)
    _, talk = process.communicate(timeout=PATIENCE)
    assert process.returncode == 0, talk
    assert contents(target) == undisturbed


def test_a_shard_that_kills_every_worker_is_named_and_a_rerun_mends_it(
    source, undisturbed, tmp_path
):
    target = tmp_path / "out"
    process = begun(source, target, "--workers", "1")
    slain: set[int] = set()

    def slay():
        fresh = [pid for pid in children_of(process.pid) if pid not in slain]
        for pid in fresh if len(slain) < 2 * SHARDS else []:
            os.kill(pid, signal.SIGKILL)
            slain.add(pid)
        return process.poll() is not None or len(slain) == 2 * SHARDS

    awaited(slay, "every shard had its tries")
    process.communicate(timeout=PATIENCE)
    assert process.returncode == 1
    assert {line["error"] for line in rejects(target)} == {"WorkerDied"}
    assert contents(target) == {}
    assert batch(source, target).returncode == 0
    assert contents(target) == undisturbed
    assert rejects(target) == []


@pytest.fixture
def small_disk(tmp_path):
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", disk],
        capture_output=True,
        check=False,
    )
    if mounted.returncode:
        pytest.skip("NOT TESTED: a full disk, for this user may not mount a small one")
    yield disk
    subprocess.run(["umount", "-l", disk], check=True)


def test_a_full_disk_leaves_whole_shards_only_and_room_mends_it(source, undisturbed, small_disk):
    target = small_disk / "out"
    ended = batch(source, target, "--workers", "2")
    assert ended.returncode == 1
    assert "ENOSPC" in ended.stderr or any("ENOSPC" in r["error"] for r in rejects(target))
    for path, data in contents(target).items():
        assert data == undisturbed[path]
    assert len(contents(target)) < SHARDS
    subprocess.run(["mount", "-o", "remount,size=64m", small_disk], check=True)
    assert batch(source, target, "--workers", "2").returncode == 0
    assert contents(target) == undisturbed


def test_what_failed_is_told_even_where_the_notes_cannot_be_written(source, undisturbed, tmp_path):
    damaged, target = tmp_path / "in", tmp_path / "out"
    shutil.copytree(source, damaged)
    cut_in_half(damaged / "part-1.parquet")
    (target / "_pii/rejects.jsonl/in-the-way").mkdir(parents=True)
    ended = batch(damaged, target, "--workers", "1")
    assert ended.returncode == 1
    assert "part-1.parquet: " in ended.stderr
    assert re.search(r"rejects\.jsonl and the report could not be written: \w+ E\w+;", ended.stderr)
    assert "1 shard failed, 0 not tried" in ended.stderr
    assert "report: " not in ended.stderr
    whole = {name: data for name, data in undisturbed.items() if name != "part-1.parquet"}
    assert contents(target) == whole


def flip_a_row_group(path):
    at = pq.ParquetFile(path).metadata.row_group(1).column(2)
    data = bytearray(path.read_bytes())
    first = at.dictionary_page_offset or at.data_page_offset
    place = first + at.total_compressed_size // 2
    for offset in range(32):
        data[place + offset] ^= 0xFF
    path.write_bytes(data)


def cut_in_half(path):
    os.truncate(path, path.stat().st_size // 2)


@pytest.mark.parametrize("harm", [flip_a_row_group, cut_in_half], ids=["row-group", "truncated"])
def test_a_damaged_shard_is_named_the_others_are_done_and_a_rerun_mends_it(
    source, undisturbed, tmp_path, harm
):
    damaged, target = tmp_path / "in", tmp_path / "out"
    shutil.copytree(source, damaged)
    whole = damaged / "part-1.parquet"
    sound = whole.read_bytes()
    harm(whole)
    ended = batch(damaged, target, "--workers", "2")
    assert ended.returncode == 1
    [reject] = rejects(target)
    assert reject["shard"] == "part-1.parquet"
    others = {path: data for path, data in undisturbed.items() if path != "part-1.parquet"}
    assert contents(target) == others
    whole.write_bytes(sound)
    mended = batch(damaged, target)
    assert mended.returncode == 0, mended.stderr
    assert contents(target) == undisturbed
    assert rejects(target) == []


def test_a_source_that_changes_behind_a_finished_shard_refuses_with_its_name(source, tmp_path):
    changed, target = tmp_path / "in", tmp_path / "out"
    shutil.copytree(source, changed)
    assert batch(changed, target).returncode == 0
    pq.write_table(table(7), changed / "part-1.parquet")
    refused = batch(changed, target)
    assert refused.returncode == 1
    assert "has changed since: part-1.parquet" in refused.stderr


@pytest.mark.parametrize("ending", ["gz", "zst"])
def test_a_compressed_file_that_ends_too_soon_is_an_error_and_not_an_end(tmp_path, ending):
    source, target = tmp_path / "in", tmp_path / "out"
    source.mkdir()
    rows = "".join(json.dumps(row) + "\n" for row in table(200).to_pylist()).encode()
    packed = gzip.compress(rows) if ending == "gz" else pa.compress(rows, "zstd", asbytes=True)
    (source / f"a.jsonl.{ending}").write_bytes(packed[: len(packed) * 2 // 3])
    assert batch(source, target).returncode == 1
    assert [reject["shard"] for reject in rejects(target)] == [f"a.jsonl.{ending}"]
    assert contents(target) == {}


@pytest.mark.slow
def test_a_row_of_200_megabytes_is_redacted_like_any_other(tmp_path):
    source, target = tmp_path / "in", tmp_path / "out"
    source.mkdir()
    filler = "value = value + 1  # and on it goes\n" * 2_900_000
    text = f"{filler}ask {mail('ann')}\n{filler}"
    assert len(text) > 200_000_000
    pq.write_table(pa.table({"text": ["short", text, mail("bob")]}), source / "a.parquet")
    ended = batch(source, target, "--workers", "1")
    assert ended.returncode == 0, ended.stderr
    short, long, last = pq.read_table(target / "a.parquet")["text"].to_pylist()
    assert (short, last) == ("short", expected(mail("bob")))
    assert long == text.replace(mail("ann"), "<EMAIL>")


def test_the_second_of_two_runs_on_one_target_refuses_until_the_first_is_gone(source, tmp_path):
    target = tmp_path / "out"
    first = begun(source, target, "--workers", "1")
    awaited(lambda: (target / "_pii/manifest.json").exists(), "the first run holds the target")
    second = batch(source, target)
    assert second.returncode == 1
    assert "another run works on it" in second.stderr
    killed(first)
    # The kernel let go of the lock; nobody has to clean up after a kill.
    assert batch(source, target).returncode == 0


def test_a_run_that_was_asked_for_something_else_refuses_with_the_reason(source, tmp_path):
    target = tmp_path / "out"
    assert batch(source, target).returncode == 0
    done = contents(target)
    for words, reason in [
        (["--threshold", "0.9"], "another setting for policy"),
        (["--add", "count"], "another setting for added columns"),
        (["--on-error", "drop-row"], "another setting for on error"),
    ]:
        refused = batch(source, target, *words)
        assert refused.returncode == 1
        assert reason in refused.stderr
    manifest = target / "_pii/manifest.json"
    told = json.loads(manifest.read_text())
    manifest.write_text(json.dumps({**told, "revision": "0.0+older"}))
    assert "another revision of the detector" in batch(source, target).stderr
    assert contents(target) == done


def test_a_source_that_gained_a_shard_refuses_with_its_name(source, tmp_path):
    grown, target = tmp_path / "in", tmp_path / "out"
    shutil.copytree(source, grown)
    assert batch(grown, target).returncode == 0
    pq.write_table(table(3), grown / "part-9.parquet")
    refused = batch(grown, target)
    assert refused.returncode == 1
    assert "a source without part-9.parquet" in refused.stderr


def test_a_target_with_files_of_its_own_is_left_alone(source, tmp_path):
    (tmp_path / "mine.txt").write_text("mine")
    refused = batch(source, tmp_path)
    assert refused.returncode == 1
    assert "holds files already" in refused.stderr


def test_a_lost_or_cut_output_is_made_again(source, undisturbed, tmp_path):
    target = tmp_path / "out"
    assert batch(source, target).returncode == 0
    (target / "part-0.parquet").unlink()
    cut_in_half(target / "part-1.parquet")
    ended = batch(source, target)
    assert "3 of them before" in ended.stderr
    assert contents(target) == undisturbed


def test_nothing_a_run_says_or_notes_quotes_a_text(source, tmp_path):
    target = tmp_path / "out"
    ended = batch(source, target)
    notes = [path.read_text() for path in (target / "_pii").rglob("*") if path.is_file()]
    assert all("harbour-lane" not in told for told in [ended.stderr, ended.stdout, *notes])
