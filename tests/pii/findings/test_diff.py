import subprocess

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pii.documents import Document
from pii.entities import Entity, resolve
from pii.files.encodings import decode
from pii.findings.diff import difference
from pii.labels import Label
from pii.redaction.apply import redact
from pii.redaction.policy import Action, Policy

# Line feeds at every place, a byte that is not UTF-8, and a file without a last line feed.
CONTENTS = st.lists(
    st.sampled_from([b"a", b"bb", b"\n", b"\n", b"\r\n", b"\xc3\xa9", b"\xff", b" "]), max_size=60
).map(b"".join)


def applied(folder, before, patch):
    (folder / "a.txt").write_bytes(before)
    command = ["git", "apply", "--whitespace=nowarn", "-"]
    subprocess.run(command, cwd=folder, input=patch, check=True, capture_output=True)
    return (folder / "a.txt").read_bytes()


def redacted(data, spans, action):
    text, encoding = decode(data)
    entities = resolve(
        Entity(start, min(end, len(text)), Label.EMAIL)
        for start, end in spans
        if start < min(end, len(text))
    )
    redaction = redact(Document("a.txt", text, entities), Policy(action=action))
    return difference("a.txt", text, redaction, encoding), encoding.encode(redaction.text)


@settings(max_examples=60)
@given(
    CONTENTS,
    st.lists(st.tuples(st.integers(0, 60), st.integers(1, 12)), max_size=5),
    st.sampled_from([Action.REPLACE, Action.MASK]),
)
def test_the_difference_applied_to_the_file_gives_the_redacted_file(
    tmp_path_factory, data, starts, action
):
    patch, after = redacted(data, [(start, start + size) for start, size in starts], action)
    if patch and data != after:
        assert applied(tmp_path_factory.mktemp("patch"), data, patch) == after


def test_a_difference_is_what_diff_writes():
    lines = [f"line {n}\n" for n in range(1, 21)]
    text = "".join(lines)
    start = text.index("10")
    redaction = redact(Document("a", text, (Entity(start, start + 2, Label.KEY),)), Policy())
    _, encoding = decode(b"")
    assert difference("src/a.py", text, redaction, encoding).decode().splitlines() == [
        "--- a/src/a.py",
        "+++ b/src/a.py",
        "@@ -7,7 +7,7 @@",
        " line 7",
        " line 8",
        " line 9",
        "-line 10",
        "+line <KEY>",
        " line 11",
        " line 12",
        " line 13",
    ]


def test_changes_far_apart_are_hunks_of_their_own_and_near_ones_share_one():
    lines = [f"line {n:02}\n" for n in range(1, 41)]
    starts = [8 * (n - 1) + 5 for n in (5, 11, 30)]
    patch, _ = redacted("".join(lines).encode(), [(s, s + 2) for s in starts], Action.REPLACE)
    heads = [line for line in patch.split(b"\n") if line.startswith(b"@@")]
    assert heads == [b"@@ -2,13 +2,13 @@", b"@@ -27,7 +27,7 @@"]


def test_a_file_without_findings_has_no_difference():
    patch, _ = redacted(b"a\nb\n", [], Action.REPLACE)
    assert patch == b""


def test_lines_of_latin_1_stay_latin_1():
    patch, _ = redacted(b"caf\xe9 secret\n", [(5, 11)], Action.REPLACE)
    assert b"-caf\xe9 secret\n+caf\xe9 <EMAIL>\n" in patch


def test_lines_of_utf_16_are_shown_as_utf_8():
    patch, _ = redacted("é secret\n".encode("utf-16"), [(2, 8)], Action.REPLACE)
    assert "-é secret\n+é <EMAIL>\n".encode() in patch


@pytest.mark.parametrize("size", [100_000, 1_000_000])
def test_one_long_line_full_of_entities_costs_what_its_length_does(size):
    text = "x@y.z " * (size // 6)
    entities = tuple(Entity(n, n + 5, Label.EMAIL) for n in range(0, len(text) - 6, 6))
    redaction = redact(Document("a", text, entities), Policy())
    _, encoding = decode(b"")
    assert difference("a", text, redaction, encoding).count(b"\n-") == 1
