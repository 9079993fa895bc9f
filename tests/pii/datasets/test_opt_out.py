import json

import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pii.datasets.opt_out import OptOut, normal, read_opt_out
from pii.datasets.run import on_this_machine, run
from pii.errors import UnreadableFile
from tests.pii.datasets.made import batch, job, parquet_set, table

names = st.text("abcDE-_.", min_size=1, max_size=8).map(lambda name: name.strip(".") or "a")


@given(names, names)
def test_an_owner_covers_all_repositories_and_a_repository_only_itself(owner, repository):
    whole = f"{owner}/{repository}"
    assert OptOut(frozenset({normal(owner)})).covers(whole.upper())
    assert OptOut(frozenset({normal(whole)})).covers(f"https://github.com/{whole}")
    assert not OptOut(frozenset({normal(f"{owner}/{repository}x")})).covers(whole)
    assert not OptOut(frozenset({normal(f"{owner}x")})).covers(whole)


def test_a_list_has_one_name_a_line_and_comments(tmp_path):
    (tmp_path / "list").write_text("# who\nAnn\n\nhttps://github.com/Bob/tool/ # only this\n")
    assert read_opt_out(tmp_path / "list").names == {"ann", "bob/tool"}


def test_a_list_that_is_not_there_is_told(tmp_path):
    with pytest.raises(UnreadableFile, match="none"):
        read_opt_out(tmp_path / "none")


@pytest.mark.parametrize("kind", ["parquet", "jsonl"])
def test_rows_of_an_owner_are_left_out_and_counted(tmp_path, kind):
    source, target, listed = tmp_path / "in", tmp_path / "out", tmp_path / "list"
    source.mkdir()
    listed.write_text("owner1\nowner2/tool0\n")
    if kind == "parquet":
        pq.write_table(table(40), source / "a.parquet", row_group_size=7)
    else:
        rows = [json.dumps(row) for row in table(40).to_pylist()]
        (source / "a.jsonl").write_text("\n".join(rows) + "\n")
    ended = batch(source, target, "--opt-out", listed)
    assert ended.returncode == 0, ended.stderr
    assert "12 rows left out: opted out" in ended.stderr
    if kind == "parquet":
        left = pq.read_table(target / "a.parquet")["repo_name"].to_pylist()
    else:
        lines = (target / "a.jsonl").read_text().splitlines()
        left = [json.loads(line)["repo_name"] for line in lines]
    wanted = [n for n in table(40)["repo_name"].to_pylist() if n not in {"owner2/tool0"}]
    assert left == [name for name in wanted if not name.startswith("owner1/")]
    report = json.loads((target / "_pii/report.json").read_text())
    assert report["rows"] | {"opted_out": 12, "read": 40, "written": 28} == report["rows"]


def test_without_a_repository_column_nobody_is_promised_anything(tmp_path):
    source = tmp_path / "in"
    source.mkdir()
    pq.write_table(table(3).drop_columns("repo_name"), source / "a.parquet")
    asked = job(source, tmp_path / "out", opt_out=OptOut(frozenset({"ann"})))
    outcome = run(asked, on_this_machine(1))
    assert [failure.error for failure in outcome.failures] == ["UnsuitableColumn"]


def test_another_list_is_another_run(tmp_path):
    source, target = parquet_set(tmp_path / "in", 1, 5), tmp_path / "out"
    assert batch(source, target).returncode == 0
    (tmp_path / "list").write_text("owner1\n")
    refused = batch(source, target, "--opt-out", tmp_path / "list")
    assert "another setting for opt-out" in refused.stderr
