import pytest
from hypothesis import given
from hypothesis import strategies as st
from pii_annotation.offsets import (
    countings,
    joined_line_ends,
    only_place,
    quotes,
    sanitised,
    trimmed,
    utf_16,
)

from tests.annotation.strategies import texts


@given(texts, st.data())
def test_utf_16_bounds_select_the_text_that_javascript_would_select(text, data):
    units = text.encode("utf-16-le")
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    in_units = [len(text[:offset].encode("utf-16-le")) // 2 for offset in (start, end)]
    bounds = utf_16(text).bounds(*in_units)
    assert bounds == (start, end)
    assert text[slice(*bounds)] == units[2 * in_units[0] : 2 * in_units[1]].decode("utf-16-le")


@given(texts, st.data())
def test_joined_line_ends_select_what_text_mode_would_select(text, data):
    joined = text.replace("\r\n", "\n")
    start = data.draw(st.integers(0, len(joined) - 1))
    end = data.draw(st.integers(start + 1, len(joined)))
    bounds = joined_line_ends(text).bounds(start, end)
    assert bounds is not None
    assert text[slice(*bounds)].replace("\r\n", "\n") == joined[start:end]


@given(texts)
def test_every_counting_ends_where_the_text_ends(text):
    for counting in countings(text):
        assert counting.bounds(0, counting.length) == (0, len(text))
        assert counting.bounds(0, counting.length + 1) is None


def test_an_offset_inside_a_surrogate_pair_is_no_bound():
    assert utf_16("😀a").bounds(1, 3) is None


@pytest.mark.parametrize(("start", "end"), [(2, 1), (1, 1), (-1, 1), (0, 4)])
def test_impossible_offsets_are_no_bounds(start, end):
    [counting] = countings("abc")
    assert counting.bounds(start, end) is None


@given(texts)
def test_sanitising_keeps_every_offset(text):
    clean = sanitised(text + "\ud800")
    assert len(clean) == len(text) + 1
    assert "\0" not in clean
    assert clean.encode()


@pytest.mark.parametrize(
    ("quoted", "value"),
    [
        ("a\r\nb", "a\r\nb"),
        ("a\\n\\nb", "a\r\nb"),
        ("a\nb", "a\r\nb"),
        ("a b", "a\nb"),
        ("a\ufffdb", "a\0b"),
    ],
    ids=["as-it-is", "each-as-backslash-n", "line-feed", "space", "sanitised"],
)
def test_a_quotation_may_spell_line_ends_in_known_ways(quoted, value):
    assert quotes(quoted, value)


def test_a_quotation_of_other_text_is_none():
    assert not quotes("ab", "ac")


def test_a_value_that_stands_twice_has_no_only_place():
    assert only_place("ab", "x ab") == (2, 4)
    assert only_place("ab", "ab ab") is None
    assert only_place(" ", "a b") is None


@given(texts)
def test_trimming_keeps_all_but_the_white_space_round_a_value(text):
    bounds = trimmed(text, 0, len(text))
    assert (text.strip() if bounds is None else text[slice(*bounds)]) == text.strip()
