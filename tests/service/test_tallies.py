from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pii_service.metrics import Metrics
from pii_service.tallies import by_label, by_rule, tally_of

from pii.entities import DENY, ENCODER, Entity
from pii.labels import Label
from pii.rules.catalogue import BY_ID, ENTRIES
from tests.strategies import labels

entities = st.lists(
    st.builds(
        lambda label, rule: Entity(0, 1, label, rule=rule),
        labels,
        st.sampled_from(["email-address", "assigned-secret", ENCODER, DENY]),
    )
)


def series_of(metrics):
    lines = metrics.text().decode().splitlines()
    return {line for line in lines if line.startswith("pii_entities_total{")}


@given(entities)
def test_both_sums_of_a_tally_count_every_entity_once(found):
    tally = tally_of(found)
    assert by_label(tally) == Counter(entity.label for entity in found)
    assert by_rule(tally) == Counter(entity.rule for entity in found)


@given(entities, entities)
def test_tallies_add_up(one, other):
    assert tally_of(one) + tally_of(other) == tally_of([*one, *other])


def test_labels_come_in_their_own_order_and_the_busiest_rule_first():
    tally = tally_of(
        [
            Entity(0, 1, Label.KEY, rule="b"),
            Entity(0, 1, Label.EMAIL, rule="c"),
            Entity(0, 1, Label.EMAIL, rule="c"),
            Entity(0, 1, Label.NAME, rule="a"),
        ]
    )
    assert list(by_label(tally)) == [Label.EMAIL, Label.NAME, Label.KEY]
    assert list(by_rule(tally)) == ["c", "a", "b"]


@given(st.lists(st.text(), unique=True))
def test_ids_that_are_nobodys_share_one_series(rules):
    metrics = Metrics()
    found = [Entity(0, 1, Label.KEY, rule=rule) for rule in rules if rule not in BY_ID]
    metrics.count_entities(tally_of(found))
    assert series_of(metrics) == (
        {f'pii_entities_total{{label="KEY",rule="other"}} {len(found)}.0'} if found else set()
    )


@pytest.mark.parametrize("rule", [ENCODER, DENY, "email-address"])
def test_what_the_catalogue_knows_has_a_series_of_its_own(rule):
    metrics = Metrics()
    metrics.count_entities(tally_of([Entity(0, 1, Label.NAME, rule=rule)] * 3))
    assert series_of(metrics) == {f'pii_entities_total{{label="NAME",rule="{rule}"}} 3.0'}


def test_no_rule_has_the_id_that_stands_for_all_others():
    assert "other" not in BY_ID
    assert len(ENTRIES) == len(BY_ID)
