from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pii_annotation.errors import MalformedRecord
from pii_annotation.json_fields import Record
from pii_annotation.snippets import (
    MOST_CHARACTERS,
    MOST_LINES,
    Cutting,
    Snippet,
    cut,
    line_starts,
    snippet_of,
    texts_by_id,
)

from tests.annotation.strategies import line_texts

CUTTING = Cutting("a", "o/r", "c0", "p.py", "b0", "Python", "key", 3, 8)


@given(line_texts)
def test_line_starts_part_a_text_into_its_lines(text):
    starts = line_starts(text)
    lines = [text[a:b] for a, b in pairwise(starts)]
    assert "".join(lines) == text
    assert all(line.find("\n") in (-1, len(line) - 1) and line for line in lines)
    assert all(line.endswith("\n") for line in lines[:-1])


@given(
    st.lists(st.integers(0, 1_500), min_size=1, max_size=90), st.data(), st.integers(1, MOST_LINES)
)
def test_a_cut_is_whole_lines_round_the_one_that_is_asked_for(lengths, data, lines):
    text = "".join("x" * length + "\n" for length in lengths)
    line = data.draw(st.integers(0, len(lengths) - 1))
    start, end = cut(text, line, lines, data.draw(st.integers(0, lines - 1)))
    starts = line_starts(text)
    assert {start, end} <= set(starts)
    assert start <= starts[line] < starts[line + 1] <= end
    assert end - start <= MOST_CHARACTERS
    assert text.count("\n", start, end) <= lines


def test_a_line_that_is_too_long_by_itself_cannot_be_cut_out():
    text = "a\n" + "x" * MOST_CHARACTERS + "\nb\n"
    assert cut(text, 1, 3, 1) is None
    assert cut(text, 0, 1, 0) == (0, 2)


def test_a_snippet_is_the_same_after_json():
    snippet = Snippet(CUTTING, "five!")
    assert snippet_of(Record("x", snippet.row())) == snippet


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"text": "four"}, "'text' needs 5 characters, has 4"),
        ({"start_char": 8}, "0 <= start_char < end_char"),
        ({"start_char": -1}, "0 <= start_char < end_char"),
        ({"repo": None}, "'repo' must be a string"),
    ],
)
def test_a_broken_snippet_is_refused_without_its_text(change, words):
    row = Snippet(CUTTING, "five!").row() | change
    with pytest.raises(MalformedRecord, match="x: ") as refusal:
        snippet_of(Record("x", row))
    assert words in str(refusal.value)
    assert "four" not in str(refusal.value)


def test_an_id_that_comes_twice_is_refused():
    row = Record("x", {"id": "a", "text": "t"})
    with pytest.raises(MalformedRecord, match="'a' has come before"):
        texts_by_id([row, row])


def test_a_snippet_keeps_its_text_out_of_its_repr():
    assert "five!" not in repr(Snippet(CUTTING, "five!"))
