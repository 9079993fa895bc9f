import pickle
import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pii.documents import Document
from pii.entities import Entity
from pii.labels import Label
from pii.redaction.apply import hidden_entities, mask, redact
from pii.redaction.policy import Action, Policy
from tests.growth import LINEAR, fourfold
from tests.strategies import KEY, documents, policies


@given(documents(), policies)
def test_everything_outside_the_hidden_entities_comes_out_as_it_went_in(document, policy):
    redaction = redact(document, policy)
    read = written = 0
    for entity, (start, end) in zip(redaction.hidden, redaction.placed, strict=True):
        assert document.text[read : entity.start] == redaction.text[written:start]
        read, written = entity.end, end
    assert document.text[read:] == redaction.text[written:]


@given(documents(), policies)
def test_exactly_the_characters_the_policy_hides_are_hidden(document, policy):
    wanted = {
        i
        for entity in document.entities
        if policy.hides(entity, document.text[entity.start : entity.end])
        for i in range(entity.start, entity.end)
    }
    hidden = {i for e in hidden_entities(document, policy) for i in range(e.start, e.end)}
    assert hidden == wanted


@given(documents(), policies)
def test_the_same_input_gives_the_same_output(document, policy):
    copied = pickle.loads(pickle.dumps((document, policy)))
    assert redact(*copied).text == redact(document, policy).text


@given(documents())
def test_the_redacted_text_is_not_in_the_repr(document):
    with_value = replace(document, text=document.text + "hunter2")
    assert "hunter2" not in repr(redact(with_value, Policy()))


def test_a_kept_address_does_not_bare_the_password_around_it():
    document = Document(
        "a.py",
        "pw = hunter2-ann@ex.org-zz9",
        (Entity(5, 27, Label.PASSWORD, 0.7), Entity(13, 23, Label.EMAIL, 0.9)),
    )
    policy = Policy(actions={Label.EMAIL: Action.KEEP})
    assert redact(document, policy).text == "pw = <PASSWORD>"


def test_nested_entities_leave_nothing_of_the_outer_one():
    document = Document(
        "a.py",
        "pw = hunter2-ann@ex.org-zz9",
        (Entity(5, 27, Label.PASSWORD, 0.9), Entity(13, 23, Label.EMAIL, 0.7)),
    )
    assert redact(document, Policy()).text == "pw = <PASSWORD>"


def test_an_entity_that_opens_the_text_gets_no_space_before_it():
    assert redact(Document("a", "Ann: hi", (Entity(0, 3, Label.NAME),)), Policy()).text == (
        "<NAME>: hi"
    )


def test_line_breaks_and_tabs_stay():
    document = Document("a", "\r\n\tAnn\r\n", (Entity(3, 6, Label.NAME),))
    assert redact(document, Policy()).text == "\r\n\t<NAME>\r\n"


def test_a_placeholder_is_never_hidden_again():
    document = Document("a", "<NAME>", (Entity(0, 6, Label.NAME),))
    assert redact(document, Policy()).hidden == ()


def test_a_denied_value_is_hidden_wherever_it_stands():
    policy = Policy(deny={"bluebird": Label.NAME}, allow=frozenset({"bluebird"}))
    assert redact(Document("a", "bluebird, bluebird"), policy).text == "<NAME>, <NAME>"


def test_a_denied_value_is_hidden_even_where_its_label_is_kept():
    policy = Policy(deny={"bluebird": Label.NAME}, action=Action.KEEP)
    assert redact(Document("a", "bluebird"), policy).text == "<NAME>"


def test_a_line_that_says_so_keeps_its_values():
    text = "Ann # pii: allow\nAnn"
    document = Document("a", text, (Entity(0, 3, Label.NAME), Entity(17, 20, Label.NAME)))
    assert redact(document, Policy()).text == "Ann # pii: allow\n<NAME>"
    assert redact(document, Policy(inline_allow=False)).text == "<NAME> # pii: allow\n<NAME>"


def test_the_last_line_may_say_so_too():
    document = Document("a", "\nAnn PII:allow", (Entity(1, 4, Label.NAME),))
    assert redact(document, Policy()).hidden == ()


def test_a_hash_is_the_same_everywhere_and_another_with_another_key():
    document = Document("a", "Ann and Ann", (Entity(0, 3, Label.NAME), Entity(8, 11, Label.NAME)))
    text = redact(document, Policy(action=Action.HASH, key=KEY)).text
    assert text == "<NAME:278e207f105f> and <NAME:278e207f105f>"
    assert redact(document, Policy(action=Action.HASH, key=KEY[::-1])).text != text


def test_a_surrogate_is_no_placeholder_and_not_the_value():
    document = Document("a", "Ann Porter", (Entity(0, 10, Label.NAME),))
    text = redact(document, Policy(action=Action.SURROGATE, key=KEY)).text
    assert "<" not in text
    assert "Ann Porter" not in text


@pytest.mark.parametrize(
    ("label", "value", "masked"),
    [
        (Label.EMAIL, "ann-b@ex.org", "xxxxx@xx.xxx"),
        (Label.IP_ADDRESS, "51.15.2.7", "xx.xx.x.x"),
        (Label.NAME, "Ann O'Neil-Li", "xxx xxxxxx-xx"),
        (Label.PASSWORD, "a\\n-b", "xxxxx"),
    ],
)
def test_a_mask_keeps_the_length_and_only_the_punctuation_that_tells_nothing(label, value, masked):
    assert mask(label, value) == masked


def test_a_denied_value_that_overlaps_itself_is_one_stretch():
    policy = Policy(deny={"aa": Label.NAME})
    assert redact(Document("a", "xaaaax aa"), policy).text == "x<NAME>x <NAME>"


def test_a_denied_value_that_is_not_there_changes_nothing():
    assert redact(Document("a", "bluebird"), Policy(deny={"redbird": Label.NAME})).hidden == ()


@given(st.lists(st.sampled_from(["Ann ", "pii: allow", "pii:allow x", "\n", "\r\n", "b"])))
def test_a_value_stays_just_where_its_line_says_so(parts):
    text = "".join(parts)
    names = [Entity(m.start(), m.end(), Label.NAME) for m in re.finditer("Ann", text)]
    hidden = hidden_entities(Document("a", text, tuple(names)), Policy())
    line_of = {name: text[: name.start].count("\n") for name in names}
    says_so = [bool(re.search(r"\bpii:[ ]?allow\b", line)) for line in text.split("\n")]
    assert list(hidden) == [name for name in names if not says_so[line_of[name]]]


@pytest.mark.parametrize(("end", "most"), [(" ", 80_000), ("\n", 12_000)], ids=["line", "lines"])
def test_four_times_as_many_allowances_take_about_four_times_the_time(end, most):
    def judging(copies):
        text = f"Ann pii: allow{end}" * copies
        names = tuple(Entity(15 * n, 15 * n + 3, Label.NAME) for n in range(copies))
        document = Document("a", text, names)
        assert hidden_entities(document, Policy()) == ()
        return lambda: hidden_entities(document, Policy())

    assert fourfold(judging, most // 4) < LINEAR


@pytest.mark.parametrize("action", [Action.REPLACE, Action.HASH, Action.MASK])
def test_a_number_without_quotes_stays_a_number_under_every_action(action):
    text = '{"password": 83920177, "pin": "839201"}'
    document = Document("a", text, (Entity(13, 21, Label.PASSWORD),), "JSON")
    assert redact(document, Policy(action=action, key=b"k" * 32)).text == text.replace(
        "83920177", "0"
    )
