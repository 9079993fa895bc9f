import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.invented import found

FIELDS = ["affiliation", "affiliations", "orcid", "avatar_url", "profile", "contributions"]
VALUES = ['"x"', "null", '""']
GAPS = [" ", "\n", "\n        "]


def names(text, language="JSON"):
    return [value for label, value in found(text, language) if label == "NAME"]


@given(st.sampled_from(FIELDS), st.sampled_from(VALUES), st.sampled_from(GAPS))
def test_a_name_is_found_on_both_sides_of_a_persons_field(field, value, gap):
    before = f'{{"name": "Wickensand Brack",{gap}"{field}": {value}}}'
    behind = f'{{"{field}": {value},{gap}"name": "Wickensand Brack"}}'
    assert names(before) == names(behind) == ["Wickensand Brack"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('"name": "Brack Lindqvist",\n  "contributions": ["code"]', "Brack Lindqvist"),
        ('"name":"Åse Bjørnsand", "affiliation": {"x": 1}', "Åse Bjørnsand"),
        ('"orcid":"0000-0000", "name":"Åse Bjørnsand"', "Åse Bjørnsand"),
        ('"avatar_url": null,\n  "name": "Brack Lindqvist"', "Brack Lindqvist"),
    ],
)
def test_a_name_beside_a_persons_field_is_found_alone(text, expected):
    assert found(text, "JSON") == [("NAME", expected)]


@pytest.mark.parametrize(
    "text",
    [
        '"name": "Main Window",\n  "profile": "x"',
        '"name": "rope",\n  "contributions": []',
        '"name": "Wickensand Brack",\n  "size": 3',
        '"name": "Wickensand Brack", "size": 3, "orcid": "x"',
        '"profile": "x",\n  "name": "Default Profile"',
        '"affiliation": "x", "name": "Knots Foundation"',
        '"size": "x",\n  "name": "Wickensand Brack"',
        '"orcid": "x", "size": 3, "name": "Wickensand Brack"',
    ],
)
def test_things_and_names_beside_other_fields_are_left_alone(text):
    assert names(text) == []


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("- name: N. Strandstad\n  email: p@so", "YAML"),
        ('{"name": "N. Strandstad", "mail": "p@so"}', "JSON"),
        ("('N. Strandstad', 'p@so.net')", "SQL"),
    ],
    ids=["above", "field", "quoted"],
)
def test_a_name_beside_an_address_is_found(text, language):
    assert ("NAME", "N. Strandstad") in found(text, language)
