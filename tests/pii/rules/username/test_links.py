import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.invented import found

TWICE = [("USERNAME", "aporter")] * 2
SITES = st.sampled_from(["github.com", "www.github.com", "gitlab.com", "twitter.com"])


@given(SITES, st.sampled_from(["[aporter](%s)", "[@aporter](%s/) x", "[aporter]: %s\n"]))
def test_a_handle_that_links_to_its_profile_is_found_on_both_sides(site, form):
    assert found(form % f"https://{site}/aporter", "Markdown") == TWICE


@pytest.mark.parametrize(
    ("text", "handle"),
    [
        ("[APorter]: https://github.com/APorter\n", "APorter"),
        ("[wzhang42](https://bitbucket.org/wzhang42/)", "wzhang42"),
        ("[20231](https://github.com/20231)", "20231"),
        ("[20231]: https://github.com/20231\n", "20231"),
    ],
)
def test_a_linked_handle_may_hold_capitals_and_numbers(text, handle):
    assert found(text, "Markdown") == [("USERNAME", handle)] * 2


@pytest.mark.parametrize(
    "text",
    [
        "[apache](https://github.com/apache)",
        "[github](https://github.com/github)",
        "[knots-labs]: https://github.com/knots-labs\n",
    ],
)
def test_organisations_link_to_their_profiles_too(text):
    assert found(text, "Markdown") == []


@pytest.mark.parametrize(
    "text",
    [
        "[rope](https://github.com/aporter)",
        "[rope]: https://github.com/aporter\n",
        "[mporter](https://github.com/aporter/rope)",
        "[aporter](https://github.com/aporter/rope)",
    ],
)
def test_only_the_address_counts_where_another_text_or_a_work_is_linked(text):
    assert found(text, "Markdown") == TWICE[:1]


@pytest.mark.parametrize(
    "text",
    [
        '<a href="https://github.com/aporter">aporter</a>',
        "<a href='https://twitter.com/aporter/' class='x'>@aporter</a>",
        '<a class="x" href="https://gitlab.com/aporter" title="y">aporter</a>',
    ],
)
def test_a_handle_in_an_element_that_links_to_its_profile_is_found(text):
    assert found(text, "HTML") == TWICE


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('<a href="https://github.com/apache">apache</a>', []),
        ('<a href="https://github.com/knots-labs">knots-labs</a>', []),
        ('<a href="https://github.com/aporter">profile</a>', TWICE[:1]),
        ('<a href="https://github.com/aporter"><b>aporter</b></a>', TWICE[:1]),
    ],
)
def test_other_texts_of_an_element_are_no_handles(text, expected):
    assert found(text, "HTML") == expected


@pytest.mark.parametrize(
    "text",
    [
        "https://github.com/aporter/rope by aporter",
        "[rope](https://github.com/aporter/rope) by @aporter",
        "[ladder](https://gitlab.com/aporter/ladder) by aporter, 2019",
    ],
)
def test_the_maker_behind_a_work_is_found_where_the_address_says_the_same(text):
    assert found(text, "Markdown") == TWICE


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("https://github.com/apache/rope by apache", []),
        ("https://github.com/knots-labs/rope by knots-labs", []),
        ("https://github.com/aporter/rope by hand", TWICE[:1]),
        ("https://github.com/aporter/rope for aporter", TWICE[:1]),
    ],
)
def test_organisations_and_other_words_behind_a_work_are_no_makers(text, expected):
    assert found(text, "Markdown") == expected


def test_a_name_that_links_to_its_profile_is_found():
    text = "[Chandani Porter](https://github.com/chandanip)"
    assert found(text, "Markdown")[0] == ("NAME", "Chandani Porter")
    assert found("[Visual Studio](https://github.com/microsoft)", "Markdown") == []


def test_a_word_that_links_to_a_profile_is_no_handle():
    assert found("[docs](https://github.com/aporter)", "Text") == TWICE[:1]
