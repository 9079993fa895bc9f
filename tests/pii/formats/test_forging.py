import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pii.formats import FAMILIES, looks_made_up, score_of
from pii.formats.forging import forge, setting_of
from pii.formats.recipes import SETTINGS, TEMPLATES

families = pytest.mark.parametrize("name", [family.name for family in FAMILIES])


@families
@settings(max_examples=15)
@given(seed=st.integers(), valid=st.booleans())
def test_the_same_seed_forges_the_same_value(name, seed, valid):
    assert forge(name, seed, valid=valid) == forge(name, seed, valid=valid)


@families
def test_different_seeds_forge_different_values(name):
    assert len({forge(name, seed) for seed in range(10)}) == 10


@pytest.mark.parametrize("family", FAMILIES, ids=lambda family: family.name)
def test_a_forged_value_scores_and_is_no_placeholder(family):
    for seed in range(5):
        value = forge(family.name, seed).encode()
        assert score_of(family, value) >= family.score
        assert score_of(family, value) >= 0.99 or not looks_made_up(value)


def test_a_value_stays_the_same_from_release_to_release():
    assert forge("rubygems-token", 0).endswith("bb2f6a88")


def test_an_unknown_family_is_refused_by_name():
    with pytest.raises(ValueError, match="needs the name of a family in FAMILIES, got 'no-such'"):
        forge("no-such", 0)


def test_only_known_families_have_templates_and_settings():
    names = {family.name for family in FAMILIES}
    assert set(TEMPLATES) <= names
    assert set(SETTINGS) <= names


def test_a_value_that_tells_what_it_is_needs_no_setting():
    assert setting_of("github-token") == ("", "")
