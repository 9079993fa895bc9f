import pytest
from hypothesis import given
from hypothesis import strategies as st

from pii.redaction.occurrences import period, stretches_of
from tests.growth import LINEAR, fourfold

few_letters = st.text("ab", max_size=40)


def plainly(value, text):
    """The stretches, place by place."""
    found = []
    for start in range(len(text)):
        if not text.startswith(value, start):
            continue
        if found and start < found[-1][1]:
            found[-1] = (found[-1][0], start + len(value))
        else:
            found.append((start, start + len(value)))
    return found


@given(st.text("ab", min_size=1, max_size=12), few_letters)
def test_the_stretches_are_those_of_all_places_together(value, text):
    assert list(stretches_of(value, text)) == plainly(value, text)


@given(st.text("ab", min_size=1, max_size=12))
def test_the_period_is_the_least_shift_at_which_a_value_fits_itself(value):
    fits = (n for n in range(1, len(value) + 1) if value.startswith(value[n:]))
    assert period(value) == next(fits)


@pytest.mark.parametrize(
    "value",
    ["a" * 10_000, "a" * 9_999 + "b", "b" + "a" * 9_999, "ab" * 5_000, "a" * 5_000 + "b"],
    ids=["same", "other-end", "other-beginning", "pairs", "other-end-short"],
)
@pytest.mark.parametrize("unit", ["a", "ab", "a" * 6_000 + "b"], ids=["a", "ab", "long"])
def test_four_times_the_text_takes_about_four_times_the_time(value, unit):
    def looking(size):
        text = (unit * (size // len(unit) + 1))[:size]
        return lambda: list(stretches_of(value, text))

    assert fourfold(looking, 200_000) < LINEAR
