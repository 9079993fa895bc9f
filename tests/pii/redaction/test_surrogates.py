import re
from collections.abc import Iterator
from contextlib import contextmanager
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pii.credentials import FAMILIES, forge
from pii.documents import Document
from pii.labels import Label
from pii.redaction.surrogates import is_surrogate, surrogate
from pii.redaction.surrogates.prefixes import prefix_of
from pii.redaction.surrogates.words import LATIN
from pii.rules.detector import claims_in
from tests.invented import ADDRESS, ADDRESS_6, HEX, MAIL, PASSWORD
from tests.strategies import KEY, labels

FRAME = "-----{} PRIVATE KEY-----"
BLOCK = FRAME.format("BEGIN") + "\r\n" + (HEX + "+/=\r\n") * 3 + FRAME.format("END")
UUID = "-".join((HEX[:8], HEX[8:12], HEX[12:16], HEX[16:20], HEX[20:]))
SHAPED = [
    MAIL, "ann [at] harbour dot org", f"ann%40{MAIL.split('@')[1]}", "ann at harbour.org",
    "Ann Porter", "PORTER, ANN", "j. porter", "王小明", "Иван Петров", "Ναός Ψ", "김민준", "O'Neil",
    "aporter", "APorter7", "ann_porter", "AP", ADDRESS, ADDRESS_6, "51, 15, 2, 7", HEX, HEX.upper(),
    PASSWORD, "493817", "hunter2", "sk_live_" + HEX, "p", "²", "-", "\n", "\ud800", "x\ny",
    BLOCK, UUID, "key-123456-789012", "open-sesame-x1y2", "abcdefgh-----hunter2-----",
    "@exam", " at ", "[at]", "ample.", "x at example", "1:db8::", "db8::", "::", ", 0", "dapi",
    "2001:db8::1%<script>", "ann <at> harbour", "de la Cruz, Anna", "Γιάννης", "サクラ", "نور",
]  # fmt: skip
values = st.one_of(
    st.sampled_from(SHAPED),
    st.text(st.characters(), min_size=1, max_size=30),
    st.text("aF9:.,@-_%[]() \nt王", min_size=1, max_size=40),
)


@contextmanager
def within(seconds: float) -> Iterator[None]:
    began = process_time()
    yield
    assert process_time() - began < seconds


@given(labels, values)
def test_a_surrogate_is_its_own_surrogate(label, value):
    made = surrogate(label, value, KEY)
    assert is_surrogate(label, made, KEY)
    assert surrogate(label, made, KEY) == made


@given(labels, values)
def test_a_surrogate_does_not_hold_the_value(label, value):
    made = surrogate(label, value, KEY)
    if not is_surrogate(label, value, KEY):
        assert made != value
        assert len(value) < 4 or value.casefold() not in made.casefold()


@given(labels, values)
def test_a_surrogate_of_plain_text_is_plain_and_breaks_no_string(label, value):
    made = surrogate(label, value, KEY)
    if value.isascii():
        assert made.isascii()
    if not (label is Label.KEY and value.startswith("-----BEGIN ")):
        assert not set(made) & set("<>&\"'\\\n\r{}$#`")
        assert made == made.strip()


@given(labels, st.text(st.characters(max_codepoint=255), min_size=1, max_size=20))
def test_a_latin1_value_gets_a_surrogate_that_latin1_can_write(label, value):
    surrogate(label, value, KEY).encode("latin-1")


@pytest.mark.parametrize("label", Label)
def test_another_key_draws_anew(label):
    real = [MAIL, "Ann Porter", ADDRESS, ADDRESS_6, HEX, PASSWORD, "493817"]
    kept = [v for v in real if surrogate(label, v, KEY) == surrogate(label, v, KEY[::-1])]
    assert len(kept) <= 1


@pytest.mark.parametrize(
    ("label", "value", "made"),
    [
        (Label.NAME, "Ann Porter", "Daria Kalowicz"),
        (Label.NAME, "Porter, Ann", "Kalowicz, Daria"),
        (Label.USERNAME, "ann_porter7", "casual_puffin53"),
        (Label.IP_ADDRESS, "51, 15, 200, 7", "203, 0, 113, 171"),
        (Label.IP_ADDRESS, "2a01:4f8::7", "2001:db8::381a:3759"),
        (Label.EMAIL, "ann at harbour dot org", "lorenzo.karahan at example dot org"),
        (Label.PASSWORD, "493817", "52400793"),
        (Label.PASSWORD, "hunter2", "2h328fej"),
    ],
)
def test_surrogates_stay_the_same_from_version_to_version(label, value, made):
    assert surrogate(label, value, KEY) == made


@pytest.mark.parametrize(
    ("label", "value"),
    [
        *((Label.EMAIL, v) for v in ("ample.", "@exam", " at ", "[at]", "@example.", "x at exam")),
        *((Label.IP_ADDRESS, v) for v in ("1:db8::", "db8::")),
        (Label.KEY, "key-123456-789012"),
    ],
)
def test_a_piece_of_usual_surrogates_is_hidden_by_one_of_another_shape(label, value):
    with within(0.5):
        made = surrogate(label, value, KEY)
    assert is_surrogate(label, made, KEY)
    assert value not in made


@pytest.mark.parametrize(
    ("label", "value"), [(Label.EMAIL, "example"), (Label.IP_ADDRESS, "2001:db8")]
)
def test_a_piece_of_every_surrogate_gets_one_all_the_same(label, value):
    with within(0.5):
        assert value in surrogate(label, value, KEY)


@pytest.mark.parametrize("label", Label)
@pytest.mark.parametrize("text", ["a", " ", "@", ", ", "1", "王", ".", ":", "\\", "-----BEGIN "])
def test_a_long_value_takes_no_longer_than_its_length(label, text):
    value = text * (80_000 // len(text)) + "!"
    with within(2.0):
        assert is_surrogate(label, surrogate(label, value, KEY), KEY)
    with within(2.0):
        surrogate(label, "a" + value[:-1] + "a", KEY)


@pytest.mark.parametrize(
    ("label", "value"),
    [
        (Label.PASSWORD, "abcdefgh-----hunter2-----"),
        (Label.KEY, "abcdefgh-----hunter2-----"),
        (Label.KEY, "-----BEGIN hunter2-----\nabcdefghijkl\n-----END hunter2-----"),
        (Label.KEY, FRAME.format("BEGIN") + "abcdefgh12\n"),
        (Label.PASSWORD, BLOCK),
        (Label.PASSWORD, "пароль мой\nabcdefgh12"),
        (Label.KEY, "open-sesame-x1y2"),
        (Label.KEY, "my-secret-password9"),
        (Label.PASSWORD, "sk_live_" + HEX),
    ],
)
def test_what_is_no_block_and_no_known_prefix_is_rewritten_whole(label, value):
    made = surrogate(label, value, KEY)
    assert re.fullmatch(r"[A-Za-z0-9]+", made)
    assert len(made) == len(value)
    assert not any(word in made for word in re.findall(r"\w{4,}", value))


@pytest.mark.parametrize(
    "prefix", ["ghp_", "github_pat_", "glpat-", "sk-", "sk-ant-", "key-", "SG.", "AKIA", "dapi"]
)
def test_a_key_keeps_a_well_known_prefix(prefix):
    assert surrogate(Label.KEY, prefix + "Qx7" * 8, KEY).startswith(prefix)


# The sample of such a family is its prefix and one run of characters.
ONE_RUN = re.compile(r"[^{}]+\{\w+:\d+\}")


@pytest.mark.parametrize("family", FAMILIES, ids=lambda family: family.id)
def test_a_surrogate_of_a_key_keeps_the_prefix_of_its_family(family):
    for seed in range(5):
        value = forge(family.id, seed)
        made = surrogate(Label.KEY, value, KEY)
        prefix = max((p for p in family.prefixes if value.startswith(p)), key=len, default="")
        assert prefix_of(made) == prefix_of(value)
        assert made.startswith(prefix)
        assert is_surrogate(Label.KEY, made, KEY)


@pytest.mark.parametrize(
    "family",
    [
        family
        for family in FAMILIES
        if isinstance(family.sample, str)
        and family.prefixes
        and not family.context.sample
        and ONE_RUN.fullmatch(family.sample)
    ],
    ids=lambda family: family.id,
)
def test_a_surrogate_of_a_prefix_and_one_run_is_found_again(family):
    for seed in range(5):
        made = surrogate(Label.KEY, forge(family.id, seed), KEY)
        claims = claims_in(Document("a", f'key = "{made}"\n'))
        assert (7, 7 + len(made)) in {(claim.start, claim.end) for claim in claims}


@pytest.mark.parametrize("value", [UUID, UUID.upper(), "key-" + UUID])
def test_a_uuid_stays_one(value):
    made = surrogate(Label.KEY, value, KEY)
    assert re.sub(r"\w", "x", made) == re.sub(r"\w", "x", value)
    letters = "[0-9A-F-]" if value.isupper() else "[0-9a-f-]"
    assert re.fullmatch(letters + "{36}", made.removeprefix("key-"))
    assert HEX[:8] not in made.lower()


def test_a_block_keeps_escaped_line_breaks_and_no_other_escape():
    value = FRAME.format("BEGIN") + r"\n\h\u\x\e\2abcdefgh\n" + FRAME.format("END")
    made = surrogate(Label.KEY, value, KEY)
    inner = made.removeprefix(FRAME.format("BEGIN")).removesuffix(FRAME.format("END"))
    assert re.fullmatch(r"\\n[A-Za-z0-9]{18}\\n", inner)


def test_a_real_owner_at_a_reserved_host_is_hardly_ever_taken_for_a_surrogate():
    real = [f"{g}.{f}@example.org".lower() for g in LATIN.given[:40] for f in LATIN.family[:100]]
    assert sum(is_surrogate(Label.EMAIL, value, KEY) for value in real) < len(real) / 15


@pytest.mark.parametrize(
    "value",
    ["2001:db8::1%<script>", "2001:db8::1%eth0", "192.0.2.1\n", "192,0,2,1", "192,\n0,\n2,\n1"],
)
def test_an_address_with_anything_about_it_is_drawn_anew(value):
    assert not is_surrogate(Label.IP_ADDRESS, value, KEY)
    made = surrogate(Label.IP_ADDRESS, value, KEY)
    assert re.fullmatch(r"[0-9a-f:.]+|\d+(, \d+){3}", made)


@pytest.mark.parametrize(
    ("value", "signs"),
    [
        ("ann@harbour.org", "@."),
        ("ann%40harbour.org", "%40."),
        ("ann [at] harbour [dot] org", " [at]  [dot] "),
        ("ann(at)harbour(dot)org", "(at)(dot)"),
        ("ann AT harbour DOT org", " AT  DOT "),
        ("ann-at-harbour.org", "-at-."),
        ("ann <at> harbour <dot> org", "@."),
        ("ann\nat\nharbour.org", "@."),
        ("ann [\n@\n] harbour.org", "@."),
        ("@harbour.org", "@."),
    ],
)
def test_only_known_spellings_of_a_mail_address_are_kept(value, signs):
    made = surrogate(Label.EMAIL, value, KEY)
    host = re.search(r"example(.*)(?:org|com|net)$", made)
    at = re.match(r"[a-z]+\.[a-z]+?(@|%40|-at-| ?[\[(]?(?:at|AT)[\])]? ?)example", made)
    assert at[1] + host[1] == signs


@pytest.mark.parametrize(
    ("label", "one", "other"),
    [
        (Label.EMAIL, "a b c d e", "a b x d e"),
        (Label.NAME, "Anna de la Cruz", "Anna de los Cruz"),
        (Label.USERNAME, "a b c d e", "a b x d e"),
    ],
)
def test_every_word_of_a_value_decides(label, one, other):
    assert surrogate(label, one, KEY) != surrogate(label, other, KEY)


def test_the_case_of_a_mail_address_decides_nothing():
    assert surrogate(Label.EMAIL, MAIL, KEY) == surrogate(Label.EMAIL, MAIL.title(), KEY)


def test_one_name_has_one_surrogate_however_it_is_turned():
    given, family = surrogate(Label.NAME, "Ann Porter", KEY).split()
    assert surrogate(Label.NAME, "Porter, Ann", KEY) == f"{family}, {given}"
    assert surrogate(Label.NAME, "ANN PORTER", KEY) == f"{given} {family}".upper()


def test_a_key_keeps_its_length_its_prefix_and_its_letters():
    made = surrogate(Label.KEY, "sk_live_" + HEX, KEY)
    assert re.fullmatch(r"sk_live_[0-9a-f]{32}", made)


def test_a_block_of_lines_keeps_its_frame_and_the_length_of_each_line():
    made = surrogate(Label.KEY, BLOCK, KEY)
    assert [len(line) for line in made.splitlines()] == [len(line) for line in BLOCK.splitlines()]
    assert made.startswith(FRAME.format("BEGIN") + "\r\n")
    assert made.endswith("+/=\r\n" + FRAME.format("END"))
    assert HEX not in made


def test_three_thousand_names_are_spread_over_nearly_as_many_surrogates():
    made = {surrogate(Label.NAME, f"Ann Porter{n}", KEY) for n in range(3_000)}
    assert len(made) > 2_500


def test_real_values_are_hardly_ever_taken_for_surrogates():
    wrongly = sum(is_surrogate(Label.KEY, f"{n:016x}", KEY) for n in range(5_000))
    assert wrongly == 0


def test_a_short_key_is_refused_without_being_shown():
    with pytest.raises(ValueError, match="at least 16 bytes, got 5") as refusal:
        surrogate(Label.NAME, "Ann", b"short")
    assert "short" not in str(refusal.value)
