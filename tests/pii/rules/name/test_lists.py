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
        ("x\nAnn Hazel-Field (docs)\nNils O'Brack - code\nOrm-Sand Brack <x>\n",
         ["Ann Hazel-Field", "Nils O'Brack", "Orm-Sand Brack"]),
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
        ("- faster loops (Åse O'Lindqvist)", ["Åse O'Lindqvist"]),
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
