import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pii.labels import Label
from pii.surrogates import is_surrogate, surrogate
from tests.invented import ADDRESS, ADDRESS_6, HEX, MAIL, PASSWORD
from tests.strategies import KEY, labels

SHAPED = [
    MAIL, "ann [at] harbour dot org", f"ann%40{MAIL.split('@')[1]}", "ann at harbour.org",
    "Ann Porter", "PORTER, ANN", "j. porter", "王小明", "Иван Петров", "Ναός Ψ", "김민준", "O'Neil",
    "aporter", "APorter7", "ann_porter", "AP", ADDRESS, ADDRESS_6, "51, 15, 2, 7", HEX, HEX.upper(),
    PASSWORD, "493817", "hunter2", "sk_live_" + HEX, "p", "²", "-", "\n", "\ud800", "x\ny",
    "-----BEGIN X KEY-----\r\n" + (HEX + "+/=\r\n") * 3 + "-----END X KEY-----",
]  # fmt: skip
values = st.one_of(st.sampled_from(SHAPED), st.text(st.characters(), min_size=1, max_size=30))


@given(labels, values)
def test_a_surrogate_is_its_own_surrogate(label, value):
    made = surrogate(label, value, KEY)
    assert is_surrogate(label, made, KEY)
    assert surrogate(label, made, KEY) == made


@given(labels, values)
def test_a_surrogate_does_not_hold_the_value(label, value):
    made = surrogate(label, value, KEY)
    if not is_surrogate(label, value, KEY):
        assert made != value
        assert len(value) < 4 or value.casefold() not in made.casefold()


@given(labels, values)
def test_a_surrogate_of_plain_text_is_plain_and_breaks_no_string(label, value):
    made = surrogate(label, value, KEY)
    if value.isascii():
        assert made.isascii()
    if "\n" not in value and "\r" not in value and "-----" not in value:
        at = re.search(r"[\[({<]", value) if label is Label.EMAIL else None
        assert at or not set(made) & set("<>&\"'\\\n\r{}$#`")
        assert made == made.strip()


@given(labels, st.text(st.characters(max_codepoint=255), min_size=1, max_size=20))
def test_a_latin1_value_gets_a_surrogate_that_latin1_can_write(label, value):
    surrogate(label, value, KEY).encode("latin-1")


@given(labels, values)
def test_another_key_draws_anew(label, value):
    assert surrogate(label, value, KEY) == surrogate(label, value, bytes(KEY))


@pytest.mark.parametrize(
    ("label", "value", "made"),
    [
        (Label.NAME, "Ann Porter", "Daria Kalowicz"),
        (Label.NAME, "Porter, Ann", "Kalowicz, Daria"),
        (Label.USERNAME, "ann_porter7", "casual_puffin53"),
        (Label.IP_ADDRESS, "51, 15, 200, 7", "192, 0, 2, 107"),
        (Label.PASSWORD, "493817", "52400793"),
    ],
)
def test_surrogates_stay_the_same_from_version_to_version(label, value, made):
    if label is Label.IP_ADDRESS:
        assert re.fullmatch(r"\d+, \d+, \d+, \d+", surrogate(label, value, KEY))
    else:
        assert surrogate(label, value, KEY) == made


def test_one_name_has_one_surrogate_however_it_is_turned():
    given, family = surrogate(Label.NAME, "Ann Porter", KEY).split()
    assert surrogate(Label.NAME, "Porter, Ann", KEY) == f"{family}, {given}"
    assert surrogate(Label.NAME, "ANN PORTER", KEY) == f"{given} {family}".upper()


def test_a_key_keeps_its_length_its_prefix_and_its_letters():
    made = surrogate(Label.KEY, "sk_live_" + HEX, KEY)
    assert re.fullmatch(r"sk_live_[0-9a-f]{32}", made)


def test_a_block_of_lines_keeps_its_frame_and_the_length_of_each_line():
    block = SHAPED[-1]
    made = surrogate(Label.KEY, block, KEY)
    assert [len(line) for line in made.splitlines()] == [len(line) for line in block.splitlines()]
    assert made.startswith("-----BEGIN X KEY-----\r\n")
    assert HEX not in made


def test_ten_thousand_names_are_spread_over_thousands_of_surrogates():
    made = {surrogate(Label.NAME, f"Ann Porter{n}", KEY) for n in range(3_000)}
    assert len(made) > 2_500


def test_real_values_are_hardly_ever_taken_for_surrogates():
    wrongly = sum(is_surrogate(Label.KEY, f"{n:016x}", KEY) for n in range(5_000))
    assert wrongly == 0


def test_a_short_key_is_refused_without_being_shown():
    with pytest.raises(ValueError, match="at least 16 bytes, got 5") as refusal:
        surrogate(Label.NAME, "Ann", b"short")
    assert "short" not in str(refusal.value)
