import pytest

from tests.invented import MAIL, found


def names(text, language="Python"):
    return [value for label, value in found(text, language) if label == "NAME"]


def test_a_name_before_its_address_is_found():
    assert found(f"Anneliese Porter <{MAIL}>") == [("NAME", "Anneliese Porter"), ("EMAIL", MAIL)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Shadrik <shadrik@w", [("NAME", "Shadrik")]),
        ("Nodepost <info@w", []),
        ("Sender <sender@w", []),
        ("Knotterine <x@w", []),
    ],
)
def test_one_word_before_an_address_is_a_name_when_the_address_is_made_of_it(text, expected):
    named = [pair for pair in found(f"From: {text}ind-row.org>") if pair[0] != "EMAIL"]
    assert named == expected


def test_a_call_within_a_call_is_no_address():
    assert found("for i in range(len(attrs[-1])):", "Python") == []
    assert found("v1 = set(data.get(attr, x) for y in z)", "Python") == []


def test_a_matrix_product_in_a_call_is_no_address():
    assert found("assert_(A@x0, norm(A@B), b)", "Python") == []


def test_a_word_that_thanks_is_no_part_of_the_name():
    names = [value for label, value in found("- Thanks Anneliese Porter (@aporter)", "Markdown")]
    assert names == ["Anneliese Porter", "aporter"]


@pytest.mark.parametrize(
    "text",
    [
        "Wickensand Brack [@nbrack]",
        "- Wickensand Brack [@nbrack] wrote the docs",
        "* Wickensand Brack ([@nbrack])",
        "1. Wickensand Brack ([@nbrack](https://x.io))",
    ],
)
def test_a_name_is_found_before_a_mention_in_square_brackets(text):
    assert found(text, "Markdown") == [("NAME", "Wickensand Brack"), ("USERNAME", "nbrack")]


@pytest.mark.parametrize(
    "text",
    [
        "see Wickensand Brack [@nbrack]",
        "the Wickensand Brack ([@nbrack])",
        "* Main Window [@nbrack]",
        "* Main Window ([@nbrack])",
        "* Wickensand Brack [nbrack]",
    ],
)
def test_things_and_words_within_a_line_before_a_mention_are_no_names(text):
    assert [value for label, value in found(text, "Markdown") if label == "NAME"] == []


@pytest.mark.parametrize("name", ["Wickensand Brack", "Brack Lindqvist", "Åse Bjørnsand"])
def test_a_name_that_links_to_a_mail_address_is_found(name):
    assert found(f"ask [{name}](mailto:{MAIL})", "Markdown") == [("NAME", name), ("EMAIL", MAIL)]


@pytest.mark.parametrize("text", ["Contact Us", "Mailing List", "Knots Foundation", "write to us"])
def test_other_texts_that_link_to_a_mail_address_are_no_names(text):
    assert found(f"ask [{text}](mailto:{MAIL})", "Markdown") == [("EMAIL", MAIL)]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("#   Anneliese Porter (@__ap__)", "Python"),
        ("* [Anneliese Porter (@aporter)](https://github.com/aporter)", "Markdown"),
        (" * Lagoon by Anneliese Porter <https://github.com/aporter>", "CSS"),
    ],
)
def test_a_name_is_found_before_a_handle_or_a_page(text, language):
    assert ("NAME", "Anneliese Porter") in found(text, language)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("* (#7) Add Node.js to Travis CI (@media)", "Markdown"),
        ("the Print System Asynchronous Protocol (@media)", "CSS"),
        ("sorted by Last Change <https://x.io>", "Text"),
    ],
)
def test_titles_before_a_handle_or_a_page_are_no_people(text, language):
    assert found(text, language) == []
