import itertools
import json
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pii.detection.unescaping import certain_escapes, readings_of
from tests.growth import LINEAR, fourfold

ESCAPED = st.sampled_from(
    [
        *(
            '\\"',
            "\\n",
            "\\\\",
            "\\/",
            "\\u003c",
            "\\xe9",
            "\x1b[1;31m",
            "\\033[0m",
            "%3C",
            "%C3%A9",
        ),
        *("&lt;", "&#64;", "\u200b", "\uff20", "\\", "%", "&", "=", "a", "é", "🦀", " ", "\n"),
    ]
)
texts = st.lists(ESCAPED, max_size=60).map("".join)


@given(texts)
def test_every_character_of_a_reading_leads_back_to_what_it_was_read_from(text):
    for reading in readings_of(text):
        places = [reading.outer(at, at + 1) for at in range(len(reading.text))]
        escapes = {(start, end): meaning for start, end, meaning in reading.escapes if meaning}
        for character, (start, end) in zip(reading.text, places, strict=True):
            assert character == escapes.get((start, end), text[start:end])
        assert places == sorted(places)
        assert all(end <= start for (_, end), (start, _) in itertools.pairwise(places))


@given(texts)
def test_readings_are_apart_and_ascending(text):
    ends = [0]
    for reading in readings_of(text):
        assert reading.offset >= ends[-1]
        ends.append(reading.outer(len(reading.text) - 1, len(reading.text))[1])


def read(text):
    [reading] = readings_of(text)
    return reading.text


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        (json.dumps('say "hi"\nto\tthem'), '"say "hi"\nto\tthem"'),
        (json.dumps("Grüße 🦀", ensure_ascii=False).replace("ü", "\\u00fc"), '"Grüße 🦀"'),
        ("https:\\/\\/host\\/path", "https://host/path"),
        ("to=" + quote("<a@b> é", safe=""), "to=<a@b> é"),
        ("\x1b[32mok\x1b[0m done", "ok done"),
        ("\\u001b[32mok\\e[0m done", "ok done"),
        ("&lt;a&gt; &#64; &quot;", '<a> @ "'),
        ("ann\u200b\uff20host", "ann@host"),
    ],
    ids=["quotes", "letters", "slashes", "percent", "colours", "written-colours", "html", "odd"],
)
def test_an_escape_says_what_it_stands_for(written, meant):
    assert read(written) == meant


@pytest.mark.parametrize(
    "text",
    [
        "plain text\n",
        "Ann\u200bPorter\n",
        'print("done\\n")',
        "printf('%2d%%', n)",
        "a & b && c",
        "x = a % b\n",
        "",
    ],
)
def test_what_holds_no_telling_escape_is_not_read(text):
    assert list(readings_of(text)) == []


def test_only_the_lines_near_an_escape_are_read():
    text = "a = 1\n" * 1_000 + 'x = "\\"b\\""\n' + "c = 2\n" * 1_000
    assert len(read(text)) < 100


def test_a_backslash_and_a_letter_are_no_certain_escape():
    assert certain_escapes("C:\\new \\u003c %3C a%3Cb \\n &lt;") == [(7, 13), (19, 22), (27, 31)]


@pytest.mark.parametrize("piece", ['\\"a', "\\\\n", "\x1b[0m", "%3Ca", "&lt;", '\\"\n', "\u200b"])
def test_four_times_the_escapes_take_about_four_times_the_time(piece):
    def reading(size):
        text = piece * (size // len(piece))
        return lambda: [len(one.text) for one in readings_of(text)]

    assert fourfold(reading, 100_000) < LINEAR
