import json

import pytest

from pii.documents import Document
from pii.entities import Entity
from pii.errors import UnreadableFile
from pii.labels import Label
from pii.samples import InvalidSample, Sample, read_samples, write_samples

SAMPLE = Sample(
    Document("a", "x = 'é\r\n'", (Entity(0, 1, Label.NAME),), "Python"),
    (Entity(4, 5, Label.KEY),),
    "some/where",
)


def test_what_is_written_is_read_back(tmp_path):
    path = tmp_path / "samples.jsonl"
    assert write_samples(path, [SAMPLE, SAMPLE]) == 2
    assert list(read_samples(path)) == [SAMPLE, SAMPLE]


def test_flags_decide_what_is_scored_and_other_labels_are_left_out(tmp_path):
    entities = [
        {"start": 0, "end": 1, "label": "NAME", "flag": None},
        {"start": 2, "end": 3, "label": "KEY", "flag": "example"},
        {"start": 4, "end": 5, "label": "OTHER"},
    ]
    path = tmp_path / "samples.jsonl"
    path.write_text(json.dumps({"id": 7, "text": "abcdef", "entities": entities}) + "\n")
    [sample] = read_samples(path)
    assert sample.document.entities == (Entity(0, 1, Label.NAME),)
    assert sample.ignored == (Entity(2, 3, Label.KEY),)


@pytest.mark.parametrize(
    "line",
    [
        '{"id": "hunter2',
        '{"id": "a", "text": "hunter2"}',
        '{"id": "a", "text": "hunter2", "entities": {}}',
        '{"id": "a", "text": "h", "entities": [{"start": 0, "end": 9, "label": "KEY"}]}',
        '{"id": "a", "text": "h", "entities": [{"start": "0", "end": 1, "label": "KEY"}]}',
    ],
    ids=["no-json", "no-entities", "no-list", "outside", "no-number"],
)
def test_a_bad_line_is_refused_by_number_and_not_echoed(tmp_path, line):
    path = tmp_path / "samples.jsonl"
    path.write_text(json.dumps({"id": "a", "text": "", "entities": []}) + "\n" + line + "\n")
    with pytest.raises(InvalidSample, match="line 2") as caught:
        list(read_samples(path))
    assert "hunter2" not in str(caught.value)


def test_a_file_that_is_not_there_is_named(tmp_path):
    with pytest.raises(UnreadableFile, match="nowhere"):
        list(read_samples(tmp_path / "nowhere.jsonl"))
