import pickle

import pytest
from hypothesis import given

from pii.documents import Document
from pii.entities import Entity
from pii.errors import InvalidEntity
from pii.labels import Label
from tests.strategies import documents


@given(documents())
def test_the_text_is_not_in_the_repr(document):
    told = repr(Document(document.id, "hunter2" + document.text, language=document.language))
    assert "hunter2" not in told


@given(documents())
def test_entities_are_sorted(document):
    assert list(document.entities) == sorted(document.entities)


@given(documents())
def test_a_document_survives_the_way_to_another_process(document):
    assert pickle.loads(pickle.dumps(document)) == document


def test_marking_replaces_the_entities_and_nothing_else():
    document = Document("a.py", "ann", (Entity(0, 1, Label.KEY),), "Python")
    marked = document.marked([Entity(0, 3, Label.NAME)])
    assert marked == Document("a.py", "ann", (Entity(0, 3, Label.NAME),), "Python")


def test_an_entity_behind_the_text_is_refused_without_quoting_it():
    with pytest.raises(InvalidEntity, match="ends at 9, behind the text of 7") as refusal:
        Document("a.py", "hunter2", (Entity(2, 9, Label.PASSWORD),))
    assert "hunter2" not in str(refusal.value)
