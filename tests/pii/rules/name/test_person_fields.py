import pytest

from tests.invented import found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("CN=Brack Lindqvist,O=x", "Brack Lindqvist"),
        ("subject=/C=NO/CN=Wickensand Lindqvist/x", "Wickensand Lindqvist"),
        ("CN = Brack Lindqvist\n", "Brack Lindqvist"),
        ("cn: Wickensand Lindqvist\n", "Wickensand Lindqvist"),
        ("gecos: Brack Lindqvist\r\n", "Brack Lindqvist"),
    ],
)
def test_a_known_name_is_found_as_the_whole_of_a_subject(text, expected):
    assert found(text, "Text") == [("NAME", expected)]


@pytest.mark.parametrize(
    "text",
    [
        "CN=Rope Root Authority,O=x",
        "CN=Wickensand Brack,O=x",
        "CN=Ropes, O=x",
        "cn: Domain Users\n",
        "displayName: Main Window\n",
        "gecos: System Account\n",
        "O=Brack Lindqvist,C=x",
    ],
)
def test_a_subject_that_is_no_known_name_is_left_alone(text):
    assert found(text, "Text") == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("first_name: 'Ann', last_name: 'Porter'", ["Ann", "Porter"]),
        ("<firstName>Ann</firstName>", ["Ann"]),
        ("family-name = 'Porter'", ["Porter"]),
    ],
)
def test_a_part_of_a_name_is_found_in_a_field_of_its_own(text, expected):
    assert found(text, "Python") == [("NAME", name) for name in expected]


@pytest.mark.parametrize("name", ["Nils Brack", "Ann Brack", "Mona Brack", "Emma Brack"])
@pytest.mark.parametrize("gap", ["", "<name>", "\n    <name>"], ids=["text", "element", "line"])
def test_a_name_in_an_authors_element_is_found_whatever_it_begins_with(gap, name):
    assert found(f"<author>{gap}{name}<", "XML") == [("NAME", name)]
