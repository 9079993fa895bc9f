import pytest
from hypothesis import given
from hypothesis import strategies as st

from pii.documents import Document
from pii.rules.detector import claims_in
from pii.rules.rule import byte_span, byte_spans
from tests.growth import LINEAR, fourfold

readable = st.text(st.characters(codec="utf-8"), max_size=40)


@given(readable, st.integers(0, 100), st.data())
def test_byte_spans_are_where_the_stretches_bytes_are(text, offset, data):
    borders = data.draw(st.lists(st.integers(0, len(text)), max_size=8).map(sorted))
    stretches = list(zip(borders[::2], borders[1::2], strict=False))
    found = list(byte_spans(offset, text, stretches))
    whole = text.encode()
    assert [whole[start - offset : end - offset].decode() for start, end in found] == [
        text[start:end] for start, end in stretches
    ]
    assert found == [byte_span(offset, text, start, end) for start, end in stretches]


@pytest.mark.parametrize("line", ["- Ann Porter\n", "- Émile Durand\n"], ids=["ascii", "accents"])
def test_four_times_a_list_of_people_takes_about_four_times_the_time(line):
    def looking(copies):
        document = Document("a", line * copies)
        assert len(claims_in(document)) >= copies - 1
        return lambda: claims_in(document)

    assert fourfold(looking, 2_500) < LINEAR
