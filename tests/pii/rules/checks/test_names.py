import pytest

from pii.rules.checks.names import name_certainty, names_in


@pytest.mark.parametrize(
    "text", ["Ann Porter", "Porter, Ann", "Dr. Ann Porter", 'Vasil "shade" Arnaud', "J. R. Porter"]
)
def test_a_list_of_names_is_read_without_titles(text):
    [(start, end, certainty)] = list(names_in(text))[:1]
    assert certainty > 0.5
    assert not text[start:end].startswith("Dr")


@pytest.mark.parametrize("value", ["NIL NIL NIL", "A. B.", "GitHub Actions", "Return Path", "x"])
def test_what_is_no_name_has_no_certainty(value):
    assert name_certainty(value) == 0
