import pytest
from hypothesis import given
from hypothesis import strategies as st
from pii_annotation.alignment import Rules, align
from pii_annotation.entities import Flag, MarkedEntity, MarkedLabel
from pii_annotation.import_report import Claimed, Refusal, Skipped, UntrustedSpan
from pii_annotation.offsets import UTF_16, sanitised

from tests.annotation.strategies import disjoint_entities, texts

TEXT = "# 😀 Ann Porter\r\nkey = abc\r\n"
ANN = (4, 14)


def claim(start, end, quoted=None, label="NAME", flag=""):
    return UntrustedSpan(start, end, label, quoted, flag)


def read(*claims, text=TEXT, rules=None):
    readings, report = align([Claimed("a", claims, "ann", text)], rules or Rules())
    entities = [one for reading in readings for one in reading.entities]
    return [(one.start, one.end) for one in entities], report


def reason(*claims, text=TEXT):
    found, report = read(*claims, text=text)
    assert found == []
    assert report.refused_entities + report.withheld == report.entities
    [refusal] = report.refused
    return refusal.reason


def total(report):
    return report.taken + report.left_out + report.refused_entities + report.withheld


@given(texts, st.data())
def test_sound_claims_are_taken_as_they_are(text, data):
    entities = data.draw(disjoint_entities(len(text)))
    solid = [
        one for one in entities if text[one.start : one.end].strip() == text[one.start : one.end]
    ]
    claims = [
        UntrustedSpan(one.start, one.end, one.label, text[one.start : one.end], one.flag)
        for one in solid
    ]
    [reading], report = align([Claimed("a", tuple(claims), text=text)], Rules())
    assert reading.entities == tuple(solid)
    assert (report.taken, report.repaired.total()) == (len(solid), 0)


@given(texts, st.data())
def test_an_export_in_utf_16_comes_out_in_code_points(text, data):
    text = f"😀{text}"
    entities = data.draw(disjoint_entities(len(text)))
    solid = [
        one for one in entities if text[one.start : one.end].strip() == text[one.start : one.end]
    ]
    units = [len(text[:offset].encode("utf-16-le")) // 2 for offset in range(len(text) + 1)]
    claims = [
        UntrustedSpan(units[one.start], units[one.end], one.label, flag=one.flag) for one in solid
    ]
    [reading], _ = align([Claimed("a", tuple(claims), text=text)], Rules(counting=UTF_16))
    assert reading.entities == tuple(solid)


@given(st.lists(st.tuples(st.integers(-3, 12), st.integers(-3, 12), st.booleans()), max_size=6))
def test_every_entity_that_came_in_is_counted(spans):
    text = "ann ann 😀 x"
    claims = [claim(start, end, "ann" if quoted else None) for start, end, quoted in spans]
    _, report = read(*claims, text=text)
    assert total(report) == report.entities == len(spans)


def test_quoted_offsets_in_utf_16_are_repaired():
    found, report = read(claim(5, 15, "Ann Porter"))
    assert found == [ANN]
    assert report.repaired == {"offsets counted UTF-16 units": 1}


def test_offsets_behind_joined_line_ends_are_repaired():
    found, _ = read(claim(21, 24, "abc", "KEY"))
    assert found == [(22, 25)]


def test_one_counting_for_the_document_keeps_a_repeated_value_in_its_place():
    # In code points 2:3 would be the second x, and its quotation would fit.
    found, _ = read(claim(2, 3, "x"), claim(4, 5, "y"), text="😀xxy")
    assert found == [(1, 2), (3, 4)]


def test_a_quotation_with_but_one_place_repairs_wrong_offsets():
    found, report = read(claim(0, 3, "Ann Porter"))
    assert found == [ANN]
    assert report.repaired == {"moved to the only place where the quoted text stands": 1}


def test_white_space_at_the_border_is_taken_off():
    found, report = read(claim(3, 16, TEXT[3:16]))
    assert found == [ANN]
    assert report.repaired == {"white space at the border": 1}


def test_the_line_break_spelling_of_a_page_moves_nothing():
    found, report = read(claim(4, 19, "Ann Porter\\n\\nkey"))
    assert found == [(4, 19)]
    assert not report.repaired


@pytest.mark.parametrize(
    ("claims", "words"),
    [
        ([claim(14, 4)], "the end must be behind the start"),
        ([claim(4, 4)], "the end must be behind the start"),
        ([claim(-4, 4)], "at least 0"),
        ([claim(4.0, 14.0)], "whole numbers"),
        ([claim("4", "14")], "whole numbers"),
        ([claim(None, 14)], "whole numbers"),
        ([claim(False, True)], "whole numbers"),
        ([claim(4, 400)], "behind the text"),
        ([claim(15, 16)], "white space only"),
        ([claim(4, 14, "Bob Porter")], "quotes other text"),
        ([claim(4, 14), claim(8, 20)], "overlaps the entity at 4:14"),
        ([claim(4, 14, label="PLANET")], "'PLANET' is in no table"),
        ([claim(4, 14, flag="maybe")], "the flag of a label must be one of"),
    ],
)
def test_what_does_not_line_up_is_refused_with_a_reason(claims, words):
    assert words in reason(*claims)


def test_no_refusal_quotes_the_text():
    _, report = read(claim(4, 14, "Bob Porter"), claim("Ann Porter", 3), claim(4, 14, label="NAME"))
    assert "Porter" not in "\n".join(report.lines())


def test_a_document_with_a_refused_entity_is_withheld_whole():
    found, report = read(claim(4, 14), claim(9, 3))
    assert found == []
    assert (report.taken, report.refused_entities, report.withheld) == (0, 1, 1)


def test_an_entity_that_comes_twice_is_kept_once():
    found, report = read(claim(4, 14), claim(4, 14))
    assert found == [ANN]
    assert report.left_out == 1


def test_our_text_counts_before_the_files():
    text = "a\0b\ud800 Ann Porter"
    rules = Rules({"a": text})
    readings, _ = align([Claimed("a", (claim(5, 15),), text=sanitised(text))], rules)
    assert readings[0].entities == (MarkedEntity(5, 15, MarkedLabel.NAME, Flag.SCORED),)
    assert readings[0].text is None


def test_offsets_into_a_copy_with_joined_line_ends_are_carried_over():
    rules = Rules({"a": TEXT})
    claimed = Claimed("a", (claim(21, 24, label="KEY"),), text=TEXT.replace("\r\n", "\n"))
    [reading], report = align([claimed], rules)
    assert TEXT[reading.entities[0].start : reading.entities[0].end] == "abc"
    assert report.repaired.total() == 1


def test_another_text_under_our_id_is_refused():
    rules = Rules({"a": TEXT})
    readings, report = align([Claimed("a", (claim(0, 1),), text="other")], rules)
    assert readings == []
    assert report.refused_entities == 1
    assert "not the snippet's" in report.refused[0].reason


def test_a_document_without_any_text_is_refused():
    readings, report = align([Claimed("a", (claim(0, 1),))], Rules())
    assert readings == []
    assert "give --snippets" in report.refused[0].reason


def test_a_forgotten_id_is_found_by_its_text():
    rules = Rules({"ours": TEXT, "b": "same", "c": "same"})
    items = [Claimed("7", (claim(*ANN),), text=TEXT), Claimed("8", (), text="same")]
    readings, _ = align(items, rules)
    assert [reading.document_id for reading in readings] == ["ours", "8"]


def test_documents_without_a_reading_are_counted_with_the_reason():
    items = [Skipped("a", "nobody annotated it"), Refusal("b", "line 2", "is not JSON")]
    readings, report = align(items, Rules())
    assert readings == []
    assert report.readings == 2
    assert report.lines()[1:] == [
        "skipped 1: nobody annotated it",
        "refused document 'b', line 2: is not JSON",
    ]
