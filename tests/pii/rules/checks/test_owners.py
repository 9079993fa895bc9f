import pytest
from hypothesis import given
from hypothesis import strategies as st

from pii.gazetteers import (
    ORGANISATION_ENDINGS,
    ORGANISATION_LAST_WORDS,
    PROJECT_FIRST_WORDS,
    PROJECT_LAST_WORDS,
)
from pii.rules.checks.owners import is_person

HANDLES = st.from_regex(r"[bcdmnop]porter[0-9]{0,3}", fullmatch=True)
SIGNS = st.sampled_from("-_.")


@given(HANDLES)
def test_a_handle_that_says_nothing_may_be_a_persons(handle):
    assert is_person(handle)


@given(HANDLES, SIGNS, st.sampled_from(sorted(ORGANISATION_LAST_WORDS)))
def test_an_organisations_last_word_behind_any_sign_tells(handle, sign, word):
    assert not is_person(f"{handle}{sign}{word}")


@given(HANDLES, st.sampled_from(sorted(ORGANISATION_ENDINGS)))
def test_an_organisations_ending_needs_no_sign(handle, ending):
    assert not is_person(handle + ending)


@given(HANDLES, st.sampled_from(sorted(PROJECT_FIRST_WORDS)))
def test_a_technology_tells_before_a_dash_alone(handle, word):
    assert not is_person(f"{word}-{handle}")
    assert is_person(f"{word}_{handle}")


@given(HANDLES, st.sampled_from(sorted(PROJECT_LAST_WORDS)))
def test_a_projects_last_word_tells_behind_a_dash(handle, word):
    assert not is_person(f"{handle}-{word}")


@pytest.mark.parametrize("handle", ["aporter_ai", "kit9", "engine9", "openporter", "Antonio"])
def test_the_same_letters_elsewhere_do_not_tell(handle):
    assert is_person(handle)


@pytest.mark.parametrize(
    ("owner", "repository"),
    [
        ("KnotsIO", ""),
        ("apache", ""),
        ("features", ""),
        ("root", ""),
        ("ropes", "rope-ladder"),
        ("ropechat", "rope"),
        ("rope-ladder", "ladder.git"),
    ],
)
def test_organisations_pages_roles_and_owners_of_one_product_are_no_persons(owner, repository):
    assert not is_person(owner, repository)


@pytest.mark.parametrize("repository", ["", "rope", "ladder.git", "ann"])
def test_a_repository_of_another_name_changes_nothing(repository):
    assert is_person("aporter", repository)
