import json

import pytest

from pii.encoder.checkpoint import InvalidModel, Manifest, read_manifest
from pii.labels import Label

MANIFEST = Manifest(
    256,
    64,
    {Label.NAME: 0.8},
    {Label.NAME: 0.4},
    ("some/where",),
    {"a.npz": "00"},
    revision="abc",
    temperature=1.5,
)


def test_a_manifest_comes_back_as_it_was_written(tmp_path):
    MANIFEST.scored({"validation/f1": 0.5}).write(tmp_path)
    assert read_manifest(tmp_path) == MANIFEST.scored({"validation/f1": 0.5})


@pytest.mark.parametrize(
    "text",
    ["", "[]", "{}", json.dumps({"window": 8, "overlap": 2, "thresholds": {"NICKNAME": 0.5}})],
    ids=["empty", "list", "fields", "label"],
)
def test_what_is_no_manifest_is_refused_by_its_folder(tmp_path, text):
    (tmp_path / "manifest.json").write_text(text)
    with pytest.raises(InvalidModel, match=tmp_path.name):
        read_manifest(tmp_path)


def test_a_folder_without_one_is_no_model(tmp_path):
    with pytest.raises(InvalidModel, match="manifest"):
        read_manifest(tmp_path)


def test_windows_that_do_not_move_on_and_impossible_thresholds_are_refused():
    with pytest.raises(InvalidModel, match="overlap < window"):
        Manifest(8, 8)
    with pytest.raises(InvalidModel, match="thresholds"):
        Manifest(8, 2, {Label.KEY: 1.5})
    with pytest.raises(InvalidModel, match="temperature"):
        Manifest(8, 2, temperature=0)


def test_a_manifest_from_before_temperatures_is_read_with_one(tmp_path):
    record = {"window": 8, "overlap": 2, "thresholds": {}, "careful": {}, "repositories": []}
    (tmp_path / "manifest.json").write_text(json.dumps(record))
    assert read_manifest(tmp_path).temperature == 1
