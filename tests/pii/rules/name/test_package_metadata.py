import pytest

from tests.invented import MAIL, found


@pytest.mark.parametrize(
    "text",
    [
        'developer {\n  id "aporter"\n  name "Anneliese Porter"\n}',
        "developer {\n  id = 'aporter'\n  name = 'Anneliese Porter'\n}",
        'developer {\n  id.set("aporter")\n  name.set("Anneliese Porter")\n}',
    ],
    ids=["groovy", "assigned", "kotlin"],
)
def test_login_and_name_of_a_developers_block_are_found(text):
    assert found(text, "Groovy") == [("USERNAME", "aporter"), ("NAME", "Anneliese Porter")]


def test_the_arguments_of_an_authors_call_are_found():
    text = f"x = Author('Anneliese Porter', 'aporter', '{MAIL}')"
    assert found(text, "Python") == [
        ("NAME", "Anneliese Porter"),
        ("USERNAME", "aporter"),
        ("EMAIL", MAIL),
    ]


def test_given_and_family_name_of_a_persons_call_are_two_names():
    text = 'person("Anneliese", "Porter", role = "aut")'
    assert found(text, "R") == [("NAME", "Anneliese"), ("NAME", "Porter")]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (f'<author email="{MAIL}">Anneliese Porter</author>', "XML"),
        ("#   Anneliese Porter (@__ap__)", "Python"),
        ("* [Anneliese Porter (@aporter)](https://github.com/aporter)", "Markdown"),
        (" * Lagoon by Anneliese Porter <https://github.com/aporter>", "CSS"),
        (r"\author{Anneliese Porter\thanks{x}}", "TeX"),
        ("    ' by Anneliese Porter, 2001", "Visual Basic"),
    ],
)
def test_a_name_is_found_before_what_follows_names(text, language):
    assert ("NAME", "Anneliese Porter") in found(text, language)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ('developer {\n  id "admin"\n  name "Build Team"\n}', "Groovy"),
        ('developer { debug = true }\nid "aporter"', "Groovy"),
        ("x = Author('aporter')", "Python"),
        ('person("name", "age")', "R"),
        ("* (#7) Add Node.js to Travis CI (@media)", "Markdown"),
        ("the Print System Asynchronous Protocol (@media)", "CSS"),
        ("sorted by Last Change <https://x.io>", "Text"),
    ],
)
def test_roles_fields_and_titles_are_no_people(text, language):
    assert found(text, language) == []


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
