"""Notebooks and texts of odd characters, under every action: what is promised of any document."""

import json

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

import pii
from pii.documents import Document
from pii.redaction.policy import Action, Policy
from pii.rules.detector import claims_in
from tests.invented import ADDRESS, HEX, MAIL, PASSWORD
from tests.strategies import KEY

POLICIES = {action: Policy(action=action, key=KEY) for action in Action if action != Action.KEEP}
CODE = [
    f"password = '{PASSWORD}'\n", f'client = connect("{MAIL}", key="{HEX}")\n', "x = 493817\n",
    f"host = '{ADDRESS}'  # ask Ann Porter <{MAIL}>\n", "%matplotlib inline\n", "!pip install x",
    f"!mysql -p{PASSWORD} -h {ADDRESS}\n", "print('é 🦀 \\ud83d')\n", "", "\n",
    "# Author: Ann Porter", "Copyright (c) 2010 Ann Porter, Wei Zhang",
    f"![a](https://x.example/?token={HEX})", f"<b>{MAIL}</b>", '{"a": "b"}', "\\\\", "\"'`",
]  # fmt: skip
sources = st.lists(st.sampled_from(CODE), max_size=4)
mime = st.sampled_from(["text/plain", "text/html", "application/json", "image/png"])
outputs = st.one_of(
    st.builds(lambda t: {"output_type": "stream", "name": "stdout", "text": t}, sources),
    st.builds(
        lambda kind, t: {"output_type": "display_data", "data": {kind: t}, "metadata": {}},
        mime,
        sources,
    ),
    st.builds(
        lambda t: {"output_type": "error", "ename": "E", "evalue": "", "traceback": t}, sources
    ),
)
cells = st.one_of(
    st.builds(lambda t: {"cell_type": "markdown", "metadata": {}, "source": t}, sources),
    st.builds(
        lambda t, count, out: {
            "cell_type": "code",
            "execution_count": count,
            "metadata": {},
            "outputs": out,
            "source": t,
        },
        # Older notebooks hold one text, newer ones a list of lines.
        sources | sources.map("".join),
        st.none() | st.integers(0, 10**6),
        st.lists(outputs, max_size=2),
    ),
)
notebooks = st.builds(
    lambda cells, author, minor: {
        "cells": cells,
        "metadata": {"authors": [{"name": author}], "kernelspec": {"name": "python3"}},
        "nbformat": 4,
        "nbformat_minor": minor,
    },
    st.lists(cells, max_size=4),
    st.sampled_from(["Ann Porter", MAIL, "nobody"]),
    st.integers(0, 5),
)
# Bytes that are no UTF-8 are read as the last two; the first two are halves of characters.
STRAYS = ["\ud800", "\udfff", "\udc80", "\udce9"]
odd = st.lists(
    st.one_of(
        st.sampled_from([*CODE, *STRAYS, "\ufeff", "\0", "\u2028", "\r", "\u202e"]),
        st.text(st.characters(categories=["Cs", "Co", "Cc", "Cf", "Mn", "Lo"]), max_size=6),
    ),
    max_size=10,
).map("".join)  # fmt: skip


def redacted(text, policy, language=""):
    return pii.redact(text, policy, detector="rules", language=language)


def shape(value):
    """Return a JSON value with its texts taken out."""
    if isinstance(value, dict):
        return {key: shape(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [shape(inner) for inner in value]
    return "" if isinstance(value, str) else value


@pytest.mark.parametrize("action", POLICIES)
@settings(max_examples=60)
@given(notebook=notebooks, ascii_only=st.booleans(), indent=st.sampled_from([None, 1]))
def test_a_notebook_keeps_its_cells_and_loses_its_secrets(action, notebook, ascii_only, indent):
    text = json.dumps(notebook, ensure_ascii=ascii_only, indent=indent)
    after = redacted(text, POLICIES[action], "Jupyter").text
    assert shape(json.loads(after)) == shape(notebook)
    assert MAIL not in after
    assert redacted(after, POLICIES[action], "Jupyter").text == after


@pytest.mark.parametrize("action", POLICIES)
@settings(max_examples=60)
@given(text=odd)
def test_a_text_of_odd_characters_keeps_all_but_what_is_hidden(action, text):
    redaction = redacted(text, POLICIES[action])
    read = written = 0
    for entity, (start, end) in zip(redaction.hidden, redaction.placed, strict=True):
        assert redaction.text[written:start] == text[read : entity.start]
        read, written = entity.end, end
    assert redaction.text[written:] == text[read:]
    again = redacted(redaction.text, POLICIES[action])
    assert again.text == redaction.text


@settings(max_examples=300)
@given(st.lists(st.sampled_from([*CODE, *STRAYS, *STRAYS, " "]), max_size=12).map("".join))
@example("# Copyright \udce9 2010, Ann Porter\n")
@example("# Author: Ann Porter\ud800password = 'x'\n")
def test_a_stray_byte_moves_no_claim(text):
    # As long in bytes, and no letter either.
    plain = text.translate(dict.fromkeys(map(ord, STRAYS), "\ufffd"))
    assert claims_in(Document("a", text)) == claims_in(Document("a", plain))
