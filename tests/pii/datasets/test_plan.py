import pytest
from hypothesis import given
from hypothesis import strategies as st

from pii.datasets.errors import NoShards
from pii.datasets.plan import Format, format_of, plan
from pii.datasets.progress import Progress
from pii.datasets.run import on_this_machine, run
from pii.datasets.stats import ShardStats
from pii.datasets.storage import Storage
from tests.pii.datasets.made import batch, contents, expected, job, mail, parquet_set


def planned(folder, wanted=None):
    return plan(Storage(str(folder)), wanted)


@given(st.permutations(["b.parquet", "a/c.jsonl.gz", "a/d.arrow", "e.ndjson"]))
def test_a_plan_is_the_same_whatever_order_files_came_in(tmp_path_factory, names):
    folder = tmp_path_factory.mktemp("plan")
    for name in names:
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_bytes(b"x")
    shards = [shard.path for shard in planned(folder).shards]
    assert shards == ["a/c.jsonl.gz", "a/d.arrow", "b.parquet", "e.ndjson"]


def test_formats_go_by_name():
    assert format_of("A.PARQUET") is Format.PARQUET
    assert format_of("a.json.zst") is Format.JSONL
    assert format_of("a.json") is None


def test_a_data_set_leaves_other_files_out_and_says_so(tmp_path):
    parquet_set(tmp_path, 1, 3)
    (tmp_path / "README.md").write_text("notes")
    made = planned(tmp_path)
    assert [shard.path for shard in made.shards] == ["part-0.parquet"]
    assert made.left_out == ("README.md",)


def test_an_empty_folder_has_nothing_to_redact(tmp_path):
    with pytest.raises(NoShards):
        planned(tmp_path)


def test_one_file_is_a_shard(tmp_path):
    parquet_set(tmp_path / "in", 2, 3)
    ended = batch(tmp_path / "in/part-1.parquet", tmp_path / "out")
    assert ended.returncode == 0, ended.stderr
    assert list(contents(tmp_path / "out")) == ["part-1.parquet"]


def test_code_keeps_its_bytes_and_binary_files_are_left_out(tmp_path):
    source, target = tmp_path / "in", tmp_path / "out"
    (source / "deep").mkdir(parents=True)
    ann = mail("ann")
    given_bytes = {
        "latin.py": b"# caf\xe9 " + ann.encode() + b"\r\n",
        "deep/mark.py": b"\xef\xbb\xbf# " + ann.encode(),
        "wide.txt": f"to {ann}".encode("utf-16"),
        "clean.c": b"int x;\n",
    }
    for name, data in given_bytes.items():
        (source / name).write_bytes(data)
    (source / "data.bin").write_bytes(b"\0\1\2")
    ended = batch(source, target)
    assert ended.returncode == 0, ended.stderr
    after = contents(target)
    assert sorted(after) == sorted(given_bytes)
    assert after["latin.py"] == b"# caf\xe9 <EMAIL>\r\n"
    assert after["deep/mark.py"] == b"\xef\xbb\xbf# <EMAIL>"
    assert after["wide.txt"].decode("utf-16") == expected(f"to {ann}", "wide.txt")
    assert after["clean.c"] == b"int x;\n"


def test_code_comes_out_the_same_in_groups_of_any_size(tmp_path, monkeypatch):
    source = tmp_path / "in"
    source.mkdir()
    for number in range(12):
        (source / f"f{number}.py").write_text(f"# {mail('ann')}\n" * number)
    assert run(job(source, tmp_path / "one"), on_this_machine(1)).failures == []
    monkeypatch.setattr("pii.datasets.plan.GROUP_FILES", 5)
    assert len(planned(source).shards) == 3
    assert run(job(source, tmp_path / "three"), on_this_machine(2)).failures == []
    assert contents(tmp_path / "one") == contents(tmp_path / "three")


def test_progress_tells_rows_speed_entities_and_time_left():
    said = []
    progress = Progress(4, 100, said.append, every=0.0)
    tally = ShardStats(rows=1500, text_bytes=10_000_000)
    tally.labels["EMAIL"] = 7
    progress.grow("a", tally)
    progress.finish("a", 25, tally)
    assert "0/4 shards  1,500 rows" in said[0]
    assert said[-1].startswith("[######..................] 1/4 shards  1,500 rows  ")
    assert "7 entities  0:00:00 left" in said[-1]
