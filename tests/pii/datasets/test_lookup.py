import gzip
import json
import subprocess

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from pii.datasets.errors import UnsuitableColumn
from pii.datasets.lookup import Holding, lookup
from pii.datasets.storage import Storage
from tests.pii.datasets.made import command, parquet_set, table


def write_arrow(path, held):
    with pa.ipc.new_stream(str(path), held.schema) as writer:
        writer.write_table(held)


def write_lines(path, held):
    path.write_bytes(gzip.compress("\n".join(map(json.dumps, held.to_pylist())).encode()))


@pytest.mark.parametrize(
    ("name", "write"),
    [
        ("a.parquet", lambda path, held: pq.write_table(held, path)),
        ("a.arrow", write_arrow),
        ("a.jsonl.gz", write_lines),
    ],
)
def test_an_owner_learns_which_repositories_are_held_and_in_how_many_rows(tmp_path, name, write):
    (tmp_path / "in").mkdir()
    write(tmp_path / "in" / name, table(20))
    held = lookup(Storage(str(tmp_path / "in")), "OWNER1", index=tmp_path / "index")
    assert held == [Holding("owner1/tool0", 2), Holding("owner1/tool1", 2)]
    [one] = lookup(Storage(str(tmp_path / "in")), "owner1/tool1", index=tmp_path / "index")
    assert one == Holding("owner1/tool1", 2)


def test_the_index_is_built_once_and_mended_where_a_shard_changed(tmp_path):
    source = parquet_set(tmp_path / "in", 3, 10)
    told = []
    place, index = Storage(str(source)), tmp_path / "index"
    lookup(place, "owner1", index=index, tell=told.append)
    assert len(told) == 3
    pq.write_table(table(1, first=1), source / "part-1.parquet")
    (source / "part-2.parquet").unlink()
    told.clear()
    held = lookup(place, "owner1", index=index, tell=told.append)
    assert told == ["indexing part-1.parquet"]
    assert sum(holding.rows for holding in held) == 2 + 1


def test_a_row_that_names_several_repositories_counts_for_each(tmp_path):
    (tmp_path / "in").mkdir()
    held = pa.table({"text": ["x"], "max_stars_repo_name": ["a/x"], "max_forks_repo_name": ["b/y"]})
    pq.write_table(held, tmp_path / "in/a.parquet")
    place, index = Storage(str(tmp_path / "in")), tmp_path / "index"
    assert lookup(place, "a", index=index) == [Holding("a/x", 1)]
    assert lookup(place, "b", index=index) == [Holding("b/y", 1)]


def test_a_set_that_names_no_repositories_is_told(tmp_path):
    (tmp_path / "in").mkdir()
    pq.write_table(pa.table({"text": ["x"]}), tmp_path / "in/a.parquet")
    with pytest.raises(UnsuitableColumn, match="--repository-column"):
        lookup(Storage(str(tmp_path / "in")), "a", index=tmp_path / "index")


def test_the_command_prints_data_on_standard_output(tmp_path):
    source = parquet_set(tmp_path / "in", 1, 10)
    words = command("lookup", source, "owner1", "--index", tmp_path / "index")
    told = subprocess.run(words, capture_output=True, text=True, check=True)
    assert told.stdout == "owner1/tool0\t1\nowner1/tool1\t1\n"
