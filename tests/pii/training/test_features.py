import numpy as np
import pytest

from pii.documents import Document
from pii.encoder.tagging import UNKNOWN, spans_of
from pii.encoder.tokenizer import END, Tokenizer
from pii.entities import Entity
from pii.errors import UnreadableFile
from pii.labels import Label
from pii.samples import Sample
from pii.training.features import Features, features_of

TOKENIZER = Tokenizer.train(["alpha beta gamma"] * 5, 300)
SAMPLES = [
    Sample(Document("a", "x = 'alpha beta'", (Entity(5, 15, Label.NAME),))),
    Sample(Document("b", "y = gamma"), (Entity(4, 9, Label.KEY),)),
]


def test_texts_stand_behind_each_other_with_an_end_between_them():
    features = features_of(SAMPLES, TOKENIZER, 8)
    row = features.ids.ravel()
    texts = [
        TOKENIZER.decode(part)
        for part in np.split(row, np.flatnonzero(row == TOKENIZER.id_of(END)) + 1)
    ]
    assert texts[0] == "x = 'alpha beta'" + END
    assert texts[1] == "y = gamma" + END
    assert features.ids.shape == features.tags.shape
    assert features.ids.shape[1] == 8


def test_tags_know_entities_and_nothing_of_ignored_stretches_ends_and_padding():
    features = features_of(SAMPLES, TOKENIZER, 64)
    [(first, last, label)] = spans_of(features.tags[0])
    assert TOKENIZER.decode(features.ids[0, first:last]) == "alpha beta"
    assert label is Label.NAME
    unknown = features.ids[0, features.tags[0] == UNKNOWN]
    assert TOKENIZER.decode(unknown).replace("<pad>", "") == f"{END} gamma{END}"


def test_no_samples_make_no_windows():
    assert len(features_of([], TOKENIZER, 8)) == 0


def test_features_are_read_as_they_were_written_and_can_be_added(tmp_path):
    features = features_of(SAMPLES, TOKENIZER, 8)
    digest = features.save(tmp_path / "a.npz")
    loaded = Features.load(tmp_path / "a.npz")
    assert np.array_equal(loaded.ids, features.ids)
    assert np.array_equal(loaded.tags, features.tags)
    assert len(loaded + features) == 2 * len(features)
    assert digest == features.save(tmp_path / "b.npz")


def test_a_file_of_something_else_is_named_with_the_remedy(tmp_path):
    (tmp_path / "a.npz").write_text("no")
    with pytest.raises(UnreadableFile, match=r"a\.npz: is not a file of features.*pii features"):
        Features.load(tmp_path / "a.npz")


def test_a_missing_file_of_features_is_no_such_file(tmp_path):
    with pytest.raises(UnreadableFile, match=r"a\.npz: no such file"):
        Features.load(tmp_path / "a.npz")
