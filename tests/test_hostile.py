import pytest

from tests.hostile import KINDS, text_of


@pytest.mark.parametrize("kind", KINDS)
def test_a_longer_text_of_a_kind_begins_with_the_shorter_one(kind):
    short, long = text_of(kind, 3_000), text_of(kind, 12_000)
    assert 11_997 <= len(long.encode()) <= 12_000
    assert long.startswith(short)
