import time

import pytest

from pii.entities import Entity
from pii.labels import Label
from pii.rules.checks.vetoes import is_doubtful


def doubtful(text, value, label):
    start = text.index(value)
    return is_doubtful(text, Entity(start, start + len(value), label))


@pytest.mark.parametrize(
    ("text", "value", "label"),
    [
        ("git clone https://x/pandas-dev/pandas", "pandas-dev", Label.USERNAME),
        ("docker pull tidewater/tidewater", "tidewater", Label.USERNAME),
        ("login: admin", "admin", Label.USERNAME),
        ("by Foundation", "Foundation", Label.NAME),
        ("password = ${DB_PASS}", "${DB_PASS}", Label.PASSWORD),
        ("password = changeme", "changeme", Label.PASSWORD),
        ("pin = 123", "123", Label.PASSWORD),
        ("key = abc12", "abc12", Label.KEY),
        ("data = [" + "0x1f,0x2c," * 99 + "]", "0x1f,0x2c," * 99, Label.KEY),
        ("url(data:image/gif;base64,R0lGODlhEAAQAPIA)", "R0lGODlhEAAQAPIA", Label.KEY),
        ("url(data:font/woff;base64,R0lGODlhEAAQAPIA)", "EAAQAPIA", Label.KEY),
        ("by " + "Jane " * 30, "Jane " * 30, Label.NAME),
        ("-----BEGIN PUBLIC KEY-----\nMIIB", "-----BEGIN PUBLIC KEY-----\nMIIB", Label.KEY),
    ],
)
def test_a_value_that_cannot_be_it_is_doubted(text, value, label):
    assert doubtful(text, value, label)


@pytest.mark.parametrize(
    ("text", "value", "label"),
    [
        ("git clone https://x/mquist/tides", "mquist", Label.USERNAME),
        ("by Maren Lindqvist", "Maren Lindqvist", Label.NAME),
        ("password = sturmflut77", "sturmflut77", Label.PASSWORD),
        ("header + .eyJleHAiOjEzMDA4MTk0MTF9", "eyJleHAiOjEzMDA4MTk0MTF9", Label.KEY),
        ("-----BEGIN EC PRIVATE KEY-----\nMHc", "-----BEGIN EC PRIVATE KEY-----\nMHc", Label.KEY),
        ("x@y", "x@y", Label.EMAIL),
    ],
)
def test_a_value_that_may_be_it_is_not(text, value, label):
    assert not doubtful(text, value, label)


@pytest.mark.parametrize(
    ("line", "value"),
    [
        ('register("konqueror", Jane, 3)', "Jane"),
        ("login = Maren", "Maren"),
        ("call(x).jane", "jane"),
        ("return Maren(3)", "Maren"),
    ],
)
def test_a_bare_word_of_code_is_the_programs_own(line, value):
    start = line.index(value)
    claim = Entity(start, start + len(value), Label.NAME)
    assert is_doubtful(line, claim, "Python")


@pytest.mark.parametrize(
    ("line", "value", "language"),
    [
        ('register("konqueror", "Jane", 3)', "Jane", "Python"),
        ("f(x)  # ask Maren, she knows", "Maren", "Python"),
        ("    as Maren, Ann and Jane did", "Ann", "Python"),
        ("login = Maren", "Maren", "INI"),
        ("login = Maren", "Maren", ""),
        (" * (see Maren)", "Maren", "Java"),
    ],
)
def test_a_word_in_quotes_comments_prose_or_a_configuration_is_not(line, value, language):
    start = line.index(value)
    claim = Entity(start, start + len(value), Label.NAME)
    assert not is_doubtful(line, claim, language)


def test_a_literal_of_the_language_is_nobodys_name():
    assert doubtful("x = f(1)\nNone\n", "None", Label.NAME)


def test_of_a_word_far_into_a_line_nothing_is_said_however_long_the_line_is():
    line = "f(" * 2_000_000 + "Maren, "
    claim = Entity(len(line) - 7, len(line) - 2, Label.NAME)
    started = time.perf_counter()
    for _ in range(100):
        assert not is_doubtful(line, claim, "Python")
    assert time.perf_counter() - started < 1
