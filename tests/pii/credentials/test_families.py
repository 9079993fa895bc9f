import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pii.credentials import FAMILIES, score_of
from pii.credentials.fixtures.forging import context_of, forge

IDS = [family.id for family in FAMILIES]
# Where a value stands in a source file, as the text before and behind it.
PLACES = {
    "alone": ("", ""),
    "quoted": ('key = "', '"\n'),
    "single-quoted": ("key = ('", "',)"),
    "bare-assignment": ("KEY=", "\n"),
    "json": ('{"key":"', '"}'),
    "parameter": ("?key=", "&x=1"),
    "encoded-parameter": ("?key%3D", "%26x"),
    "xml": ("<key>", "</key>"),
    "yaml": ("key: ", "\n"),
    "escaped-line-break": ('"key:\\n', '\\n"'),
    "coloured-log": ("\x1b[32m", "\x1b[0m"),
    "between-letters-of-other-scripts": ("ключ:", "。"),
}
SEPARATORS = [",", " ", "\n", '","', "', '"]
GLUED = [("q", ""), ("", "q"), ("Zq8", "Zq8")]
# Without armour a key must stand where a value begins: anything else is a line of a block.
BARE = "bare-private-key"
NOT_BEFORE_BARE = {"escaped-line-break", "coloured-log", "between-letters-of-other-scripts"}
# What looks at more than the value proves it as well.
PROVABLE = [*(f.id for f in FAMILIES if f.proof), "private-key", "web-token"]
families = pytest.mark.parametrize("name", IDS)
seeds = st.integers(0, 10**9)


def _set_in(place: str, name: str, value: str, seed: int = 0) -> bytes:
    left, right = PLACES[place]
    return f"{left}{context_of(name, seed)}{value}{right}".encode()


def test_no_two_families_share_an_id():
    assert len(set(IDS)) == len(IDS)


@families
def test_a_pattern_compiles_and_captures_one_group(patterns, name):
    assert patterns.compiled[name].groups == 1


@families
@settings(max_examples=25)
@given(seed=seeds, place=st.sampled_from(sorted(PLACES)), valid=st.booleans())
def test_a_trigger_matches_within_every_match(patterns, name, seed, place, valid):
    data = _set_in(place, name, forge(name, seed, valid=valid), seed)
    for match in patterns.compiled[name].finditer(data):
        assert any(trigger.search(match.group(0)) for trigger in patterns.triggers[name])


@families
def test_a_value_is_captured_exactly_wherever_it_stands(found, name):
    places = PLACES.keys() - (NOT_BEFORE_BARE if name == BARE else ())
    for seed, place in itertools.product(range(3), sorted(places)):
        value = forge(name, seed)
        assert found(name, _set_in(place, name, value, seed)) == [value.encode()], place


@families
def test_of_two_neighbours_both_are_found(found, name):
    values = [forge(name, seed) for seed in (1, 2)]
    for separator in SEPARATORS:
        if name != BARE or not separator.isspace():
            data = separator.join(_set_in("alone", name, value).decode() for value in values)
            assert found(name, data.encode()) == [value.encode() for value in values], separator


@families
def test_a_value_with_a_broken_checksum_is_found_all_the_same(patterns, name):
    value = forge(name, 5, valid=False)
    scores = [s for n, v, s in patterns.found(_set_in("quoted", name, value)) if n == name]
    assert len(scores) == 1
    assert scores[0] >= 0.5


@pytest.mark.parametrize("name", PROVABLE)
def test_a_right_checksum_or_structure_proves_a_value(patterns, name):
    for seed in range(10):
        right, broken = forge(name, seed), forge(name, seed, valid=False)
        assert right != broken
        assert (name, right.encode(), 0.99) in patterns.found(_set_in("quoted", name, right))
        scores = [s for n, _, s in patterns.found(_set_in("quoted", name, broken)) if n == name]
        assert max(scores) < 0.99


# Dashes end a block, whatever stands beside them.
@pytest.mark.parametrize("name", [name for name in IDS if name != "private-key"])
def test_no_value_is_cut_out_of_a_longer_run(found, name):
    value, context = forge(name, 3), context_of(name, 3)
    for left, right in GLUED:
        # What a context ends in, such as `=`, already parts a value from what is left of it.
        if not (left and context):
            data = f'"{context}{left}{value}{right}"'.encode()
            assert value.encode() not in found(name, data), (left, right)


@pytest.mark.parametrize("family", FAMILIES, ids=lambda family: family.id)
@settings(max_examples=25)
@given(value=st.binary(max_size=100))
def test_a_score_is_given_to_any_bytes(family, value):
    assert 0 <= score_of(family, value) <= 1


FRAGMENTS = [
    *(forge(name, 11) for name in ("web-token", "private-key", "ssh-public-key", "nats-seed")),
    *("eyJhbGciOiJub25lIn0", "e30", "AAAAB3NzaC1yc2E", "MIIabcIBADANBgkqhkiG9w0BAQEFAASC"),
    *('" + "', "' \\\n '", "' . '", '"', "'", ".", "\n", "\\n", " ", "=", "==", "A" * 40, "-----"),
]


@given(st.lists(st.sampled_from(FRAGMENTS), max_size=25).map("".join))
def test_no_text_makes_a_check_raise(patterns, text):
    for _, value, score in patterns.found(text.encode()):
        assert value
        assert 0.5 <= score <= 1
