import tomllib
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pii.files.toml import toml_fault


def fault(text):
    with pytest.raises(tomllib.TOMLDecodeError) as refused:
        tomllib.loads(text)
    return toml_fault(refused.value)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("a = 1\nb: 2", "is not TOML at line 2, column 2: expected '=' after a key"),
        ("a = [1", "is not TOML at its end: unclosed array"),
        ("[a]\nb = x", "is not TOML at line 2, column 5: invalid value"),
    ],
    ids=["colon", "bracket", "bare word"],
)
def test_the_parsers_reason_and_line_are_given(text, told):
    assert fault(text).startswith(told)


@pytest.mark.parametrize(
    "text",
    [
        "x = {canary = 1, canary = 2}",
        "[canary]\n[canary]",
        "[a]\n[a.'canary bird']\n[a.'canary bird']",
        "canary.b = 1\n[canary]\nx = 1",
        "a = {b = 1}\n[a.canary]",
    ],
)
def test_no_key_is_quoted(text):
    assert "canary" not in fault(text)


@given(
    st.lists(st.sampled_from(["canary", "=", "[", "]", "{", "}", '"', "'", "\n", ".", "1", ","]))
)
def test_whatever_the_file_holds_is_not_quoted(parts):
    text = "".join(parts)
    with suppress(tomllib.TOMLDecodeError):
        tomllib.loads(text)
        return
    assert "canary" not in fault(text)
