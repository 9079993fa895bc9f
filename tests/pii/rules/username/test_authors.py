import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.invented import HOST, found

HANDLES = st.from_regex(r"[bcdmnop]porter[0-9]{0,3}", fullmatch=True)


@given(HANDLES, st.sampled_from(["// Written by {}", " * @author {}", "# Author: {}"]))
def test_a_handle_alone_in_an_authors_place_is_found(handle, line):
    assert found(line.format(handle) + "\n", "Java") == [("USERNAME", handle)]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (" * @author aporter\n", "Java"),
        (" * @author: aporter\n", "Java"),
        (f" * @author aporter <x@{HOST}>\n", "Java"),
        (" * @author aporter 2019/03/02\n", "Java"),
        ("/// ** author：aporter\n", "C#"),
        ("# 作者：aporter\n", "Python"),
        ("# Author:\n#   aporter\n", "Shell"),
        ("// Author: Porter\n//  @aporter\n", "PHP"),
        ("-- Written by aporter\n", "Lua"),
        ("// Originally written by aporter\n", "C"),
        (" * Created by aporter on 27/06/17.\n", "Java"),
        ('  git config --global user.name "aporter"\n', "YAML"),
        ("git config user.name aporter\n", "Shell"),
        ('maintainers-logins = ["aporter"]\n', "TOML"),
        ('namespace: "aporter",\n    author: "Ann Porter"\n', "Groovy"),
        ("approvers:\n- aporter\n", "YAML"),
    ],
)
def test_a_handle_is_found_where_an_author_is_named(text, language):
    assert ("USERNAME", "aporter") in found(text, language)


def test_each_handle_of_a_list_of_people_is_found():
    text = 'leads = [\n    "aporter",\n    "wzhang42",\n]\n'
    assert found(text, "TOML") == [("USERNAME", "aporter"), ("USERNAME", "wzhang42")]
    assert found("reviewers:\n  - aporter\n  - wzhang42\n", "YAML") == [
        ("USERNAME", "aporter"),
        ("USERNAME", "wzhang42"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        " * @author tags\n",
        " * @author unknown\n",
        " * @author Knotter\n",
        "// Written by hand\n",
        "// Created by webpack\n",
        "// sorts the labels that are created by aporter\n",
        "x = written by aporter\n",
        "git config user.name github-actions\n",
        'namespace: "aporter"\n',
        'namespace: "aporter", author: "Knots Labs"',
        "approvers:\n- release-approvers\n",
        'reviewers = ["kubernetes"]\n',
    ],
)
def test_words_tools_and_groups_are_no_authors(text):
    assert found(text, "Java") == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("x\n// AUTHOR : wzhang42 (ropes)\n", ("USERNAME", "wzhang42")),
        ("x\n# Author: @aporter\n", ("USERNAME", "aporter")),
        ("x\nAUTHOR:  WZhang42 <x\n", ("USERNAME", "WZhang42")),
        ("x\n; author: WZhang42\n", ("USERNAME", "WZhang42")),
        ("x\n * Author: Lindqvist\n", ("NAME", "Lindqvist")),
        ("x\n% Author: Porter\n", ("NAME", "Porter")),
        ("x\nAuthor: Clara\r\n", ("NAME", "Clara")),
    ],
)
def test_the_word_that_fills_an_authors_line_is_a_known_name_or_a_handle(text, expected):
    assert found(text, "C") == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "x\n# Author: unknown\n",
        "x\n# Author: Name\n",
        "x\n# Author: Team\n",
        "x\n# Author: admin\n",
        "x\n# Author: Apache\n",
        "x\n# Author: WZhang42 lives here\n",
        "x\n# The Author: WZhang42\n",
        "x\n# Author: WZhang42_x()\n",
    ],
)
def test_roles_and_phrases_in_an_authors_line_are_nobody(text):
    assert found(text, "C") == []


@pytest.mark.parametrize("kind", ["str", "Person", "Text"])
def test_a_field_that_code_declares_names_nobody(kind):
    text = f"class Book:\n    author: {kind}\n    pages: int\n"
    assert found(text, "Python") == []


def test_authors_in_lines_that_follow_one_another_are_each_found():
    text = "# Author: @aporter\n# Author: WZhang42\n"
    assert found(text, "Shell") == [("USERNAME", "aporter"), ("USERNAME", "WZhang42")]


def test_a_handle_behind_an_authors_name_is_found():
    assert found("Author: Ann Porter, @aporter", "Text") == [
        ("NAME", "Ann Porter"),
        ("USERNAME", "aporter"),
    ]
