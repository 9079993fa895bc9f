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
    ("text", "language"),
    [
        ("COPY --from=aporter/rope /x /y", "Dockerfile"),
        ("COPY --from=aporter/ladder:1.2 /x /y", "Dockerfile"),
        ("add-apt-repository -y ppa:aporter/rope", "Shell"),
        ("sudo apt-add-repository 'ppa:aporter/ladder'", "Shell"),
        ("ghcr.io/aporter/rope:1", "YAML"),
        ("docker pull quay.io/aporter/ladder", "Shell"),
    ],
)
def test_the_owner_of_an_image_or_an_archive_is_found(text, language):
    assert found(text, language) == [("USERNAME", "aporter")]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("COPY --from=builder /x /y", "Dockerfile"),
        ("COPY --from=library/rope /x", "Dockerfile"),
        ("add-apt-repository ppa:ubuntu/rope", "Shell"),
        ("add-apt-repository ppa:knots-team/rope", "Shell"),
        ("add-apt-repository ppa:ropes/rope-ladder", "Shell"),
        ("image: lscr.io/linuxserver/rope", "YAML"),
        ("image: ghcr.io/knots-labs/rope", "YAML"),
        ("image: docker.io/library/alpine", "YAML"),
    ],
)
def test_stages_teams_and_libraries_own_no_image(text, language):
    assert found(text, language) == []


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ('repo: "aporter/rope"', "YAML"),
        ("repository = 'aporter/ladder'", "Python"),
        ("if: github.repository == 'aporter/rope'", "YAML"),
        ("repo => 'aporter/rope'", "Ruby"),
        ('"rope": "github:aporter/rope"', "JSON"),
        ('"gitlab:aporter/ladder"', "JSON"),
        ("install gh:aporter/rope", "Shell"),
        ("This file is part of aporter/rope.", "PHP"),
        ("part of the aporter/ladder package", "PHP"),
        ("part of aporter/%s", "PHP"),
    ],
)
def test_the_owner_of_a_repository_is_found_without_its_site(text, language):
    assert found(text, language) == [("USERNAME", "aporter")]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("repo: 'apache/rope'", "YAML"),
        ("repo = 'aporter'", "Python"),
        ("repository: 'knots/knots-cli'", "YAML"),
        ('"github:apache/rope"', "JSON"),
        ('"bitbucket:knots/knots-cli"', "JSON"),
        ("xgithub:aporter/rope", "Text"),
        ("part of the client/server model", "PHP"),
        ("part of symfony/rope", "PHP"),
        ("part of %s/%s", "PHP"),
    ],
)
def test_organisations_and_other_pairs_of_words_own_no_repository(text, language):
    assert found(text, language) == []


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("io.github.aporter:rope:1.2", "Groovy"),
        ("<groupId>com.github.aporter</groupId>", "XML"),
        ('"com.gitlab.aporter" %% "rope" % "1.0"', "Scala"),
        ('id "com.github.aporter.rope" version "1"', "Groovy"),
        ("id('io.github.aporter.ladder')", "Kotlin"),
        ('apply plugin: "com.gitlab.aporter.ladder"', "Groovy"),
        ("Plug 'aporter/ladder'", "Vim Script"),
        ("use 'aporter/rope.nvim'", "Lua"),
        ("x\n  Bundle 'aporter/rope'", "Vim Script"),
    ],
)
def test_the_owner_of_a_group_or_a_plugin_is_found(text, language):
    assert found(text, language) == [("USERNAME", "aporter")]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("'com.github.apache:rope:1'", "Groovy"),
        ("'com.github.ropes:rope-ladder:1'", "Groovy"),
        ("<groupId>io.github.knots-labs</groupId>", "XML"),
        ("import com.github.aporter.rope", "Java"),
        ("id 'com.github.ropes.rope-ladder'", "Groovy"),
        ("x = 'com.github.aporter.rope'", "Groovy"),
        ("Plug 'neovim/rope'", "Vim Script"),
        ("use 'rope.nvim'", "Lua"),
        ("x Plug 'aporter/ladder'", "Text"),
    ],
)
def test_modules_and_projects_own_no_group_and_no_plugin(text, language):
    assert found(text, language) == []


def test_the_owner_of_each_role_is_found():
    expected = [("USERNAME", "aporter"), ("USERNAME", "wzhang42")]
    roles = "roles:\n  - aporter.rope\n  - role: wzhang42.ladder\n"
    assert found(roles, "YAML") == expected
    needs = "dependencies:\n  - src: aporter.rope\n  - { x: 1 }\n  - name: oporter.rope\n"
    assert found(needs, "YAML") == expected[:1]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("roles:\n  - aporter.rope\n", "Python"),
        ("roles:\n  - rope\n", "YAML"),
        ("roles:\n  - knots.knots-cli\n", "YAML"),
        ("roles:\n  - community.docker\n", "YAML"),
        ("files:\n  - aporter.rope\n", "YAML"),
    ],
)
def test_roles_without_a_person_and_other_lists_name_no_owner(text, language):
    assert found(text, language) == []
