import importlib
import sysconfig
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from pii import credentials
from pii.credentials import FAMILIES, families, forge, hits_of, misses_of, score_of
from pii.credentials.alphabets import URL_SAFE
from pii.credentials.checks import holding
from pii.credentials.fixtures.recipes import either

ROOM = Path(credentials.__file__).parent
MODULES = sorted(path.stem for path in Path(families.__file__).parent.glob("[!_]*.py"))
BY_ID = {family.id: family for family in FAMILIES}
records = pytest.mark.parametrize("family", FAMILIES, ids=lambda family: family.id)


@pytest.mark.parametrize("module", MODULES)
def test_the_families_of_a_module_are_in_the_table(module):
    held = importlib.import_module(f"{families.__name__}.{module}").FAMILIES
    assert [family for family in held if BY_ID.get(family.id) is not family] == []


@records
def test_a_record_shows_at_least_one_look_alike_of_its_own(family):
    assert family.misses
    assert len({*hits_of(family), *misses_of(family)}) == len(hits_of(family) + misses_of(family))


@records
def test_the_source_of_a_form_is_a_page_on_the_web(family):
    assert not family.source or family.source.startswith("https://")


def test_at_most_one_form_in_ten_has_no_source():
    without = [family.id for family in FAMILIES if not family.source]
    assert len(without) <= len(FAMILIES) // 10, without


@pytest.mark.parametrize("path", sorted(ROOM.rglob("*.py")), ids=lambda path: path.stem)
def test_no_whole_key_stands_in_the_source(patterns, path):
    assert patterns.found(path.read_bytes()) == []


def test_a_trigger_is_rare_in_ordinary_code(patterns):
    code = [path.read_bytes() for path in Path(sysconfig.get_paths()["stdlib"]).glob("*.py")]
    blocks = [text[n : n + 8_192] for text in code for n in range(0, len(text), 8_192)]
    fired = Counter(family for block in blocks for family in patterns.triggered(block))
    assert len(blocks) > 100
    assert {family: count for family, count in fired.items() if count > len(blocks) / 10} == {}


def test_the_forms_of_the_sample_are_the_pattern_where_there_is_no_other():
    assert BY_ID["linear-key"].value_pattern == rb"lin_api_[0-9A-Za-z]{40}"


def test_a_value_ends_where_its_last_alphabet_does():
    key = replace(BY_ID["linear-key"], sample="lin_api_{url:40}")
    assert key.continuation == URL_SAFE != BY_ID["linear-key"].continuation


def test_a_refusal_outweighs_a_proof():
    key = forge("npm-token", 0).encode()
    assert score_of(BY_ID["npm-token"], key) == 0.99
    assert score_of(replace(BY_ID["npm-token"], check=holding(b"!")), key) == 0


def test_a_sample_put_together_by_a_function_needs_a_body():
    lacking = replace(BY_ID["linear-key"], sample=either("a", "b"))
    with pytest.raises(ValueError, match="linear-key: needs a body"):
        assert lacking.pattern


def test_a_body_that_begins_with_no_literal_needs_a_trigger():
    lacking = replace(BY_ID["linear-key"], body=rb"[0-9a-f]{32}")
    with pytest.raises(ValueError, match="linear-key: needs a trigger"):
        assert lacking.triggers


@pytest.mark.parametrize(
    ("family", "prefixes"),
    [
        ("github-token", ("ghp_", "gho_", "ghu_", "ghs_", "ghr_")),
        ("supabase-token", ("sbp_oauth_", "sbp_v0_", "sbp_")),
        ("crates-io-token", ()),
        ("twilio-key", ()),
        ("telegram-token", ()),
        ("web-token", ()),
    ],
)
def test_the_prefixes_of_a_family_are_the_literal_beginnings_of_its_body(family, prefixes):
    assert BY_ID[family].prefixes == prefixes
