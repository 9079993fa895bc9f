from hypothesis import given
from hypothesis import strategies as st

from pii.detection.ensemble import OWNED_BY_RULES, EnsembleDetector, merge_claims
from pii.documents import Document
from pii.entities import Entity
from pii.labels import Label
from tests.strategies import entities

claims = st.lists(entities(), max_size=8)


@given(claims, claims)
def test_every_claim_of_the_rules_stays(rules, encoder):
    assert set(rules) <= set(merge_claims(rules, encoder))


@given(claims, claims)
def test_what_the_encoder_adds_is_its_own_and_in_no_firm_rules_way(rules, encoder):
    added = [claim for claim in merge_claims(rules, encoder) if claim not in set(rules)]
    firm = [claim for claim in rules if claim.score >= 0.5]
    for claim in added:
        assert claim in encoder
        assert claim.label not in OWNED_BY_RULES
        assert not any(o.start < claim.end and claim.start < o.end for o in firm)


def test_the_encoder_fills_what_the_rules_passed_over():
    rules = [Entity(0, 5, Label.EMAIL, 0.9), Entity(20, 25, Label.NAME, 0.3)]
    encoder = [
        Entity(0, 5, Label.NAME, 0.9),
        Entity(10, 15, Label.KEY, 0.8),
        Entity(20, 26, Label.NAME, 0.8),
        Entity(30, 35, Label.IP_ADDRESS, 0.9),
    ]
    assert merge_claims(rules, encoder) == sorted([*rules, encoder[1], encoder[2]])


def test_documents_keep_their_order_and_get_both_kinds_of_claims():
    class Fixed:
        def __init__(self, label):
            self._label = label

        def detect(self, documents):
            return [d.marked([Entity(i, i + 1, self._label)]) for i, d in enumerate(documents)]

    documents = [Document("a", "abc"), Document("b", "abc")]
    found = EnsembleDetector(Fixed(Label.EMAIL), Fixed(Label.NAME)).detect(documents)
    assert [d.id for d in found] == ["a", "b"]
    assert [e.label for e in found[1].entities] == [Label.EMAIL]
