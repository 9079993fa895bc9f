"""A claim names what made it, through every step of detection."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pii.detection.ensemble import EnsembleDetector
from pii.detection.rescan import RescanningDetector
from pii.documents import Document
from pii.entities import ENCODER, Entity, resolve
from pii.labels import Label
from pii.redaction.apply import hidden_entities, redact
from pii.redaction.policy import Policy
from pii.rules import RulesDetector
from pii.rules.registry import RULES
from pii.rules.sweep import sweep
from tests.invented import ADDRESS, HEX, MAIL, PASSWORD

IDS = {rule.id for rule in RULES}
LINES = [
    "# Author: Ann Porter", "Ann Porter", f"Ann Porter <{MAIL}>", f'api_key = "{HEX}"', HEX,
    f"DB_PASSWORD={PASSWORD}", PASSWORD, f"host = '{ADDRESS}'", "/home/aporter/src", "x = 1",
]  # fmt: skip


class Named:
    """A detector that claims what a pattern matches, under each of some rules' names."""

    def __init__(self, pattern, *rules, label=Label.KEY, score=0.9):
        self.pattern = re.compile(pattern)
        self.claims = [(label, score, rule) for rule in rules]

    def detect(self, documents):
        return [
            document.marked(
                Entity(*match.span(), *claim)
                for match in self.pattern.finditer(document.text)
                for claim in self.claims
            )
            for document in documents
        ]


def places(document):
    return [(document.text[e.start : e.end], e.rule) for e in document.entities]


@given(st.lists(st.sampled_from(LINES), max_size=8).map("\n".join))
def test_every_claim_of_the_whole_detector_names_a_rule(text):
    [document] = RescanningDetector(RulesDetector()).detect([Document("a", text)])
    assert {entity.rule for entity in document.entities} <= IDS


@given(st.lists(st.sampled_from(LINES), max_size=8).map("\n".join))
def test_no_rule_claims_a_place_twice_under_one_label(text):
    [document] = RescanningDetector(RulesDetector()).detect([Document("a", text)])
    claims = [(e.start, e.end, e.label, e.rule) for e in document.entities]
    assert len(set(claims)) == len(claims)


def test_a_place_that_two_rules_claim_is_claimed_by_both():
    [document] = RulesDetector().detect([Document("a", "# Author: Ann Porter\n")])
    assert len({rule for value, rule in places(document) if value == "Ann Porter"}) > 1


def test_a_swept_claim_has_the_rule_that_found_the_value():
    claim = Entity(0, 8, Label.KEY, 0.9, "first")
    assert places(sweep(Document("a", "k3y-alph k3y-alph", (claim,)))) == [
        ("k3y-alph", "first"),
        ("k3y-alph", "first"),
    ]


def test_every_rule_that_claims_a_value_claims_it_wherever_it_stands():
    claims = Entity(0, 8, Label.KEY, 0.7, "first"), Entity(9, 17, Label.KEY, 0.9, "second")
    swept = sweep(Document("a", "k3y-alph k3y-alph k3y-alph", claims)).entities
    assert [(e.start, e.rule, e.score) for e in sorted(swept, key=lambda e: (e.start, e.rule))] == [
        (0, "first", 0.7), (0, "second", 0.7), (9, "first", 0.7), (9, "second", 0.9),
        (18, "first", 0.7), (18, "second", 0.9),
    ]  # fmt: skip


def test_a_sweep_changes_neither_score_nor_rule_of_a_place_that_was_claimed():
    claims = Entity(0, 8, Label.KEY, 0.7, "second"), Entity(9, 17, Label.KEY, 0.9, "first")
    swept = resolve(sweep(Document("a", "k3y-alph k3y-alph", claims)).entities)
    assert [(e.score, e.rule) for e in swept] == [(0.7, "second"), (0.9, "first")]


def test_sweeping_twice_is_sweeping_once():
    claims = Entity(0, 8, Label.KEY, 0.7, "first"), Entity(9, 17, Label.KEY, 0.9, "second")
    once = sweep(Document("a", "k3y-alph k3y-alph k3y-alph", claims))
    assert places(sweep(once)) == places(once)


def test_what_a_second_look_finds_keeps_its_rules():
    detector = RescanningDetector(Named(r"(?<=<KEY> )late|first1", "one", "two"))
    [document] = detector.detect([Document("a", "🦀 first1 late")])
    assert places(document) == [
        ("first1", "one"), ("first1", "two"), ("late", "one"), ("late", "two"),
    ]  # fmt: skip


def test_the_ensemble_names_a_rule_for_its_claims_and_the_encoder_for_the_rest():
    rules = Named("alpha", "first", "second")
    encoder = Named("alpha|Ann Porter", ENCODER, label=Label.NAME)
    [document] = EnsembleDetector(rules, encoder).detect([Document("a", "alpha Ann Porter")])
    assert places(document) == [("alpha", "first"), ("alpha", "second"), ("Ann Porter", ENCODER)]


@pytest.mark.parametrize(
    ("guess", "surer"), [(0.3, ENCODER), (0.45, "guesses")], ids=["encoder", "rule"]
)
def test_what_a_rule_guesses_and_the_encoder_claims_is_named_after_the_surer_of_both(guess, surer):
    rules = Named("Ann Porter", "guesses", label=Label.NAME, score=guess)
    encoder = Named("Ann Porter", ENCODER, label=Label.NAME, score=0.4)
    detector = RescanningDetector(EnsembleDetector(rules, encoder))
    [document] = detector.detect([Document("a", "Ann Porter")])
    assert sorted(places(document)) == [("Ann Porter", ENCODER), ("Ann Porter", "guesses")]
    [hidden] = redact(document, Policy(threshold=0.1)).hidden
    assert hidden.rule == surer


def test_with_the_surer_one_switched_off_the_other_is_named():
    claims = Entity(0, 10, Label.NAME, 0.4, "guesses"), Entity(0, 10, Label.NAME, 0.8, ENCODER)
    document = Document("a", "Ann Porter", claims)
    rules = [
        hidden_entities(document, Policy(threshold=0.1, rules_off=off))[0].rule
        for off in [(), (ENCODER,)]
    ]
    assert rules == [ENCODER, "guesses"]
