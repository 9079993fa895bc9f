import pytest

from pii.credentials.dummy_values import looks_made_up
from pii.gazetteers import PLACEHOLDER_PHRASES
from pii.rules.checks.logins import is_handle, is_login
from pii.rules.checks.secret_values import (
    entropy,
    is_random,
    is_throwaway,
    secret_score,
    tells_its_kind,
)


def test_entropy_is_in_bits_a_character():
    assert entropy("aaaa") == 0
    assert entropy("abcd") == 2


@pytest.mark.parametrize(
    "value", ["9f86d081884c7d65", "k3J9xQ2mZ7pL", "550e8400-e29b-41d4-a716-446655440000"]
)
def test_machine_made_values_look_random(value):
    assert is_random(value)


@pytest.mark.parametrize("value", ["getUserNameById", "short1", "user-profile-settings-page"])
def test_words_do_not(value):
    assert not is_random(value)


@pytest.mark.parametrize(
    "value", ["changeme", "YOUR_TOKEN", "xxxxxxxx", "<KEY>", "password123", "****"]
)
def test_values_that_everybody_uses_are_throwaway(value):
    assert is_throwaway(value)


@pytest.mark.parametrize("joint", ["_", "-", ""])
@pytest.mark.parametrize("spelt", [str.lower, str.upper], ids=["lower", "upper"])
@pytest.mark.parametrize("phrase", sorted(PLACEHOLDER_PHRASES))
def test_a_placeholders_phrase_is_known_in_passwords_and_in_keys(phrase, spelt, joint):
    value = f"q8Zt4LmW-{spelt(phrase.replace('_', joint))}-0cRy7KdX"
    assert is_throwaway(value)
    assert looks_made_up(value.encode())


@pytest.mark.parametrize(
    ("value", "chosen", "least"),
    [
        ("Wint3rtide", True, 0.7),
        ("k3J9xQ2mZ7pLb8", False, 0.8),
        ("gandalfs", True, 0.5),
        ("a!bc+d", True, 0.5),
    ],
)
def test_a_secret_scores_by_what_it_is_made_of(value, chosen, least):
    assert secret_score(value, chosen=chosen, quoted=True) >= least


@pytest.mark.parametrize(
    "value", ["abc", "two words", "string", "user_token", "\\x00\\x01", "über"]
)
def test_what_is_no_secret_scores_low(value):
    assert secret_score(value, chosen=True, quoted=True) < 0.5


@pytest.mark.parametrize("value", ["root", "x", "9lives", "user12", "a.b.", "${USER}"])
def test_roles_and_odd_forms_are_no_logins(value):
    assert not is_login(value)


@pytest.mark.parametrize("word", ["aporter", "a_porter", "wzhang42"])
def test_one_lower_case_word_that_means_nothing_can_be_a_handle(word):
    assert is_handle(word)


@pytest.mark.parametrize("word", ["hand", "Porter", "github", "root", "param", "sqladmin"])
def test_words_names_tools_and_roles_are_no_handles(word):
    assert not is_handle(word)


@pytest.mark.parametrize("value", ["service_password", "my-token", "loginSecret"])
def test_a_value_that_says_what_it_is_tells_its_kind(value):
    assert tells_its_kind(value)
    assert not tells_its_kind(value + "7")
