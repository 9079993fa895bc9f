import pytest

from tests.invented import found


def names(text, language="Text"):
    return [value for label, value in found(text, language) if label == "NAME"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("# Nils pointed out that it leaks", ["Nils"]),
        ("(Clara suggested this)", ["Clara"]),
        ("// as Clara originally noticed", ["Clara"]),
    ],
)
def test_a_given_name_is_found_before_what_only_people_do(text, expected):
    assert names(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "# User reported that it leaks",
        "# Compiler said so",
        "# Mark created entries",
        "# Will asked calls fail",
        "x.Clara said",
        "# Clara runs",
    ],
)
def test_things_words_and_members_do_not_what_people_do(text):
    assert names(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("// Modified: Brack Lindqvist 2004-01-02", ["Brack Lindqvist"]),
        ("# Updated  Brack Lindqvist, 12/3/2001", ["Brack Lindqvist"]),
        ("# été: fixed Brack Lindqvist on 3 May", ["Brack Lindqvist"]),
        ("# Edited: Åse O'Lindqvist 2004-01-02", ["Åse O'Lindqvist"]),
    ],
)
def test_a_name_between_a_change_and_its_date_is_found(text, expected):
    assert names(text, "C") == expected


@pytest.mark.parametrize(
    "text",
    [
        "// Modified: Main Window 2004-01-02",
        "// Updated: Rope Ladder 2004-01-02",
        "// Updated Visual Studio 2010 project",
        "// Modified: Brack Lindqvist again",
    ],
)
def test_a_thing_that_changed_is_no_name(text):
    assert names(text, "C") == []
