from pathlib import Path

import pytest

from pii.detection.loading import load_detector, model_folder_of
from pii.documents import Document
from pii.errors import MissingExtra, UnknownDetector


@pytest.mark.parametrize("name", ["auto", "rules"])
def test_a_detector_is_loaded_by_its_name(name):
    assert load_detector(name).detect([]) == []


def test_an_unknown_name_is_refused_with_those_there_are():
    with pytest.raises(UnknownDetector, match="'regex'; use auto, rules"):
        load_detector("regex")


def test_a_model_that_is_not_installed_is_refused_with_what_to_do():
    with pytest.raises(UnknownDetector, match="use --detector rules"):
        load_detector("base")


def without_packages(monkeypatch):
    monkeypatch.setattr("pii.extras.find_spec", lambda library: None)


def test_a_model_without_what_runs_it_is_refused_with_what_to_install(monkeypatch):
    without_packages(monkeypatch)
    with pytest.raises(MissingExtra, match=r"'small' needs numpy, openvino.*pii-in-code\[model\]"):
        load_detector("small")


def test_a_model_that_is_not_exported_needs_torch(monkeypatch, tmp_path):
    (tmp_path / "manifest.json").write_text("{}")
    without_packages(monkeypatch)
    with pytest.raises(MissingExtra, match=r"torch, transformers.*pii-in-code\[train\]"):
        load_detector(str(tmp_path))


def test_a_folder_without_a_model_says_so(tmp_path):
    with pytest.raises(UnknownDetector, match=r"holds no model: it has no manifest\.json"):
        load_detector(str(tmp_path))


def test_auto_is_the_packaged_model_where_it_runs_and_else_the_rules(monkeypatch):
    small = model_folder_of("small")
    assert small is not None
    assert model_folder_of("auto") == small
    without_packages(monkeypatch)
    assert model_folder_of("auto") is None
    assert model_folder_of("rules") is None


def test_a_folder_goes_by_its_own_name():
    folder = model_folder_of("small")
    assert model_folder_of(str(folder)) == folder


def test_a_folder_that_is_called_like_a_model_does_not_stand_in_for_it(tmp_path, monkeypatch):
    packaged = model_folder_of("small")
    (tmp_path / "small").mkdir()
    (tmp_path / "small" / "manifest.json").write_text("{}")
    monkeypatch.chdir(tmp_path)
    assert model_folder_of("small") == packaged
    assert model_folder_of("./small") == Path("./small")


def test_the_packaged_model_finds_what_no_rule_does():
    text = "# The tide tables were typed in by hand by Maren Lindqvist over one winter.\n"
    [document] = load_detector("small").detect([Document("a.py", text, language="Python")])
    assert [text[e.start : e.end] for e in document.entities] == ["Maren Lindqvist"]
