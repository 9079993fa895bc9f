import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from pii.datasets.plan import plan
from pii.datasets.run import on_this_machine, run
from pii.datasets.worker import Storage, Worker
from tests.pii.datasets.made import expected, job, table


def redacted(tmp_path, held, **options):
    settings = options.pop("settings", {})
    source, target = tmp_path / "in", tmp_path / "out"
    source.mkdir()
    pq.write_table(held, source / "a.parquet", **options)
    asked = job(source, target, **settings)
    [shard] = plan(Storage(asked.source)).shards
    result = Worker(asked).do(shard)
    assert result.failure is None, result.failure
    return pq.ParquetFile(source / "a.parquet"), pq.ParquetFile(target / "a.parquet")


def columns_of(file):
    groups = [file.metadata.row_group(n) for n in range(file.num_row_groups)]
    return [
        [
            (c.path_in_schema, c.physical_type, c.compression, c.is_stats_set, set(c.encodings))
            for c in (group.column(n) for n in range(group.num_columns))
        ]
        for group in groups
    ]


@pytest.mark.parametrize("codec", ["snappy", "zstd", "gzip", "lz4", "brotli", "none"])
def test_schema_metadata_row_groups_and_compression_are_kept(tmp_path, codec):
    before, after = redacted(tmp_path, table(70), row_group_size=30, compression=codec)
    assert after.schema_arrow.equals(before.schema_arrow, check_metadata=True)
    assert after.schema.equals(before.schema)
    assert [after.metadata.row_group(n).num_rows for n in range(3)] == [30, 30, 10]
    assert columns_of(after) == columns_of(before)


def test_every_other_column_is_kept_and_the_order_of_rows(tmp_path):
    before, after = redacted(tmp_path, table(70), row_group_size=30)
    old, new = before.read(), after.read()
    assert new.drop_columns("content").equals(old.drop_columns("content"))
    paths = old["path"].to_pylist()
    wanted = [expected(t, p) for t, p in zip(old["content"].to_pylist(), paths, strict=True)]
    assert new["content"].to_pylist() == wanted
    assert wanted != old["content"].to_pylist()


def test_each_column_keeps_its_own_codec_and_dictionary(tmp_path):
    codecs = {"repo_name": "zstd", "path": "snappy", "content": "gzip", "stars": "none"}
    before, after = redacted(tmp_path, table(9), compression=codecs, use_dictionary=["repo_name"])
    assert columns_of(after) == columns_of(before)


def test_old_timestamps_and_nested_columns_stay_what_they_are(tmp_path):
    held = table(4).append_column("when", pa.array([1, 2, None, 4], pa.timestamp("ns")))
    held = held.append_column("tags", pa.array([["a"], [], None, ["b", "c"]]))
    before, after = redacted(
        tmp_path, held, use_deprecated_int96_timestamps=True, use_compliant_nested_type=False
    )
    assert after.schema.equals(before.schema)
    assert after.read().drop_columns("content").equals(before.read().drop_columns("content"))


@pytest.mark.parametrize(
    "kind",
    [pa.large_string(), pa.dictionary(pa.int32(), pa.string())],
    ids=["large", "dictionary"],
)
def test_other_kinds_of_text_columns_keep_their_kind(tmp_path, kind):
    held = table(9)
    text = held["content"].combine_chunks().cast(pa.string())
    text = text.dictionary_encode() if pa.types.is_dictionary(kind) else text.cast(kind)
    held = held.set_column(2, "content", text)
    before, after = redacted(tmp_path, held)
    assert after.schema_arrow.equals(before.schema_arrow, check_metadata=True)
    wanted = [
        expected(t, p)
        for t, p in zip(*held.select(["content", "path"]).to_pydict().values(), strict=True)
    ]
    assert after.read()["content"].to_pylist() == wanted


def test_added_columns_tell_offsets_in_both_texts_and_no_text(tmp_path):
    settings = {"add_entities": True, "add_count": True}
    before, after = redacted(tmp_path, table(6), settings=settings)
    assert after.schema_arrow.names == [*before.schema_arrow.names, "pii_entities", "pii_count"]
    old = before.read()["content"].to_pylist()
    for row, original in zip(after.read().to_pylist(), old, strict=True):
        assert row["pii_count"] == len(row["pii_entities"])
        for entity in row["pii_entities"]:
            value = original[entity["start"] : entity["end"]]
            assert entity["label"] == "EMAIL"
            assert "harbour-lane" in value
            assert "EMAIL" in row["content"][entity["out_start"] : entity["out_end"]]
            assert entity["rule"] == "email-address"
            assert set(entity) == {
                "start", "end", "out_start", "out_end", "label", "score", "rule",
            }  # fmt: skip


def test_a_column_that_is_not_there_is_refused_with_the_names_that_are(tmp_path):
    source = tmp_path / "in"
    source.mkdir()
    pq.write_table(table(2).drop_columns("content"), source / "a.parquet")
    outcome = run(job(source, tmp_path / "out"), on_this_machine(1))
    assert [failure.error for failure in outcome.failures] == ["UnsuitableColumn"]


def test_a_file_without_rows_stays_one(tmp_path):
    _, after = redacted(tmp_path, table(1).slice(0, 0))
    assert after.metadata.num_rows == 0
