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


def names(text):
    return [text[start:end] for start, end, _ in names_in(text)]


@pytest.mark.parametrize("text", ["Nguyễn Văn An", "Tran Thi To", "山田 太郎", "김 민준"])
def test_names_of_other_scripts_and_orders_are_whole(text):
    assert names(f"{text} <a@b.org>") == [text]


def test_a_family_name_before_a_comma_and_a_given_name_are_one_name():
    assert names("Müller, Jürgen") == ["Müller, Jürgen"]
    assert names("Porter, Ann <ann@harbour-lane.org>") == ["Porter, Ann"]


def test_a_list_of_given_names_stays_a_list():
    assert names("Ann, Jürgen") == ["Ann", "Jürgen"]
    assert names("Ann Porter, Jürgen Müller") == ["Ann Porter", "Jürgen Müller"]
