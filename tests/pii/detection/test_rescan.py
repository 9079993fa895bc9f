import itertools
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pii.detection.rescan import RescanningDetector, _surroundings
from pii.documents import Document
from pii.entities import Entity
from pii.labels import Label
from pii.redaction.apply import redact
from pii.redaction.policy import Policy
from tests.growth import LINEAR, fourfold


class Patterns:
    """A detector that claims what one pattern matches, and notes what it was shown."""

    def __init__(self, pattern):
        self.pattern = re.compile(pattern)
        self.shown = []

    def detect(self, documents):
        self.shown += [len(document.text) for document in documents]
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
    assert patterns.shown == [len("nothing here")]


def test_only_what_lies_near_a_replacement_is_looked_at_again():
    patterns = Patterns("secret1")
    text = "a = 1\n" * 10_000 + "k = secret1\n" + "b = 2\n" * 10_000
    RescanningDetector(patterns).detect([Document("a", text)])
    assert len(text) < sum(patterns.shown) < len(text) + 5_000


def test_a_third_look_is_at_what_the_second_found_alone():
    patterns = Patterns(r"secret1|(?<=<KEY> )secret2")
    text = "k = secret1\n" * 5_000 + "k = secret1 secret2\n" + "k = secret1\n" * 5_000
    [document] = RescanningDetector(patterns).detect([Document("a", text)])
    assert len(document.entities) == 10_002
    whole, second, third = patterns.shown
    assert third < 3_000 < second < whole


def test_a_long_text_full_of_finds_is_looked_at_again_by_the_quick_detector_alone():
    thorough, quick = Patterns("secret1"), Patterns("(?<=<KEY> )secret2")
    dense = Document("dense", "k = secret1 secret2\n" * 10_000)
    sparse = Document("sparse", "k = secret1 secret2\n" + "a = 1\n" * 30_000)
    detector = RescanningDetector(thorough, quick=quick)
    both = detector.detect([dense, sparse, dense])
    assert [len(document.entities) for document in both] == [20_000, 1, 20_000]
    assert [document.id for document in both] == ["dense", "sparse", "dense"]
    assert max(thorough.shown[3:]) < 2_000
    assert min(quick.shown) > 100_000


def test_documents_come_back_in_order():
    documents = [Document(str(n), text) for n, text in enumerate(["", "secret1", "x", "secret1 "])]
    marked = RescanningDetector(Patterns("secret1")).detect(documents)
    assert [d.id for d in marked] == ["0", "1", "2", "3"]
    assert [len(d.entities) for d in marked] == [0, 1, 0, 1]


@given(st.text("ab\n", max_size=60).map(lambda text: text * 60), st.lists(st.integers(0, 3_000)))
def test_stretches_hold_what_is_near_each_place_and_lie_apart(text, starts):
    places = [(start, start + 1) for start in sorted(set(starts)) if start < len(text)]
    stretches = _surroundings(text, places)
    for start, end in places:
        assert any(b <= max(0, start - 600) and min(len(text), end + 600) <= s
                   for b, s in stretches)  # fmt: skip
    for (_, end), (start, _) in itertools.pairwise(stretches):
        assert end < start


@pytest.mark.parametrize("end", [" ", "\n", " " * 2_500], ids=["line", "lines", "far-apart"])
def test_four_times_the_replacements_take_about_four_times_the_time(end):
    def looking(size):
        document = Document("a", f"secret1{end}" * (size // len(f"secret1{end}")))
        detector = RescanningDetector(Patterns("secret1"))
        return lambda: detector.detect([document])

    assert fourfold(looking, 200_000 if len(end) == 1 else 8_000_000) < LINEAR
