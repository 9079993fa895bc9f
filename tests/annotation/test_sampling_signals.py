import pytest
from pii_annotation.sampling_signals import TRIGGERS, triggered_offsets

from pii.entities import Entity
from pii.labels import Label

JWT = "ey" + "J" + "hbGciOiJub25lIn0"


@pytest.mark.parametrize(
    ("trigger", "text"),
    [
        ("email", "mail ann@example.org"),
        ("email", "ann [at] example dot org"),
        ("author", "Copyright (c) 2020"),
        ("author", "@author x"),
        ("username", "/home/ann/x"),
        ("username", r"C:\Users\ann"),
        ("username", "# TODO(ann): x"),
        ("username", "https://github.com/ann/x"),
        ("key", 'api_key = "x"'),
        ("key", "Authorization: Bearer x"),
        ("key", JWT),
        ("password", 'password: "x"'),
        ("password", "db://ann:wonder@host"),
        ("password", "IDENTIFIED BY 'x'"),
        ("ip", "host 192.0.2.7 x"),
        ("ip", "2001:db8::7"),
    ],
)
def test_a_loose_sign_fires_its_trigger(trigger, text):
    assert trigger in triggered_offsets(text)


def test_plain_code_fires_nothing():
    assert triggered_offsets("def add(a, b):\n    return a + b\n") == {}


@pytest.mark.parametrize("label", Label)
def test_whatever_a_detector_suspects_is_a_trigger(label):
    offsets = triggered_offsets("abc", [Entity(1, 2, label, 0.01)])
    [(trigger, found)] = offsets.items()
    assert trigger in TRIGGERS
    assert found == [1]
