from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pii_annotation.sampling import Candidate, Plan, candidates_of, draw
from pii_annotation.sampling_signals import TRIGGERS
from pii_annotation.snippets import MOST_CHARACTERS, MOST_LINES, Cutting, Snippet
from pii_annotation.sources import SourceFile

from pii.entities import Entity
from pii.labels import Label


class Suspicious:
    """A detector that suspects every `7`, half sure."""

    def detect(self, documents):
        return [
            document.marked(
                Entity(at, at + 1, Label.KEY, 0.5)
                for at, character in enumerate(document.text)
                if character == "7"
            )
            for document in documents
        ]


def source_file(text, path="a.py", blob="b0", language="Python"):
    return SourceFile("o/r", "c0", path, blob, language, text.encode())


def candidate(number, trigger="key", language="Python", repo="o/r", uncertainty=0.0, blob=None):
    blob = blob or f"b{number}"
    cutting = Cutting(f"s{number:03}", repo, "", "p", blob, language, trigger, 0, 10)
    return Candidate(Snippet(cutting, f"text {number:04}"), uncertainty)


def everything_is_new(text):
    return True


candidates = st.lists(
    st.builds(
        candidate,
        st.integers(0, 400),
        st.sampled_from(TRIGGERS),
        st.sampled_from(["Python", "Go", "Ruby"]),
        st.sampled_from(["o/a", "o/b", "o/c"]),
        st.floats(0, 1),
    ),
    max_size=40,
    unique_by=lambda one: one.snippet.id,
)
plans = st.builds(
    Plan,
    snippets=st.integers(1, 30),
    per_repository=st.integers(1, 10),
    random_share=st.floats(0, 1),
    weights=st.dictionaries(st.sampled_from(TRIGGERS[:-1]), st.floats(0, 5)),
    by_uncertainty=st.booleans(),
)


@given(candidates, plans, st.randoms(use_true_random=False))
def test_a_sample_keeps_to_its_plan_and_does_not_depend_on_the_order(found, plan, chance):
    drawn = draw(found, plan, everything_is_new)
    shuffled = list(found)
    chance.shuffle(shuffled)
    assert draw(shuffled, plan, everything_is_new) == drawn
    assert len(drawn) <= plan.snippets
    assert all(plan.weight(snippet.cutting.trigger) > 0 for snippet in drawn)
    counts = Counter(snippet.cutting.repo for snippet in drawn)
    assert all(count <= plan.per_repository for count in counts.values())


@given(plans)
def test_the_weights_of_all_triggers_are_shares_of_one(plan):
    total = sum(plan.weight(trigger) for trigger in TRIGGERS)
    weightless = all(plan.weights.get(trigger, 1) == 0 for trigger in TRIGGERS[:-1])
    assert total == pytest.approx(plan.random_share if weightless else 1)


def test_triggers_are_drawn_by_weight_and_languages_evenly():
    found = [
        candidate(100 * t + 10 * n + s, trigger, language, f"o/{s}")
        for t, trigger in enumerate(("key", "email"))
        for n, language in enumerate(("Python", "Go"))
        for s in range(10)
    ]
    plan = Plan(12, random_share=0.0, weights={"key": 3})
    drawn = draw(found, plan, everything_is_new)
    counts = Counter((one.cutting.trigger, one.cutting.language) for one in drawn)
    assert sum(counts["key", language] for language in ("Python", "Go")) == 9
    assert abs(counts["key", "Python"] - counts["key", "Go"]) <= 1


def test_a_text_that_resembles_another_is_passed_over():
    found = [candidate(number) for number in range(5)]
    drawn = draw(found, Plan(5), lambda text: text != "text 0002")
    assert [snippet.id for snippet in drawn] == ["s000", "s001", "s003", "s004"]


def test_two_snippets_never_share_a_character():
    found = [candidate(number, blob="same") for number in range(5)]
    assert len(draw(found, Plan(5), everything_is_new)) == 1


def test_asked_for_uncertainty_the_least_sure_come_first():
    found = [candidate(number, uncertainty=number / 10) for number in range(10)]
    drawn = draw(found, Plan(3, by_uncertainty=True), everything_is_new)
    assert [snippet.id for snippet in drawn] == ["s007", "s008", "s009"]


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"weights": {"planet": 1}}, "no trigger is called planet"),
        ({"weights": {"key": -1}}, "at least 0"),
        ({"random_share": 1.5}, "random share in"),
    ],
)
def test_a_plan_that_cannot_be_is_refused(fields, words):
    with pytest.raises(ValueError, match=words):
        Plan(1, **fields)


LINES = "".join(f"value_{number} = {number % 7}\n" for number in range(200))
CODE = f"{LINES}# Author: Ann\n{LINES}password = 'wonder-7'\n{LINES}"


def test_a_candidate_is_whole_lines_round_what_fired():
    plan = Plan(10, seed=3)
    found = list(candidates_of([source_file(CODE)], plan, Suspicious()))
    by_trigger = {one.snippet.cutting.trigger: one.snippet for one in found}
    assert set(by_trigger) == {"author", "password", "key", "none"}
    assert "# Author" in by_trigger["author"].text
    assert "password" in by_trigger["password"].text
    for snippet in by_trigger.values():
        cutting = snippet.cutting
        assert CODE[cutting.start_char : cutting.end_char] == snippet.text
        assert cutting.start_char == 0 or CODE[cutting.start_char - 1] == "\n"
        assert snippet.text.endswith("\n")
        assert len(snippet.text) <= MOST_CHARACTERS
        assert snippet.text.count("\n") <= MOST_LINES


def test_the_same_seed_cuts_the_same_snippets():
    def cut_with(seed):
        return list(candidates_of([source_file(CODE)], Plan(10, seed=seed), Suspicious()))

    assert cut_with(1) == cut_with(1)
    assert cut_with(1) != cut_with(2)


@pytest.mark.parametrize(("text", "uncertainty"), [("author 7\n", 1.0), ("author 8\n", 0.0)])
def test_a_half_sure_claim_makes_a_snippet_uncertain(text, uncertainty):
    for found in candidates_of([source_file(text)], Plan(10), Suspicious()):
        assert found.uncertainty == uncertainty


def test_known_blobs_and_files_beyond_the_limit_are_not_looked_at():
    files = [source_file(f"author {n}\n", f"{n}.py", f"b{n}") for n in range(5)]
    found = candidates_of(files, Plan(9, files_per_repository=3), Suspicious(), {"b1"})
    assert {one.snippet.cutting.blob for one in found} == {"b0", "b2"}


def test_near_duplicates_are_told_from_new_texts():
    pytest.importorskip("numpy")
    from pii_annotation.near_duplicates import near_duplicates

    index = near_duplicates()
    licence = " ".join(f"word{number}" for number in range(200))
    assert index.remember(licence)
    assert not index.remember(f"{licence} 2021")
    assert index.remember(" ".join(f"other{number}" for number in range(200)))
    assert index.remember("")
    assert index.remember("short")
