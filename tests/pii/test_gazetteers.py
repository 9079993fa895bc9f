from pathlib import Path

import pytest

from pii import gazetteers
from pii.gazetteers import words

LISTS = sorted(path.stem for path in Path(gazetteers.__file__).parent.glob("*.txt"))


@pytest.mark.parametrize("name", LISTS)
def test_a_list_is_in_lower_case_and_not_empty(name):
    assert words(name)
    assert {word for word in words(name) if word != word.lower()} == set()


def test_every_list_on_disk_has_a_name_in_the_module():
    assert {name.upper() for name in LISTS} <= set(vars(gazetteers))


def test_comments_are_no_words():
    assert "#" not in "".join(words("role_logins"))


def test_no_role_is_a_known_organisation_word_by_mistake_of_copying():
    assert "root" in gazetteers.ROLE_LOGINS
    assert "apache" in gazetteers.FORGE_ORGANISATIONS
