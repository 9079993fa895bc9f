from pathlib import Path
from tempfile import TemporaryDirectory

import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pii.datasets.errors import BadTarget
from pii.datasets.run import on_this_machine, run
from tests.pii.datasets.made import code, contents, expected, job, mail, parquet_set, table

texts = st.lists(
    st.sampled_from([mail("ann"), mail("bob"), code(1, 3), "é\U0001f40d", "\n", "# "]), max_size=6
).map("".join)


@settings(max_examples=6)
@given(
    st.lists(st.lists(st.none() | texts, min_size=1, max_size=9), min_size=1, max_size=3),
    st.integers(1, 3),
    st.sampled_from([1, 64, 1 << 22]),
    st.integers(1, 4),
)
def test_batch_output_is_redact_row_by_row(shards, workers, slice_bytes, group):
    with TemporaryDirectory() as folder:
        source, target = Path(folder, "in"), Path(folder, "out")
        source.mkdir()
        for number, rows in enumerate(shards):
            held = table(len(rows)).drop_columns("content").append_column("text", [rows])
            pq.write_table(held, source / f"{number}.parquet", row_group_size=group)
        asked = job(source, target, slice_bytes=slice_bytes)
        assert run(asked, on_this_machine(workers)).failures == []
        for number, rows in enumerate(shards):
            after = pq.read_table(target / f"{number}.parquet")
            paths = after["path"].to_pylist()
            wanted = [expected(text, path) for text, path in zip(rows, paths, strict=True)]
            assert after["text"].to_pylist() == wanted


def test_the_number_of_workers_and_the_size_of_slices_change_no_byte(tmp_path):
    source = parquet_set(tmp_path / "in", 4, 30)
    seen = []
    for number, (workers, slice_bytes) in enumerate([(1, 1 << 22), (3, 1), (2, 1000)]):
        target = tmp_path / f"out{number}"
        assert (
            run(job(source, target, slice_bytes=slice_bytes), on_this_machine(workers)).failures
            == []
        )
        seen.append(contents(target))
    assert seen[0] == seen[1] == seen[2]


@pytest.mark.parametrize("inside", ["in/out", "in", "."])
def test_a_target_in_its_source_is_refused(tmp_path, inside):
    source = parquet_set(tmp_path / "in", 1, 3)
    with pytest.raises(BadTarget, match="lies in its source"):
        run(job(source, tmp_path / inside), on_this_machine(1))
