import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.invented import HOST, found

PEOPLE = ["Ann Hazelfield", "Nils Wickensand", "Wickensand Brack", "Clara Undermoor"]


def names(text, language="Text"):
    return [value for label, value in found(text, language) if label == "NAME"]


@given(st.permutations(PEOPLE), st.sampled_from(["", "- ", " * ", "# ", "// "]))
def test_a_list_of_people_gives_each_of_its_lines(people, mark):
    lines = "".join(f"{mark}{person}\n" for person in people)
    assert names(f"thanks\n{lines}") == people


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("x\nAnn Hazelfield,\nWickensand Brack,\nNils Brack,\n",
         ["Ann Hazelfield", "Wickensand Brack", "Nils Brack"]),
        ("x\n* Ann Hazelfield (docs)\n* Knut Ørsandvik\n* Ørsand Brack\n* Clara Undermoor\n",
         ["Ann Hazelfield", "Knut Ørsandvik", "Ørsand Brack", "Clara Undermoor"]),
    ],
)  # fmt: skip
def test_a_list_of_people_is_read_without_its_signs_and_remarks(text, expected):
    assert names(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "x\nMain Window\nTool Bar\nStatus Line\n",
        "x\nRope Ladder\nWooden Harbour\nSteep Stair\n",
        "x\nWickensand Brack\nOrmsand Tolk\n\n",
    ],
)
def test_a_list_of_things_or_of_two_lines_names_nobody(text):
    assert names(text) == []


def test_a_few_known_names_do_not_make_their_list_one_of_people():
    people = "Ann Hazelfield\nNils Wickensand\n"
    things = "Rope Ladder\nWooden Harbour\nSteep Stair\nNarrow Gangway\nRusty Anchor\n"
    assert names(f"x\n{people}{things}") == ["Ann Hazelfield", "Nils Wickensand"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("the method of Hazelfield et al.", ["Hazelfield"]),
        ("Wickensand, et al (2009)", ["Wickensand"]),
        ("compare Under-Moor et. al", ["Under-Moor"]),
        ("Hazelfield and Wickensand (2004)", ["Hazelfield", "Wickensand"]),
        ("A. Undermoor & N. Brackwater [1998]", ["A. Undermoor", "N. Brackwater"]),
        ("see Hazelfield (2004)", ["Hazelfield"]),
        ("a bound by Wickensand, [1998]", ["Wickensand"]),
        ("Lindqvist (1998)", ["Lindqvist"]),
        ("Hazelfield, A. B., Bjørnsand, N. (2004)", ["Hazelfield, A. B.", "Bjørnsand, N."]),
        ("Undermoor, C. and Brackwater, O. [1999]", ["Undermoor, C.", "Brackwater, O."]),
        ('Wickensand, N., "Ropes"', ["Wickensand, N."]),
    ],
)
def test_the_authors_of_a_cited_work_are_found(text, expected):
    assert names(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "the ROPE et al.",
        "These et al.",
        "Linux et al.",
        "January and February (2004)",
        "Windows and Hazelfield (2004)",
        "Hazelfield and Wickensand (4)",
        "Wickensand (2004)",
        "January (2004)",
        "see Hazelfield (17)",
        "see Version (2004)",
        "Version, B., Release, C. (2004)",
        "Hazelfield, A. is a place",
    ],
)
def test_products_months_and_numbers_cite_nobody(text):
    assert names(text) == []


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


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Wickensand Brack: wickensand@", ["Wickensand Brack"]),
        ("1. Wickensand Brack - n.brack@", ["Wickensand Brack"]),
        ("# Support Wickensand Brack | wickensand@", ["Wickensand Brack"]),
        ("* Bräck Wickensand  wickensand@", ["Bräck Wickensand"]),
    ],
)
def test_a_name_at_a_lines_beginning_is_found_before_its_address(line, expected):
    assert names(line + HOST) == expected


@pytest.mark.parametrize(
    "line",
    [
        "Mailing List - mailing@",
        "Rope Ladder: knots@",
        "Wickensand Brack: knots@",
        "see Wickensand Brack: brack@",
    ],
)
def test_a_label_before_an_address_is_no_name(line):
    assert names(line + HOST) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("x\nBrack Lindqvist   - wrote the parser\n", ["Brack Lindqvist"]),
        ("x\nBrack Lindqvist\t - the documentation\n", ["Brack Lindqvist"]),
        ("- faster loops (Brack Lindqvist)\n", ["Brack Lindqvist"]),
        ("  no more leaks. (Brack Lindqvist).\r\n", ["Brack Lindqvist"]),
    ],
)
def test_a_known_name_is_found_in_a_column_and_in_brackets_that_end_a_line(text, expected):
    assert names(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "x\nMain Window   - shows the text\n",
        "x\nRope Ladder   - leads up\n",
        "x\nBrack Lindqvist   leads up\n",
        "- faster loops (Main Window)\n",
        "- faster loops (Rope Ladder)\n",
        "- faster (Brack Lindqvist) loops\n",
    ],
)
def test_things_in_a_column_or_in_brackets_are_no_names(text):
    assert names(text) == []
