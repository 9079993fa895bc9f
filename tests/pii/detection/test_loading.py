import re
from pathlib import Path

import pytest

from pii.detection.loading import load_detector, model_folder_of
from pii.detection.rescan import RescanningDetector
from pii.documents import Document
from pii.entities import Entity
from pii.errors import MissingExtra, UnknownDetector
from pii.labels import Label
from pii.redaction.apply import redact
from pii.redaction.policy import Policy


class Patterns:
    """A detector that claims what one pattern matches, and counts what it was shown."""

    def __init__(self, pattern):
        self.pattern = re.compile(pattern)
        self.shown = 0

    def detect(self, documents):
        self.shown += sum(len(document.text) for document in documents)
        return [
            document.marked(
                Entity(*match.span(), Label.KEY) for match in self.pattern.finditer(document.text)
            )
            for document in documents
        ]


def test_what_shows_up_once_a_value_is_gone_is_marked_too():
    detector = RescanningDetector(Patterns(r"secret1|(?<=<KEY> )secret2"))
    [document] = detector.detect([Document("a", "🦀 secret1 secret2 end")])
    assert redact(document, Policy()).text == "🦀 <KEY> <KEY> end"


def test_a_text_that_never_comes_to_rest_is_given_up_after_some_looks():
    patterns = Patterns(r"(?:^|(?<=<KEY>))x")
    [document] = RescanningDetector(patterns).detect([Document("a", "x" * 50)])
    assert 2 <= len(document.entities) <= 5


def test_a_clean_document_is_looked_at_once():
    patterns = Patterns("secret1")
    RescanningDetector(patterns).detect([Document("a", "nothing here")])
    assert patterns.shown == len("nothing here")


def test_only_what_lies_near_a_replacement_is_looked_at_again():
    patterns = Patterns("secret1")
    text = "a = 1\n" * 10_000 + "k = secret1\n" + "b = 2\n" * 10_000
    RescanningDetector(patterns).detect([Document("a", text)])
    assert len(text) < patterns.shown < len(text) + 5_000


def test_documents_come_back_in_order():
    documents = [Document(str(n), text) for n, text in enumerate(["", "secret1", "x", "secret1 "])]
    marked = RescanningDetector(Patterns("secret1")).detect(documents)
    assert [d.id for d in marked] == ["0", "1", "2", "3"]
    assert [len(d.entities) for d in marked] == [0, 1, 0, 1]


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
