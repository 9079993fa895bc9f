import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pii_annotation.errors import MalformedRecord
from pii_annotation.json_fields import Record, parse_lines, read_lines, read_text, write_lines

from pii.errors import UnreadableFile

rows = st.dictionaries(st.text(max_size=5), st.one_of(st.text(), st.integers(), st.none()))


@given(st.lists(rows, max_size=5))
def test_what_is_written_as_lines_is_read_again(tmp_path_factory, objects):
    path = tmp_path_factory.mktemp("lines") / "rows.jsonl"
    assert write_lines(path, objects) == len(objects)
    assert [record.fields for record in read_lines(path)] == objects


def test_a_line_separator_inside_a_string_ends_no_line():
    [record] = parse_lines('{"text": "a\u2028b\x85c"}\n', "x")
    assert record.text("text") == "a\u2028b\x85c"


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ('{"a": hunter2}', "x, line 2: is not JSON at line 1, column 7"),
        ('["hunter2"]', "x, line 2: must be an object, is a list"),
        ('"hunter2"', "x, line 2: must be an object, is a string"),
    ],
)
def test_a_bad_line_is_told_by_its_number_and_not_quoted(line, words):
    with pytest.raises(MalformedRecord) as refusal:
        list(parse_lines(f"{{}}\n{line}\n", "x"))
    assert words in str(refusal.value)
    assert "hunter2" not in str(refusal.value)


@pytest.mark.parametrize(
    ("value", "kind"),
    [
        (None, "missing or null"),
        (1.5, "a fraction"),
        (True, "true or false"),
        (["hunter2"], "a list"),
        ({"hunter2": 1}, "an object"),
    ],
)
@pytest.mark.parametrize("read", [Record.text, Record.number])
def test_a_field_of_another_type_is_told_by_its_kind(read, value, kind):
    with pytest.raises(MalformedRecord) as refusal:
        read(Record("x", {"a": value}), "a")
    assert str(refusal.value).startswith("x: 'a' must be")
    assert str(refusal.value).endswith(f"is {kind}")


def test_a_list_of_objects_says_which_is_none():
    with pytest.raises(MalformedRecord, match=r"x, a\[1\]: must be an object"):
        Record("x", {"a": [{}, 3]}).records("a")


def test_line_endings_are_read_as_they_are_and_a_mark_is_passed_over(tmp_path):
    path = tmp_path / "a"
    path.write_bytes(b"\xef\xbb\xbfone\r\ntwo\r")
    assert read_text(path) == "one\r\ntwo\r"


def test_what_cannot_be_read_or_written_is_named(tmp_path):
    (tmp_path / "bytes").write_bytes(b"caf\xe9")
    with pytest.raises(UnreadableFile, match="is not UTF-8 at byte 3"):
        read_text(tmp_path / "bytes")
    with pytest.raises(UnreadableFile, match="absent"):
        read_text(tmp_path / "absent")
    with pytest.raises(UnreadableFile, match="bytes"):
        write_lines(tmp_path / "bytes" / "inside", [])


def test_a_failed_writing_leaves_what_was_there(tmp_path):
    path = tmp_path / "rows.jsonl"
    write_lines(path, [{"a": 1}])
    with pytest.raises(TypeError):
        write_lines(path, [{"a": 2}, {"a": object()}])
    assert json.loads(path.read_text()) == {"a": 1}
    assert [found.name for found in tmp_path.iterdir()] == ["rows.jsonl"]
