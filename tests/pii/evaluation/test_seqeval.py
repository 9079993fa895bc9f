"""Strict scores held against seqeval, which others report theirs with."""

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from pii.documents import Document
from pii.encoder.tagging import TAGS, tags_of
from pii.entities import Entity
from pii.evaluation import Report, report_of
from pii.labels import Label
from pii.samples import Sample

pytest.importorskip("seqeval", reason="OUR F1 IS NOT CHECKED AGAINST SEQEVAL: run make train")

from seqeval.metrics import classification_report
from seqeval.scheme import IOBES

TOKENS = 12


@st.composite
def rows(draw):
    """Disjoint entities over tokens of one character."""
    entities, at = [], 0
    while at < TOKENS:
        length = draw(st.integers(1, 4))
        label = draw(st.none() | st.sampled_from(list(Label)[:3]))
        if label and at + length <= TOKENS:
            entities.append(Entity(at, at + length, label))
        at += length
    return entities


def names_of(entities):
    starts = np.arange(TOKENS, dtype=np.int32)
    return [TAGS[tag] for tag in tags_of(entities, (), starts, starts + 1)]


@given(st.lists(st.tuples(rows(), rows()), min_size=1, max_size=4))
def test_strict_scores_are_those_of_seqeval(pairs):
    assume(any(true for true, _ in pairs))
    theirs = classification_report(
        [names_of(true) for true, _ in pairs],
        [names_of(claims) for _, claims in pairs],
        mode="strict",
        scheme=IOBES,
        output_dict=True,
        zero_division=0,
    )
    ours = sum(
        (report_of(Sample(Document("a", "x" * TOKENS, true)), claims) for true, claims in pairs),
        Report(),
    )
    scores = {
        **{str(label): score for label, score in ours.strict.items()},
        "micro avg": ours.total,
    }
    for name, score in scores.items():
        if name in theirs or score.true:
            assert theirs[name]["f1-score"] == pytest.approx(score.f1)
            assert theirs[name]["precision"] == pytest.approx(score.precision)
            assert theirs[name]["recall"] == pytest.approx(score.recall)
            assert theirs[name]["support"] == score.true
