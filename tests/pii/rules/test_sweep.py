from hypothesis import given
from hypothesis import strategies as st

from pii.documents import Document
from pii.entities import Entity
from pii.labels import Label
from pii.rules import sweep as room
from pii.rules.sweep import sweep
from tests.invented import found


def swept(text, value, label, score=0.9):
    start = text.index(value)
    document = Document("a", text, (Entity(start, start + len(value), label, score),))
    return [(e.start, e.label) for e in sweep(document).entities]


def test_a_key_found_once_is_marked_everywhere():
    assert swept("k='9f86d081'; use(9f86d081)", "9f86d081", Label.KEY) == [
        (3, Label.KEY),
        (18, Label.KEY),
    ]


def test_a_full_name_is_swept_and_a_single_one_is_not():
    assert len(swept("Ann Porter. Ann Porter", "Ann Porter", Label.NAME)) == 2
    assert len(swept("Porterly Porterly", "Porterly", Label.NAME)) == 1


def test_a_long_password_with_digits_is_swept_and_a_word_is_not():
    assert len(swept("'wint3rtide' wint3rtide", "wint3rtide", Label.PASSWORD)) == 2
    assert len(swept("'wintertide' wintertide", "wintertide", Label.PASSWORD)) == 1


def test_short_values_and_user_names_are_not_swept():
    assert len(swept("'k9x8' k9x8", "k9x8", Label.KEY)) == 1
    assert len(swept("/home/annporter annporter", "annporter", Label.USERNAME)) == 1


def test_part_of_a_longer_word_is_left_alone():
    assert len(swept("'9f86d081' x9f86d081 9f86d0811", "9f86d081", Label.KEY)) == 1


def test_an_unsure_claim_is_not_carried_on():
    assert len(swept("9f86d081 9f86d081", "9f86d081", Label.KEY, 0.4)) == 1


@given(
    st.lists(
        st.sampled_from(["k3y-alpha", "k3y-beta!", "k3y-gamma", " ", "x", "\n", "🦀"]), max_size=30
    )
)
def test_many_values_are_found_as_few_are(parts):
    text = "".join(parts)
    claims = tuple(
        Entity(start, start + 9, Label.KEY)
        for value in ("k3y-alpha", "k3y-beta!", "k3y-gamma")
        if (start := text.find(value)) >= 0
    )
    few = sweep(Document("a", text, claims))
    old, room._FEW_COMPARISONS = room._FEW_COMPARISONS, -1
    try:
        assert sweep(Document("a", text, claims)) == few
    finally:
        room._FEW_COMPARISONS = old


def test_a_doubtful_claim_on_a_place_does_not_keep_a_sure_value_away():
    text = "k='9f86d081'; use(9f86d081)"
    claims = (Entity(3, 11, Label.KEY, 0.9), Entity(18, 26, Label.KEY, 0.3))
    best = {(e.start, e.end): e.score for e in sweep(Document("a", text, claims)).entities}
    assert best == {(3, 11): 0.9, (18, 26): 0.9}


def test_a_password_is_hidden_where_another_rule_was_unsure_of_it():
    value = "Reef3r" + "Moss!Db"
    text = f"DB_PASSWORD={value}\nAPP_ENV=test\nAPP_SECRET={value}\n"
    assert [hidden for _, hidden in found(text)] == [value, value]
