import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.invented import found

AUTHORS = ["Wickensand Brack", "Lindqvist, Brack", "Bjørnsand, Åse", "Wickensand Lindqvist"]


def names(text, language="TeX"):
    return [value for label, value in found(text, language) if label == "NAME"]


@given(
    st.permutations(AUTHORS),
    st.sampled_from(["author = {%s}", "  editor    = {%s},", 'Author="%s"']),
    st.sampled_from([" and ", " and\n    ", "  and "]),
)
def test_each_author_of_an_entry_is_found_whole(authors, field, link):
    assert names(field % link.join(authors)) == authors


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("author = {Hazelfield, Ann and Åsen, Nils}", ["Hazelfield, Ann", "Åsen, Nils"]),
        ("author = {Brack Lindqvist and others}", ["Brack Lindqvist"]),
        ("author = {Knots Foundation and Brack, Lindqvist}", ["Brack, Lindqvist"]),
        ('editor = "Lindqvist, Brack"', ["Lindqvist, Brack"]),
    ],
)
def test_authors_are_found_beside_what_is_no_author(text, expected):
    assert names(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "author = {The Rope Team}",
        "author = {Knots Foundation}",
        "author = {{The Rope Team}}",
        "title = {Lindqvist, Brack}",
        "author = rope_ladder",
    ],
)
def test_groups_titles_and_variables_are_no_authors(text):
    assert names(text) == []


def test_a_comma_inverts_no_name_outside_of_bibliographies():
    assert names("author = {Brack, Lindqvist}") == ["Brack, Lindqvist"]
    assert "Brack, Lindqvist" not in names("author = {Brack, Lindqvist}", "Ruby")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (r"\author{Wickensand Brack}", ["Wickensand Brack"]),
        (r"\name{Brack Lindqvist}", ["Brack Lindqvist"]),
        (r"\supervisor{Prof. Wickensand Brack}", ["Wickensand Brack"]),
        (r"\maintainer{Bräck Lindqvist}", ["Bräck Lindqvist"]),
        (r"\author{Wickensand Brack, Brack Lindqvist}", ["Wickensand Brack", "Brack Lindqvist"]),
    ],
)
def test_the_name_that_a_command_is_given_is_found(text, expected):
    assert names(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        r"\author{The Rope Team}",
        r"\name{Main Window}",
        r"\name{rope}",
        r"\title{Wickensand Brack}",
        r"\author\Wickensand",
    ],
)
def test_teams_things_and_titles_are_given_to_commands_too(text):
    assert names(text) == []


def test_the_author_that_a_footnote_is_attached_to_is_found():
    assert names(r"\author{Anneliese Porter\thanks{x}}") == ["Anneliese Porter"]
