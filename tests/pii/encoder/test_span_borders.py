import pytest
from hypothesis import given
from hypothesis import strategies as st

from pii.encoder.span_borders import snapped
from pii.entities import Entity
from pii.labels import Label

LINES = "-" * 5
BLOCK = f"{LINES}BEGIN PRIVATE KEY{LINES}\nAAAA\nBBBB\n{LINES}END PRIVATE KEY{LINES}"


@pytest.mark.parametrize(
    ("text", "claim", "label", "value"),
    [
        ("name = 'Jane Roe'", "ne Roe'", Label.NAME, "Jane Roe"),
        ("by Jane Roe, 2020", "Jane Roe,", Label.NAME, "Jane Roe"),
        ("by Jane Roe Jr. in", "Roe Jr.", Label.NAME, "Roe Jr."),
        ("by Jane R.", "Jane R.", Label.NAME, "Jane R."),
        ("by Jane Roe.", "Jane Roe.", Label.NAME, "Jane Roe"),
        ("see @jane-roe for", "@jane", Label.USERNAME, "jane-roe"),
        ("key: abc123def==", "123def", Label.KEY, "abc123def=="),
        ('pw = "open.sesame!"', '"open.sesame!', Label.PASSWORD, "open.sesame!"),
        ("ip=(192.0.2.7)", "0.2.7)", Label.IP_ADDRESS, "192.0.2.7"),
        ("<ann@example.org>", "nn@example.org>", Label.EMAIL, "ann@example.org"),
    ],
)
def test_borders_move_to_what_encloses_the_value(text, claim, label, value):
    start = text.index(claim)
    moved = snapped(text, Entity(start, start + len(claim), label))
    assert text[moved.start : moved.end] == value


def test_a_key_inside_armour_takes_the_whole_block():
    text = f"key = '''{BLOCK}'''\n"
    start = text.index("BBBB")
    moved = snapped(text, Entity(start, start + 4, Label.KEY, 0.7))
    assert text[moved.start : moved.end] == BLOCK
    assert moved.score == 0.7


def test_a_claim_of_nothing_but_delimiters_is_dropped():
    assert snapped("x = ( ) ", Entity(4, 7, Label.NAME)) is None


@given(st.text(min_size=1, max_size=60), st.data(), st.sampled_from(Label))
def test_a_moved_claim_lies_in_the_text_and_moving_it_again_changes_nothing(text, data, label):
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    moved = snapped(text, Entity(start, end, label))
    if moved is not None:
        assert 0 <= moved.start < moved.end <= len(text)
        assert snapped(text, moved) == moved
