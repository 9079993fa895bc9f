import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.invented import found

OWNERS = st.from_regex(r"[bcdmnop]porter[0-9]{0,3}", fullmatch=True)
FORMS = [
    ('  "name": "{}/ladder",', "JSON"),
    ("COPY --from={}/ladder /x /y", "Dockerfile"),
    ("add-apt-repository ppa:{}/ladder", "Shell"),
    ("image: ghcr.io/{}/ladder:1", "YAML"),
    ("roles:\n  - {}.ladder\n", "YAML"),
]


@given(OWNERS, st.sampled_from(FORMS))
def test_an_owner_is_found_whole_in_each_form_of_coordinate(owner, form):
    text, language = form
    assert found(text.format(owner), language) == [("USERNAME", owner)]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("lib_deps = aporter/RopeKnots@^1.2.0", "INI"),
        ("    aporter/RopeKnots @ 2.0.1", "INI"),
        ("x aporter/rope >= 3", "Text"),
        ('{"name": "aporter/rope"}', "JSON"),
        ('  "name":  "aporter/ladder",', "JSON"),
        ('"aporter/rope": "1.2.0"', "JSON"),
        ('"aporter/rope": "1.2.0 <= v < 2.0.0"', "JSON"),
        ('"aporter/ladder": "dev-master"', "JSON"),
    ],
)
def test_the_owner_of_a_package_is_found_in_its_name_and_before_its_version(text, language):
    assert found(text, language) == [("USERNAME", "aporter")]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("knots/knots-cli@^1.2.0", "INI"),
        ("lib_deps = espressif/RopeKnots@^1.2.0", "INI"),
        ("aporter/ropes", "Text"),
        ("../aporter/ropes@2", "Text"),
        ('{"name": "symfony/rope"}', "JSON"),
        ('{"name": "ropes/rope-ladder"}', "JSON"),
        ('{"title": "aporter/rope"}', "JSON"),
        ('"symfony/rope": "1.2.0"', "JSON"),
        ('"aporter/rope": "latest"', "JSON"),
        ('"elm/core": "1.0.5"', "JSON"),
    ],
)
def test_projects_and_plain_paths_own_no_package(text, language):
    assert found(text, language) == []


@pytest.mark.parametrize(
    "text",
    [
        "add-apt-repository -y ppa:aporter/rope",
        "sudo apt-add-repository 'ppa:aporter/ladder'",
    ],
)
def test_the_owner_of_an_archive_is_found(text):
    assert found(text, "Shell") == [("USERNAME", "aporter")]


@pytest.mark.parametrize(
    "text",
    [
        "add-apt-repository ppa:ubuntu/rope",
        "add-apt-repository ppa:knots-team/rope",
        "add-apt-repository ppa:ropes/rope-ladder",
    ],
)
def test_teams_and_distributions_own_no_archive(text):
    assert found(text, "Shell") == []


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("io.github.aporter:rope:1.2", "Groovy"),
        ("implementation 'com.github.aporter:knots:1.6.0'", "Groovy"),
        (':deps {com.github.aporter/knots {:mvn/version "2.4"}', "Clojure"),
        ("<groupId>io.github.aporter</groupId>", "XML"),
        ('"io.github.aporter" %% "knots" % "1.0"', "Scala"),
        ("<groupId>com.github.aporter</groupId>", "XML"),
        ('"com.gitlab.aporter" %% "rope" % "1.0"', "Scala"),
    ],
)
def test_the_owner_of_a_group_is_found(text, language):
    assert found(text, language) == [("USERNAME", "aporter")]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("'com.github.apache:rope:1'", "Groovy"),
        ("import com.github.aporter.knots.Rope;", "Java"),
        ('"com.github.jwt-scala" %% "jwt-circe" % "1"', "Scala"),
        ("'com.github.knots:knots:1.6.0'", "Groovy"),
        ("'com.github.ropes:rope-ladder:1'", "Groovy"),
        ("<groupId>io.github.knots-labs</groupId>", "XML"),
        ("import com.github.aporter.rope", "Java"),
    ],
)
def test_modules_and_projects_own_no_group(text, language):
    assert found(text, language) == []


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ('"a_Porter/ladder": "1.2.0"', "JSON"),
        ("part of a_Porter/ladder", "PHP"),
        ("ppa:A_Porter/ladder", "Shell"),
    ],
)
def test_an_owner_may_hold_capitals_and_signs(text, language):
    assert [value.lower() for _, value in found(text, language)] == ["a_porter"]
