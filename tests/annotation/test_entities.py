import pytest
from hypothesis import given
from pii_annotation.entities import (
    Flag,
    MarkedEntity,
    MarkedLabel,
    Reading,
    reading_of,
    row_of_reading,
    scored_entities,
)
from pii_annotation.errors import MalformedRecord
from pii_annotation.json_fields import Record

from pii.entities import Entity
from pii.errors import InvalidEntity
from pii.labels import Label
from tests.annotation.strategies import readings

SOUND = {"start": 1, "end": 3, "label": "KEY", "flag": None}


@given(readings("ann"))
def test_a_reading_is_the_same_after_json(reading):
    assert reading_of(Record("x", row_of_reading(reading))) == reading


def test_the_seven_labels_are_the_detectors_six_and_other():
    assert list(MarkedLabel) == [*Label, "OTHER"]


def test_only_unflagged_entities_of_the_six_labels_are_scored():
    entities = [
        MarkedEntity(0, 1, MarkedLabel.KEY),
        MarkedEntity(1, 2, MarkedLabel.KEY, Flag.EXAMPLE),
        MarkedEntity(2, 3, MarkedLabel.KEY, Flag.AMBIGUOUS),
        MarkedEntity(3, 4, MarkedLabel.OTHER),
    ]
    assert scored_entities(entities) == (Entity(0, 1, Label.KEY),)


def test_a_reading_with_overlapping_entities_cannot_be():
    entities = (MarkedEntity(4, 9, MarkedLabel.KEY), MarkedEntity(0, 5, MarkedLabel.NAME))
    with pytest.raises(InvalidEntity, match="0:5 and 4:9 overlap"):
        Reading("a", "ann", entities)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"label": "PLANET"}, "'label' must be one of EMAIL"),
        ({"flag": "perhaps"}, "'flag' must be null or one of scored"),
        ({"start": 3}, "0 <= start < end"),
        ({"start": 1.0}, "'start' must be a whole number"),
        ({"end": None}, "'end' must be a whole number"),
    ],
)
def test_an_impossible_entity_is_refused_with_its_place(change, words):
    row = {"id": "a", "entities": [SOUND | change]}
    with pytest.raises(MalformedRecord, match=r"x, entities\[0\]: ") as refusal:
        reading_of(Record("x", row))
    assert words in str(refusal.value)


def test_overlapping_entities_of_a_row_are_refused():
    with pytest.raises(MalformedRecord, match="overlap"):
        reading_of(Record("x", {"id": "a", "entities": [SOUND, SOUND | {"end": 2}]}))


def test_a_reading_keeps_its_text_out_of_its_repr():
    assert "hunter2" not in repr(Reading("a", "ann", (), "hunter2"))
