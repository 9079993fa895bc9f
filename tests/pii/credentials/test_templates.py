import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pii.credentials.alphabets import ALPHABETS, BASE64, URL_SAFE, WORD
from pii.credentials.fixtures.source import Source
from pii.credentials.templates import continuation_of, pattern_of

literals = st.text(st.sampled_from("abcXYZ019_-./+*[]()|\\? "), max_size=6)
places = st.builds(
    "{{{}:{}}}".format, st.sampled_from([*sorted(ALPHABETS), "x", "A", "0"]), st.integers(1, 30)
)
templates = st.lists(st.tuples(literals, places), max_size=4).map(
    lambda parts: "".join(literal + place for literal, place in parts)
)


@given(templates, st.integers())
def test_a_filled_template_matches_its_pattern_from_end_to_end(template, seed):
    assert re.fullmatch(pattern_of(template), Source(str(seed)).filled(template).encode())


@given(templates, st.integers(1, 30))
def test_a_text_of_another_length_does_not_match(template, more):
    text = Source("length").filled(template) + "-" * more
    assert not re.fullmatch(pattern_of(template), text.encode())


@pytest.mark.parametrize(
    ("template", "run"),
    [
        ("ghp_{base62:36}", WORD),
        ("glpat-{url:20}", URL_SAFE),
        ("SWMKEY-1-{base64:43}", BASE64),
        ("{base64:86}==", WORD),
        ("{A:10}", WORD),
        ("", WORD),
    ],
)
def test_the_last_place_says_what_would_go_on_with_a_value(template, run):
    assert continuation_of(template) == run


def test_braces_that_name_no_place_stand_for_themselves():
    template = '{"k":"{hex:2}","n":{}}'
    assert re.fullmatch(r'\{"k":"[0-9a-f]{2}","n":\{\}\}', Source("json").filled(template))
