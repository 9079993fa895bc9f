import json

import pytest
from pii_annotation.clones import Clones
from pii_annotation.entities import MarkedEntity, MarkedLabel, Reading
from pii_annotation.errors import MalformedRecord
from pii_annotation.json_fields import Record, write_lines
from pii_annotation.snippets import Cutting
from pii_annotation.standoff import (
    StandOff,
    materialise,
    read_gold,
    read_stand_off,
    stand_off,
    stand_off_of,
)

from pii.files.git_repositories import blob_hash
from tests.git import commit, make_repository

TEXT = "\ufeff# 😀 made by Ann Porter\r\nprint()\r\n"
DATA = TEXT.encode()
ANN = MarkedEntity(10, 20, MarkedLabel.NAME)


def annotation(**changes):
    fields = {
        "id": "a",
        "repo": "octo/tools",
        "commit": "0" * 40,
        "path": "a.py",
        "blob": blob_hash(DATA),
        "language": "Python",
        "trigger": "author",
        "start_char": 3,
        "end_char": len(TEXT),
    }
    return StandOff(Cutting(**(fields | changes)), (ANN,), 2)


@pytest.fixture
def clones(tmp_path):
    first = make_repository(tmp_path / "octo+tools", {"a.py": DATA, "latin.py": b"caf\xe9"})
    return Clones((tmp_path,)), first


def test_a_text_is_rebuilt_character_by_character(clones):
    rebuilt = materialise([annotation()], clones[0].find)
    [snippet] = rebuilt.snippets
    assert snippet.text == TEXT[3:]
    assert snippet.text[ANN.start : ANN.end] == TEXT[13:23]
    assert rebuilt.refused == []


def test_a_blob_that_only_history_holds_is_found(clones, tmp_path):
    commit(tmp_path / "octo+tools", {"a.py": b"newer"})
    assert len(materialise([annotation()], clones[0].find).snippets) == 1


def test_what_was_published_holds_no_text():
    row = json.dumps(annotation().row())
    assert "Porter" not in row
    assert "print" not in row
    assert stand_off_of(Record("x", json.loads(row))) == annotation()


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"blob": "1" * 40}, "holds no blob 1111"),
        ({"blob": blob_hash(b"caf\xe9"), "path": "latin.py"}, "is not UTF-8 at byte 3"),
        ({"end_char": len(TEXT) + 1}, "ends behind the file's"),
    ],
)
def test_what_cannot_be_proven_is_refused_and_not_guessed(clones, changes, words):
    rebuilt = materialise([annotation(**changes), annotation(id="b")], clones[0].find)
    assert [snippet.cutting.id for snippet in rebuilt.snippets] == ["b"]
    [refusal] = rebuilt.refused
    assert words in str(refusal)
    assert "Porter" not in str(refusal)


def test_a_repository_that_is_not_available_is_counted_once(clones):
    rows = [annotation(id=name, repo="octo/absent") for name in "abc"]
    rebuilt = materialise([*rows, annotation(id="d")], clones[0].find)
    assert [snippet.cutting.id for snippet in rebuilt.snippets] == ["d"]
    assert (rebuilt.refused, rebuilt.absent) == ([], {"octo/absent": 3})
    assert rebuilt.refusals == 3


def test_a_clone_that_fails_gives_gits_reason_without_the_repositorys_name(tmp_path):
    finder = Clones((tmp_path,), f"{tmp_path}/nowhere/{{repo}}.git")
    assert finder.find("octo/a") is None
    assert finder.find("octo/b") is None
    assert finder.reasons["octo/a"] == finder.reasons["octo/b"]
    assert "git clone: " in finder.reasons["octo/a"]


def test_a_file_that_has_changed_at_its_path_is_refused_by_its_hash(clones):
    finder, first = clones
    wrong = annotation(commit=first, blob="2" * 40)
    [refusal] = materialise([wrong], finder.find).refused
    assert blob_hash(DATA) in str(refusal)
    assert "2" * 40 in str(refusal)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"entities": [{"start": 0, "end": 99, "label": "KEY"}]}, "ends behind the"),
        ({"entities": 3}, "'entities' must be a list"),
        ({"start_char": "0"}, "'start_char' must be a whole number"),
        (
            {
                "entities": [
                    {"start": 0, "end": 9, "label": "KEY"},
                    {"start": 3, "end": 5, "label": "NAME"},
                ]
            },
            "overlap",
        ),
    ],
)
def test_a_broken_line_is_refused_with_its_place(change, words):
    row = annotation().row() | change
    with pytest.raises(MalformedRecord, match=r"^x") as refusal:
        stand_off_of(Record("x", row))
    assert words in str(refusal.value)


def test_an_id_that_comes_twice_is_refused(tmp_path):
    path = tmp_path / "a.jsonl"
    write_lines(path, [annotation().row(), annotation().row()])
    with pytest.raises(MalformedRecord, match="line 2: the id 'a' came before"):
        read_stand_off(path)


def test_texts_beside_annotations_are_read_and_kept_out_of_the_repr(clones, tmp_path):
    rebuilt = materialise([annotation()], clones[0].find)
    write_lines(tmp_path / "gold.jsonl", [rebuilt.snippets[0].row()])
    assert read_gold(tmp_path / "gold.jsonl") == rebuilt.snippets
    assert "Porter" not in repr(rebuilt)


def test_readings_become_annotations_ordered_by_id():
    cuttings = {name: annotation(id=name).cutting for name in ("a", "b")}
    rows = stand_off([Reading("b", "ann", (ANN,)), Reading("a", "x", (), annotators=3)], cuttings)
    assert [(row.cutting.id, row.entities, row.annotators) for row in rows] == [
        ("a", (), 3),
        ("b", (ANN,), 1),
    ]


@pytest.mark.parametrize(
    ("ids", "words"), [(["c"], "no snippet has this id"), (["a", "a"], "adjudicate first")]
)
def test_a_reading_needs_a_snippet_and_a_snippet_one_reading(ids, words):
    readings = [Reading(name, "ann") for name in ids]
    with pytest.raises(MalformedRecord, match=words):
        stand_off(readings, {"a": annotation().cutting})
