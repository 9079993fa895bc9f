import pytest
import re2

from pii.credentials import FAMILIES
from pii.credentials.pattern_heads import literal_heads, trigger_of
from tests.pii.rules.matching import alternatives_of

records = pytest.mark.parametrize("family", FAMILIES, ids=lambda family: family.id)


@records
def test_every_value_begins_with_one_of_the_literal_heads(family):
    heads = literal_heads(family.value_pattern)
    for text in alternatives_of(family.value_pattern):
        assert text.decode("latin-1").startswith(heads), text


@records
def test_every_value_begins_with_a_match_of_the_trigger(family):
    options = re2.Options()
    options.encoding = re2.Options.Encoding.LATIN1
    trigger = re2.compile(trigger_of(family.value_pattern), options)
    for text in alternatives_of(family.value_pattern):
        assert trigger.match(text), text


@pytest.mark.parametrize(
    ("pattern", "heads"),
    [
        (rb"lin_api_[0-9a-z]{40}", ["lin_api_"]),
        (rb"do[opr]_v1_", ["doo_v1_", "dop_v1_", "dor_v1_"]),
        (rb"sl\.(?:u\.)?[\w-]{130,}", ["sl.u.", "sl."]),
        (rb"ya29\.(?:[a-z]{1,2}\.)?[\w-]{30,}", ["ya29."]),
        (rb"glrt-(?:t\d_)?[\w-]{20}", ["glrt-"]),
        (rb"x(?:a-\d|[bc]-y{2}|d(?:-[a-z]{3}){2})", ["xa-", "xb-", "xc-", "xd-"]),
        (rb"key(?:[0-9a-f]|%2F){20,}", ["key"]),
        (rb"[0-9a-f]{32}-us", [""]),
        (rb"\d\d-x", [""]),
        (rb".x", [""]),
        (rb"a|bc", ["a", "bc"]),
        (rb"", [""]),
    ],
)  # fmt: skip
def test_the_literal_beginnings_end_where_anything_else_may_stand(pattern, heads):
    assert list(literal_heads(pattern)) == heads


@pytest.mark.parametrize(
    ("pattern", "trigger"),
    [
        (rb"lin_api_[0-9a-z]{40}x", rb"lin_api_[0-9a-z]{40}"),
        (rb"sbp_(?:v0_)?[0-9a-z]{40}", rb"sbp_(?:v0_)?[0-9a-z]{40}"),
        (rb"hvs\.(?:[\w-]{90}|[a-z]{24})", rb"hvs\."),
        (rb"xapp-\d-[0-9A-Z]{9,13}-\d{10}", rb"xapp-\d-[0-9A-Z]{9,13}"),
        (rb"abc", rb"abc"),
        (rb"a{2}|b", rb"a{2}|b"),
    ],
)
def test_a_trigger_ends_with_the_first_repetition(pattern, trigger):
    assert trigger_of(pattern) == trigger
