import json

import pytest
from pii_annotation.dataset import Example, example_of, read_licences, write_data_set
from pii_annotation.dataset_report import report
from pii_annotation.entities import Flag, MarkedEntity, MarkedLabel
from pii_annotation.errors import MalformedRecord
from pii_annotation.json_fields import Record
from pii_annotation.plot import plot
from pii_annotation.splits import Split, split_of

EXAMPLES = [
    Example(
        f"d{number}",
        f"# 😀 Ann {number}\r\n",
        (MarkedEntity(4, 7, MarkedLabel.NAME, list(Flag)[number % 3]),) if number % 2 else (),
        "Python",
        f"octo/r{number // 3}",
        "MIT",
    )
    for number in range(120)
]
ROW = {"id": "a", "text": "Ann", "entities": [{"start": 0, "end": 3, "label": "NAME"}]}


def test_a_repository_is_in_one_split_and_splits_are_about_seventy_ten_twenty():
    splits = [split_of(f"octo/r{number}") for number in range(5_000)]
    shares = [splits.count(split) / len(splits) for split in Split]
    assert shares == pytest.approx([0.7, 0.1, 0.2], abs=0.02)
    assert split_of("octo/tools") is split_of("octo/tools") is Split.TRAIN


def test_texts_of_unknown_origin_are_split_by_their_id():
    assert len({Example(f"d{n}", "x", ()).split for n in range(50)}) == 3


def test_parquet_and_json_lines_hold_the_same_examples(tmp_path):
    datasets = pytest.importorskip("datasets")
    parquet = pytest.importorskip("pyarrow.parquet")
    write_data_set(tmp_path, reversed(EXAMPLES))
    found = []
    for split in Split:
        lines = (tmp_path / "jsonl" / f"{split}.jsonl").read_text().splitlines()
        rows = [json.loads(line) for line in lines]
        table = parquet.read_table(tmp_path / "parquet" / f"{split}.parquet")
        assert table.to_pylist() == rows
        assert {split_of(row["repo"]) for row in rows} <= {split}
        assert [row["id"] for row in rows] == sorted(row["id"] for row in rows)
        found += rows
    assert sorted(found, key=str) == sorted((one.row() for one in EXAMPLES), key=str)
    loaded = datasets.load_dataset(str(tmp_path / "parquet"), cache_dir=str(tmp_path / "cache"))
    assert set(loaded) == set(Split)


def test_a_split_without_examples_has_its_columns_all_the_same(tmp_path):
    pytest.importorskip("datasets")
    parquet = pytest.importorskip("pyarrow.parquet")
    write_data_set(tmp_path, EXAMPLES)
    write_data_set(tmp_path / "empty", [])
    full, empty = (
        parquet.read_schema(folder / "parquet" / "test.parquet")
        for folder in (tmp_path, tmp_path / "empty")
    )
    assert empty == full
    assert empty.names == ["id", "text", "entities", "language", "repo", "licence"]


def test_the_report_counts_by_split_label_language_and_licence():
    page = report(EXAMPLES)
    scored = sum(number % 6 == 3 for number in range(120))
    assert "# Data set of 120 snippets" in page
    assert f"| NAME | {scored} | 20 | 20 |" in page
    assert "| Python | 120 |" in page
    assert "| MIT | 120 |" in page


def test_the_plot_is_a_picture(tmp_path):
    pytest.importorskip("matplotlib")
    plot(EXAMPLES, tmp_path / "counts.png")
    assert (tmp_path / "counts.png").read_bytes().startswith(b"\x89PNG")


def test_a_licence_comes_from_the_row_or_the_repositorys():
    licences = {"o/r": "MIT"}
    assert example_of(Record("x", ROW | {"repo": "o/r"}), licences).licence == "MIT"
    assert example_of(Record("x", ROW | {"licence": "ISC"}), licences).licence == "ISC"
    assert example_of(Record("x", ROW), licences).licence == ""


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"text": "An"}, "ends behind the 2 characters"),
        ({"text": "Ann\ud800"}, "lone surrogate"),
        ({"entities": None}, "'entities' must be a list"),
    ],
)
def test_a_row_that_makes_no_example_is_refused(change, words):
    with pytest.raises(MalformedRecord, match=words):
        example_of(Record("x", ROW | change), {})


def test_licences_are_read_from_a_table(tmp_path):
    path = tmp_path / "repos.tsv"
    path.write_text("repo\tcommit\tlicence\no/a\tc0\tMIT\no/b\tc1\tISC\n")
    assert read_licences(path) == {"o/a": "MIT", "o/b": "ISC"}
    path.write_text("repo\tcommit\tlicence\no/a\tc0\n")
    with pytest.raises(MalformedRecord, match="line 2: needs 3 fields"):
        read_licences(path)
    path.write_text("name\tlicence\n")
    with pytest.raises(MalformedRecord, match="line 1: needs the columns repo, licence"):
        read_licences(path)
