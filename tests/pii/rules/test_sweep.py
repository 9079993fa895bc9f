import gc
import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pii.documents import Document
from pii.entities import Entity
from pii.labels import Label
from pii.rules import sweep as room
from pii.rules.sweep import sweep
from pii.rules.word_automaton import WordAutomaton, words_of
from tests.growth import LINEAR, fourfold
from tests.invented import found


def swept(text, value, label, score=0.9):
    start = text.index(value)
    document = Document("a", text, (Entity(start, start + len(value), label, score),))
    return [(e.start, e.label) for e in sweep(document).entities]


def test_a_key_found_once_is_marked_everywhere():
    assert swept("k='9f86d081'; use(9f86d081)", "9f86d081", Label.KEY) == [
        (3, Label.KEY),
        (18, Label.KEY),
    ]


def test_a_full_name_is_swept_and_a_single_one_is_not():
    assert len(swept("Ann Porter. Ann Porter", "Ann Porter", Label.NAME)) == 2
    assert len(swept("Porterly Porterly", "Porterly", Label.NAME)) == 1


def test_a_long_password_with_digits_is_swept_and_a_word_is_not():
    assert len(swept("'wint3rtide' wint3rtide", "wint3rtide", Label.PASSWORD)) == 2
    assert len(swept("'wintertide' wintertide", "wintertide", Label.PASSWORD)) == 1


def test_short_values_and_user_names_are_not_swept():
    assert len(swept("'k9x8' k9x8", "k9x8", Label.KEY)) == 1
    assert len(swept("/home/annporter annporter", "annporter", Label.USERNAME)) == 1


def test_part_of_a_longer_word_is_left_alone():
    assert len(swept("'9f86d081' x9f86d081 9f86d0811", "9f86d081", Label.KEY)) == 1


def test_an_unsure_claim_is_not_carried_on():
    assert len(swept("9f86d081 9f86d081", "9f86d081", Label.KEY, 0.4)) == 1


pieces = st.lists(
    st.sampled_from(["k3y-alpha", "k3y-beta!", "alpha-k3y-alpha", "é", " ", "x", "_", "\n", "🦀"]),
    max_size=30,
)
values = ["k3y-alpha", "k3y-beta!", "alpha-k3y-alpha", "k3y-alpha k3y-alpha"]


@given(pieces, st.lists(st.sampled_from(values), unique=True))
def test_many_values_are_found_as_few_are(parts, swept_values):
    text = "".join(parts)
    claims = tuple(
        Entity(start, start + len(value), Label.KEY)
        for value in swept_values
        if (start := text.find(value)) >= 0
    )
    few = sweep(Document("a", text, claims))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(room, "_FEW_COMPARISONS", -1)
        assert sweep(Document("a", text, claims)) == few


def test_nothing_of_a_text_is_kept_when_a_sweep_is_over():
    names = [f"k{number:07x}" for number in range(2_000)]
    text = "\n".join([*names, *names])
    claims = tuple(Entity(9 * n, 9 * n + 8, Label.KEY) for n in range(len(names)))
    assert len(sweep(Document("a", text, claims)).entities) == 2 * len(names)
    gc.collect()
    # Not by `isinstance`, which asks objects of other libraries for their class.
    kept = [o for o in gc.get_objects() if type(o) is WordAutomaton]
    assert kept == []


@pytest.mark.parametrize(
    ("kind", "most"),
    [("distinct", 40_000), ("repeated", 8_000), ("nested", 4_000), ("same-word", 8_000)],
)
def test_four_times_the_text_and_the_values_take_about_four_times_the_time(kind, most):
    def value(number):
        return {
            "distinct": f"k3y{number:06x}",
            "repeated": f"k3y-{number % 50:06x}",
            "nested": "k3y-" * (1 + number % 40) + "end",
            "same-word": f"{number}-a-long-word-that-all-of-them-share",
        }[kind]

    def sweeping(count):
        claims = []
        parts = [value(number) for number in range(count)]
        at = 0
        for part in parts:
            claims.append(Entity(at, at + len(part), Label.KEY))
            at += len(part) + 1
        text = "\n".join(parts) + "\n" + "k3y-" * (10 * count)
        document = Document("a", text, tuple(claims))
        return lambda: sweep(document)

    assert fourfold(sweeping, most // 4) < LINEAR


def test_a_doubtful_claim_on_a_place_does_not_keep_a_sure_value_away():
    text = "k='9f86d081'; use(9f86d081)"
    claims = (Entity(3, 11, Label.KEY, 0.9), Entity(18, 26, Label.KEY, 0.3))
    best = {(e.start, e.end): e.score for e in sweep(Document("a", text, claims)).entities}
    assert best == {(3, 11): 0.9, (18, 26): 0.9}


def test_a_password_is_hidden_where_another_rule_was_unsure_of_it():
    value = "Reef3r" + "Moss!Db"
    text = f"DB_PASSWORD={value}\nAPP_ENV=test\nAPP_SECRET={value}\n"
    assert [hidden for _, hidden in found(text)] == [value, value]


@given(st.text())
def test_words_are_the_whole_text_and_part_only_where_something_may_stand_alone(text):
    words = words_of(text)
    assert "".join(words) == text
    assert all(word.isalnum() or len(word) == 1 for word in words)
    assert not any(a.isalnum() and b.isalnum() for a, b in itertools.pairwise(words))


@given(st.lists(st.text("ab- ", min_size=1, max_size=6), max_size=5), st.text("ab- ", max_size=30))
def test_the_automaton_finds_the_longest_value_at_each_end(values, text):
    def alone(start, end):
        return room._stands_alone(text, start, end)

    wanted = {}
    for end in range(len(text), 0, -1):
        for value in values:
            start = end - len(value)
            if start >= 0 and text.startswith(value, start) and alone(start, end):
                wanted[end] = min(start, wanted.get(end, start))
    found = list(WordAutomaton(values).places(text))
    assert found == [(wanted[end], end) for end in sorted(wanted)]
