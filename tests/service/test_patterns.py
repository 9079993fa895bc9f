import time

import pytest
from pii_service.patterns import ValuePatterns


def test_a_pattern_matches_a_value_whole():
    patterns = ValuePatterns(["ann", r".*@example\.(org|net)"])
    assert patterns.match("bob@example.net")
    assert patterns.match("ann")
    assert not patterns.match("anna")
    assert not patterns.match("bob@example.network")


@pytest.mark.parametrize("pattern", ["(", "(?=a)a", r"(a)\1", "a{1000000}", "\ud800"])
def test_what_re2_cannot_run_is_refused_by_number(pattern):
    with pytest.raises(ValueError, match="number 2 is no expression"):
        ValuePatterns(["fine", pattern])


def test_a_pattern_that_would_backtrack_for_ever_answers_at_once():
    patterns = ValuePatterns(["(a+)+b", "(a|aa)+c", "(.*)*d"])
    started = time.perf_counter()
    assert not patterns.match("a" * 10_000)
    assert time.perf_counter() - started < 1


def test_a_value_with_stray_bytes_is_matched_by_nothing():
    assert not ValuePatterns([".*"]).match("caf\udce9")
