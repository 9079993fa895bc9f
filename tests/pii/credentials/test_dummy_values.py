import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pii.credentials import looks_made_up
from pii.credentials.alphabets import ALPHABETS
from pii.credentials.fixtures.source import Source

ALPHABETS_OF_KEYS = sorted(ALPHABETS.keys() - {"digits"})
LENGTHS = (20, 32, 40, 64, 200)
KEYS_OF_EACH_KIND = 1_000


def test_less_than_one_random_key_in_ten_thousand_looks_made_up():
    refused = sum(
        looks_made_up(source.text_of(alphabet, length).encode())
        for alphabet in ALPHABETS_OF_KEYS
        for length in LENGTHS
        for source in [Source(f"{alphabet}/{length}")]
        for _ in range(KEYS_OF_EACH_KIND)
    )
    keys = len(ALPHABETS_OF_KEYS) * len(LENGTHS) * KEYS_OF_EACH_KIND
    assert refused < keys / 10_000


@given(st.binary(max_size=300))
def test_any_bytes_get_an_answer(value):
    assert looks_made_up(value) in (True, False)


@pytest.mark.parametrize(
    "value",
    [
        "AKIA" + "IOSFODNN7" + "EXAMPLE",
        "AKIA" + "FAKE" * 4,
        "ghp_" + "x" * 36,
        "sk-ant-api03-" + "XXXX" * 24,
        "sk_test_" + "your_key_here",
        "YOUR_API_KEY",
        "your-secret",
        "<api-key>",
        "<your key>",
        "{{ vault_key }}",
        "${API_KEY}",
        "$(cat key)",
        "%(secret)s",
        "[token]",
        "***",
        "********",
        "...",
        "sk-...",
        "AIza" + "....",
        "changeme",
        "ChangeMe",
        "CHANGE_ME",
        "replace-with-key",
        "dummy-value",
        "this-is-a-placeholder",
        "foobar",
        "1234567890",
        "0123456789abcdef" * 2,
        "abcdefghijklmnop",
        "zyxwvutsrqponm",
        "a1b2c3d4e5f6g7h8",
        "1122334455667788",
        "abcd1234efgh5678",
        "deadbeef" * 4,
        "abc123" * 5,
        "0000000000000000",
        "aaaaaaaa",
        "1111222233334444",
        "12121212121212121212",
    ],
)
def test_a_placeholder_looks_made_up(value):
    assert looks_made_up(value.encode())


@pytest.mark.parametrize(
    "seed", ["password of a person", "key of a machine", "token", "another", "one more"]
)
def test_a_digest_does_not_look_made_up(seed):
    assert not looks_made_up(hashlib.sha256(seed.encode()).hexdigest().encode())


@pytest.mark.parametrize(
    "value",
    ["hunter2", "wonderland", "Tr0ub4dor&3", "User1_123", "pa<ss>wd", "hammock7", "yourself9"],
)
def test_a_password_that_a_person_chose_is_no_placeholder(value):
    assert not looks_made_up(value.encode())


def test_zero_bytes_in_base64_are_no_human_hand():
    value = Source("zeros").text_of("base64", 60) + "A" * 12 + Source("more").text_of("base64", 60)
    assert not looks_made_up(value.encode())
