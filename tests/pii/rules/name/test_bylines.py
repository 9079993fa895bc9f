import pytest

from pii.rules.checks.names import name_certainty, names_in
from tests.invented import MAIL, found


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
        ("first_name: 'Ann', last_name: 'Porter'", ["Ann", "Porter"]),
        ("<firstName>Ann</firstName>", ["Ann"]),
        ("# thanks to Ann Porter's patch", ["Ann Porter"]),
        ("# Porter, Ann wrote it with Thomas Miller", ["Thomas Miller"]),
    ],
)  # fmt: skip
def test_names_are_found_where_a_text_says_that_they_stand(text, expected):
    assert names(text) == expected


def test_a_name_before_its_address_is_found():
    assert found(f"Anneliese Porter <{MAIL}>") == [("NAME", "Anneliese Porter"), ("EMAIL", MAIL)]


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


def test_a_known_name_is_found_without_any_mark():
    assert names("# as Thomas Miller once showed") == ["Thomas Miller"]


@pytest.mark.parametrize(
    "text", ["Ann Porter", "Porter, Ann", "Dr. Ann Porter", 'Vasil "shade" Arnaud', "J. R. Porter"]
)
def test_a_list_of_names_is_read_without_titles(text):
    [(start, end, certainty)] = list(names_in(text))[:1]
    assert certainty > 0.5
    assert not text[start:end].startswith("Dr")


@pytest.mark.parametrize("value", ["NIL NIL NIL", "A. B.", "GitHub Actions", "Return Path", "x"])
def test_what_is_no_name_has_no_certainty(value):
    assert name_certainty(value) == 0


def test_a_handle_in_an_authors_place_is_a_user_name():
    assert found("# Author: aporter", "Python") == [("USERNAME", "aporter")]
    assert found("author = aporter.name", "Python") == []


def test_a_call_within_a_call_is_no_address():
    assert found("for i in range(len(attrs[-1])):", "Python") == []
    assert found("v1 = set(data.get(attr, x) for y in z)", "Python") == []


def test_a_matrix_product_in_a_call_is_no_address():
    assert found("assert_(A@x0, norm(A@B), b)", "Python") == []


def test_a_name_that_begins_with_a_t_is_found_whole():
    assert found("/** @author Tove Hazelfield */", "Java") == [("NAME", "Tove Hazelfield")]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("# by N. Strandstad, since 2010", "Python"),
        ("MAINTAINER N. Strandstad <r@w>", "Dockerfile"),
        ("- name: N. Strandstad\n  email: p@so", "YAML"),
        ('{"name": "N. Strandstad", "mail": "p@so"}', "JSON"),
        ("('N. Strandstad', 'p@so.net')", "SQL"),
    ],
)
def test_short_marks_of_a_person_are_heeded(text, language):
    assert ("NAME", "N. Strandstad") in found(text, language)


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


@pytest.mark.parametrize("saint", ["San", "Santa", "Sankt", "Saint", "Sainte", "St.", "St"])
@pytest.mark.parametrize("place", ["Diego Gas", "Thomas Aquarium"])
def test_a_saints_name_is_a_places(saint, place):
    assert names(f"# at {saint} {place}") == []


@pytest.mark.parametrize("before", ["# at", "# artisan", "# the last"])
@pytest.mark.parametrize("name", ["Diego Lindqvist", "Thomas Undermoor"])
def test_a_saints_name_without_the_saint_is_a_persons(before, name):
    assert names(f"{before} {name}") == [name]
