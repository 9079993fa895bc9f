import pytest
from hypothesis import given
from hypothesis import strategies as st

from pii.documents import Document
from pii.entities import Entity, resolve
from pii.findings.lines import Lines, changes_of
from pii.labels import Label
from pii.redaction.apply import redact
from pii.redaction.policy import Policy

lined_texts = st.text(st.sampled_from("ab\r\n\n"), max_size=40)


@st.composite
def redactions(draw):
    text = draw(lined_texts)
    spans = st.tuples(*[st.integers(0, len(text))] * 2).filter(lambda s: s[0] < s[1])
    drawn = draw(st.lists(spans, max_size=4)) if text else []
    document = Document("a", text).marked(resolve(Entity(s, e, Label.EMAIL) for s, e in drawn))
    return text, redact(document, Policy())


@given(lined_texts, st.integers(0, 40))
def test_a_place_is_what_counting_line_feeds_gives(text, offset):
    offset = min(offset, len(text))
    before = text[:offset].split("\n")
    assert Lines(text).place_of(offset) == (len(before), len(before[-1]) + 1)


@given(lined_texts)
def test_there_are_as_many_lines_as_an_editor_shows(text):
    pieces = text.split("\n")
    assert len(Lines(text)) == len(pieces) - (pieces[-1] == "")


@given(redactions())
def test_changes_turn_the_original_into_the_redacted_text(drawn):
    text, redaction = drawn
    rebuilt, kept_from = "", 0
    for change in changes_of(redaction, Lines(text)):
        rebuilt += text[kept_from : change.old[0]] + redaction.text[slice(*change.new)]
        kept_from = change.old[1]
    assert rebuilt + text[kept_from:] == redaction.text


@given(redactions())
def test_changes_are_whole_lines_and_share_none(drawn):
    text, redaction = drawn
    bottom = 0
    for change in changes_of(redaction, Lines(text)):
        assert change.old[0] == 0 or text[change.old[0] - 1] == "\n"
        assert change.old[1] == len(text) or text[change.old[1] - 1] == "\n"
        assert bottom < change.line
        bottom = change.line + change.lines - 1
        shown = text[slice(*change.old)]
        assert change.lines == shown.count("\n") + (not shown.endswith("\n"))


@pytest.mark.parametrize(("line", "start"), [(1, 0), (2, 2), (3, 4), (9, 4)])
def test_behind_the_last_line_the_text_ends(line, start):
    assert Lines("a\nb\n").start_of(line) == start
