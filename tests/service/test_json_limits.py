import json
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pii_service.errors import Reason, Refusal
from pii_service.json_limits import has_more_items, parse_json

values = st.recursive(
    st.none() | st.integers() | st.text(st.sampled_from('a,[{"\\'), max_size=5),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=2), inner),
    max_leaves=20,
)


def items_of(value):
    """Return how many strings, commas and brackets there are, counted on the value itself."""
    if isinstance(value, str):
        return 1
    if isinstance(value, dict):
        inner = [*value, *value.values()]
        return 1 + max(0, len(value) - 1) + sum(map(items_of, inner))
    if isinstance(value, list):
        return 1 + max(0, len(value) - 1) + sum(map(items_of, value))
    return 0


@given(values, st.integers(0, 40), st.booleans())
def test_items_are_counted_as_the_parser_would_make_them(value, most, spaced):
    data = json.dumps(value, indent=1 if spaced else None).encode()
    assert has_more_items(data, most) is (items_of(value) > most and len(data) > most)


@given(values)
def test_what_has_few_items_is_parsed_as_ever(value):
    assert parse_json(json.dumps(value).encode()) == value


def test_a_text_full_of_commas_is_one_item():
    assert parse_json(b'{"text": "%s"}' % (b",[{" * 100_000), 5) == {"text": ",[{" * 100_000}


@pytest.mark.parametrize(
    "data",
    [
        b"[" + b"1," * 2_000_000 + b"1]",
        b"[" + b"[]," * 1_000_000 + b"1]",
        b"[" + b'"",' * 1_000_000 + b"1]",
        b"{" + b'"a":{},' * 500_000 + b'"b":1}',
        b'"' * 4_000_001,
        b'"' + b'\\"' * 2_000_000,
        b"[" * 4_000_000,
        b"[" + b"1" * 4_000_000 + b"]",
        b'["' + b"\\u0000" * 500_000,
    ],
    ids=[
        "ones", "lists", "strings", "objects", "quotes", "escapes", "depth", "digits", "unfinished",
    ],
)  # fmt: skip
def test_json_that_would_fill_the_memory_is_refused_in_no_time(data):
    started = time.process_time()
    with pytest.raises(Refusal) as refused:
        parse_json(data, 100_000)
    assert refused.value.reason in (Reason.TOO_LARGE, Reason.MALFORMED)
    assert time.process_time() - started < 1
