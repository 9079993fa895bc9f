import pytest

from tests.invented import found


def names(text, language="Python"):
    return [value for label, value in found(text, language) if label == "NAME"]


def test_a_known_name_is_found_without_any_mark():
    assert names("# as Thomas Miller once showed") == ["Thomas Miller"]


@pytest.mark.parametrize("saint", ["San", "Santa", "Sankt", "Saint", "Sainte", "St.", "St"])
@pytest.mark.parametrize("place", ["Diego Gas", "Thomas Aquarium"])
def test_a_saints_name_is_a_places(saint, place):
    assert names(f"# at {saint} {place}") == []


@pytest.mark.parametrize("before", ["# at", "# artisan", "# the last"])
@pytest.mark.parametrize("name", ["Diego Lindqvist", "Thomas Undermoor"])
def test_a_saints_name_without_the_saint_is_a_persons(before, name):
    assert names(f"{before} {name}") == [name]


@pytest.mark.parametrize(
    "name",
    ["Patrick O'Wickensand", "Patrick Ørsand", "Patrick Čapsand", "Patrick W.", "Patrick D'Orsand"],
    ids=["apostrophe", "stroke", "caron", "initial", "two capitals"],
)
def test_a_known_name_is_found_alone_in_a_document_however_it_goes_on(name):
    assert names(f"see {name} for details") == [name]
