from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pii.documents import Document
from pii.encoder.calibration import rescaled, tempered
from pii.encoder.checkpoint import InvalidModel, Manifest
from pii.encoder.detector import EncoderDetector
from pii.encoder.runtimes import load_runtime, threads_asked_for
from pii.encoder.tagging import TAGS, tag_of
from pii.encoder.tokenizer import Tokenizer
from pii.labels import Label
from pii.redaction.apply import hidden_entities
from pii.redaction.policy import CAREFUL, Policy

TOKENIZER = Tokenizer.train(["jane says hello to anton at home"] * 9, 400)
[NAMED] = TOKENIZER.encode(["jane anton"])


def names(ids, mask):
    """A network that takes two words for names, surer of one than of the other."""
    logits = np.zeros((*ids.shape, len(TAGS)), dtype=np.float32)
    logits[..., 0] = 9
    for token, strength in zip(NAMED.ids, (18.0, 9.5), strict=True):
        logits[..., tag_of(Label.NAME, "S")][(ids == token) & (mask > 0)] = strength
    return logits


def detector(window=16, overlap=4, **thresholds):
    table = {Label(label): value for label, value in thresholds.items()}
    return EncoderDetector(Manifest(window, overlap, table), TOKENIZER, names)


words = st.lists(st.sampled_from(["jane", "anton", "hello", "\n", "(", " "]), max_size=60)


@pytest.fixture(scope="module", autouse=True)
def _whole_words():
    assert len(NAMED) == 2, "both words must be tokens of their own"


@given(st.lists(words.map(" ".join), max_size=4), st.integers(5, 40))
def test_claims_do_not_depend_on_the_windows_or_on_company(texts, window):
    documents = [Document(str(i), text) for i, text in enumerate(texts)]
    together = detector(window, window // 4).detect(documents)
    alone = [marked for d in documents for marked in detector(400, 9).detect([d])]
    assert [d.entities for d in together] == [d.entities for d in alone]


def test_a_claim_at_its_threshold_scores_a_half():
    [marked] = detector(NAME=0.6).detect([Document("a", "jane or anton")])
    sure, unsure = marked.entities
    assert marked.text[sure.start : sure.end] == "jane"
    assert sure.score > 0.95
    assert unsure.score == pytest.approx(0.5 + 0.5 * (0.622 - 0.6) / 0.4, abs=0.01)


def test_a_text_that_repeats_itself_goes_through_the_network_once():
    rows = []

    def counted(ids, mask):
        rows.append(len(ids))
        return names(ids, mask)

    once = replace(detector(), runtime=counted)
    [marked] = once.detect([Document("a", "jane or anton\n" * 500)])
    assert len(marked.entities) == 1_000
    # No more than a period has tokens, and the last window.
    assert sum(rows) <= len(TOKENIZER.encode(["jane or anton\n"])[0]) + 1


def test_nothing_is_claimed_on_a_placeholder():
    network = replace(
        detector(), runtime=lambda ids, mask: names(np.full_like(ids, NAMED.ids[0]), mask)
    )
    [marked] = network.detect([Document("a", "<NAME>")])
    assert marked.entities == ()


thresholds = st.floats(0.01, 0.99)


@given(st.floats(0, 1), st.floats(0, 1), thresholds, st.none() | thresholds)
def test_rescaling_keeps_the_order_and_moves_each_threshold_to_its_score(a, b, balanced, careful):
    low, high = (rescaled(score, balanced, careful) for score in sorted([a, b]))
    assert 0 <= low <= high <= 1
    assert (rescaled(a, balanced, careful) >= 0.5) == (a >= balanced)
    if careful is not None and careful < balanced:
        assert (rescaled(a, balanced, careful) >= 0.3) == (a >= careful)


def test_a_careful_policy_hides_what_a_model_is_carefully_sure_of():
    unsure = replace(detector(NAME=0.9).manifest, careful={Label.NAME: 0.55})
    [document] = replace(detector(), manifest=unsure).detect([Document("a", "jane or anton")])
    assert len(hidden_entities(document, Policy())) == 1
    assert len(hidden_entities(document, Policy(threshold=CAREFUL))) == 2


@given(st.floats(0, 1), st.floats(0, 1), st.floats(0.01, 100))
def test_tempering_keeps_the_order_and_the_side_of_a_half(a, b, temperature):
    low, high = sorted([a, b])
    assert 0 <= tempered(low, temperature) <= tempered(high, temperature) <= 1
    assert (tempered(a, temperature) >= 0.5) >= (a >= 0.5)
    assert tempered(a, 1) == a


def test_a_temperature_over_one_makes_claims_less_sure_and_changes_nothing_else():
    documents = [Document("a", "jane or anton")]
    [plain] = detector().claims(documents)
    hot = replace(detector(), manifest=replace(detector().manifest, temperature=2.0))
    [tempered_claims] = hot.claims(documents)
    assert [(c.start, c.end) for c in tempered_claims] == [(c.start, c.end) for c in plain]
    assert all(0.5 < c.score < p.score for c, p in zip(tempered_claims, plain, strict=True))


def test_an_engine_without_its_file_or_of_no_name_is_refused(tmp_path):
    with pytest.raises(InvalidModel, match="pii export"):
        load_runtime(tmp_path, engine="openvino")
    with pytest.raises(ValueError, match="openvino or torch"):
        load_runtime(tmp_path, engine="steam")


@pytest.mark.parametrize(
    ("told", "threads"),
    [("", 0), ("4", 4), ("4,2", 4), (" 3 ", 3), ("many", 0), ("-1", 0), ("0", 0)],
)
def test_the_environment_says_how_many_threads_or_nothing(monkeypatch, told, threads):
    monkeypatch.setenv("OMP_NUM_THREADS", told)
    assert threads_asked_for() == threads
