import gzip
import json
from pathlib import Path
from tempfile import TemporaryDirectory

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pii.datasets.job import OnError
from pii.datasets.plan import plan
from pii.datasets.redact_rows import ResultCache, Row, ShardRedactor
from pii.datasets.worker import Storage, Worker
from pii.errors import PiiError
from tests.pii.datasets.made import POLICY, expected, job, mail

pieces = st.sampled_from(
    [mail("ann"), mail("bob"), "x = 1\n", "é", "\U0001f40d", " ", "\r\n", "<b>", '"', "\\", "# "]
)
texts = st.lists(pieces, max_size=8).map("".join)
rows = st.lists(
    st.tuples(st.none() | texts, st.sampled_from(["a.py", "b.html", "c"])), min_size=1, max_size=12
)
slice_bytes = st.sampled_from([1, 20, 100, 1 << 20])
formats = st.sampled_from(["parquet", "stream", "file", "jsonl", "jsonl.gz", "jsonl.zst"])


def write(path: Path, kind: str, given_rows, group: int) -> None:
    held = pa.table(
        {
            "text": pa.array([text for text, _ in given_rows], pa.string()),
            "path": [name for _, name in given_rows],
        }
    )
    if kind == "parquet":
        pq.write_table(held, path, row_group_size=group)
    elif kind in {"stream", "file"}:
        opened = pa.ipc.new_stream if kind == "stream" else pa.ipc.new_file
        with opened(str(path), held.schema) as writer:
            writer.write_table(held, max_chunksize=group)
    else:
        data = "".join(json.dumps(row) + "\n" for row in held.to_pylist()).encode()
        if kind.endswith("gz"):
            data = gzip.compress(data)
        elif kind.endswith("zst"):
            data = pa.compress(data, "zstd", asbytes=True)
        path.write_bytes(data)


def read(path: Path, kind: str) -> list[str | None]:
    if kind == "parquet":
        return pq.read_table(path)["text"].to_pylist()
    if kind in {"stream", "file"}:
        opened = pa.ipc.open_stream if kind == "stream" else pa.ipc.open_file
        with pa.OSFile(str(path)) as file:
            return opened(file).read_all()["text"].to_pylist()
    with pa.input_stream(str(path), compression="detect") as stream:
        return [json.loads(line)["text"] for line in stream.read().splitlines()]


@settings(max_examples=120)
@given(rows, slice_bytes, formats, st.integers(1, 5))
def test_a_shard_holds_what_redacting_row_by_row_gives(given_rows, slicing, kind, group):
    with TemporaryDirectory() as folder:
        name = f"a.{'arrow' if kind in {'stream', 'file'} else kind}"
        source, target = Path(folder, "in"), Path(folder, "out")
        source.mkdir()
        write(source / name, kind, given_rows, group)
        asked = job(source, target, slice_bytes=slicing)
        [shard] = plan(Storage(asked.source)).shards
        result = Worker(asked).do(shard)
        assert result.failure is None
        assert read(target / name, kind) == [expected(text, path) for text, path in given_rows]


class Choking:
    """Fails on texts that say so, alone or in company."""

    def detect(self, documents):
        if any("choke" in document.text for document in documents):
            raise PiiError("cannot")
        return list(documents)


def work(**settings) -> ShardRedactor:
    return ShardRedactor(job("in", "out", **settings), "shard", Choking(), ResultCache())


def test_a_row_that_fails_is_named_and_its_neighbours_are_not_blamed():
    dropping = work(on_error=OnError.DROP_ROW)
    done = dropping.redact([Row("0", "fine"), Row("1", "choke"), Row("2", "fine too")])
    assert [outcome is None for outcome in done] == [False, True, False]
    assert dropping.finish().dropped == [("1", "PiiError")]


def test_by_default_a_row_that_fails_fails_its_shard():
    with pytest.raises(PiiError, match=r"^row 1 could not be redacted: PiiError$"):
        work().redact([Row("0", "fine"), Row("1", "choke")])


class Counting:
    def __init__(self):
        self.seen = []

    def detect(self, documents):
        self.seen += [document.text for document in documents]
        return list(documents)


def test_a_text_met_before_is_not_detected_again_unless_its_language_differs():
    counting = Counting()
    busy = ShardRedactor(job("in", "out"), "shard", counting, ResultCache())
    busy.redact([Row("0", "same"), Row("1", "same"), Row("2", "same", "HTML")])
    busy.redact([Row("3", "same")])
    assert counting.seen == ["same", "same"]
    assert busy.finish().repeated == 2


def test_rows_reach_the_detector_by_length():
    counting = Counting()
    ShardRedactor(job("in", "out"), "shard", counting, ResultCache()).redact(
        [Row(str(size), "x" * size) for size in (5, 1, 3)]
    )
    assert [len(text) for text in counting.seen] == [1, 3, 5]


def test_memory_forgets_the_oldest_beyond_its_bound():
    small = ResultCache(most_bytes=500)
    asked = ShardRedactor(job("in", "out"), "shard", Counting(), small)
    asked.redact([Row("0", "a"), Row("1", "b"), Row("2", "c")])
    assert len(small._known) == 2


def test_the_policy_of_a_data_set_heeds_no_line_that_allows_itself():
    text = f"{mail('ann')}  # pii: allow\n"
    assert job("in", "out").policy == POLICY
    assert mail("ann") not in (expected(text) or "")
