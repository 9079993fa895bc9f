from hypothesis import given
from hypothesis import strategies as st
from pii_service import rendering
from pii_service.offsets import OffsetUnit
from pii_service.rendering import answer_of, rendered
from pii_service.responses import (
    DetectAnswer,
    DetectedText,
    EntityBody,
    FailureBody,
    RedactAnswer,
    RedactedEntityBody,
    RedactedText,
)

from pii.labels import Label

values = st.none() | st.text(st.characters(exclude_categories=["Cs"]), max_size=5)
found = st.builds(EntityBody, text=values)
redacted = st.builds(RedactedEntityBody, text=values)
failures = st.builds(FailureBody)
counts = st.dictionaries(st.sampled_from(Label), st.integers(1, 9))
units = st.sampled_from(OffsetUnit)


def texts(kind, entities):
    done = st.builds(kind, entities=st.lists(entities, max_size=7), error=st.none())
    return st.lists(done | st.builds(kind, entities=st.just([]), error=failures), max_size=4)


def check(kind, unit, counts, documents):
    whole = kind(offset_unit=unit, counts=counts, documents=documents)
    expected = whole.model_dump_json(exclude_none=True).encode()
    assert answer_of(unit, counts, map(rendered, documents)).body == expected


@given(units, counts, texts(DetectedText, found), texts(RedactedText, redacted))
def test_an_answer_in_parts_is_what_it_is_in_one(unit, counts, detected, redacted):
    piece, rendering._PIECE = rendering._PIECE, 3
    try:
        check(DetectAnswer, unit, counts, detected)
        check(RedactAnswer, unit, counts, redacted)
    finally:
        rendering._PIECE = piece
