from hypothesis import given
from hypothesis import strategies as st
from pii_service.offsets import OffsetUnit, offset_table

texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)


@given(texts, st.data())
def test_an_offset_counts_the_units_of_what_stands_before_it(text, data):
    offset = data.draw(st.integers(0, len(text)))
    before = text[:offset]
    assert offset_table(text, [offset], OffsetUnit.UTF8) == {offset: len(before.encode())}
    assert offset_table(text, [offset], OffsetUnit.UTF16) == {
        offset: len(before.encode("utf-16-le")) // 2
    }
    assert offset_table(text, [offset], OffsetUnit.CODEPOINT) == {offset: offset}


@given(st.binary(max_size=40), st.data())
def test_a_stray_byte_counts_as_one_byte(data_bytes, data):
    text = data_bytes.decode("utf-8", "surrogateescape")
    offset = data.draw(st.integers(0, len(text)))
    counted = offset_table(text, [offset], OffsetUnit.UTF8)[offset]
    assert counted == len(text[:offset].encode("utf-8", "surrogateescape"))


def test_offsets_may_come_in_any_order_and_twice():
    assert offset_table("é😀é", [3, 1, 3, 0], OffsetUnit.UTF16) == {0: 0, 1: 1, 3: 4}
