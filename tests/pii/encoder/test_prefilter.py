import pytest
from hypothesis import given
from hypothesis import strategies as st

from pii.encoder.prefilter import passed

FILLER = "".join(f"    x[{number}] = f(x) + {number};\n" for number in range(12))

lines = st.lists(
    st.sampled_from(
        [
            "",
            "x = y;",
            "by Zoë Łęcka",
            "\r",
            "été()",
            "  }",
            "pass",
            "𝒳𝒴",
            "anna",
            "\u2028",
            "a\x0bb",
        ]
    ),
    max_size=30,
)


def shown(text):
    return "".join(text[start:end] for start, end in passed(text))


@given(lines.map("\n".join) | st.text(max_size=300))
def test_stretches_are_whole_lines_in_order_and_apart(text):
    last = -1
    for start, end in passed(text):
        assert last < start < end <= len(text)
        assert start == 0 or text[start - 1] == "\n"
        assert end == len(text) or text[end - 1] == "\n"
        last = end


@given(st.sampled_from(["Żaneta Węgrzyn", "@żaba", "https://x"]), lines.map("\n".join))
def test_a_sign_passes_wherever_it_stands(sign, before):
    text = f"{before}\n{sign}\n"
    assert sign in shown(text)


@pytest.mark.parametrize(
    "line",
    [
        "# thanks to jane for this",
        "# Based on work of Ada Lovelace",
        "// 作者 王小明",
        'token = "v"',
        "const h = 'a8f5f167f44f4964e6c998dee827110c'",
        "dns: 51.15.200.7",
        "Ipv4Addr::new(51, 15, 200, 7)",
        "cd /home/jane",
        "J. Smith",
        "image: docker pull jane/tool",
        "bind('cn=jane', 'sesame')",
    ],
)
def test_a_line_with_a_sign_passes(line):
    assert line in shown(f"{FILLER}{line}\n{FILLER}")


def test_a_loop_over_numbers_does_not_pass():
    assert passed(FILLER) == []
    assert passed("") == []


def test_only_the_line_with_a_sign_passes():
    assert shown(f"{FILLER}# by jane\n{FILLER}") == "# by jane\n"


def test_a_list_of_single_words_passes_with_the_line_that_it_hangs_on():
    people = [f'    "someone{number}",' for number in "abcdefghij"]
    text = f"{FILLER}owners = [\n" + "\n".join(people) + f"\n]\n{FILLER}"
    assert all(person in shown(text) for person in people)


def test_a_very_long_list_ends_at_last():
    text = "owners = [\n" + "word,\n" * 1000
    assert len(shown(text)) < 1500


def test_a_broken_file_is_no_reason_to_fail():
    assert passed("by \ud800 jane\n") == [(0, 10)]
