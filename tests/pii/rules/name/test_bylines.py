import pytest

from tests.invented import found


def names(text, language="Python"):
    return [value for label, value in found(text, language) if label == "NAME"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("# Copyright (c) 2010-2020 Ann Porter", ["Ann Porter"]),
        ("// © 2011 Ann Porter, Émile Durand and Wei Zhang. All rights reserved.",
         ["Ann Porter", "Émile Durand", "Wei Zhang"]),
        ("@author Ann B. Porter", ["Ann B. Porter"]),
        ("# Author: Klaus von Dohnen <k@x>", ["Klaus von Dohnen"]),
        (" * Written by Ann Porter on 3/4/2011", ["Ann Porter"]),
        ("//  Created by Ann Porter on 1/2/14.", ["Ann Porter"]),
        ("Signed-off-by: Ann Porter <a@x>", ["Ann Porter"]),
        ('authors = ["Ann Porter <a@x>"]', ["Ann Porter"]),
        ('"author": "Ann Porter"', ["Ann Porter"]),
        ("Maintainer: Ann Porter", ["Ann Porter"]),
        ("作者: 王小明", []),
        ("# Author: 王小明", ["王小明"]),
        ("# Автор не указан, author: Иван Петров", ["Иван Петров"]),
        ("# thanks to Ann Porter's patch", ["Ann Porter"]),
        ("# Porter, Ann wrote it with Thomas Miller", ["Thomas Miller"]),
    ],
)  # fmt: skip
def test_names_are_found_where_a_text_says_that_they_stand(text, expected):
    assert names(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "# Copyright 2015 The Go Authors. All rights reserved.",
        "# Licensed to the Apache Software Foundation (ASF)",
        "# Copyright (c) Microsoft Corporation.",
        "Author: Unknown",
        "written by the build system",
        "contributed by users",
        "Copyright Notice",
        "author = get_author(User Name)",
        "the General Public License by the Free Software Foundation",
        "created by Visual Studio",
        "Developed by Example Systems Ltd",
        "class JohnDoeService:",
        "Dijkstra's algorithm",
        "from: Return-Path: <x>",
    ],
)
def test_organisations_products_and_phrases_are_no_names(text):
    assert names(text) == []


def test_a_handle_in_an_authors_place_is_a_user_name():
    assert found("# Author: aporter", "Python") == [("USERNAME", "aporter")]
    assert found("author = aporter.name", "Python") == []


def test_a_name_that_begins_with_a_t_is_found_whole():
    assert found("/** @author Tove Hazelfield */", "Java") == [("NAME", "Tove Hazelfield")]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("# by N. Strandstad, since 2010", "Python"),
        ("    ' by N. Strandstad, 2001", "Visual Basic"),
        ("MAINTAINER N. Strandstad <r@w>", "Dockerfile"),
    ],
)
def test_short_marks_of_a_person_are_heeded(text, language):
    assert ("NAME", "N. Strandstad") in found(text, language)


@pytest.mark.parametrize("again", ["", "(s)"])
@pytest.mark.parametrize("role", ["coauthor", "Main author", "package-maintainer", "thanks to"])
def test_a_role_is_known_with_what_qualifies_it(role, again):
    assert names(f"# {role}{again}: Wickensand Brack") == ["Wickensand Brack"]


@pytest.mark.parametrize("verb", ["written", "based on work", "Optimisations", "idea"])
@pytest.mark.parametrize("gap", [" by ", " by: ", " by\n  "], ids=["blank", "colon", "next line"])
def test_a_byline_is_read_on_behind_a_colon_or_in_the_next_line(verb, gap):
    assert names(f"x\n  {verb}{gap}Wickensand Brack") == ["Wickensand Brack"]
