import re

import pytest

from pii.detectors import Settled, load_detector
from pii.documents import Document
from pii.entities import Entity
from pii.errors import UnknownDetector
from pii.labels import Label
from pii.policy import Policy
from pii.redaction import redact


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
    detector = Settled(Patterns(r"secret1|(?<=<KEY> )secret2"))
    [document] = detector.detect([Document("a", "🦀 secret1 secret2 end")])
    assert redact(document, Policy()).text == "🦀 <KEY> <KEY> end"


def test_a_text_that_never_comes_to_rest_is_given_up_after_some_looks():
    patterns = Patterns(r"(?:^|(?<=<KEY>))x")
    [document] = Settled(patterns).detect([Document("a", "x" * 50)])
    assert 2 <= len(document.entities) <= 5


def test_a_clean_document_is_looked_at_once():
    patterns = Patterns("secret1")
    Settled(patterns).detect([Document("a", "nothing here")])
    assert patterns.shown == len("nothing here")


def test_only_what_lies_near_a_replacement_is_looked_at_again():
    patterns = Patterns("secret1")
    text = "a = 1\n" * 10_000 + "k = secret1\n" + "b = 2\n" * 10_000
    Settled(patterns).detect([Document("a", text)])
    assert len(text) < patterns.shown < len(text) + 5_000


def test_documents_come_back_in_order():
    documents = [Document(str(n), text) for n, text in enumerate(["", "secret1", "x", "secret1 "])]
    marked = Settled(Patterns("secret1")).detect(documents)
    assert [d.id for d in marked] == ["0", "1", "2", "3"]
    assert [len(d.entities) for d in marked] == [0, 1, 0, 1]


@pytest.mark.parametrize("name", ["auto", "rules"])
def test_a_detector_is_loaded_by_its_name(name):
    assert load_detector(name).detect([]) == []


def test_an_unknown_name_is_refused_with_those_there_are():
    with pytest.raises(UnknownDetector, match="'regex'; choose one of auto, rules"):
        load_detector("regex")


@pytest.mark.parametrize("name", ["small", "base"])
def test_a_model_that_is_not_installed_is_refused_with_what_to_do(name):
    with pytest.raises(UnknownDetector, match="use --detector rules"):
        load_detector(name)
