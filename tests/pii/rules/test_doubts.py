import pytest

from pii.entities import Entity
from pii.labels import Label
from pii.rules.doubts import is_doubtful


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
