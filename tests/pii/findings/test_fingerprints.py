import pytest
from hypothesis import given
from hypothesis import strategies as st

from pii.documents import Document
from pii.entities import Entity
from pii.findings.fingerprints import KEYED, UNKEYED, fingerprints_of
from pii.labels import Label
from pii.redaction.apply import hidden_entities
from tests.strategies import KEY, documents, policies

keys = st.sampled_from([b"", KEY])
both = pytest.mark.parametrize("key", [b"", KEY], ids=["unkeyed", "keyed"])


def marked(text, *values, rule="one", label=Label.NAME, score=0.9):
    claims = []
    for value in values:
        start = text.index(value)
        claims.append(Entity(start, start + len(value), label, score, rule))
    return Document("a", text, tuple(claims))


def prints(document, key=b"", path="a.py", hidden=None):
    hidden = document.entities if hidden is None else hidden
    return [next(iter(p.values())) for p in fingerprints_of(path, document, hidden, key)]


@given(documents(), policies, keys)
def test_each_finding_of_a_file_has_a_fingerprint_of_its_own(document, policy, key):
    hidden = hidden_entities(document, policy)
    found = prints(document, key, hidden=hidden)
    assert len(set(found)) == len(found) == len(hidden)


def test_the_name_of_a_fingerprint_tells_how_it_is_made():
    document = marked("by Ann Porter", "Ann Porter")
    [keyed] = fingerprints_of("a.py", document, document.entities, KEY)
    [plain] = fingerprints_of("a.py", document, document.entities, b"")
    assert (list(keyed), list(plain)) == ([KEYED], [UNKEYED])
    assert next(iter(keyed.values())) != next(iter(plain.values()))


@both
def test_lines_above_and_below_do_not_count(key):
    alone = marked("x = 1  # by Ann Porter", "Ann Porter")
    moved = marked("import os\n\nx = 1  # by Ann Porter\ny = 2\n", "Ann Porter")
    assert prints(alone, key) == prints(moved, key)


@both
def test_path_and_rule_count_and_spellings_of_a_path_do_not(key):
    document = marked("by Ann Porter", "Ann Porter")
    assert prints(document, key, "./b/../a.py") == prints(document, key, "a.py")
    assert prints(document, key, "b.py") != prints(document, key, "a.py")
    other = marked("by Ann Porter", "Ann Porter", rule="two")
    assert prints(other, key) != prints(document, key)


@given(
    st.text("abcXYZ019 ", min_size=1, max_size=20), st.text("abcXYZ019 ", min_size=1, max_size=9)
)
def test_without_a_key_no_claimed_value_goes_into_a_fingerprint(value, other):
    def document(first, second):
        text = f"pw = {first} # {second}!"
        sure = Entity(5, 5 + len(first), Label.PASSWORD, 0.9, "one")
        start = 8 + len(first)
        unsure = Entity(start, start + len(second), Label.NAME, 0.1, "two")
        return Document("a", text, (sure, unsure)), (sure,)

    one, hidden = document(value, other)
    two, hidden_too = document("tr0ub4dor-and-3", "Ann Porter")
    assert prints(one, hidden=hidden) == prints(two, hidden=hidden_too)


def test_without_a_key_what_stands_around_counts():
    assert prints(marked("by Ann Porter", "Ann Porter")) != prints(
        marked("for Ann Porter", "Ann Porter")
    )


def test_under_a_key_the_value_counts_and_what_stands_around_does_not():
    document = marked("by Ann Porter", "Ann Porter")
    assert prints(document, KEY) == prints(marked("for Ann Porter!", "Ann Porter"), KEY)
    assert prints(document, KEY) != prints(marked("by Ann Portner", "Ann Portner"), KEY)
    assert prints(document, KEY) != prints(document, KEY[::-1])


@both
def test_findings_that_are_alike_are_counted(key):
    text = "by Ann Porter\nby Ann Porter\n"
    claims = [Entity(at, at + 10, Label.NAME, 0.9, "one") for at in (3, 17)]
    first, second = prints(Document("a", text, tuple(claims)), key)
    assert first.removesuffix(":1") == second.removesuffix(":2")
    assert first.endswith(":1")


def test_far_parts_of_a_long_line_do_not_count():
    near = "x" * 100 + "Ann Porter" + "y" * 100
    assert prints(marked(f"0{near}1", "Ann Porter")) == prints(marked(f"2{near}3", "Ann Porter"))


def test_a_long_line_full_of_findings_takes_no_longer_than_its_length():
    text = "k=aaaaaaaa;" * 100_000
    claims = [Entity(at + 2, at + 10, Label.KEY, 0.9, "one") for at in range(0, len(text), 11)]
    found = prints(Document("a", text, tuple(claims)), hidden=claims)
    assert len({each.partition(":")[0] for each in found}) < 50


def test_any_text_has_fingerprints():
    text = "caf\udce9 \U0001f980 Ann Porter"
    assert prints(marked(text, "Ann Porter"), KEY)
    assert prints(marked(text, "Ann Porter"), path="caf\udce9.py")
