"""JSON Lines of any bytes: each row is written as it should be, or named as dropped."""

import json

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from pii.datasets.errors import BrokenRow
from pii.datasets.formats.json_edit import line_of
from pii.datasets.job import OnError
from pii.datasets.plan import plan
from pii.datasets.worker import Storage, Worker
from tests.pii.datasets.made import job, mail

ANN = mail("ann")
PARTS = [
    "{", "}", "[", "]", ":", ",", '"', "\\", '"text"', '"a"', "1", "1e999", "null", "true", "NaN",
    "\\ud800", "\ufeff", " ", "\t", "\x0b", "\u2028", "\x00", f'"{ANN}"', "1" * 5_000,
    "[" * 2_000, '{"text": "', '"}', "é",
]  # fmt: skip
WHOLE = [
    f'{{"text": "to {ANN}"}}', '{"text": "clean"}', '{"text": null}', '{"text": 7}', "{}", "",
    '{"text": "\\ud83d\\ude00 \\udfff"}', '{"text": "x", "text": "y"}', '{"text": "é", "n": 1}',
]  # fmt: skip
broken = st.lists(st.sampled_from(PARTS), max_size=8).map("".join)
lines = st.one_of(
    st.sampled_from(WHOLE).map(str.encode), broken.map(str.encode), st.binary(max_size=40)
)


@given(st.one_of(st.text(max_size=60), broken))
@example("[" * 100_000)
@example('{"a": ' + "[" * 100_000)
@example('{"a": ' + "1" * 5_000 + "}")
def test_any_line_is_an_object_with_its_places_or_refused(body):
    try:
        line = line_of(body)
    except BrokenRow:
        return
    assert line.fields.keys() == line.places.keys()
    for name, (start, end) in line.places.items():
        # NaN differs from itself.
        assert repr(json.loads(line.body[start:end])) == repr(line.fields[name])


@pytest.fixture(scope="module")
def folders(tmp_path_factory):
    source, target = (tmp_path_factory.mktemp(name) for name in ("in", "out"))
    return source, target


@settings(max_examples=100)
@given(
    st.lists(lines.filter(lambda line: b"\n" not in line), max_size=8),
    st.sampled_from([b"\n", b"\r\n"]),
    st.booleans(),
)
def test_every_row_of_any_bytes_is_written_or_dropped_by_name(folders, rows, ending, mark):
    source, target = folders
    data = b"\xef\xbb\xbf" * mark + ending.join(rows)
    (source / "a.jsonl").write_bytes(data)
    for old in target.rglob("*.jsonl"):
        old.unlink()
    asked = job(source, target, on_error=OnError.DROP_ROW)
    [shard] = plan(Storage(asked.source)).shards
    result = Worker(asked).do(shard)
    written = target / "a.jsonl"
    if result.failure is not None:
        # No row had the column: nothing can be said of such a file.
        assert not written.exists()
        return
    tally = result.tally
    assert tally.rows == tally.written + len(tally.dropped)
    after = written.read_bytes()
    assert ANN.encode() not in after
    kept = [line for line in after.removeprefix(b"\xef\xbb\xbf").split(b"\n") if line.strip()]
    assert len(kept) == tally.written
    before = set(data.removeprefix(b"\xef\xbb\xbf").split(b"\n"))
    for line in kept:
        assert line in before or b"<EMAIL>" in line
        json.loads(line)
