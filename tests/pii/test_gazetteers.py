import re
from itertools import takewhile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pii import gazetteers
from pii.gazetteers import phrases, words

FOLDER = Path(gazetteers.__file__).parent
LISTS = sorted(path.stem for path in FOLDER.glob("*.txt"))
lists = pytest.mark.parametrize("name", LISTS)
ENTRIES = st.from_regex(r"[a-z][a-z.'-]{0,8}", fullmatch=True)
COMMENTS = st.text(st.characters(codec="utf-8", categories=["L", "N", "P", "Zs"]), max_size=30)


# Names of functions, which are looked for with their capitals.
CASED = {"login_calls", "connecting_calls"}


@lists
def test_a_list_is_in_lower_case_and_not_empty(name):
    assert words(name)
    assert name in CASED or {word for word in words(name) if word != word.lower()} == set()


@lists
def test_a_list_says_what_it_is_and_where_it_comes_from(name):
    lines = (FOLDER / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    title, *others = takewhile(lambda line: line.startswith("#"), lines)
    assert re.fullmatch(r"# [A-Z].{10,}\.", title)
    for field in ("Source: [a-z]", "Licence: [A-Z]", r"Date: \d{4}-\d\d-\d\d\."):
        assert [line for line in others if re.match(f"# {field}", line)], field


def test_every_list_on_disk_has_a_name_in_the_module():
    assert {name.upper() for name in LISTS} <= set(vars(gazetteers))


@given(st.lists(st.tuples(st.lists(ENTRIES, max_size=3), COMMENTS | st.none()), max_size=8))
def test_comments_are_no_words(lines):
    text = "\n".join(
        " ".join(entries) + ("" if comment is None else f" # {comment}")
        for entries, comment in lines
    )
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Path, "read_text", lambda *args, **named: text)
        read_words, read_phrases = words.__wrapped__, phrases.__wrapped__
        assert read_phrases("x") == {" ".join(entries) for entries, _ in lines if entries}
        patch.setattr(gazetteers, "phrases", read_phrases)
        assert read_words("x") == {entry for entries, _ in lines for entry in entries}


def test_no_role_is_a_known_organisation_word_by_mistake_of_copying():
    assert "root" in gazetteers.ROLE_LOGINS
    assert "apache" in gazetteers.FORGE_ORGANISATIONS
