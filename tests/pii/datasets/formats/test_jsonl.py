import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pii.datasets.errors import BrokenRow
from pii.datasets.formats.json_edit import line_of
from pii.datasets.job import OnError
from pii.datasets.plan import plan
from pii.datasets.worker import Storage, Worker
from tests.pii.datasets.made import expected, job, mail

values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner),
    max_leaves=6,
)
objects = st.dictionaries(st.text(max_size=6), values, max_size=5)


@given(objects, st.text(), st.booleans(), st.sampled_from([None, 1]))
def test_replacing_a_text_changes_nothing_else(fields, text, ascii_only, indent):
    fields["text"] = "old"
    body = json.dumps(fields, ensure_ascii=ascii_only, indent=indent)
    line = line_of(body)
    changed = line.with_text("text", text)
    assert json.loads(changed.body) == fields | {"text": text}
    start, end = line.places["text"]
    assert changed.body.startswith(body[:start])
    assert changed.body.endswith(body[end:])
    added = changed.with_added({"n": [1]} if "n" not in fields else {})
    assert json.loads(added.body) == {"n": [1]} | fields | {"text": text}


@pytest.mark.parametrize(
    "body",
    ["", "[1]", "{", '{"a": 1', '{"a": 1} x', '{"a": 1, "a": 2}', "{1: 2}", '{"a" 1}', '{"a":1,}'],
)
def test_a_line_that_is_no_plain_object_is_refused_without_a_quote(body):
    with pytest.raises(BrokenRow) as refused:
        line_of(body)
    assert not body or body not in str(refused.value)


def redacted(tmp_path, data, name="a.jsonl", **settings):
    source, target = tmp_path / "in", tmp_path / "out"
    source.mkdir(exist_ok=True)
    (source / name).write_bytes(data)
    asked = job(source, target, **settings)
    [shard] = plan(Storage(asked.source)).shards
    return Worker(asked).do(shard), target / name


def test_numbers_spaces_order_and_line_endings_survive(tmp_path):
    ann = mail("ann")
    data = (
        b'\xef\xbb\xbf{ "n" : 1.50e+3, "text":"clean" }\r\n'
        b"\n"
        + f'{{"text" : "caf\\u00e9 {ann}", "big": 12345678901234567890.10}}\r\n'.encode()
        + f'{{"z": 0, "text": "caf\u00e9 {ann}"}}'.encode()
    )
    result, after = redacted(tmp_path, data)
    assert result.failure is None
    assert after.read_bytes() == data.replace(ann.encode(), b"<EMAIL>")


def test_lone_surrogates_come_out_as_they_went_in(tmp_path):
    data = f'{{"text": "\\ud800 {mail("ann")} \\udfff"}}\n'.encode()
    result, after = redacted(tmp_path, data)
    assert result.failure is None
    assert json.loads(after.read_bytes())["text"] == "\ud800 <EMAIL> \udfff"


@pytest.mark.parametrize(
    ("line", "error"),
    [
        (b'{"text": "x", "text": "y"}', "BrokenRow"),
        (b'{"text": 7}', "BrokenRow"),
        (b'{"other": "x"}', "UnsuitableColumn"),
        (b'{"text": "x', "BrokenRow"),
        (b'{"text": "\xff"}', "UnicodeDecodeError"),
    ],
    ids=["twice", "number", "no-column", "cut", "not-utf8"],
)
def test_a_row_that_cannot_be_read_is_never_written(tmp_path, line, error):
    data = b'{"text": "fine"}\n' + line + b'\n{"text": "fine"}\n'
    result, after = redacted(tmp_path, data)
    assert (result.failure.row, result.failure.error) == ("1", error)
    assert not after.exists()
    result, after = redacted(tmp_path, data, on_error=OnError.DROP_ROW)
    assert result.tally.dropped == [("1", error)]
    assert after.read_bytes() == b'{"text": "fine"}\n' * 2


def test_added_columns_go_behind_the_last_field(tmp_path):
    text = f"to {mail('ann')}"
    data = json.dumps({"text": text, "n": 1}).encode() + b"\n"
    _, after = redacted(tmp_path, data, add_entities=True, add_count=True)
    row = json.loads(after.read_bytes())
    assert list(row) == ["text", "n", "pii_entities", "pii_count"]
    assert row["text"] == expected(text)
    assert text[row["pii_entities"][0]["start"] :] == mail("ann")
    assert row["pii_entities"][0]["rule"] == "email-address"
