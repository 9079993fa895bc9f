import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.invented import found

HANDLE = [("USERNAME", "aporter")]


@given(
    st.sampled_from(["by", "thanks to", "cc", "credit:", "via", "h/t", "maintainers:"]),
    st.from_regex(r"aporter[0-9]{0,4}", fullmatch=True),
    st.sampled_from(["", ".", ", later", "; then", " and so on", "'s patch"]),
)
def test_a_handle_behind_a_word_that_introduces_people_is_found_whole(cue, handle, behind):
    assert found(f"# {cue} @{handle}{behind}", "Python") == [("USERNAME", handle)]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("| @aporter | the docs |", "Markdown"),
        ("* @aporter", "Markdown"),
        ("a patch from:@aporter", "Text"),
        ("// twitter: @aporter", "JavaScript"),
        ("- Porter (@aporter), the knots", "Python"),
        ("thanks to @aporter for this", "Markdown"),
        ("# fix suggested by @aporter", "Python"),
        ("# see Porter (@aporter)", "Python"),
    ],
)
def test_a_mention_is_found_in_prose_and_beside_a_name(text, language):
    assert found(text, language) == HANDLE


def test_each_handle_of_a_list_is_found():
    assert found("# written by @aporter, @mporter and @oporter", "Python") == [
        ("USERNAME", "aporter"),
        ("USERNAME", "mporter"),
        ("USERNAME", "oporter"),
    ]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("@aporter\ndef f(): ...", "Python"),
        ("    @aporter.register\n", "Python"),
        ("a = b @aporter", "Python"),
        ("import x from '@aporter/knots'", "JavaScript"),
        ("thanks to @aporter/knots", "Markdown"),
        ("SET @aporter = 1", "Markdown"),
        ("x = @aporter", "Markdown"),
        ("see @deprecated", "Markdown"),
        ("by @everyone", "Markdown"),
        ("by @knots-labs", "Markdown"),
        ("at @0x01000", "Markdown"),
        ("knots@aporter", "Markdown"),
        ("x = @aporter", "Python"),
        ("import x from '@angular/core'", "JavaScript"),
        ("@Override", "JavaScript"),
        ("@param x the x", "JavaScript"),
        ("@media print", "JavaScript"),
        ("QUOTENAME(@DatabaseName)", "SQL"),
        ("VALUES (@DatabaseName)", "Markdown"),
        ("EXEC sp_kill @Spid = 55, @Wait = 'Y'", "Markdown"),
        ("see @ref:[the guide](x.md)", "Markdown"),
        ("addSave(@Validated SysData data)", "Java"),
        ("(.toString ^Stream (@response :body))", "Clojure"),
        ("- @0x01000 236KB partition", "Markdown"),
    ],
)
def test_decorators_packages_variables_and_tags_mention_nobody(text, language):
    assert found(text, language) == []


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ('<img alt="@aporter" src="x">', "HTML"),
        ("<a title='@aporter'>", "HTML"),
        (r'x = "<img alt=\"@aporter\">"', "JavaScript"),
    ],
)
def test_a_handle_in_place_of_a_picture_is_found(text, language):
    assert found(text, language) == HANDLE


@pytest.mark.parametrize(
    "text",
    [
        '<img alt="@knots-labs">',
        '<img alt="@github">',
        '<img alt="aporter">',
        '<img data="@aporter">',
        '<img alt="@aporter at sea">',
    ],
)
def test_organisations_and_plain_words_in_an_attribute_are_left_alone(text):
    assert found(text, "HTML") == []


@pytest.mark.parametrize(
    ("text", "handle"),
    [
        ("(aporter on GitHub)", "aporter"),
        ("a_porter on reddit", "a_porter"),
        ("tell porter9 on Twitter", "porter9"),
        ("annPorter at gitlab", "annPorter"),
    ],
)
def test_a_handle_before_the_site_that_knows_it_is_found(text, handle):
    assert found(text, "Text") == [("USERNAME", handle)]


@pytest.mark.parametrize(
    "text",
    [
        "available on GitHub",
        "follow us on twitter",
        "(open an issue on GitHub)",
        "(knots-labs on GitHub)",
        "(aporter on paper)",
    ],
)
def test_what_is_on_a_site_and_no_handle_is_left_alone(text):
    assert found(text, "Text") == []
