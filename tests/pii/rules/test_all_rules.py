"""What holds for every rule, whoever wrote it."""

import re

import pytest
import re2

from pii.documents import Document
from pii.rules.detector import claims_in
from pii.rules.registry import RULES
from pii.rules.rule import Rule
from pii.rules.scanner import Scanner
from tests.pii.rules.matching import texts_of

# Of a trigger made of a long word list the first are looked at: texts are made after those.
MOST_ALTERNATIVES = 200
rules = pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)


def options() -> re2.Options:
    chosen = re2.Options()
    chosen.encoding = re2.Options.Encoding.LATIN1
    chosen.log_errors = False
    return chosen


def claimed_by(rule: Rule, text: str, language: str) -> list[str]:
    """Return what the rule alone claims in a text, through its own gate, in order."""
    data = text.encode()
    spans = {(claim.start, claim.end) for _, claim in Scanner([[rule]]).scan(data, language)}
    return [data[start:end].decode() for start, end in sorted(spans)]


def test_no_two_rules_share_an_id():
    ids = [rule.id for rule in RULES]
    assert len(set(ids)) == len(ids)


@rules
def test_a_rule_says_what_it_is(rule):
    assert re.fullmatch(r"[a-z0-9]+(?:-[a-z0-9]+)*", rule.id)
    assert rule.title
    assert rule.finds.endswith(".")
    assert rule.leaves.endswith(".")
    assert len(rule.hits) >= 2
    assert len(rule.misses) >= 2


@rules
def test_a_rule_finds_its_hits_alone_in_a_document(rule):
    for hit in rule.hits:
        assert claimed_by(rule, hit.text, hit.language) == list(hit.claims), hit.text


@rules
def test_a_rule_leaves_its_misses(rule):
    for miss in rule.misses:
        assert claimed_by(rule, miss.text, miss.language) == [], miss.text


@rules
def test_a_trigger_lies_in_every_match(rule):
    pattern = re2.compile(rule.pattern, options())
    triggers = [re2.compile(trigger, options()) for trigger in rule.triggers]
    for seed in range(3):
        for text in texts_of(rule.pattern, seed=seed):
            for match in pattern.finditer(b" " + text + b" \n"):
                held = match.group()
                assert any(trigger.search(held) for trigger in triggers), held


@rules
def test_every_alternative_of_a_trigger_can_match(rule):
    pattern = re2.compile(rule.pattern, options())
    matched = [
        match.group()
        for seed in range(6)
        for text in texts_of(rule.pattern, seed=seed)
        for match in pattern.finditer(b" " + text + b" \n")
    ] + [hit.text.encode() for hit in rule.hits]
    for trigger in rule.triggers:
        for alternative in top_level_alternatives(trigger)[:MOST_ALTERNATIVES]:
            compiled = re2.compile(alternative, options())
            assert any(compiled.search(text) for text in matched), alternative


def top_level_alternatives(trigger: bytes) -> list[bytes]:
    """Return a trigger's alternatives, of the whole and of its first group of alternatives."""
    flags = re.match(rb"\(\?[a-z]+\)", trigger)
    head = flags[0] if flags else b""
    body = trigger[len(head) :]
    cut = list(_cut(body))
    if len(cut) > 1:
        return [head + part for part in cut]
    group = re.search(rb"\(\?:", body)
    if not group:
        return [trigger]
    end = _closing(body, group.start())
    inner = list(_cut(body[group.end() : end]))
    return [head + body[: group.end()] + part + body[end:] for part in inner]


def _cut(body: bytes) -> list[bytes]:
    """Cut a pattern at the bars that stand in no group and no class."""
    parts, depth, start, at, in_class = [], 0, 0, 0, False
    while at < len(body):
        byte = body[at : at + 1]
        if byte == b"\\":
            at += 1
        elif in_class:
            in_class = byte != b"]"
        elif byte == b"[":
            in_class = True
            at += body[at + 1 : at + 2] in (b"]", b"^")
        elif byte in b"()":
            depth += 1 if byte == b"(" else -1
        elif byte == b"|" and depth == 0:
            parts.append(body[start:at])
            start = at + 1
        at += 1
    return [*parts, body[start:]]


def _closing(body: bytes, opening: int) -> int:
    """Return where the group that opens here closes."""
    depth, at, in_class = 0, opening, False
    while True:
        byte = body[at : at + 1]
        if byte == b"\\":
            at += 1
        elif in_class:
            in_class = byte != b"]"
        elif byte == b"[":
            in_class = True
            at += body[at + 1 : at + 2] in (b"]", b"^")
        elif byte == b"(":
            depth += 1
        elif byte == b")":
            depth -= 1
            if depth == 0:
                return at
        at += 1


# Code that says nothing of anybody, long enough for several blocks.
PADDING = "".join(f"    total_{n} = compute(total_{n - 1}, {n} % 7)\n" for n in range(1, 1200))


@rules
def test_a_claim_does_not_depend_on_what_else_is_in_the_file(rule):
    for hit in rule.hits:
        before, behind = f"{PADDING}\n", f"\n{PADDING}"
        alone = claims_in(Document("a", f"\n{hit.text}\n", language=hit.language))
        text = f"{before}{hit.text}{behind}"
        within = claims_in(Document("a", text, language=hit.language))
        moved = [entity.moved(len(before) - 1) for entity in alone]
        assert [entity for entity in within if entity in moved] == moved, hit.text
