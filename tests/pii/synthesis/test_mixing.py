from collections import Counter

from pii.documents import Document
from pii.entities import Entity
from pii.labels import Label
from pii.synthesis import Mix, mixed

MARK = "name"


class Finds:
    """Claims a word wherever it stands, and remembers how many documents came at once."""

    def __init__(self):
        self.batches = []

    def detect(self, documents):
        self.batches.append(len(documents))
        return [
            d.marked([Entity(i, i + 4, Label.NAME) for i in [d.text.find(MARK)] if i >= 0])
            for d in documents
        ]


def documents(count):
    for number in range(count):
        word = MARK if number % 2 else "none"
        yield Document(str(number), f"{word}\n" + f"line {number}\n" * 30)


def test_a_snippet_with_a_find_is_always_kept_and_others_by_their_share():
    samples = list(
        mixed(documents(200), Finds(), Mix(10**9, 50, idle_share=0, lines_between=1000), 0)
    )
    assert [int(sample.document.id) % 2 for sample in samples] == [1] * 100
    everything = mixed(documents(200), Finds(), Mix(10**9, 50, idle_share=1), 0)
    assert len(list(everything)) == 200


def test_reading_stops_once_there_is_enough():
    detector = Finds()
    samples = list(mixed(documents(10_000), detector, Mix(20_000, 50, idle_share=1), 0))
    assert len(samples) < 200
    assert sum(detector.batches) < 300


def test_invented_lines_bring_every_label_and_no_lack_of_secrets():
    samples = list(mixed(documents(300), Finds(), Mix(10**9, idle_share=1), 3))
    found = Counter(e.label for sample in samples for e in sample.document.entities)
    assert set(found) == set(Label)
    assert min(found[Label.KEY], found[Label.PASSWORD]) > found[Label.NAME] / 3


def test_a_share_of_the_places_gets_runs_of_lines():
    lone, runs = (
        sum(
            sample.document.text.count("\n")
            for sample in mixed(documents(100), Finds(), Mix(10**9, run_share=share), 5)
        )
        for share in (0, 1)
    )
    assert runs > 1.2 * lone


def test_a_seed_gives_the_same_samples():
    one, other = (list(mixed(documents(50), Finds(), Mix(10**9), 7)) for _ in range(2))
    assert one == other


def test_snippets_hold_no_more_lines_than_asked():
    mix = Mix(10**9, lines=5, idle_share=1, lines_between=10**9)
    for sample in mixed(documents(30), Finds(), mix, 1):
        assert sample.document.text.count("\n") <= 5


def test_without_invented_lines_only_the_finds_are_replaced():
    mix = Mix(10**9, idle_share=1, lines_between=0)
    for sample in mixed(documents(30), Finds(), mix, 1):
        lines = sample.document.text.splitlines()
        assert all(line == "none" or line.startswith("line ") for line in lines[1:])
        assert len(sample.document.entities) <= 1
