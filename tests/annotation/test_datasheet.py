import pytest
from pii_annotation.agreement import by_document
from pii_annotation.datasheet import (
    agreement_block,
    baseline_block,
    count_block,
    fill,
    sample_of,
)
from pii_annotation.entities import Flag, MarkedEntity, MarkedLabel, Reading
from pii_annotation.errors import MalformedRecord
from pii_annotation.snippets import Cutting
from pii_annotation.splits import Split, split_of
from pii_annotation.standoff import GoldSnippet, StandOff

from pii.entities import Entity
from pii.labels import Label

NAME, KEY = MarkedLabel.NAME, MarkedLabel.KEY
TEST_REPOS = [name for n in range(60) if split_of(name := f"o/r{n}") is Split.TEST]


def gold(name, entities, repo="o/r", text="Ann Porter, key 12345\n"):
    cutting = Cutting(name, repo, "", "a.py", "", "Python", "key", 0, len(text))
    return GoldSnippet(StandOff(cutting, entities, 1), text)


class FindsAnn:
    def detect(self, documents):
        return [document.marked([Entity(0, 10, Label.NAME)]) for document in documents]


def test_only_the_blocks_that_are_given_are_rewritten():
    sheet = "a\n<!-- begin x -->\nold\n<!-- end x -->\nb\n<!-- begin y -->\nkept\n<!-- end y -->\n"
    filled = fill(sheet, {"x": "new\\1\n"})
    assert filled == sheet.replace("old", "new\\1")
    assert fill(filled, {"x": "new\\1\n"}) == filled


def test_a_block_that_the_sheet_lacks_is_refused():
    with pytest.raises(MalformedRecord, match="needs <!-- begin x -->"):
        fill("nothing", {"x": ""})


def test_counts_are_those_of_the_annotations():
    entities = (MarkedEntity(0, 3, NAME), MarkedEntity(12, 15, KEY, Flag.EXAMPLE))
    block = count_block([gold(f"g{n}", entities).stand_off for n in range(3)])
    assert "3 snippets from 1 repositories in 1 languages; 0 were read by two or more." in block
    assert "| NAME | 3 | 0 | 0 |" in block
    assert "| KEY | 0 | 3 | 0 |" in block
    assert "| Python | 3 |" in block


def test_agreement_names_the_annotators_and_what_they_disagree_on():
    readings = [Reading("a", "ann", (MarkedEntity(0, 3, NAME),)), Reading("a", "bob")]
    block = agreement_block(by_document(readings), {"a": 22})
    assert "ann and bob, 1 snippets" in block
    assert "| NAME | 0.000 | 0.000 | 0.000 |" in block
    assert "| NAME / nothing | presence | 1 |" in block


def test_a_reading_of_an_unknown_document_is_refused():
    readings = by_document([Reading("b", "ann"), Reading("b", "bob")])
    with pytest.raises(MalformedRecord, match="'b': no snippet has this id"):
        agreement_block(readings, {"a": 22})


def test_the_baseline_is_measured_on_one_split_with_flagged_stretches_ignored():
    sound = (MarkedEntity(0, 10, NAME), MarkedEntity(16, 21, KEY))
    flagged = (MarkedEntity(0, 10, NAME, Flag.EXAMPLE),)
    snippets = [gold("a", sound, TEST_REPOS[0]), gold("b", flagged, TEST_REPOS[1])]
    block = baseline_block(snippets, FindsAnn(), Split.TEST)
    assert "| NAME | 1 | 1.000 | 1.000 | 1.000 |" in block
    assert "| KEY | 1 | 0.000 | 0.000 | 0.000 |" in block
    assert "33.3% were missed; 0.00 in a thousand" in block
    assert (
        baseline_block(snippets, FindsAnn(), Split.TRAIN) == "No snippet is in the train split.\n"
    )


def test_other_is_neither_true_nor_ignored():
    entities = (MarkedEntity(0, 3, MarkedLabel.OTHER, Flag.EXAMPLE), MarkedEntity(4, 8, NAME))
    sample = sample_of(gold("a", entities))
    assert sample.document.entities == (Entity(4, 8, Label.NAME),)
    assert sample.ignored == ()
