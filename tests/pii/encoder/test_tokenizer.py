import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pii.encoder import tokenizer as room
from pii.encoder.tokenizer import MASK, PAD, Tokenizer, batched
from pii.errors import UnreadableFile

TEXTS = ["def greet(name):\n    return 'hello ' + name\n", "x = {'a': 1}\n"] * 20


@pytest.fixture(scope="module")
def tokenizer():
    return Tokenizer.train(TEXTS, 400)


@given(text=st.text(st.characters(exclude_categories=["Cs"]), max_size=80))
def test_no_text_is_lost(tokenizer, text):
    [tokens] = tokenizer.encode([text])
    assert tokenizer.decode(tokens.ids) == text


@given(text=st.text(st.characters(), max_size=80))
def test_offsets_ascend_and_leave_out_nothing_but_blanks(tokenizer, text):
    [tokens] = tokenizer.encode([text])
    covered = np.zeros(len(text), dtype=bool)
    for start, end in zip(tokens.starts, tokens.ends, strict=True):
        assert 0 <= start < end <= len(text)
        covered[start:end] = True
    assert (np.diff(tokens.starts) >= 0).all()
    assert (np.diff(tokens.ends) >= 0).all()
    assert not "".join(c for c, seen in zip(text, covered, strict=True) if not seen).strip(" ")


@given(
    value=st.text(st.characters(categories=["L", "N"]), min_size=1, max_size=12),
    before=st.sampled_from(["'", '"', "=", ":", "@", " ", "\n\t", "(", "//", "<", ", "]),
    behind=st.sampled_from(["'", '"', "@", ":", " ", "\n", ")", "/", ">", ",", ";"]),
)
def test_no_border_of_a_value_lies_inside_a_token(tokenizer, value, before, behind):
    [tokens] = tokenizer.encode(["x" + before + value + behind + "y"])
    start = 1 + len(before)
    assert start in tokens.starts
    assert start + len(value) in tokens.ends


# fmt: off
scraps = st.sampled_from([
    "name", " ", "\n", "\r\n", "\t", "==", "'", '"', "@", "7", "<", "<mask>", "/>", "\u0301", "é",
])
# fmt: on
pieces = st.lists(scraps | st.text(max_size=3), max_size=40)


@given(text=pieces.map("".join), size=st.integers(1, 9))
def test_a_text_in_parts_has_the_tokens_of_the_whole(tokenizer, text, size):
    [whole] = tokenizer.encode([text])
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(room, "_PART", size)
        parts = room.parts_of(text)
        [joined] = tokenizer.encode([text])
    assert "".join(text[start:end] for start, end in parts) == text
    for one, other in ((whole.ids, joined.ids), (whole.starts, joined.starts)):
        assert np.array_equal(one, other)
    assert np.array_equal(whole.ends, joined.ends)


def test_a_long_text_is_cut_into_parts():
    assert len(room.parts_of("x = 1\n" * 50_000)) == 6


def test_each_digit_is_a_token():
    tokenizer = Tokenizer.train(["2024 2024 2024"] * 50, 300)
    [tokens] = tokenizer.encode(["2024"])
    assert len(tokens) == 4


def test_a_saved_vocabulary_is_the_same(tmp_path, tokenizer):
    tokenizer.save(tmp_path / "tokenizer.json")
    loaded = Tokenizer.load(tmp_path / "tokenizer.json")
    assert len(loaded) == len(tokenizer)
    assert np.array_equal(loaded.encode(TEXTS)[0].ids, tokenizer.encode(TEXTS)[0].ids)
    assert loaded.id_of(PAD) != loaded.id_of(MASK)


def test_what_is_no_tokenizer_is_refused_by_its_path(tmp_path):
    with pytest.raises(UnreadableFile, match="nowhere"):
        Tokenizer.load(tmp_path / "nowhere.json")
    (tmp_path / "bad.json").write_text("{}")
    with pytest.raises(UnreadableFile, match="is not a tokenizer"):
        Tokenizer.load(tmp_path / "bad.json")


def test_an_unknown_special_token_is_refused(tokenizer):
    with pytest.raises(ValueError, match="<pad>"):
        tokenizer.id_of("<unheard-of>")


def test_batches_keep_order_and_lose_nothing():
    assert list(batched(iter("abcde"), 2)) == [["a", "b"], ["c", "d"], ["e"]]
