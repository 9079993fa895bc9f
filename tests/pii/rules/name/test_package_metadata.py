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
        ('developer {\n  id "admin"\n  name "Build Team"\n}', "Groovy"),
        ('developer { debug = true }\nid "aporter"', "Groovy"),
        ("x = Author('aporter')", "Python"),
        ('person("name", "age")', "R"),
    ],
)
def test_roles_fields_and_titles_are_no_people(text, language):
    assert found(text, language) == []


def test_the_name_in_an_authors_element_is_found():
    text = f'<author email="{MAIL}">Anneliese Porter</author>'
    assert found(text, "XML") == [("EMAIL", MAIL), ("NAME", "Anneliese Porter")]
