import pytest
from hypothesis import given
from hypothesis import strategies as st

from pii.gazetteers import FORGE_HOSTS, REPOSITORY_SERVICES
from tests.invented import found

SERVICES = st.sampled_from(sorted(REPOSITORY_SERVICES))
FORGES = st.sampled_from(sorted(FORGE_HOSTS))


@given(SERVICES, st.from_regex(r"[a-z]{3,8}", fullmatch=True))
def test_the_owner_is_found_behind_every_address_of_a_service(address, part):
    text = f"https://{address.replace('*', part)}aporter/ladder"
    assert ("USERNAME", "aporter") in found(text, "Text")


@given(FORGES, st.sampled_from(["https://{}/", "https://www.{}/", "git@{}:", "{}/"]))
def test_the_owner_is_found_behind_every_host_of_a_forge(host, form):
    assert found(form.format(host) + "aporter/ladder", "Text") == [("USERNAME", "aporter")]


@pytest.mark.parametrize(
    "text",
    [
        "https://github.com/apache/spark",
        "https://github.com/features/actions",
        "https://github.com/ergochat/ergo",
        "https://github.com/go-sql-driver/x",
        "https://github.com/KnotsIO/x",
        "https://company-mode.github.io",
        "https://github.com/knots/knots-cli",
        "https://github.com/knots-labs/rope",
        "https://app.fossa.io/projects/git%2Bgithub.com%2Fknots%2Fknots-cli",
    ],
)
def test_projects_and_organisations_own_no_repository(text):
    assert found(text, "Text") == []


@pytest.mark.parametrize(
    "text",
    ["https://aporter.github.io/", "x aporter.gitlab.io/rope", "http://aporter.github.com/rope"],
)
def test_whose_site_a_forge_shows_is_found(text):
    assert found(text, "Text") == [("USERNAME", "aporter")]


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
