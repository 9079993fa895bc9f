import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pii.detection.each import detect_each
from pii.detection.loading import load_detector
from pii.documents import Document
from pii.redaction.apply import redact
from pii.redaction.policy import Policy
from pii.stopping import Stopped, checked_by, checkpoint, time_limit

HAND = "# Author: Ann Porter <ann.porter@example.org>\npassword = 'S3cr3t-xy9'\n"
# Of each kind one repetition and what holds its steps apart: lines, one line, claims, none.
TEXTS = {
    "lines of people": HAND,
    "one line of addresses": "192.0.2.7 ",
    "a list of names": "- Ann Porter\n",
    "assignments without an end": 'password="',
    "code": "x = call(argument)\n",
}


def checks_in(text, most=10**9):
    """Return how often a check is asked while a text is detected and redacted."""
    asked = 0

    def check():
        nonlocal asked
        asked += 1
        if asked > most:
            raise Stopped("enough")

    with checked_by(check):
        [marked] = load_detector("rules").detect([Document("a.py", text)])
        redact(marked, Policy())
    return asked


@settings(max_examples=25, deadline=None)
@given(st.sampled_from(sorted(TEXTS.values())), st.integers(1, 40), st.data())
def test_work_stops_at_whatever_checkpoint_says_so(repeated, times, data):
    text = repeated * times
    asked = checks_in(text)
    most = data.draw(st.integers(0, asked - 1))
    with pytest.raises(Stopped):
        checks_in(text, most)
    assert checks_in(text, asked) == asked


@pytest.mark.parametrize("repeated", TEXTS.values(), ids=TEXTS.keys())
def test_four_times_the_text_is_asked_four_times_as_often(repeated):
    text = repeated * (80_000 // len(repeated))
    few, many = checks_in(text), checks_in(4 * text)
    assert few >= 10
    assert many > 3 * few


def test_without_a_check_and_behind_it_nothing_stops():
    checkpoint()
    with pytest.raises(Stopped), time_limit(-1):
        checkpoint()
    checkpoint()


def test_an_inner_check_does_not_hide_an_outer_one():
    with pytest.raises(Stopped, match="-1 s"), time_limit(-1), time_limit(60):
        checkpoint()
    with pytest.raises(Stopped, match="-1 s"), time_limit(60), time_limit(-1):
        checkpoint()


def test_a_time_limit_ends_a_long_document():
    began = time.monotonic()
    with pytest.raises(Stopped), time_limit(0.05):
        load_detector("rules").detect([Document("a.py", HAND * 100_000)])
    # The whole takes far longer; what comes before the first checkpoint is part of the time.
    assert time.monotonic() - began < 3


def test_who_stops_a_batch_does_not_start_its_documents_again():
    calls = []

    class Detector:
        def detect(self, documents):
            calls.append(len(documents))
            checkpoint()
            return list(documents)

    with pytest.raises(Stopped), time_limit(-1):
        detect_each(Detector(), [Document("a", "a"), Document("b", "b")])
    assert calls == [2]
