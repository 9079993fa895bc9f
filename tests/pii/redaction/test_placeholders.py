import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pii.documents import Document
from pii.entities import Entity
from pii.labels import Label
from pii.redaction.placeholders import Placeholders, is_placeholder, off_placeholders


def placeholder_of(text, value, language="", label=Label.PASSWORD):
    start = text.index(value)
    return Placeholders(Document("a", text, language=language)).plain(
        Entity(start, start + len(value), label)
    )


def test_code_gets_angle_brackets():
    assert placeholder_of("pw = 'hunter2'", "hunter2", "Python") == "<PASSWORD>"


@pytest.mark.parametrize("language", ["XML", "HTML", "Markdown", "Vue", "JSX"])
def test_markup_gets_square_brackets(language):
    assert placeholder_of("<p>hunter2</p>", "hunter2", language) == "[PASSWORD]"


def test_a_text_that_begins_like_markup_counts_as_markup():
    assert placeholder_of("  <p>hunter2</p>", "hunter2") == "[PASSWORD]"


@pytest.mark.parametrize("head", ['<?xml version="1.0"?>', "<!DOCTYPE TS>", "<TS >", "<!-- a -->"])
def test_a_file_that_begins_as_xml_is_xml_whatever_it_is_called(head):
    for language in ("INI", "TypeScript", "JSON", "Text"):
        assert placeholder_of(f"{head}\n<b>hunter2</b>", "hunter2", language) == "[PASSWORD]"


@pytest.mark.parametrize(
    "text",
    [
        "return <p>Contact hunter2</p>;",
        'const a = () => <Link to="x">hunter2 {more}</Link>',
        "<>hunter2</>",
    ],
)
def test_the_text_of_an_element_in_a_program_gets_square_brackets(text):
    for language in ("JavaScript", "TypeScript"):
        assert placeholder_of(f"let x = 1;\n{text}", "hunter2", language) == "[PASSWORD]"


@pytest.mark.parametrize(
    "text",
    ["if (a > b) { c = 'hunter2' }", "const f = (x) => 'hunter2';", "a<b>('hunter2'); c < d"],
)
def test_strings_of_a_program_get_angle_brackets(text):
    assert placeholder_of(text, "hunter2", "TypeScript") == "<PASSWORD>"


def test_front_matter_is_yaml_and_the_page_below_is_markup():
    page = "---\nauthor: ann\n---\n# By bob\n"
    assert placeholder_of(page, "ann", "Markdown") == "<PASSWORD>"
    assert placeholder_of(page, "bob", "Markdown") == "[PASSWORD]"
    assert placeholder_of("# no front\n\n---\nann\n---\n", "ann", "Markdown") == "[PASSWORD]"


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("JSON", '{"a": {"ann": 1, "bob": 2, "ann": 3}, "v": "ann"}'),
        ("YAML", "ann: 1\nbob: 2\nann: 3\nv: ann\n"),
        ("YAML", "- ann: 1\n  'bob': 2\n  ann : 3\n  v: ann\n"),
        ("YAML", "{ann: 1, bob: 2, ann: 3, v: ann}"),
        ("INI", "[ann]\n[bob]\n[ann]\nv = ann\n"),
        ("INI", "[s]\nann = 1\nbob: 2\nann = 3\nv = ann\n"),
    ],
)
def test_values_of_a_label_that_are_keys_are_counted_and_values_are_not(language, text):
    placeholders = Placeholders(Document("a", text, language=language))
    found = [
        placeholders.plain(Entity(match.start(), match.end(), Label.NAME))
        for match in re.finditer("ann|bob", text)
    ]
    assert found == ["<NAME>", "<NAME_2>", "<NAME>", "<NAME>"]


def test_a_bare_number_in_code_becomes_the_number_zero():
    assert placeholder_of('{"pin": 493817}', "493817", "JSON") == "0"


@pytest.mark.parametrize(
    ("text", "language"),
    [('{"pin": "493817"}', "JSON"), ("pin: 493817", "YAML"), ("<pin>493817</pin>", "XML")],
    ids=["quoted", "yaml", "xml"],
)
def test_a_number_that_may_be_a_word_gets_a_placeholder(text, language):
    assert placeholder_of(text, "493817", language)[1:-1] == "PASSWORD"


def test_toml_counts_the_values_of_a_label_so_that_no_key_stands_twice():
    document = Document("a", "ann bob ann", language="TOML")
    placeholders = Placeholders(document)
    spans = [(0, 3), (4, 7), (8, 11)]
    assert [placeholders.plain(Entity(*span, Label.NAME)) for span in spans] == [
        "<NAME>",
        "<NAME_2>",
        "<NAME>",
    ]


def test_an_address_spread_over_arguments_stays_four_numbers():
    value = "51, 15, 200, 7"
    assert placeholder_of(f"ip({value})", value, "C++", Label.IP_ADDRESS) == "0, 0, 0, 0"


@pytest.mark.parametrize("value", ["<EMAIL>", "[KEY]", "<NAME_12>", "<KEY:0123456789ab>"])
def test_what_we_write_is_recognised(value):
    assert is_placeholder(value)


@pytest.mark.parametrize("value", ["<Email>", "EMAIL", "<EMAIL> ", "<KEY:xyz>", "<OTHER>"])
def test_what_we_do_not_write_is_not(value):
    assert not is_placeholder(value)


@given(st.lists(st.sampled_from(["<NAME>", "[KEY]", "<KEY_2>", "ab", " "])), st.data())
def test_what_touches_a_placeholder_is_dropped_and_nothing_else(pieces, data):
    text = "".join(pieces)
    taken = set()
    at = 0
    for piece in pieces:
        if is_placeholder(piece):
            taken.update(range(at, at + len(piece)))
        at += len(piece)
    starts = st.integers(0, max(0, len(text) - 1))
    entities = {
        Entity(start, min(len(text), start + size), Label.NAME)
        for start, size in data.draw(st.lists(st.tuples(starts, st.integers(1, 9))))
        if text
    }
    free = {e for e in entities if not taken.intersection(range(e.start, e.end))}
    assert off_placeholders(text, entities) == sorted(free)
