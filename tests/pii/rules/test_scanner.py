import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pii.documents import Document
from pii.labels import Label
from pii.rules import scanner
from pii.rules.detector import claims_in
from pii.rules.registry import RULES
from pii.rules.rule import Claim, Rule
from pii.rules.scanner import Scanner
from tests.invented import ADDRESS, HEX, MAIL, PASSWORD

LINES = [
    f"contact: {MAIL}",
    f"host = '{ADDRESS}'",
    f'api_key = "{HEX}"',
    f"DB_PASSWORD={PASSWORD}",
    "# Copyright 2010 Ann Porter",
    "for i in range(10): print(i)",
    "/home/aporter/src",
    "naïve 北京 🦀 text",
    "",
    "x" * 300,
]
texts = st.lists(st.sampled_from(LINES), max_size=40).map("\n".join)


def claims(text):
    return claims_in(Document("a", text))


@given(texts)
def test_claims_do_not_depend_on_where_blocks_fall(text):
    whole = claims(text)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(scanner, "BLOCK_BYTES", 700)
        assert claims(text) == whole


@given(st.lists(st.sampled_from(LINES), max_size=30))
def test_claims_in_a_long_line_do_not_depend_on_where_blocks_fall(parts):
    text = " ; ".join(parts)
    whole = claims(text)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(scanner, "BLOCK_BYTES", 2_500)
        assert claims(text) == whole


@given(texts, st.text(st.characters(codec="utf-8"), max_size=20))
def test_offsets_count_code_points_whatever_stands_before(text, head):
    moved = [e.moved(len(head) + 1) for e in claims(text)]
    assert [e for e in claims(f"{head}\n{text}") if e.start > len(head)] == moved


@given(st.text(st.characters(), max_size=200))
def test_no_text_makes_the_rules_fail(text):
    assert all(e.end <= len(text) for e in claims(text))


@pytest.mark.parametrize("rule", RULES, ids=[rule.id for rule in RULES])
def test_a_rule_has_a_name_of_its_own_and_a_trigger(rule):
    assert rule.triggers
    assert [other.id for other in RULES].count(rule.id) == 1


@pytest.mark.parametrize("line", [f"{MAIL} wrote this", "/home/aporter/src", f"{ADDRESS} box"])
def test_a_line_that_begins_a_block_is_read_as_any_other(line):
    before = "x" * 63 + "\n"
    moved = [entity.moved(len(before)) for entity in claims(line)]
    assert moved
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(scanner, "BLOCK_BYTES", len(before))
        assert claims(before + line) == moved


def test_a_rule_that_spans_lines_sees_the_line_before_its_block():
    rule = Rule(
        id="pair",
        label=Label.KEY,
        title="Pair",
        finds="A tail below a head.",
        leaves="A tail alone.",
        triggers=(rb"tail",),
        pattern=rb"head\n(tail)",
        read=lambda hit: [Claim(*hit.span(1), Label.KEY, 1.0)],
        hits=(),
        misses=(),
        lines=2,
    )
    data = b"x\n" * 20 + b"head\ntail\n" + b"y\n" * 20
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(scanner, "BLOCK_BYTES", 8)
        assert list(Scanner([[rule]]).scan(data, "")) == [("pair", Claim(45, 49, Label.KEY, 1.0))]


@pytest.mark.parametrize(
    "unit",
    ["a@", "eyJ", "1.2.", "password=", "://", "Copyright ", "A", "@a ", "-----BEGIN ", "\u00e9"],
)
def test_a_hostile_line_of_a_megabyte_takes_seconds_at_most(unit):
    text = unit * (1_000_000 // len(unit))
    claims("warm up")
    began = time.process_time()
    claims(text)
    assert time.process_time() - began < 20


def test_ten_times_the_line_takes_about_ten_times_the_time():
    line = "; ".join(LINES)

    def seconds(copies):
        text = line * copies
        began = time.perf_counter()
        claims(text)
        return time.perf_counter() - began

    seconds(20)
    assert seconds(2_000) < 30 * max(seconds(200), 0.01)
